"""What a search will take, for showing before it starts."""

from collections.abc import Container
from dataclasses import dataclass

from betadeck.core.body_flags import top_text
from betadeck.core.catalog import Catalogue
from betadeck.core.catalog_models import model_of
from betadeck.core.cost import estimate
from betadeck.core.draft import Draft
from betadeck.core.probe.halving import most_sends
from betadeck.core.probe.probe_request import Form, forms_of, names_of, output_tokens
from betadeck.core.target import Platform

_CHARS_PER_TOKEN = 4
"""A rule of thumb for English text; only for estimates."""


@dataclass(frozen=True, slots=True)
class Price:
    """Dollars from least to most; None is unknown."""

    low_usd: float | None
    high_usd: float | None


@dataclass(frozen=True, slots=True)
class SearchPlan:
    """A search among `names`, with `forms` to try from the cheapest on.

    `problem` tells in words why there can be none. `sends` is how many find one culprit at most, `pair_sends`
    two that only fail together. `prices` tells what `sends` of each form cost.
    """

    names: tuple[str, ...]
    forms: tuple[Form, ...] = ()
    sends: int = 0
    pair_sends: int = 0
    prices: tuple[Price, ...] = ()
    problem: str = ""

    def price(self, form: Form) -> Price:
        """Return what the sends cost in that form."""
        return self.prices[self.forms.index(form)]


def plan_search(
    draft: Draft, platform: Platform, catalogue: Catalogue, counted: Container[str]
) -> SearchPlan:
    """Return what it takes to find out which beta of `draft` breaks it."""
    names = names_of(draft)
    forms = forms_of(draft, platform, counted)
    if not names:
        return SearchPlan(names, problem="No beta is ticked, so none can be to blame.")
    if not forms:
        words = f"{draft.method} {draft.path} may do something each time, so it is not repeated for a search."
        return SearchPlan(names, problem=words)
    sends = most_sends(len(names))
    prices = tuple(price_of(draft, form, sends, catalogue) for form in forms)
    return SearchPlan(names, forms, sends, most_sends(len(names), 2), prices)


def price_of(draft: Draft, form: Form, sends: int, catalogue: Catalogue) -> Price:
    """Return what `sends` times `draft` in `form` cost; counting costs nothing."""
    if form is Form.COUNT:
        return Price(0.0, 0.0)
    model = model_of(top_text(draft.body_text, "model"), catalogue)
    if model is None:
        return Price(None, None)
    low, high = estimate(len(draft.body_text) // _CHARS_PER_TOKEN, output_tokens(draft, form), model)
    return Price(None if low is None else low * sends, None if high is None else high * sends)
