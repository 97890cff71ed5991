"""One open request: its composer and its response, above each other or side by side."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from betadeck.ui.composer.composer import Composer
from betadeck.ui.response.pages_strip import PagesStrip
from betadeck.ui.response.viewer import ResponseViewer


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
        self._splitter.setStretchFactor(0, 1)
        self._splitter.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
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
        """Put the response beside the request, or below it."""
        self._splitter.setOrientation(Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical)

    def set_sizes(self, sizes: list[int]) -> None:
        """Set the bar where it was; an empty list leaves it."""
        if len(sizes) == 2 and all(sizes):
            self._splitter.setSizes(sizes)

    def _on_moved(self) -> None:
        self.sizes_changed.emit(self._splitter.sizes())
