"""Ids from earlier answers, offered where the request in front asks for one."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.core.answer import Answer
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange
from betadeck.core.listing import HistoryRow
from betadeck.core.seen_ids import MOST_BYTES, SeenIds, collections_of

if TYPE_CHECKING:
    from betadeck.compose.program import Program

_MOST_READ = 3
"""Exchanges of the history that are looked into for one parameter."""


class Seen(QObject):
    """Remembers the ids of this run's answers, by target; for a list not asked for yet it looks into the history."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._ids = SeenIds()
        self._rows: list[HistoryRow] = []
        self._read: set[str] = set()
        self._looked: set[tuple[str, str]] = set()
        program.requests.ended.connect(self._on_ended)
        program.history.listed.connect(self._on_listed)
        program.tabs.chosen.connect(self._show)
        program.tabs.changed.connect(self._show)

    def take(self, exchange: Exchange) -> None:
        """Remember what `exchange` told; for sends that belong to no tab."""
        if self._ids.take(exchange):
            self._show()

    def _on_ended(self, _key: str, exchange: Exchange, _answer: Answer) -> None:
        self.take(exchange)

    def _on_listed(self, rows: list[HistoryRow]) -> None:
        self._rows = rows
        self._looked.clear()
        self._show()

    def _on_read(self, exchange: Exchange, _answer: Answer) -> None:
        self.take(exchange)

    def _show(self, _key: str = "") -> None:
        tab = self._program.tabs.current()
        request = self._program.requests.made_for(tab.key) if tab is not None else None
        if tab is None or request is None:
            return
        operation = self._program.front.operation(tab.draft)
        query = [each.name for each in operation.query] if operation else []
        target = self._program.targets.get(tab.target).name
        found = self._ids.choices(tab.draft, target, query)
        request.page.composer.show_ids(found)
        self._look_back(tab.draft, target, found)

    def _look_back(self, draft: Draft, target: str, found: Iterable[str]) -> None:
        """Read the newest answers that told ids for parameters which have none to choose from."""
        known = set(found)
        for name, path in collections_of(draft):
            if name not in known and (path, target) not in self._looked:
                self._looked.add((path, target))
                for row in self._candidates(path, target):
                    self._read.add(row.id)
                    self._program.history.read(row.id, self._on_read, quietly=True)

    def _candidates(self, path: str, target: str) -> list[HistoryRow]:
        operations = self._program.knowledge.current().operations.values()
        names = {each.id for each in operations if each.path == path}
        fitting = [
            row
            for row in self._rows
            if row.operation in names and row.target == target and row.has_body
            if 200 <= row.status < 300 and row.body_bytes <= MOST_BYTES
        ]
        return [row for row in fitting[:_MOST_READ] if row.id not in self._read]
