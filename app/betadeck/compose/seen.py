"""Ids that answers have told, offered where the request in front asks for one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.compose.asked import why_not
from betadeck.core.answer import Answer
from betadeck.core.exchange import Exchange
from betadeck.core.id_offers import offers_for
from betadeck.core.listing import HistoryRow
from betadeck.core.seen_ids import MOST_BYTES, SeenIds

if TYPE_CHECKING:
    from betadeck.compose.program import Program
    from betadeck.control.asker import Asker

_MOST_ROWS, _MOST_READ = 2_000, 3
"""How far back in the history is looked, and how many exchanges are read for one list."""


class Seen(QObject):
    """Remembers the ids of this run's answers, by target, and looks into the history for those of earlier runs.

    Lists are asked for only where the user wants that.
    """

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._ids = SeenIds()
        self._taken = 0
        self._shown: dict[str, tuple[str, int]] = {}  # tab -> target, and how much was known
        self._rows: list[HistoryRow] = []
        self._looked = ""
        self._read: set[str] = set()
        self._asker: Asker | None = None
        self._asked = ("", "")
        program.requests.ended.connect(self._on_ended)
        program.requests.made.connect(self._on_made)
        program.history.listed.connect(self._on_listed)
        program.tabs.chosen.connect(self._show)
        program.tabs.changed.connect(self._show)
        program.tabs.closed.connect(self._on_closed)

    def take(self, exchange: Exchange, _answer: Answer | None = None) -> None:
        """Remember what `exchange` told; for sends that belong to no tab."""
        if self._ids.take(exchange):
            self._taken += 1
            self._show()

    def ask(self, place: str) -> None:
        """Ask the target in front for the ids that may stand at `place` of its request."""
        tab, request = self._program.tabs.current(), self._program.requests.current()
        if tab is None or request is None or (self._asker is not None and self._asker.is_running()):
            return
        asking = offers_for(place, tab.draft, request.page.composer.offering.source()).asking
        if asking is None:
            return
        target = self._program.targets.get(tab.target)
        self._asked = (tab.key, place)
        self._program.window.status.show_message(f"Asking {target.name}: GET {asking.path}…")
        self._made_asker().ask(asking, target)

    async def aclose(self) -> None:
        """Stop and wait."""
        if self._asker is not None:
            await self._asker.aclose()

    def _made_asker(self) -> "Asker":
        from betadeck.control.asker import Asker

        if self._asker is None:
            self._asker = self._program.make_prober(Asker)
            self._asker.finished.connect(self._on_answered)
            self._asker.failed.connect(self._tell)
        return self._asker

    def _on_made(self, key: str) -> None:
        self._program.requests.get(key).page.composer.ids_asked.connect(self.ask)

    def _on_answered(self, found: tuple[Exchange, Answer]) -> None:
        exchange, answer = found
        target = self._program.targets.get(exchange.target_name)
        self._program.window.status.show_message("")
        problem = why_not(exchange, answer, self._program.knowledge.current(), target)
        nothing = "" if self._ids.take(exchange) else f"{target.name} lists none."
        self._tell(f"Not loaded. {problem}" if problem else nothing)

    def _tell(self, words: str) -> None:
        """Say at the place that was asked for why there is nothing; without words offer what there is."""
        key, place = self._asked
        request = self._program.requests.made_for(key)
        if request is not None and key == self._program.tabs.current_key():
            request.page.composer.tell_ids(place, words)

    def _on_ended(self, _key: str, exchange: Exchange, _answer: Answer) -> None:
        self.take(exchange)

    def _on_closed(self, key: str) -> None:
        self._shown.pop(key, None)

    def _on_listed(self, rows: list[HistoryRow]) -> None:
        self._rows = rows[:_MOST_ROWS]
        self._look_back()

    def _show(self, _key: str = "") -> None:
        tab = self._program.tabs.current()
        request = self._program.requests.made_for(tab.key) if tab is not None else None
        if tab is None or request is None:
            return
        target = self._program.targets.get(tab.target).name
        if target != self._looked:
            self._looked = target
            self._look_back()
        if self._shown.get(tab.key) != (target, self._taken):
            self._shown[tab.key] = (target, self._taken)
            request.page.composer.show_ids(target, self._ids.book(target))

    def _look_back(self) -> None:
        """Read the newest answers of the target in front that told ids and were not read yet."""
        tab = self._program.tabs.current()
        if tab is None:
            return
        target = self._program.targets.get(tab.target).name
        left = dict.fromkeys(self._listing(), _MOST_READ)
        found = []
        for row in self._rows:
            if row.target == target and left.get(row.operation) and _tells_ids(row):
                left[row.operation] -= 1
                found.append(row.id)
        for each in reversed(found):  # so that the newest is known last
            if each not in self._read:
                self._read.add(each)
                self._program.history.read(each, self.take, quietly=True)

    def _listing(self) -> list[str]:
        """Return the operations that list things or make one."""
        request = self._program.requests.current()
        paths = request.page.composer.offering.source().kinds.paths() if request is not None else set()
        operations = self._program.knowledge.current().operations.values()
        return [each.id for each in operations if each.path in paths]


def _tells_ids(row: HistoryRow) -> bool:
    return row.has_body and 200 <= row.status < 300 and row.body_bytes <= MOST_BYTES
