"""The composer's first line: its tabs, and what belongs to the body at the right, or below."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QSizePolicy, QWidget

_GAP_PX = 8
_ASIDE_PX = 96
"""The least room for `aside`, which is mostly as wide as there is room."""


class ComposerHead(QWidget):
    """Puts `aside` and `views` below `tabs` where there is no room beside them."""

    def __init__(
        self, tabs: QWidget, aside: QWidget, views: QWidget, right_px: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._tabs, self._views, self._right_px = tabs, views, right_px
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._side = QWidget()
        side = QHBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(_GAP_PX)
        side.addStretch(0)
        side.addWidget(aside, 1)
        side.addWidget(views, 0, Qt.AlignmentFlag.AlignRight)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, right_px, 0)
        self._box.setSpacing(_GAP_PX)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.addWidget(tabs, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(self._side, 1)

    def show_side(self, shown: bool) -> None:
        """Show what belongs to the body, or leave it out."""
        self._side.setVisible(shown)

    def minimumSizeHint(self) -> QSize:
        """Return the width of the wider of both."""
        widths = (each.minimumSizeHint().width() for each in (self._tabs, self._views))
        return QSize(max(widths) + self._right_px, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between beside and below."""
        super().resizeEvent(event)
        wanted = (self._tabs.sizeHint().width(), _ASIDE_PX, self._views.sizeHint().width())
        needed = sum(wanted) + 2 * _GAP_PX + self._right_px
        directions = QBoxLayout.Direction
        narrow = event.size().width() < needed
        self._box.setDirection(directions.TopToBottom if narrow else directions.LeftToRight)
        self._box.setSpacing(0 if narrow else _GAP_PX)
