"""Asks a target for its models, page by page."""

from betadeck.control.prober import Prober
from betadeck.core.answer import Answer
from betadeck.core.catalog import Model
from betadeck.core.exchange import Ending, Exchange
from betadeck.core.live_models import NoModelsError, asking, page_of
from betadeck.core.target import Target

_MOST_PAGES = 20

Listed = tuple[tuple[Model, ...], Exchange, Answer, str]
"""The models, the last exchange with its answer, and what went wrong, empty when nothing did."""


class ModelLister(Prober):
    """One question at a time; `finished` brings a `Listed`."""

    beside = True

    def list(self, target: Target, version: str) -> None:
        """Ask `target`; drop it while another question is under way."""
        self._run(self._all(target, version))

    async def _all(self, target: Target, version: str) -> Listed:
        models: tuple[Model, ...] = ()
        after = ""
        for _ in range(_MOST_PAGES):
            exchange, answer = await self._send(asking(version, after), target)
            if exchange.ending is not Ending.FINISHED or exchange.head is None or exchange.head.status != 200:
                return models, exchange, answer, "refused"
            try:
                page = page_of(exchange.body[: len(exchange.body)])
            except NoModelsError as error:
                return models, exchange, answer, str(error)
            models, after = (*models, *page.models), page.after
            if not after:
                break
        return models, exchange, answer, ""
