"""History joined to the window: what was sent is kept, listed, and comes back into a tab."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject

from betadeck.compose.notices import Notices
from betadeck.compose.open_requests import OpenRequests
from betadeck.control.history import HistoryController
from betadeck.control.tabs import TabsController
from betadeck.core.answer import Answer
from betadeck.core.draft import same_request
from betadeck.core.exchange import Exchange
from betadeck.core.listing import HistoryRow
from betadeck.core.open_tab import OpenTab
from betadeck.storage.faults import StorageFault
from betadeck.ui.library.panel import LibraryPanel


class Past(QObject):
    """Knows which exchange each tab showed last."""

    def __init__(
        self,
        panel: LibraryPanel,
        tabs: TabsController,
        requests: OpenRequests,
        history: HistoryController,
        notices: Notices,
    ) -> None:
        super().__init__(panel)
        self._panel = panel
        self._tabs, self._requests, self._history, self._notices = tabs, requests, history, notices
        self._started = False
        self._then: dict[str, Callable[[], None]] = {}
        self._awaited: dict[str, str] = {}  # exchange -> the tab that waits for it, empty for a new one
        panel.exchange_opened.connect(self.open)
        panel.exchange_deleted.connect(history.delete)
        panel.history_cleared.connect(history.clear)
        history.listed.connect(self._on_listed)
        history.opened.connect(self._on_opened)
        history.refused.connect(self._on_refused)
        history.noticed.connect(notices.show_text)
        requests.ended.connect(self._on_ended)
        requests.made.connect(self._on_made)

    def start(self) -> None:
        """List it, and show the last answer again in the tab that came back from the last run."""
        self._started = True
        self._history.start()
        self._bring_back(self._tabs.current())

    def open(self, exchange_id: str, then: Callable[[], None] | None = None) -> None:
        """Bring the tab that shows just this exchange to the front, or open it in a new one; call `then` then."""
        if then is not None:
            self._then[exchange_id] = then
        for tab in self._tabs.all():
            request = self._requests.made_for(tab.key)
            last = request.last() if request else None
            if last is not None and last[0].id == exchange_id and same_request(last[0].draft, tab.draft):
                self._tabs.choose(tab.key)
                self._then.pop(exchange_id, _nothing)()
                return
        if exchange_id not in self._awaited:
            self._awaited[exchange_id] = ""
            self._history.open(exchange_id)

    def _bring_back(self, tab: OpenTab | None) -> None:
        if tab is not None and tab.exchange_id and tab.exchange_id not in self._awaited:
            self._awaited[tab.exchange_id] = tab.key
            self._history.read(tab.exchange_id, self._on_opened, quietly=True)

    def _on_made(self, key: str) -> None:
        """Show the last answer again in a tab of the last run, or one that was closed and is reopened."""
        if self._started:
            self._bring_back(self._tabs.get(key))

    def _on_listed(self, rows: list[HistoryRow]) -> None:
        """Show what was sent; what the window asked beside it is in the history's own window."""
        self._panel.show_history([row for row in rows if not row.beside])

    def _on_opened(self, exchange: Exchange, answer: Answer) -> None:
        key = self._awaited.get(exchange.id, "")
        if not key:
            tab = OpenTab("", exchange.draft, None, target=exchange.target_name, exchange_id=exchange.id)
            key = self._tabs.open(tab)
        self._awaited.pop(exchange.id, None)
        request = self._requests.get(key) if self._tabs.has(key) else None
        if request is not None and not request.sends.is_sending():
            request.show_exchange(exchange, answer)
        self._then.pop(exchange.id, _nothing)()

    def _on_refused(self, fault: StorageFault) -> None:
        self._awaited = {exchange_id: key for exchange_id, key in self._awaited.items() if key}
        self._then.clear()
        self._notices.show_fault(fault)

    def _on_ended(self, key: str, exchange: Exchange, answer: Answer) -> None:
        preset_id = self._tabs.get(key).preset_id if self._tabs.has(key) else ""
        self._history.add(exchange, self._requests.secrets(key), preset_id, answer)
        if self._tabs.has(key):  # else it was closed during the send; the exchange is kept all the same
            self._tabs.update(key, replace(self._tabs.get(key), exchange_id=exchange.id))


def _nothing() -> None:
    """Leave it at that."""
