"""One open request: its composer and its response, above each other or side by side."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLayout, QSplitter, QVBoxLayout, QWidget

from betadeck.ui.composer.composer import Composer
from betadeck.ui.response.pages_strip import PagesStrip
from betadeck.ui.response.viewer import ResponseViewer

_LEAST_PX = 348
_LEAST_BESIDE_PX = 2 * _LEAST_PX + 4
_SHARES = (52, 48)
"""Of request and response, before the user moves the bar."""


class RequestPage(QWidget):
    """Arranges; `composer`, `viewer` and `pages` are connected by whoever made the page.

    Signals:
        sizes_changed(list): the user moved the bar.
    """

    sizes_changed = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Each is made inside the other: one that is put there later has its style worked out anew, with all in it.
        self._splitter = QSplitter(Qt.Orientation.Vertical, self, childrenCollapsible=False)
        self.composer, side = Composer(self._splitter), QWidget(self._splitter)
        self.viewer, self.pages = ResponseViewer(side), PagesStrip(side)
        self.composer.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._splitter.addWidget(self.composer)
        self._splitter.addWidget(side)
        self._fill(side)
        for part in (self.composer, side):
            part.setMinimumWidth(_LEAST_PX)
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 1)
        self._splitter.setSizes(list(_SHARES))
        self._beside = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        layout.addWidget(self._splitter)
        self._splitter.splitterMoved.connect(self._on_moved)

    def _fill(self, side: QWidget) -> None:
        """Put the line for lists of several pages below the viewer."""
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.viewer, 1)
        column.addWidget(self.pages)

    def set_beside(self, beside: bool) -> None:
        """Put the response beside the request where there is room for both, or below it."""
        self._beside = beside
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        """Need the width of one of them: beside each other they are only where there is more."""
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look again whether both have room beside each other."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        beside = self._beside and self.width() >= _LEAST_BESIDE_PX
        self._splitter.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)

    def set_sizes(self, sizes: list[int]) -> None:
        """Set the bar where it was; an empty list leaves it."""
        if len(sizes) == 2 and all(sizes):
            self._splitter.setSizes(sizes)

    def _on_moved(self) -> None:
        self.sizes_changed.emit(self._splitter.sizes())
