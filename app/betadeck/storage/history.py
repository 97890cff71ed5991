"""What was sent before: a row each in a database, request and answer in files beside it."""

import sqlite3
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

from betadeck.core.answer import Answer
from betadeck.core.body import Body
from betadeck.core.exchange import Exchange
from betadeck.core.history_query import HistoryQuery
from betadeck.core.listing import HistoryFacets, HistoryRow, HistoryUsage
from betadeck.core.search_text import SearchText, search_text, small_answer
from betadeck.storage import history_index, history_rows, history_search, history_trim
from betadeck.storage.conceal import concealed
from betadeck.storage.faults import StorageFault
from betadeck.storage.history_database import HistoryDatabase
from betadeck.storage.history_files import HistoryFiles
from betadeck.storage.history_record import decoded, encoded
from betadeck.storage.history_search import Condition

__all__ = ["History", "HistoryUsage"]

_FILES = "exchanges"
_SEARCHED_BYTES = 1_000_000
_STEPS_BETWEEN_QUESTIONS = 20_000
Rows = list[HistoryRow]
_EVERYTHING: Condition = ("1", [])


class History:
    """The exchanges in `folder`. May be called from any thread; nothing is opened before the first call.

    The files of an exchange are written before its row and removed after it, so that a kill leaves no row
    without files, only files without a row, which the next start sweeps away. When all files and the
    index together exceed `cap_bytes`, the oldest answers are removed, then the oldest requests; rows stay
    until there are more than `cap_rows`. What is pinned stays. Everything raises `StorageFault`.
    """

    def __init__(self, folder: Path, cap_bytes: int, *, cap_rows: int = 50_000) -> None:
        self._folder = folder
        self._cap_bytes, self._cap_rows = cap_bytes, cap_rows
        self._database = HistoryDatabase(folder, (_FILES,))
        self._files = HistoryFiles(folder / _FILES)
        self._sweeping = threading.Lock()
        self._in_haste = threading.Event()
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
        self,
        exchange: Exchange,
        *,
        error_type: str = "",
        model: str = "",
        preset: str = "",
        secrets: Iterable[str] = (),
        answer: Answer | None = None,
        beside: bool = False,
    ) -> None:
        """Keep an exchange that has ended. Keys are masked in it, and `secrets` wherever they stand.

        Without `error_type` and `model` they are looked for in the answer and the request. `preset` is the
        id of the preset that was sent; `beside` tells that it was asked beside a request. `answer` is what the
        body amounts to; it is read here if not given, unless it is big. An answer that alone exceeds the limit
        is not kept: it would take the place of all the others.
        """
        self._sweep()
        secrets = tuple(secrets)
        request = concealed(encoded(exchange), secrets)
        answer = answer or small_answer(exchange)
        row = _concealed_row(history_rows.row_of(exchange, error_type, model, preset, answer), secrets)
        row = replace(row, beside=beside)
        seen = replace(exchange, body=concealed(exchange.body[:_SEARCHED_BYTES], secrets))
        texts = _concealed_texts(search_text(seen, answer), secrets)

        kept = exchange.body if len(exchange.body) <= self._cap_bytes else b""
        size = self._files.write(exchange.id, request, kept, secrets, lambda: not self._in_haste.is_set())
        try:
            self._database.run(
                lambda connection: _put(connection, row, len(request), size, texts), writing=True
            )
        except StorageFault:
            self._files.remove(exchange.id)
            raise
        self._trim()

    def list(self, limit: int, before: HistoryRow | None = None, text: str = "") -> list[HistoryRow]:
        """Return at most `limit` rows, the newest first, older than `before`, with all words of `text`."""
        self._sweep()
        words = [history_search.contains(history_search.LISTED_COLUMNS, word) for word in text.split()]
        condition = history_search.all_of(words) if words else _EVERYTHING
        return self._database.run(
            lambda connection: history_rows.select(connection, limit, before, condition)
        )

    def search(
        self, query: HistoryQuery, limit: int, today: date, is_stale: Callable[[], bool] = lambda: False
    ) -> Rows | None:
        """Return at most `limit` rows that fulfil `query`, the newest first.

        `is_stale` is asked now and then; once it is true the search ends and the result is None.
        """
        self._sweep()

        def work(connection: sqlite3.Connection) -> Rows | None:
            connection.set_progress_handler(is_stale, _STEPS_BETWEEN_QUESTIONS)
            try:
                condition = history_search.conditions(connection, query, today)
                return history_rows.select(connection, limit, None, condition)
            except sqlite3.OperationalError as error:
                if is_stale():
                    return None
                if error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                    raise
                # Not for the database to be put aside: the question is at fault.
                words = f"That cannot be searched for: {error}."
                raise StorageFault("bad_query", words, self._folder) from error
            finally:
                connection.set_progress_handler(None, 0)

        return None if is_stale() else self._database.run(work)

    def facets(self) -> HistoryFacets:
        """Return what filters can be set to."""
        return self._database.run(history_rows.facets)

    def pin(self, id_: str, pinned: bool) -> None:
        """Keep an exchange from being removed to make room, or let it be again."""
        self._database.run(lambda connection: history_rows.set_pinned(connection, id_, pinned), writing=True)
        if not pinned:
            self._trim()

    def note(self, id_: str, note: str) -> None:
        """Keep what the user says of an exchange; it can be searched."""
        self._database.run(lambda connection: history_rows.set_note(connection, id_, note), writing=True)

    def index_missing(self, limit: int) -> int:
        """Index at most `limit` exchanges that an older Betadeck kept; return how many were left to do.

        What cannot be read any more counts as done.
        """
        ids = self._database.run(lambda connection: history_index.missing(connection, limit))
        for id_ in ids:
            texts = self._texts_of(id_)
            self._database.run(partial(history_index.put, id_=id_, texts=texts), writing=True)
        return len(ids)

    def load(self, id_: str) -> Exchange:
        """Return the exchange; `body_gone` tells that its answer was removed to make room.

        Raises:
            StorageFault: code `gone`, its request was removed too; `broken`, its file makes no sense.
        """
        answer = self._files.answer(id_)
        exchange = self._with_request(id_, answer or b"")
        return replace(exchange, body_gone=answer is None and self._had_answer(id_))

    def peek(self, id_: str, most_bytes: int) -> Exchange:
        """Return the exchange with the first bytes of its answer alone; a big file is not read whole.

        Raises:
            StorageFault: as `load`.
        """
        return self._with_request(id_, self._files.answer_start(id_, most_bytes))

    def delete(self, id_: str) -> None:
        """Forget one exchange, pinned or not."""

        def work(connection: sqlite3.Connection) -> None:
            history_index.remove(connection, (id_,))
            connection.execute("DELETE FROM exchanges WHERE id = ?", (id_,))

        self._database.run(work, writing=True)
        self._files.remove(id_)

    def clear_bodies(self) -> None:
        """Remove all requests and answers, also pinned ones, and what was indexed of them; rows stay."""
        every = self._database.run(history_rows.ids)
        self._database.run(history_trim.drop_all_files, writing=True)
        self._remove_files(every)

    def clear(self) -> None:
        """Forget everything, also what is pinned."""
        every = self._database.run(history_rows.ids)
        self._database.run(history_trim.drop_everything, writing=True)
        self._remove_files(every)

    def usage(self) -> HistoryUsage:
        """Return how much is kept."""
        return self._database.run(lambda connection: history_rows.usage(connection, self._cap_bytes))

    def hurry(self) -> None:
        """Keep no big answer any more, as reading it for keys takes a while; for the end of the program."""
        self._in_haste.set()

    def close(self) -> None:
        """Close the database."""
        self._database.close()

    def _remove_files(self, ids: Iterable[str]) -> None:
        for id_ in ids:
            self._files.remove(id_)
        self._database.shrink()

    def _texts_of(self, id_: str) -> SearchText:
        try:
            exchange = self.load(id_)
        except StorageFault:
            return SearchText("", "", "")
        return search_text(exchange, small_answer(exchange))

    def _with_request(self, id_: str, answer: Body) -> Exchange:
        try:
            return decoded(self._files.request(id_), answer)
        except StorageFault as fault:
            if fault.code != "gone":
                raise
            raise StorageFault("gone", "This request is not kept any more.", fault.path) from fault
        except (ValueError, KeyError, TypeError) as error:
            words = f"This request cannot be read: {error}."
            raise StorageFault("broken", words, self._folder / _FILES) from error

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


def _put(
    connection: sqlite3.Connection, row: HistoryRow, request_size: int, answer_size: int, texts: SearchText
) -> None:
    """Put `row` and its texts in the place of those with its id."""
    history_index.remove(connection, (row.id,))
    history_rows.insert(row, request_size, answer_size, connection)
    history_index.put(connection, row.id, texts)


def _concealed_row(row: HistoryRow, secrets: Iterable[str]) -> HistoryRow:
    told = (row.name, row.operation, row.model, row.error_type)
    name, operation, model, error_type = (_concealed(text, secrets) for text in told)
    return replace(row, name=name, operation=operation, model=model, error_type=error_type)


def _concealed_texts(texts: SearchText, secrets: Iterable[str]) -> SearchText:
    return SearchText(*(_concealed(each, secrets) for each in (texts.request, texts.answer, texts.error)))


def _concealed(text: str, secrets: Iterable[str]) -> str:
    return concealed(text.encode(errors="surrogatepass"), secrets).decode(errors="surrogatepass")
