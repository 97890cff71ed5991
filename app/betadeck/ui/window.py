"""The main window: arranges its panels and nothing else."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent
from PySide6.QtWidgets import QMainWindow, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from betadeck.ui.actions import Actions
from betadeck.ui.bars import (
    BETAS_PX,
    LEAST_BETAS_PX,
    LEAST_MIDDLE_PX,
    LEAST_SIDE_PX,
    SIDE_PX,
    side_widths,
)
from betadeck.ui.parts.banner import Banner
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.parts.tab_order import step_round
from betadeck.ui.request_tabs import RequestTabs
from betadeck.ui.status_bar import StatusBar
from betadeck.ui.toolbar import Toolbar

if TYPE_CHECKING:  # the panels take 300 ms to import: not before the first picture
    from betadeck.ui.betas.panel import BetasPanel
    from betadeck.ui.library.panel import LibraryPanel
    from betadeck.ui.request_page import RequestPage

_WIDTH_PX, _HEIGHT_PX = 1440, 900
_BAR_PX = 2


class MainWindow(QMainWindow):
    """Toolbar on top, library left, tabs of requests in the middle, betas right, status at the bottom.

    `library` and `betas` are there from `furnish` on; until then their places are empty.

    Signals:
        close_requested(): the user closed the window; whoever listens puts things away and hides it.
        layout_changed(): a bar was moved or the window resized by hand.
    """

    close_requested = Signal()
    layout_changed = Signal()

    def __init__(self, overrides: Mapping[str, tuple[str, ...]] | None = None) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle("Betadeck")
        self.setMinimumSize(LEAST_SIDE_PX + LEAST_MIDDLE_PX + LEAST_BETAS_PX + 2 * _BAR_PX, 480)
        self.resize(_WIDTH_PX, _HEIGHT_PX)
        self.actions_table = Actions(overrides or {}, self)
        self.addActions(self.actions_table.all())
        self.actions_table.fill(self.menuBar())
        self.toolbar, self.status = Toolbar(), StatusBar()
        self.library: LibraryPanel
        self.betas: BetasPanel
        self.tabs, self.pages, self.notice = RequestTabs(), QStackedWidget(), Banner()
        self._nothing: EmptyState | None = None
        self._splitter = QSplitter(Qt.Orientation.Horizontal, childrenCollapsible=False)
        self._bars = [SIDE_PX, _WIDTH_PX - SIDE_PX - BETAS_PX, BETAS_PX]
        self._lay_out()

    def furnish(self, library: "LibraryPanel", betas: "BetasPanel") -> None:
        """Put the side panels in their places."""
        self.library, self.betas = library, betas
        for place, panel, least in ((0, library, LEAST_SIDE_PX), (2, betas, LEAST_BETAS_PX)):
            panel.setMinimumWidth(least)
            empty = self._splitter.replaceWidget(place, panel)
            if empty is not None:
                empty.deleteLater()
            panel.show()
        self._share_width()

    def add_page(self, page: "RequestPage") -> None:
        """Add a request's page behind the others."""
        self.pages.addWidget(page)

    def remove_page(self, page: "RequestPage") -> None:
        """Take a page away for good."""
        self.pages.removeWidget(page)
        page.deleteLater()

    def show_page(self, page: "RequestPage") -> None:
        """Bring a page to the front."""
        self.pages.setCurrentWidget(page)

    def show_nothing(self) -> None:
        """Say that no request is open, and offer a new one."""
        if self._nothing is None:
            hint = "Open a preset from the library, reopen a closed tab, or begin a new request."
            self._nothing = EmptyState("No request is open", hint, "New request")
            self._nothing.setObjectName("no_request")
            self._nothing.step_chosen.connect(self.tabs.new_requested)
            self.pages.addWidget(self._nothing)
        self.pages.setCurrentWidget(self._nothing)
        self._nothing.setFocus()

    def bars(self) -> list[int]:
        """Return the widths of library, middle and betas that the user gave them."""
        return list(self._bars)

    def set_bars(self, sizes: list[int]) -> None:
        """Set those widths; a list of another length is ignored."""
        if len(sizes) == 3 and sizes[1] > 0:
            self._bars = sizes
            self._share_width()

    def geometry_text(self) -> str:
        """Return place, size and state of the window as text for the settings."""
        return bytes(self.saveGeometry().toBase64().data()).decode()

    def restore_geometry_text(self, text: str) -> None:
        """Put the window where it was; a text of another program or screen is ignored by Qt."""
        if text:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(text.encode())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let library and betas give way in a narrow window, and come back in a wide one."""
        super().resizeEvent(event)
        self._share_width()

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go from pane to pane as they stand, also into what was made late, and round the end."""
        return step_round(self._whole, forward) or super().focusNextPrevChild(forward)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask for an ordered end instead of vanishing under running work."""
        event.ignore()
        self.close_requested.emit()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.tabs)
        column.addWidget(self.notice)
        column.addWidget(self.pages, 1)
        middle.setMinimumWidth(LEAST_MIDDLE_PX)
        for panel in (QWidget(), middle, QWidget()):
            self._splitter.addWidget(panel)
        self._splitter.setStretchFactor(1, 1)
        self._whole = QWidget()
        rows = QVBoxLayout(self._whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.toolbar)
        rows.addWidget(self._splitter, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(self._whole)
        self._splitter.splitterMoved.connect(self._on_moved)

    def _share_width(self) -> None:
        width = self.width()
        side, betas = side_widths(width, self._bars[0], self._bars[2])
        self._splitter.setSizes([side, max(LEAST_MIDDLE_PX, width - side - betas), betas])

    def _on_moved(self) -> None:
        self._bars = [now or before for now, before in zip(self._splitter.sizes(), self._bars, strict=True)]
        self.layout_changed.emit()
