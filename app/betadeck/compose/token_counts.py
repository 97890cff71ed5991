"""Token counts joined to the window: on a click, and after a pause where the user has switched that on."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from betadeck.compose.asked import why_not
from betadeck.control.tabs import title_of
from betadeck.core.answer import Answer
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange
from betadeck.core.schema import fields_of
from betadeck.core.target import Target
from betadeck.core.token_count import NotCountableError, TokenCount, count_in, counting, is_countable, judged

if TYPE_CHECKING:
    from betadeck.compose.program import Program
    from betadeck.control.asker import Asker

_PAUSE_MS = 1_500
_MOST_CHARS = 2_000_000
"""Bodies of more characters are counted on a click alone."""
_FIELDS = "BetaMessagesCountTokensBody"


@dataclass(frozen=True, slots=True)
class _Asked:
    key: str
    draft: Draft
    target: Target


class TokenCounts(QObject):
    """Asks for the tab in front. What was counted stays shown, marked as old once the request changes."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._counter: Asker | None = None
        self._asked: _Asked | None = None
        self._known: dict[str, tuple[Draft, TokenCount]] = {}
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self._after_pause)
        program.requests.made.connect(self._on_made)
        program.tabs.changed.connect(self._on_changed)
        program.tabs.chosen.connect(self._on_changed)
        program.tabs.closed.connect(self._on_closed)
        program.settings.changed.connect(self._on_settings)

    def count(self) -> None:
        """Count the request in front now, and say why where that is not possible."""
        tab, request = self._program.tabs.current(), self._program.requests.current()
        if tab is None or request is None or self._is_counting():
            return
        self._timer.stop()
        line = request.page.composer.count_line
        try:
            asking = counting(tab.draft, self._fields())
        except NotCountableError as error:
            line.show_problem(str(error))
            if not line.isVisible():
                self._program.window.status.show_message(str(error))
            return
        target = self._program.targets.get(tab.target)
        self._asked = _Asked(tab.key, tab.draft, target)
        line.show_busy()
        self._made_counter().ask(replace(asking, name=f"Tokens of {title_of(tab)}"), target)

    def stop(self) -> None:
        """Ask no more."""
        self._timer.stop()

    async def aclose(self) -> None:
        """Stop and wait."""
        self._timer.stop()
        if self._counter is not None:
            await self._counter.aclose()

    def _fields(self) -> frozenset[str]:
        pool = self._program.schemas
        return frozenset(fields_of(pool, pool.get(_FIELDS, {})))

    def _is_counting(self) -> bool:
        return self._counter is not None and self._counter.is_running()

    def _made_counter(self) -> "Asker":
        from betadeck.control.asker import Asker

        if self._counter is None:
            self._counter = self._program.make_prober(Asker)
            self._counter.finished.connect(self._on_finished)
            self._counter.failed.connect(self._on_failed)
        return self._counter

    def _on_made(self, key: str) -> None:
        composer = self._program.requests.get(key).page.composer
        composer.count_line.asked.connect(self.count)
        composer.count_line.setVisible(is_countable(self._program.tabs.get(key).draft))

    def _on_changed(self, key: str) -> None:
        request = self._program.requests.made_for(key)
        if request is None:
            return
        draft, line = self._program.tabs.get(key).draft, request.page.composer.count_line
        line.setVisible(is_countable(draft))
        counting_now = self._is_counting() and self._asked is not None and self._asked.key == key
        if key in self._known and not counting_now:
            counted, found = self._known[key]
            line.show_count(found.words(), stale=not _same(counted, draft))
        if self._program.settings.current().count_tokens and key == self._program.tabs.current_key():
            self._timer.start()

    def _on_settings(self) -> None:
        if self._program.settings.current().count_tokens:
            self._timer.start()
        else:
            self._timer.stop()

    def _after_pause(self) -> None:
        """Count what can be counted, in silence where it cannot: nobody asked."""
        tab = self._program.tabs.current()
        if tab is None or len(tab.draft.body_text) > _MOST_CHARS or not self._program.schemas:
            return
        if self._is_counting():
            self._timer.start()
            return
        known = self._known.get(tab.key)
        try:
            counting(tab.draft, ())
        except NotCountableError:
            return
        if known is None or not _same(known[0], tab.draft):
            self.count()

    def _on_finished(self, found: tuple[Exchange, Answer]) -> None:
        exchange, answer = found
        asked, self._asked = self._asked, None
        request = self._program.requests.made_for(asked.key) if asked else None
        if asked is None or request is None:
            return
        line, catalogue = request.page.composer.count_line, self._program.knowledge.current()
        problem = why_not(exchange, answer, catalogue, asked.target)
        tokens = count_in(exchange.body[:10_000]) if not problem else None
        if tokens is None:
            line.show_problem(f"Not counted. {problem or 'The answer tells no count.'}")
            return
        self._known[asked.key] = (asked.draft, judged(tokens, asked.draft, catalogue))
        self._on_changed(asked.key)

    def _on_failed(self, words: str) -> None:
        asked, self._asked = self._asked, None
        request = self._program.requests.made_for(asked.key) if asked else None
        if request is not None:
            request.page.composer.count_line.show_problem(words)

    def _on_closed(self, key: str) -> None:
        self._known.pop(key, None)


def _same(one: Draft, other: Draft) -> bool:
    """Tell whether both would be counted alike."""
    return (one.body_text, one.betas, one.api_version, one.variables) == (
        other.body_text,
        other.betas,
        other.api_version,
        other.variables,
    )
