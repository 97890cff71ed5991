"""The composer's first line: its tabs, and the switch between form and JSON at the right, or below."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget

_GAP_PX = 8


class ComposerHead(QWidget):
    """Puts `views` below `tabs` where there is no room beside them."""

    def __init__(self, tabs: QWidget, views: QWidget, right_px: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tabs, self._views, self._right_px = tabs, views, right_px
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, right_px, 0)
        self._box.setSpacing(_GAP_PX)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.addWidget(tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addStretch(1)
        self._box.addWidget(views, 0, Qt.AlignmentFlag.AlignRight)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the wider of both."""
        widths = (each.minimumSizeHint().width() for each in (self._tabs, self._views))
        return QSize(max(widths) + self._right_px, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between beside and below."""
        super().resizeEvent(event)
        needed = self._tabs.sizeHint().width() + self._views.sizeHint().width() + _GAP_PX + self._right_px
        directions = QBoxLayout.Direction
        narrow = event.size().width() < needed
        self._box.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._box.setSpacing(0 if narrow else _GAP_PX)
