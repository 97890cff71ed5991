"""A heading that shows or hides its body."""

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.ui.icons import icon
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label
from betadeck.ui.theme import tokens


class Disclosure(QWidget):
    """A heading with an arrow that shows or hides its body.

    Signals:
        toggled(bool): the user opened or closed it.
    """

    toggled = Signal(bool)

    def __init__(self, title: str, body: QWidget, opened: bool = True, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title, self._body = title, body
        self._head = button(title, "quiet")
        self._head.setCheckable(True)
        self._head.setChecked(opened)
        self._head.setStyleSheet("text-align: left; font-weight: 600;")
        self._note = Label("", "small")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._head)
        row.addWidget(self._note)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(body)
        self._head.toggled.connect(self._on_toggled)
        body.setVisible(opened)
        self._draw()

    def set_note(self, text: str) -> None:
        """Show a short summary behind the title, for when it is closed."""
        self._note.setText(text)

    def set_open(self, opened: bool) -> None:
        """Open or close it without announcing."""
        self._head.blockSignals(True)
        self._head.setChecked(opened)
        self._head.blockSignals(False)
        self._body.setVisible(opened)
        self._draw()

    def is_open(self) -> bool:
        """Tell whether the body is shown."""
        return self._head.isChecked()

    def changeEvent(self, event: QEvent) -> None:
        """Draw the arrow anew when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()

    def _on_toggled(self, opened: bool) -> None:
        self._body.setVisible(opened)
        self._draw()
        self.toggled.emit(opened)

    def _draw(self) -> None:
        name = "down" if self._head.isChecked() else "right"
        self._head.setIcon(icon(name, tokens(self.palette()).muted))
        self._head.setAccessibleName(f"{self._title}, {'open' if self._head.isChecked() else 'closed'}")
