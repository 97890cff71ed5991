"""Asking for a name."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.parts.labels import Label

_LONGEST_CHARS = 120


class TextDialog(Frame):
    """One field and two buttons.

    Signals:
        text_entered(str): the text, without blanks around it; never empty nor one of those taken.
    """

    text_entered = Signal(str)

    def __init__(
        self,
        title: str,
        label: str,
        text: str = "",
        parent: QWidget | None = None,
        *,
        taken: Collection[str] = (),
        done: str = "Save",
    ) -> None:
        super().__init__(title, "text_dialog", parent)
        self._taken = {each.casefold() for each in taken}
        self._field = QLineEdit(text)
        self._field.setObjectName("text")
        self._field.setAccessibleName(label)
        self._field.setMaxLength(_LONGEST_CHARS)
        self._field.selectAll()
        self.content.addWidget(Label(label, "", "muted"))
        self.content.addWidget(self._field)
        self.add_button("cancel", "Cancel").clicked.connect(self.reject)
        self._done = self.add_button("done", done, "primary", default=True)
        self._done.clicked.connect(self.accept)
        self._field.textChanged.connect(self._on_changed)
        self.setMinimumWidth(420)
        self._on_changed()

    def accept(self) -> None:
        """Announce the text and close, unless it cannot be taken."""
        if self._done.isEnabled():
            self.text_entered.emit(self._field.text().strip())
            super().accept()

    def _on_changed(self) -> None:
        text = self._field.text().strip()
        taken = text.casefold() in self._taken
        self.say("There is one of that name already." if taken else "", "warn")
        self._done.setEnabled(bool(text) and not taken)
