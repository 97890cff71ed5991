"""Asks for what a request wants to know at each send."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.parts.labels import Label, wrapped

_LINES, _MOST_FIELDS = 2, 6
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class AskValues(Frame):
    """A field for each question, filled with the answer of last time.

    Signals:
        answered(dict): the answers by their questions; send now.
    """

    answered = Signal(dict)

    def __init__(
        self, names: Sequence[str], last: Mapping[str, str], done: str, parent: QWidget | None = None
    ) -> None:
        super().__init__("Before it is sent", "ask_values", parent)
        self._fields = {name: _Answer(name, last.get(name, "")) for name in names}
        self.content.addWidget(
            wrapped("The request asks for this at each send. It is not kept in the preset.", "small")
        )
        for name, field in self._fields.items():
            label = Label(name, "", "muted")
            label.setBuddy(field)
            self.content.addWidget(label)
            self.content.addWidget(field)
            field.done.connect(self.accept)
        self.add_button("cancel", "Cancel").clicked.connect(self.reject)
        self.add_button("send_now", done, "primary", default=True).clicked.connect(self.accept)
        self.setMinimumWidth(460)
        first = next(iter(self._fields.values()))
        first.setFocus()
        first.selectAll()

    def accept(self) -> None:
        """Announce the answers and close."""
        self.answered.emit({name: field.toPlainText() for name, field in self._fields.items()})
        super().accept()


class _Answer(QPlainTextEdit):
    """A text of a few lines. Enter sends, Shift+Enter begins a line."""

    done = Signal()

    def __init__(self, name: str, text: str) -> None:
        super().__init__(text)
        self.setObjectName(f"answer_{name}")
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _LINES + 18)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.done.emit()
        else:
            super().keyPressEvent(event)
