"""One question to the target, asked beside a request."""

from betadeck.control.prober import Prober
from betadeck.core.answer import Answer
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange
from betadeck.core.target import Target


class Asker(Prober):
    """One question at a time. `finished` brings the exchange and its answer, however it ended."""

    beside = True

    def ask(self, asking: Draft, target: Target) -> None:
        """Send `asking`; drop it while another question is under way."""
        self._run(self._ask(asking, target))

    async def _ask(self, asking: Draft, target: Target) -> tuple[Exchange, Answer]:
        return await self._send(asking, target)
