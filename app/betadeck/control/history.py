"""What was sent before: keep, list, reopen, forget."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from betadeck.control.background import Background
from betadeck.core.answer import Answer
from betadeck.core.answer_of import answer_of
from betadeck.core.exchange import Exchange
from betadeck.core.listing import HistoryRow
from betadeck.storage.faults import StorageFault
from betadeck.storage.history import History

_LISTED = 10_000


class HistoryController(QObject):
    """Works on a `History` in the background.

    Signals:
        listed(list[HistoryRow]): the newest first.
        opened(Exchange, Answer): an exchange was read back.
        noticed(str): something the user should know of the database.
        refused(StorageFault): something was not done.
    """

    listed = Signal(list)
    opened = Signal(object, object)
    noticed = Signal(str)
    refused = Signal(object)

    def __init__(
        self, make: Callable[[], History], background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._make, self._background = make, background
        self._history: History | None = None
        self._noticed = ""

    def start(self) -> None:
        """Open the database and list it."""
        self.refresh()

    def add(self, exchange: Exchange, secrets: tuple[str, ...] = ()) -> None:
        """Keep an exchange that has ended, with `secrets` masked wherever they stand in it."""
        self._change(lambda: self._open().add(exchange, secrets=secrets))

    def open(self, exchange_id: str, *, quietly: bool = False) -> None:
        """Read an exchange back; `opened` follows. With `quietly` it is passed over when it is not there."""

        def work() -> tuple[Exchange, Answer]:
            exchange = self._open().load(exchange_id)
            return exchange, answer_of(exchange.body, exchange.head.media_type if exchange.head else "")

        otherwise = _pass_over if quietly else self.refused.emit
        self._background.submit(work, lambda found: self.opened.emit(*found), otherwise)

    def delete(self, exchange_id: str) -> None:
        """Forget one exchange."""
        self._change(lambda: self._open().delete(exchange_id))

    def clear(self) -> None:
        """Forget all of them."""
        self._change(lambda: self._open().clear())

    def refresh(self) -> None:
        """List anew."""
        self._background.submit(lambda: self._open().list(_LISTED), self._on_listed, self.refused.emit)

    def _change(self, work: Callable[[], object]) -> None:
        self._background.submit(work, lambda _result: self.refresh(), self.refused.emit)

    def set_cap(self, cap_bytes: int) -> None:
        """Keep to another limit from now on."""
        self._background.submit(lambda: self._open().set_cap(cap_bytes), None, self.refused.emit)

    def stop(self) -> None:
        """Close the database once what is queued is done."""
        self._background.submit(lambda: self._history.close() if self._history else None)

    def _on_listed(self, rows: list[HistoryRow]) -> None:
        self.listed.emit(rows)
        notice = self._history.notice if self._history else ""
        if notice and notice != self._noticed:
            self._noticed = notice
            self.noticed.emit(notice)

    def _open(self) -> History:
        if self._history is None:
            self._history = self._make()
        return self._history


def _pass_over(_fault: StorageFault) -> None:
    """Say nothing."""
