"""Joins the core's judges to the catalogue, which arrives only after the first picture."""

from collections.abc import Callable
from dataclasses import replace

from betadeck.compose.request import Judges
from betadeck.core.answer import Answer
from betadeck.core.catalog import Catalogue
from betadeck.core.cost import Cost, cost_of_answer
from betadeck.core.diagnose import diagnose
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.exchange import Exchange
from betadeck.core.target import Target
from betadeck.core.variable_fill import has_variables


def judges(catalogue: Callable[[], Catalogue]) -> Judges:
    """Return what prices and explains an exchange with the catalogue of the moment."""

    def cost(_exchange: Exchange, answer: Answer) -> Cost | None:
        return cost_of_answer(answer, catalogue())

    def explain(exchange: Exchange, answer: Answer, target: Target) -> Diagnosis | None:
        return diagnose(as_sent(exchange), answer, catalogue(), target.platform)

    return Judges(cost, explain)


def as_sent(exchange: Exchange) -> Exchange:
    """Return `exchange` with the body that went out in the place of one that has variables in it.

    Places in the one are the same as in the other, for values never change the shape of a body's objects
    and lists. What is kept is the draft as it was written.
    """
    if not has_variables(exchange.draft) or not exchange.sent.body:
        return exchange
    body = exchange.sent.body.decode("utf-8", "replace")
    return replace(exchange, draft=replace(exchange.draft, body_text=body))
