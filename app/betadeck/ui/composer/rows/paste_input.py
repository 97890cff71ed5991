"""A line of a table that hands pasted tables over instead of squeezing them into one line."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from betadeck.ui.composer.suggest import Suggest
from betadeck.ui.parts.completion import completer_for


class PasteInput(QLineEdit):
    """One cell.

    Signals:
        paste_asked(str): the user pastes this text; call `insert` to take it as it is.
    """

    paste_asked = Signal(str)

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(hint)
        self.setAccessibleName(name)
        self.suggest: Suggest | None = None

    def offer(self, words: list[str]) -> None:
        """Complete these words while one types."""
        self.setCompleter(completer_for(self, words))

    def show_text(self, text: str) -> None:
        """Show `text`, the caret as it was."""
        if text != self.text():
            place = self.cursorPosition()
            self.setText(text)
            self.setCursorPosition(min(place, len(text)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Announce a paste."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_asked.emit(QGuiApplication.clipboard().text())
        else:
            super().keyPressEvent(event)


class SecretInput(PasteInput):
    """A cell that can hide its value while it does not have the focus."""

    def __init__(self, hint: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(hint, name, parent)
        self._secret = False

    def set_secret(self, secret: bool) -> None:
        """Hide the value, or do not."""
        self._secret = secret
        self._hide_or_show()

    def is_secret(self) -> bool:
        """Tell whether the value is hidden when the focus is elsewhere."""
        return self._secret

    def event(self, event: QEvent) -> bool:
        """Show the value while it is edited."""
        done = super().event(event)
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._hide_or_show()
        return done

    def _hide_or_show(self) -> None:
        modes = QLineEdit.EchoMode
        wanted = modes.Password if self._secret and not self.hasFocus() else modes.Normal
        if wanted is not self.echoMode():
            self.setEchoMode(wanted)
