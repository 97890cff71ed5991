"""Editors for one of a few values: a list, and on or off."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from betadeck.ui.composer.form.changes import take
from betadeck.ui.composer.form.editor import Editor, Refused
from betadeck.ui.composer.form.inputs import ChoiceInput, LineInput, SwitchInput
from betadeck.ui.composer.form.spec import ABSENT, FieldSpec
from betadeck.ui.parts.labels import Label

_LEAST_PX = 120
_MOST_PX = 320
_NONE = "not set"
_OTHER = "Another value…"


class ChoiceEditor(Editor):
    """One of a few texts. A value outside the list is shown too; with open options it can be typed."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self._none = _NONE if spec.clears else ""
        self._input = ChoiceInput(spec.label, (_NONE, *spec.options) if spec.clears else spec.options)
        self._input.setMinimumWidth(_LEAST_PX)
        self._input.setMaximumWidth(_MOST_PX)
        self._input.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._input.setPlaceholderText(_NONE)
        self._input.picked.connect(self._on_picked)
        self._value: object = ABSENT
        self._label = spec.label
        if spec.open_options:
            self._open(spec.label)
        else:
            self._input.offer_last(_OTHER)
        self.row.addWidget(self._input)
        if spec.note:
            self.row.addWidget(Label(spec.note, "small"))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setFocusProxy(self._input)

    def show_value(self, value: object) -> None:
        """Show the choice."""
        self._value = value
        self._input.show_text(value if isinstance(value, str) else self._none)

    def show_refused(self, refused: Refused) -> None:
        """Mark the choices that the model does not take."""
        self._input.mark(refused(self.pointer, self._input.options()))

    def _on_picked(self, text: str) -> None:
        if text == _OTHER:
            self._let_type()
        elif text == self._none:
            self.changed.emit(take(self.pointer))
        else:
            self.put_value(text)

    def _let_type(self) -> None:
        """Let a value be typed that is not in the list, as servers may know more than we do."""
        self._input.withdraw_last()
        self._open(self._label)
        self.show_value(self._value)
        line = self._input.lineEdit()
        if line is not None:
            line.setFocus()
            line.selectAll()

    def _open(self, name: str) -> None:
        self._input.setEditable(True)
        self._input.setInsertPolicy(ChoiceInput.InsertPolicy.NoInsert)
        line = LineInput(name)
        self._input.setLineEdit(line)
        self._input.setCompleter(None)  # type: ignore[arg-type]  # None takes it off
        line.textEdited.connect(self.put_value)


class SwitchEditor(Editor):
    """On or off, as a tick with its name beside it."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self._input = SwitchInput(spec.label)
        self._input.setAccessibleName(spec.label)
        self._input.clicked.connect(self.put_value)
        self.row.addWidget(_SwitchFrame(self._input))
        self.setFocusProxy(self._input)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def leave_name(self) -> None:
        """Leave the name to a label that stands before it."""
        self._input.setText("On")

    def show_value(self, value: object) -> None:
        """Show the tick; absent counts as off."""
        self._input.setChecked(value is True)


class _SwitchFrame(QFrame):
    """The field around a tick; a click anywhere in it toggles."""

    def __init__(self, switch: SwitchInput) -> None:
        super().__init__()
        self._switch = switch
        self.setProperty("role", "field")
        self.setFixedHeight(30)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(10, 0, 12, 0)
        layout.addWidget(switch)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._switch.click()
