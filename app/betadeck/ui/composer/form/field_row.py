"""One row of the form: a label, an editor, perhaps a button that takes the field out."""

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from betadeck.core.cache_bars import CacheBar
from betadeck.ui.composer.form.cache_bar import CacheBarView
from betadeck.ui.composer.form.changes import json_of, put, put_json
from betadeck.ui.composer.form.choice_editors import SwitchEditor
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.form_part import FormPart
from betadeck.ui.composer.form.plan import PlannedRow, value_at
from betadeck.ui.composer.form.shown import Shown, ShownField, takes_variable
from betadeck.ui.composer.form.spec import COMPACT, FieldSpec
from betadeck.ui.composer.form.variable_editor import variable_menu
from betadeck.ui.menu import ChoiceMenu
from betadeck.ui.parts.faint_button import FaintButton
from betadeck.ui.parts.labels import Label

LABEL_PX = 132
_FIELD_PX = 30
_UNKNOWN = "not in the schema"
_ANY_PX = 16_777_215


class FieldRow(FormPart):
    """Shows one planned row. A value that the field's editor cannot take is summed up instead.

    Signals:
        remove_asked(str): take the field with this pointer out.
    """

    remove_asked = Signal(object)  # as a Qt string it would lose lone surrogates

    def __init__(self, spec: FieldSpec, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
        self._make = make
        self._remove = FaintButton("close", f"Remove {spec.label}", self)
        self._remove.setObjectName("remove_field")
        self._remove.setVisible(not spec.required)
        self._remove.clicked.connect(self._on_remove)
        self._null: FaintButton | None = None
        self._variable: FaintButton | None = None
        self._cache: CacheBarView | None = None
        self._stacked = False
        if spec.nullable:
            self._null = FaintButton("null", f"Set {spec.label} to null", self)
            self._null.setObjectName("set_null")
            self._null.clicked.connect(self._on_null)
        self._editors = QHBoxLayout()
        self._editors.setSpacing(8)
        self._lay_out()
        self._field = ShownField(spec, make, self._editors, self.pass_on)
        self._place_editor()
        self._beside = [ShownField(each, make, self._editors, self.pass_on) for each in spec.beside]
        if spec.kind in COMPACT:
            self._editors.addStretch(1)

    def show_row(self, row: PlannedRow, body: Mapping[str, object]) -> None:
        """Show the value, and those of the fields beside it."""
        if self._field.fit(row.value):
            self._place_editor()
        if self._null is not None:
            self._null.setVisible(self._field.shown is not Shown.NULL)
        self.editor.show_around(body)
        self.editor.show_value(row.value)
        for each in self._beside:
            value = value_at(body, each.spec.pointer)
            each.fit(value)
            each.editor.show_value(value)

    @property
    def editor(self) -> Editor:
        """The editor of the field that the row is for."""
        return self._field.editor

    def show_cache(self, bar: CacheBar | None) -> None:
        """Draw beside the editor how far down it is cached; None draws nothing."""
        if self._cache is None and bar is not None:
            # What hangs below a line begins at the left, under the labels: there the bar stays in the line.
            nested = self.editor.below is not None
            self._cache = CacheBarView(self, LABEL_PX - 1, _FIELD_PX + 8 if nested else _ANY_PX)
        if self._cache is not None:
            self._cache.show_bar(None if self._stacked else bar)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, as when a list's item before this one went away."""
        if pointer != self.spec.pointer:
            self._field.set_pointer(pointer)
            self.spec = self._field.spec

    def set_stacked(self, stacked: bool) -> None:
        """Put the label above the editor, for narrow windows, or beside it."""
        directions = QBoxLayout.Direction
        self._stacked = stacked
        if stacked and self._cache is not None:
            self._cache.show_bar(None)
        self._box.setDirection(directions.TopToBottom if stacked else directions.LeftToRight)
        self._head.setMinimumSize(0 if stacked else LABEL_PX, 22 if stacked else _FIELD_PX)
        self._head.setMaximumWidth(_ANY_PX if stacked else LABEL_PX)

    def reveal(self, pointer: str) -> QWidget | None:
        """Bring the place to light; return its widget, or None if it can only be seen as JSON."""
        for each in self._beside:
            if pointer == each.spec.pointer:
                return each.editor
        return self.editor.reveal(pointer)

    def holds(self, pointer: str) -> bool:
        """Tell whether the place is this row's, or lies within."""
        places = [self.spec.pointer, *(spec.pointer for spec in self.spec.beside)]
        return any(pointer == place or pointer.startswith(f"{place}/") for place in places)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer variables for the whole value."""
        if takes_variable(self.spec):
            self._offer_variables(event.globalPos())
        else:
            super().contextMenuEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the button that removes the field be seen, and tell of the field."""
        super().enterEvent(event)
        if not self._label.toolTip():
            self._label.setToolTip(self._make.about(self.spec))
        if self._variable is None and self.spec.kind in COMPACT:  # the others have no room for it
            self._variable = self._variable_button()
        self._set_faint(False)

    def leaveEvent(self, event: QEvent) -> None:
        """Let the button fade."""
        super().leaveEvent(event)
        self._set_faint(True)

    def _variable_button(self) -> FaintButton:
        """Return the button for variables, made when the mouse first comes by."""
        made = FaintButton("format", f"Use a variable for {self.spec.label}…", self)
        made.setObjectName("use_variable")
        made.clicked.connect(lambda: self._offer_variables(made.mapToGlobal(QPoint(0, made.height()))))
        self._editors.insertWidget(self._editors.count() - 1, made)
        return made

    def _offer_variables(self, place: QPoint) -> None:
        menu = ChoiceMenu(variable_menu(self.spec, self._make.variables()), self)
        menu.picked.connect(self._on_variable)
        menu.popup(place)

    def _on_variable(self, written: str) -> None:
        self.changed.emit(put_json(self.spec.pointer, json_of(written), step=True))
        self.editor.begin()

    def _set_faint(self, faint: bool) -> None:
        self._remove.set_faint(faint)
        for each in (self._null, self._variable):
            if each is not None:
                each.set_faint(faint)

    def _lay_out(self) -> None:
        label = self._label = Label(self.spec.label, "", "muted")
        label.setWordWrap(True)
        self._head = QWidget()
        head = QGridLayout(self._head)
        head.setContentsMargins(0, 0, 8, 0)
        head.addWidget(label, 0, 0)
        if self.spec.unknown:
            label.setText(f"{self.spec.label}\n{_UNKNOWN}")
            label.set_tone("warn")
        # They lie over the label's end, which has all the room while they cannot be seen.
        buttons = QHBoxLayout()
        buttons.setSpacing(0)
        for each in (self._null, self._remove):
            if each is not None:
                buttons.addWidget(each)
        head.addLayout(buttons, 0, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 4, 0, 4)
        self._outer.setSpacing(0)
        self._box = QHBoxLayout()
        self._box.setSpacing(0)
        self._box.addWidget(self._head, 0, Qt.AlignmentFlag.AlignTop)
        self._box.addLayout(self._editors, 1)
        self._outer.addLayout(self._box)
        self.set_stacked(False)

    def _place_editor(self) -> None:
        if isinstance(self.editor, SwitchEditor):
            self.editor.leave_name()
        if self.editor.below is not None:
            self._outer.addWidget(self.editor.below)

    def _on_null(self) -> None:
        self.changed.emit(put(self.spec.pointer, None))

    def _on_remove(self) -> None:
        self.remove_asked.emit(self.spec.pointer)
