"""Buttons by kind, icon buttons that follow the theme, and chips that copy."""

from typing import Literal

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QPushButton, QToolButton, QWidget

from betadeck.ui.icons import icon
from betadeck.ui.theme import tokens

Kind = Literal["", "primary", "stop", "link", "quiet", "danger", "chip", "subtab", "segment"]
_COPIED_MS = 1200


def button(text: str, kind: Kind = "", tip: str = "", made: QPushButton | None = None) -> QPushButton:
    """Return a push button, `made` or a plain one.

    `kind` picks its looks, `tip` tells what it does where the text is short.
    """
    made = made or QPushButton()
    made.setText(text)
    made.setProperty("kind", kind)
    made.setToolTip(tip)
    made.setAutoDefault(False)
    if kind in {"link", "quiet", "chip", "subtab", "segment"}:
        made.setCursor(Qt.CursorShape.PointingHandCursor)
    return made


class IconButton(QToolButton):
    """A small button with one of our icons; its tooltip is also its accessible name."""

    def __init__(self, name: str, tip: str, parent: QWidget | None = None, tone: str = "muted") -> None:
        super().__init__(parent)
        self._icon, self._tone = name, tone
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setIconSize(QSize(16, 16))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._stale = True

    def showEvent(self, event: QShowEvent) -> None:
        """Draw the icon when it is first seen."""
        super().showEvent(event)
        if self._stale:
            self._draw()

    def set_icon(self, name: str, tip: str) -> None:
        """Show another icon that does something else."""
        self._icon = name
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self._renew()

    def changeEvent(self, event: QEvent) -> None:
        """Draw anew when the theme changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._renew()

    def _renew(self) -> None:
        """Draw now if it is seen, else when it will be."""
        self._stale = True
        if self.isVisible():
            self._draw()

    def _draw(self) -> None:
        self._stale = False
        self.setIcon(icon(self._icon, getattr(tokens(self.palette()), self._tone)))


class CopyChip(QPushButton):
    """A monospace chip that copies its whole text when clicked and says so for a moment.

    Signals:
        copied(str): the text that is now on the clipboard.
    """

    copied = Signal(str)

    def __init__(self, what: str, shown_chars: int = 20, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._what, self._shown_chars, self._full = what, shown_chars, ""
        self.setProperty("kind", "chip")
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._timer = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._timer.timeout.connect(self._show_text)
        self.clicked.connect(self._copy)
        self.hide()

    def set_text(self, text: str) -> None:
        """Show `text`, shortened; an empty one hides the chip."""
        self._full = text
        self.setToolTip(f"Copy the {self._what}: {text}")
        self.setAccessibleName(f"{self._what} {text}, copies")
        self._show_text()
        self.setVisible(bool(text))

    def full_text(self) -> str:
        """Return what a click copies."""
        return self._full

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._full)
        self.setText("Copied")
        self._timer.start()
        self.copied.emit(self._full)

    def _show_text(self) -> None:
        cut = len(self._full) > self._shown_chars
        self.setText(self._full[: self._shown_chars] + "…" if cut else self._full)
