"""The history window joined to the history, to the tabs, and to the compare window."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from betadeck.compose.program import Program
    from betadeck.ui.history.window import HistoryWindow


class HistoryBrowser(QObject):
    """Made when it is first opened; searches only while it is looked at."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._window: HistoryWindow | None = None

    def open(self) -> None:
        """Show the window with what its search line asks for."""
        if self._window is None:
            self._window = self._made()
        history, panel = self._program.history, self._window.panel
        history.search(panel.line())
        history.count()
        self._window.bring_up()

    def _made(self) -> "HistoryWindow":
        from betadeck.ui.history.window import HistoryWindow

        history = self._program.history
        window = HistoryWindow(self._program.window)
        panel = window.panel
        panel.searched.connect(history.search)
        panel.looked_at.connect(history.preview)
        panel.reopen_requested.connect(self._on_reopen)
        panel.again_requested.connect(self._on_again)
        panel.compare_requested.connect(self._on_compare)
        panel.pair_compared.connect(self._program.comparisons.pair)
        panel.pinned.connect(history.pin)
        panel.noted.connect(history.note)
        panel.deleted.connect(history.delete_all)
        panel.bodies_cleared.connect(history.clear_bodies)
        panel.everything_cleared.connect(history.clear)
        history.found.connect(panel.show_rows)
        history.counted.connect(panel.show_usage)
        history.previewed.connect(panel.show_preview)
        window.closed.connect(history.end_search)
        return window

    def _on_reopen(self, exchange_id: str) -> None:
        self._program.past.open(exchange_id)
        self._show_window()

    def _on_again(self, exchange_id: str) -> None:
        self._program.past.open(exchange_id, self._program.menus.doing("send"))
        self._show_window()

    def _show_window(self) -> None:
        self._program.window.raise_()
        self._program.window.activateWindow()

    def _on_compare(self, exchange_id: str) -> None:
        if self._window is not None:
            self._program.comparisons.with_exchange(exchange_id, self._window)
