"""A button that shortens its text rather than cut it off at both ends."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStyle, QStyleOptionButton, QStylePainter, QWidget

from betadeck.ui.parts.buttons import Kind

_SIDES_PX = 26
_LEAST_PX = 64


class ElidedButton(QPushButton):
    """A push button as wide as its text if there is room; else the text is drawn shortened in its middle."""

    def __init__(self, text: str, kind: Kind = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", kind)
        self.setAutoDefault(False)

    def minimumSizeHint(self) -> QSize:
        """Give way."""
        return QSize(_LEAST_PX, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell the whole text in the tooltip when it is shortened."""
        super().resizeEvent(event)
        self.setToolTip("" if self._fits() else self.text())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        if self._fits():
            super().paintEvent(event)
            return
        option = QStyleOptionButton()
        self.initStyleOption(option)
        room_px = self.width() - _SIDES_PX
        option.text = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, room_px)
        painter = QStylePainter(self)
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        painter.end()

    def _fits(self) -> bool:
        return self.width() >= self.sizeHint().width()
