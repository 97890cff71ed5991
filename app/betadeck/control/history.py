"""What was sent before: keep, list, search, look at, reopen, forget."""

import threading
from collections.abc import Callable, Iterable
from datetime import date

from PySide6.QtCore import QObject, Signal

from betadeck.control.background import Background
from betadeck.core.answer import Answer
from betadeck.core.answer_of import answer_of
from betadeck.core.body import is_on_disk
from betadeck.core.exchange import Exchange
from betadeck.core.history_preview import HistoryPreview, preview_of
from betadeck.core.history_query import parse
from betadeck.core.listing import HistoryFacets, HistoryRow, HistoryUsage
from betadeck.core.search_text import small_answer
from betadeck.storage.faults import StorageFault
from betadeck.storage.history import History

_LISTED = 10_000
_INDEXED_AT_ONCE = 10
_LOOKED_AT_BYTES = 500_000


class HistoryController(QObject):
    """Works on a `History` in the background.

    Signals:
        listed(list[HistoryRow]): the newest first.
        opened(Exchange, Answer): an exchange was read back.
        found(str, list[HistoryRow]): what a search found, with the line that was searched for.
        counted(HistoryUsage, HistoryFacets): how much is kept, and what filters can be set to.
        previewed(HistoryPreview): the first lines of an exchange.
        noticed(str): something the user should know of the database.
        refused(StorageFault): something was not done.
    """

    listed = Signal(list)
    opened = Signal(object, object)
    found = Signal(str, list)
    counted = Signal(object, object)
    previewed = Signal(object)
    noticed = Signal(str)
    refused = Signal(object)

    def __init__(
        self, make: Callable[[], History], background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make, self._background = make, background
        self._slowly = Background(self)
        self._making = threading.Lock()
        self._history: History | None = None
        self._noticed = ""
        self._line: str | None = None
        self._asked = self._looked = 0
        self._stopping = False

    def start(self) -> None:
        """Open the database, list it, and index bit by bit what an older Betadeck kept."""
        self.refresh()
        self._index_more()

    def add(
        self,
        exchange: Exchange,
        secrets: tuple[str, ...] = (),
        preset: str = "",
        answer: Answer | None = None,
        beside: bool = False,
    ) -> None:
        """Keep an exchange that has ended, with `secrets` masked wherever they stand in it.

        One `beside` a request was sent from no tab.

        A big answer is looked through for keys first; that takes a while, and holds up nothing else.
        """
        self._change(
            lambda: self._open().add(exchange, secrets=secrets, preset=preset, answer=answer, beside=beside),
            self._slowly if is_on_disk(exchange.body) else self._background,
        )

    def open(self, exchange_id: str) -> None:
        """Read an exchange back; `opened` follows."""
        self.read(exchange_id, self.opened.emit)

    def read(
        self, exchange_id: str, then: Callable[[Exchange, Answer], None], *, quietly: bool = False
    ) -> None:
        """Read an exchange back and give it to `then`; with `quietly` one that is gone is passed over."""

        def work() -> tuple[Exchange, Answer]:
            exchange = self._open().load(exchange_id)
            if exchange.body_gone:  # nothing is known to be wrong with it
                return exchange, Answer(complete=True)
            return exchange, answer_of(exchange.body, exchange.head.media_type if exchange.head else "")

        otherwise = _pass_over if quietly else self.refused.emit
        self._background.submit(work, lambda found: then(*found), otherwise)

    def fetch(self, exchange_id: str, then: Callable[[Exchange, Answer | None], None]) -> None:
        """Read an exchange back and give it to `then`, its answer None where reading it would take long."""

        def work() -> tuple[Exchange, Answer | None]:
            exchange = self._open().load(exchange_id)
            return exchange, small_answer(exchange)

        self._background.submit(work, lambda found: then(*found), self.refused.emit)

    def search(self, line: str) -> None:
        """Look for what `line` asks for; `found` follows, unless another search comes before.

        From now on every change is followed by the same search anew, until `end_search`.
        """
        self._line = line
        self._asked += 1
        asked = self._asked

        def work() -> list[HistoryRow] | None:
            return self._open().search(parse(line), _LISTED, date.today(), lambda: asked != self._asked)

        def then(rows: list[HistoryRow] | None) -> None:
            if rows is not None and asked == self._asked:
                self.found.emit(line, rows)

        self._background.submit(work, then, self.refused.emit)

    def end_search(self) -> None:
        """Search no more."""
        self._line = None
        self._asked += 1

    def count(self) -> None:
        """Find out how much is kept; `counted` follows."""

        def work() -> tuple[HistoryUsage, HistoryFacets]:
            return self._open().usage(), self._open().facets()

        self._background.submit(work, lambda found: self.counted.emit(*found), self.refused.emit)

    def preview(self, exchange_id: str) -> None:
        """Read the first lines of an exchange; `previewed` follows, unless another is asked for before."""
        self._looked += 1
        looked = self._looked

        def work() -> HistoryPreview | None:
            return self._preview(exchange_id) if looked == self._looked else None

        def then(found: HistoryPreview | None) -> None:
            if found is not None and looked == self._looked:
                self.previewed.emit(found)

        self._background.submit(work, then, self.refused.emit)

    def pin(self, exchange_id: str, pinned: bool) -> None:
        """Keep an exchange from being removed to make room, or let it be again."""
        self._change(lambda: self._open().pin(exchange_id, pinned))

    def note(self, exchange_id: str, note: str) -> None:
        """Keep what the user says of an exchange."""
        self._change(lambda: self._open().note(exchange_id, note))

    def delete(self, exchange_id: str) -> None:
        """Forget one exchange."""
        self._change(lambda: self._open().delete(exchange_id))

    def delete_all(self, exchange_ids: Iterable[str]) -> None:
        """Forget several exchanges."""
        ids = tuple(exchange_ids)

        def work() -> None:
            for each in ids:
                self._open().delete(each)

        self._change(work)

    def clear_bodies(self) -> None:
        """Remove all requests and answers; the rows stay."""
        self._change(lambda: self._open().clear_bodies())

    def clear(self) -> None:
        """Forget all of them."""
        self._change(lambda: self._open().clear())

    def refresh(self) -> None:
        """List anew, and search anew if a search is shown."""
        self._background.submit(lambda: self._open().list(_LISTED), self._on_listed, self.refused.emit)
        if self._line is not None:
            self.search(self._line)
            self.count()

    def set_cap(self, cap_bytes: int) -> None:
        """Keep to another limit from now on."""
        self._background.submit(lambda: self._open().set_cap(cap_bytes), None, self.refused.emit)

    async def stop(self) -> None:
        """Close the database once what is queued is done; a big answer that waits for that is not kept."""
        self._stopping = True
        self.end_search()
        self._open().hurry()
        await self._slowly.aclose()
        self._background.submit(lambda: self._history.close() if self._history else None)

    def _change(self, work: Callable[[], object], worker: Background | None = None) -> None:
        (worker or self._background).submit(work, lambda _result: self.refresh(), self.refused.emit)

    def _preview(self, exchange_id: str) -> HistoryPreview:
        try:
            exchange = self._open().peek(exchange_id, _LOOKED_AT_BYTES)
        except StorageFault as fault:
            return HistoryPreview(exchange_id, problem=str(fault))
        whole = len(exchange.body) < _LOOKED_AT_BYTES
        return preview_of(exchange, small_answer(exchange) if whole else None)

    def _index_more(self) -> None:
        """Index some more; other work comes between. A history that can only be read stays as it is."""
        self._background.submit(
            lambda: self._open().index_missing(_INDEXED_AT_ONCE), self._on_indexed, _pass_over
        )

    def _on_indexed(self, done: int) -> None:
        if done and not self._stopping:
            self._index_more()

    def _on_listed(self, rows: list[HistoryRow]) -> None:
        self.listed.emit(rows)
        notice = self._history.notice if self._history else ""
        if notice and notice != self._noticed:
            self._noticed = notice
            self.noticed.emit(notice)

    def _open(self) -> History:
        with self._making:
            if self._history is None:
                self._history = self._make()
            return self._history


def _pass_over(_fault: StorageFault) -> None:
    """Say nothing."""
