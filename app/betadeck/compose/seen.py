"""Ids from earlier answers, offered where the request in front asks for one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.core.answer import Answer
from betadeck.core.exchange import Exchange
from betadeck.core.seen_ids import SeenIds

if TYPE_CHECKING:
    from betadeck.compose.program import Program


class Seen(QObject):
    """Remembers the ids of this run's answers, by target."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._ids = SeenIds()
        program.requests.ended.connect(self._on_ended)
        program.tabs.chosen.connect(self._show)
        program.tabs.changed.connect(self._show)

    def take(self, exchange: Exchange) -> None:
        """Remember what `exchange` told; for sends that belong to no tab."""
        if self._ids.take(exchange):
            self._show()

    def _on_ended(self, _key: str, exchange: Exchange, _answer: Answer) -> None:
        self.take(exchange)

    def _show(self, _key: str = "") -> None:
        tab, request = self._program.tabs.current(), self._program.requests.current()
        if tab is None or request is None:
            return
        operation = self._program.front.operation(tab.draft)
        query = [each.name for each in operation.query] if operation else []
        target = self._program.targets.get(tab.target).name
        request.page.composer.show_ids(self._ids.choices(tab.draft, target, query))
