"""Labels by what they say: muted, small, section heads, pills, badges."""

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy

from betadeck.ui.parts.restyle import set_property

Tone = Literal["", "muted", "accent", "ok", "warn", "error", "busy"]
Role = Literal["", "title", "heading", "section", "small", "strong", "pill", "badge"]


class Label(QLabel):
    """A plain-text label with a role and a tone from the style sheet."""

    def __init__(self, text: str = "", role: Role = "", tone: Tone = "") -> None:
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)

    def set_tone(self, tone: Tone) -> None:
        """Change the tone, as a pill does when an answer arrives."""
        set_property(self, "tone", tone)


def wrapped(text: str, role: Role = "", tone: Tone = "") -> Label:
    """Return a label that breaks its lines and can be selected with the mouse."""
    label = Label(text, role, tone)
    label.setWordWrap(True)
    label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def mono_label(text: str = "", tone: Tone = "") -> Label:
    """Return a monospace label for what goes over the wire."""
    label = Label(text, "", tone)
    label.setProperty("mono", True)
    return label


def pill(text: str = "", tone: Tone = "") -> Label:
    """Return a rounded label for a state. The text itself must name the state: colour is only an aid."""
    label = Label(text, "pill", tone)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return label


def badge(text: str, tone: Tone = "") -> Label:
    """Return a small outlined label."""
    label = Label(text, "badge", tone)
    label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return label


class ElidedLabel(Label):
    """A one-line label that shortens itself in the middle or at the end and tells all in its tooltip."""

    def __init__(
        self,
        text: str = "",
        role: Role = "",
        tone: Tone = "",
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
    ) -> None:
        super().__init__(text, role, tone)
        self._mode = mode
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def minimumSizeHint(self) -> QSize:
        """Allow any width; the text gives way."""
        return QSize(24, super().minimumSizeHint().height())

    def setText(self, text: str) -> None:
        """Show another text, with its tooltip."""
        super().setText(text)
        self._tell()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole text as a tooltip only when it is cut."""
        super().resizeEvent(event)
        self._tell()

    def _tell(self) -> None:
        cut = self.fontMetrics().horizontalAdvance(self.text()) > self.width()
        self.setToolTip(self.text() if cut else "")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        shown = self.fontMetrics().elidedText(self.text(), self._mode, self.width())
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), int(self.alignment()), shown)


def rule() -> QFrame:
    """Return a hairline."""
    frame = QFrame()
    frame.setObjectName("rule")
    return frame
