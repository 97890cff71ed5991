"""One line of the parameters: what it is called, its value, what it is for."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from betadeck.core.draft import Row
from betadeck.core.param_spec import ParamSpec
from betadeck.ui.composer.form.told_field import ToldField
from betadeck.ui.composer.param_input import ParamInput
from betadeck.ui.parts.buttons import IconButton
from betadeck.ui.parts.labels import ElidedLabel, wrapped

_LABEL_PX, _TICK_PX, _LINE_PX, _NARROW_PX = 172, 18, 30, 480


class ParamLine(QWidget):
    """Shows one value of a parameter.

    Signals:
        edited(str): the value is this now.
        switched(bool): its tick was set or taken off; a value without one is kept and not sent.
        removed(): take it out.
        another(): one more value of the same name, please.
        load_asked(str): more ids to choose from, please; the parameter's name.
    """

    edited = Signal(str)
    switched = Signal(bool)
    removed = Signal()
    another = Signal()
    load_asked = Signal(str)

    def __init__(self, spec: ParamSpec, fixed: bool, parent: QWidget | None = None) -> None:
        """Make a line; a `fixed` one can be neither switched off nor taken out."""
        super().__init__(parent)
        self.spec, self._fixed = spec, fixed
        name = f"{spec.name}, required" if spec.required else spec.name
        self.input = ParamInput(spec, name)
        self.input.setObjectName(f"param_{spec.name}")
        if spec.required:
            self.input.set_hint("required")
        self._told = None if self.input.is_narrow() else ToldField(self.input)
        self._tick = QCheckBox()
        self._tick.setToolTip("Sent when ticked")
        self._tick.setAccessibleName(f"Send {spec.name}")
        self._label = ElidedLabel(spec.name, mode=Qt.TextElideMode.ElideMiddle)
        self._label.setProperty("mono", True)
        self._label.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._label.setFixedWidth(_LABEL_PX)
        self._label.setBuddy(self.input)
        self._add = IconButton("plus", f"Add another value of {spec.name}")
        self._add.setObjectName("add_value")
        self._remove = IconButton("close", f"Remove {spec.name}")
        self._remove.setObjectName("remove_param")
        self._note = wrapped(spec.note, "small")
        self._lay_out()
        self.input.edited.connect(self.edited)
        self._tick.clicked.connect(self.switched)
        self._remove.clicked.connect(self.removed)
        self._add.clicked.connect(self.another)
        self.input.load_asked.connect(self._on_load)
        self.setFocusProxy(self.input)

    def show_value(self, row: Row | None, first: bool, last: bool) -> None:
        """Show the row's value; of several of one name, the first says what it is for, the last adds."""
        self.input.show_text(row.value if row is not None else "")
        self._tick.setChecked(row is None or row.on)
        self._tick.setVisible(not self._fixed and row is not None)
        self._remove.setVisible(not self._fixed and row is not None)
        self._add.setVisible(self.spec.many and last and row is not None)
        self._note.setVisible(first and bool(self.spec.note))
        self._label.setText(self.spec.name if first else "")

    def tell(self, words: str) -> None:
        """Say below the field what came of loading; empty words take that away."""
        if self._told is not None:
            self._told.say(words)

    def _on_load(self) -> None:
        self.load_asked.emit(self.spec.name)

    def _lay_out(self) -> None:
        for each in (self._tick, self._remove):
            keep = each.sizePolicy()
            keep.setRetainSizeWhenHidden(not self._fixed)
            each.setSizePolicy(keep)
        self._tick.setFixedWidth(_TICK_PX)
        if self._fixed:
            self._tick.hide()
        self._tick.setFixedHeight(_LINE_PX)
        self._label.setFixedHeight(_LINE_PX)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._tick)
        head.addWidget(self._label)
        head.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 2)
        self._box.setSpacing(8)
        self._box.addLayout(head)
        self._box.setAlignment(head, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(self._words(), 1)

    def _words(self) -> QVBoxLayout:
        """Lay out what stands at the right: the field, and what it is for."""
        field = QHBoxLayout()
        field.setSpacing(4)
        field.addWidget(self._told or self.input, 1)
        field.addWidget(self._add)
        if self.input.is_narrow():
            field.addStretch(1)
        field.addWidget(self._remove)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addLayout(field)
        words.addWidget(self._note)
        return words

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the name above its field where there is little room."""
        super().resizeEvent(event)
        narrow = event.size().width() < _NARROW_PX
        directions = QBoxLayout.Direction
        self._box.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._box.setSpacing(0 if narrow else 8)
