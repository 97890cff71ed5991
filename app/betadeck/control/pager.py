"""Fetches the pages of a list one after the other, as fast as the server likes it and no faster."""

import asyncio
from datetime import UTC, datetime

from PySide6.QtCore import Signal

from betadeck.control.prober import Prober
from betadeck.core.catalog import Operation
from betadeck.core.exchange import Exchange, Head
from betadeck.core.limits import limits_of
from betadeck.core.paged_run import PagedRun, gone_on
from betadeck.core.paging import page_of
from betadeck.core.target import Target

_LONGEST_PAUSE_S = 120.0


class Pager(Prober):
    """`finished(PagedRun)` has all of them, or what came before a page that failed.

    Signals:
        paged(PagedRun): one more page is here.
    """

    paged = Signal(object)

    def fetch(self, run: PagedRun, target: Target, operation: Operation | None) -> None:
        """Fetch every page behind those of `run`; a page that fails is asked for again only where the server
        says when.
        """
        self._run(self._fetch(run, target, operation))

    async def _fetch(self, run: PagedRun, target: Target, operation: Operation | None) -> PagedRun:
        while run.next is not None and not run.problem:
            exchange, _answer = await self._send_patiently(run.next, target)
            page = await asyncio.to_thread(page_of, exchange, operation)
            if page is None:
                return PagedRun(run.entries, run.pages, run.next, _why(exchange))
            run = gone_on(run, page)
            self.paged.emit(run)
            if run.next is not None and exchange.head is not None:
                await self._keep_within(exchange.head)
        return run

    async def _keep_within(self, head: Head) -> None:
        """Wait until requests are allowed again, when the last answer says that none is left."""
        now = datetime.now(UTC)
        spent = [each.resets_at for each in limits_of(head) if each.title == "Requests" and each.is_spent]
        waits = [(moment - now).total_seconds() for moment in spent if moment is not None]
        if waits and 0 < max(waits) <= _LONGEST_PAUSE_S:
            await self._pause(max(waits))


def _why(exchange: Exchange) -> str:
    if exchange.head is None:
        return exchange.failure.message if exchange.failure is not None else "It was cancelled."
    if exchange.head.status >= 300:
        return f"The server answered {exchange.head.status}."
    return "The answer is no page of a list."
