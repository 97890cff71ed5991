"""What was sent before: a row each in a database, request and answer in files beside it."""

import threading
from collections.abc import Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from betadeck.core.exchange import Exchange
from betadeck.core.listing import HistoryRow
from betadeck.storage import history_rows, history_trim
from betadeck.storage.conceal import concealed
from betadeck.storage.faults import StorageFault
from betadeck.storage.history_database import HistoryDatabase
from betadeck.storage.history_files import HistoryFiles
from betadeck.storage.history_record import decoded, encoded
from betadeck.storage.history_rows import HistoryUsage

__all__ = ["History", "HistoryUsage"]

_FILES = "exchanges"


class History:
    """The exchanges in `folder`. May be called from any thread; nothing is opened before the first call.

    The files of an exchange are written before its row and removed after it, so that a kill leaves no row
    without files, only files without a row, which the next start sweeps away. When all files together
    exceed `cap_bytes`, the oldest answers are removed, then the oldest requests; rows stay until there are
    more than `cap_rows`. Everything raises `StorageFault`.
    """

    def __init__(self, folder: Path, cap_bytes: int, *, cap_rows: int = 50_000) -> None:
        self._folder = folder
        self._cap_bytes, self._cap_rows = cap_bytes, cap_rows
        self._database = HistoryDatabase(folder, (_FILES,))
        self._files = HistoryFiles(folder / _FILES)
        self._sweeping = threading.Lock()
        self._swept = False

    @property
    def notice(self) -> str:
        """What the user should know (put aside, read-only, of a newer Betadeck), or the empty text."""
        return self._database.notice

    def set_cap(self, cap_bytes: int) -> None:
        """Take another limit and keep to it at once."""
        self._cap_bytes = cap_bytes
        self._trim()

    def add(
        self, exchange: Exchange, *, error_type: str = "", model: str = "", secrets: Iterable[str] = ()
    ) -> None:
        """Keep an exchange that has ended. Keys are masked in it, and `secrets` wherever they stand.

        Without `error_type` and `model` they are looked for in the answer and the request.
        """
        self._sweep()
        secrets = tuple(secrets)
        request = concealed(encoded(exchange), secrets)
        answer = concealed(exchange.body, secrets)
        row = _concealed_row(history_rows.row_of(exchange, error_type, model), secrets)
        self._files.write(exchange.id, request, answer)
        try:
            insert = partial(history_rows.insert, row, len(request), len(answer))
            self._database.run(insert, writing=True)
        except StorageFault:
            self._files.remove(exchange.id)
            raise
        self._trim()

    def list(self, limit: int, before: HistoryRow | None = None, text: str = "") -> list[HistoryRow]:
        """Return at most `limit` rows, the newest first, older than `before`, with all words of `text`."""
        self._sweep()
        return self._database.run(lambda connection: history_rows.select(connection, limit, before, text))

    def load(self, id_: str) -> Exchange:
        """Return the exchange; `body_gone` tells that its answer was removed to make room.

        Raises:
            StorageFault: code `gone`, its request was removed too; `broken`, its file makes no sense.
        """
        try:
            request = self._files.request(id_)
        except StorageFault as fault:
            if fault.code != "gone":
                raise
            raise StorageFault("gone", "This request is not kept any more.", fault.path) from fault
        answer = self._files.answer(id_)
        try:
            exchange = decoded(request, answer or b"")
        except (ValueError, KeyError, TypeError) as error:
            words = f"This request cannot be read: {error}."
            raise StorageFault("broken", words, self._folder / _FILES) from error
        return replace(exchange, body_gone=answer is None and self._had_answer(id_))

    def delete(self, id_: str) -> None:
        """Forget one exchange."""
        self._database.run(
            lambda connection: connection.execute("DELETE FROM exchanges WHERE id = ?", (id_,)), writing=True
        )
        self._files.remove(id_)

    def clear_bodies(self) -> None:
        """Remove all requests and answers; the rows stay."""
        every = self._database.run(history_rows.ids)
        self._database.run(history_trim.drop_all_files, writing=True)
        for id_ in every:
            self._files.remove(id_)

    def clear(self) -> None:
        """Forget everything."""
        every = self._database.run(history_rows.ids)
        self._database.run(lambda connection: connection.execute("DELETE FROM exchanges"), writing=True)
        for id_ in every:
            self._files.remove(id_)

    def usage(self) -> HistoryUsage:
        """Return how much is kept."""
        return self._database.run(history_rows.usage)

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _had_answer(self, id_: str) -> bool:
        query = "SELECT body_bytes FROM exchanges WHERE id = ?"
        found = self._database.run(lambda connection: connection.execute(query, (id_,)).fetchone())
        return bool(found and found[0])

    def _trim(self) -> None:
        gone = self._database.run(
            lambda connection: history_trim.trim(connection, self._cap_bytes, self._cap_rows), writing=True
        )
        for id_ in gone.answers:
            self._files.remove_answer(id_)
        for id_ in gone.requests:
            self._files.remove(id_)

    def _sweep(self) -> None:
        """Once a run, remove files that a kill left without a row."""
        with self._sweeping:
            if not self._swept:
                self._files.sweep(self._database.run(history_rows.ids))
                self._swept = True


def _concealed_row(row: HistoryRow, secrets: Iterable[str]) -> HistoryRow:
    name, operation, model = (_concealed(text, secrets) for text in (row.name, row.operation, row.model))
    return replace(row, name=name, operation=operation, model=model)


def _concealed(text: str, secrets: Iterable[str]) -> str:
    return concealed(text.encode(errors="surrogatepass"), secrets).decode(errors="surrogatepass")
