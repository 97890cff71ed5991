"""Joins the core's judges to the catalogue, which arrives only after the first picture."""

from collections.abc import Callable

from betadeck.compose.request import Judges
from betadeck.core.answer import Answer
from betadeck.core.catalog import Catalogue
from betadeck.core.catalog_models import model_of
from betadeck.core.cost import Cost, cost_of
from betadeck.core.diagnose import diagnose
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.exchange import Exchange
from betadeck.core.target import Target


def judges(catalogue: Callable[[], Catalogue]) -> Judges:
    """Return what prices and explains an exchange with the catalogue of the moment."""

    def cost(_exchange: Exchange, answer: Answer) -> Cost | None:
        message = answer.message or {}
        model = model_of(str(message.get("model", "")), catalogue())
        return cost_of(answer.usage, model) if model and answer.usage else None

    def explain(exchange: Exchange, answer: Answer, target: Target) -> Diagnosis | None:
        return diagnose(exchange, answer, catalogue(), target.platform)

    return Judges(cost, explain)
