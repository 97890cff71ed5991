"""Finding out by sending: which beta breaks a request, what a key accepts, how two variants differ."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from PySide6.QtCore import Signal

from betadeck.control.prober import Prober
from betadeck.control.stamps import now_text
from betadeck.core.answer import Answer
from betadeck.core.cost import Cost
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange
from betadeck.core.probe.halving import Outcome, Search, Verdict, VerdictKind
from betadeck.core.probe.matrix import Matrix, Taken
from betadeck.core.probe.matrix_ask import cell_draft, cell_of, is_dead_end
from betadeck.core.probe.outcome import Fault, judge
from betadeck.core.probe.probe_request import Form, probe, with_names
from betadeck.core.probe.side import Comparison, Side, compare
from betadeck.core.probe.try_both import Pair
from betadeck.core.retry import wait_s
from betadeck.core.target import Target

Price = Callable[[Exchange, Answer], Cost | None]
Judge = Callable[[Exchange, Answer, Target], Diagnosis | None]
_TRIES = 3


@dataclass(frozen=True, slots=True)
class Found:
    """How a search ended: the verdict, the form in which the sends went out, and the last one's exchange."""

    verdict: Verdict
    form: Form
    exchange: Exchange
    answer: Answer


class FindCulprit(Prober):
    """Which beta breaks this? Sends until the search has its verdict; `finished(Found)` has it.

    Signals:
        asking(Form, Search): the next send of the search is going out.
        stepped(Form, Search, Exchange): it came back; the search's last step tells what came of it.
    """

    asking = Signal(object, object)
    stepped = Signal(object, object, object)

    def search(
        self, draft: Draft, target: Target, names: tuple[str, ...], forms: tuple[Form, ...], fault: Fault
    ) -> None:
        """Look for what makes `draft` fail as `fault` says, among `names`; `forms` are tried in turn."""
        self._run(self._search(draft, target, names, forms, fault))

    async def _search(
        self, draft: Draft, target: Target, names: tuple[str, ...], forms: tuple[Form, ...], fault: Fault
    ) -> Found:
        for form in forms:
            found = await self._in_form(probe(draft, form), target, Search(names), form, fault)
            if found.verdict.kind is not VerdictKind.NOT_SHOWN:
                break
        return found

    async def _in_form(self, draft: Draft, target: Target, search: Search, form: Form, fault: Fault) -> Found:
        tries = 0
        while (names := search.next_names()) is not None:
            self.asking.emit(form, search)
            named = replace(with_names(draft, names), name=_name(names, search.names))
            exchange, answer = await self._send(named, target)
            outcome = judge(exchange, answer, fault)
            search = search.after(outcome)
            self.stepped.emit(form, search, exchange)
            tries = tries + 1 if outcome is Outcome.UNCLEAR else 0
            if tries:
                wait = wait_s(exchange, tries - 1, _TRIES - 1, datetime.now(UTC))
                if wait is None:
                    return Found(Verdict(VerdictKind.UNCLEAR), form, exchange, answer)
                await self._pause(wait)
        verdict = search.verdict()
        assert verdict is not None
        return Found(verdict, form, exchange, answer)


class KeyMatrix(Prober):
    """What does my key accept? One small send a cell; `finished(str)` says why it ended early, or nothing.

    Signals:
        asking(Place): the cell that is being asked.
        answered(Matrix): one more cell is known.
    """

    asking = Signal(object)
    answered = Signal(object)

    def ask(self, matrix: Matrix, base: Draft, target: Target, diagnose: Judge) -> None:
        """Ask every open cell of `matrix`; version, headers and query are those of `base`."""
        self._run(self._ask(matrix, base, target, diagnose))

    async def _ask(self, matrix: Matrix, base: Draft, target: Target, diagnose: Judge) -> str:
        for place in matrix.todo():
            if matrix.is_pointless(place):
                continue
            self.asking.emit(place)
            exchange, answer = await self._send_patiently(cell_draft(base, place, target.platform), target)
            diagnosis = diagnose(exchange, answer, target)
            cell = cell_of(exchange, answer, diagnosis, place, now_text())
            matrix = matrix.with_cell(place, cell)
            self.answered.emit(matrix)
            if is_dead_end(diagnosis) or exchange.head is None or cell.taken is Taken.LIMITED:
                return cell.why
        return ""


class TryBoth(Prober):
    """Sends two variants of a request, one after the other; `finished(Comparison)` tells how they differ.

    Signals:
        asking(int): the first (0) or the second (1) is going out.
        answered(int, Side): it came back.
    """

    asking = Signal(int)
    answered = Signal(int, object)

    def send(self, pair: Pair, cost: Price) -> None:
        """Send both; how they end does not matter. `cost` prices an exchange."""
        self._run(self._both(pair, cost))

    async def _both(self, pair: Pair, cost: Price) -> Comparison:
        sides = []
        for place, variant in enumerate(pair):
            self.asking.emit(place)
            named = replace(variant.draft, name=f"{variant.draft.name or 'Try both'}: {variant.label}")
            exchange, answer = await self._send(named, variant.target)
            sides.append(Side(exchange, answer, cost(exchange, answer)))
            self.answered.emit(place, sides[-1])
        return await asyncio.to_thread(compare, sides[0], sides[1])


def _name(names: tuple[str, ...], among: tuple[str, ...]) -> str:
    """Return what the exchange is called in the history."""
    if len(names) == 1:
        return f"Search: {names[0]} alone"
    return f"Search: {len(names)} of {len(among)} betas"
