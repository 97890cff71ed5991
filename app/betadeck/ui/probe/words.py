"""The sentences of the probing dialogs. No Qt here."""

from betadeck.core import figures
from betadeck.core.figures import count_words, money_words
from betadeck.core.probe.halving import Outcome, Verdict, VerdictKind
from betadeck.core.probe.matrix import Taken
from betadeck.core.probe.plan import Price, SearchPlan
from betadeck.core.probe.probe_request import Form
from betadeck.ui.parts.labels import Tone

OUTCOME_TONES: dict[Outcome, Tone] = {
    Outcome.SAME: "error",
    Outcome.WORKS: "ok",
    Outcome.OTHER: "warn",
    Outcome.UNCLEAR: "muted",
}
TAKEN_TONES: dict[Taken, Tone] = {
    Taken.ACCEPTED: "ok",
    Taken.REFUSED: "error",
    Taken.NEEDS_MORE: "warn",
    Taken.LIMITED: "muted",
    Taken.ERROR: "muted",
}


def count_of(names: tuple[str, ...], among: int) -> str:
    """Return which betas a send carries: none, one by its name, several by their number."""
    if not names:
        return "no beta"
    if len(names) == among and among > 1:
        return f"all {among}"
    return names[0] if len(names) == 1 else f"{len(names)} of {among}"


def small_forms(plan: SearchPlan) -> tuple[Form, ...]:
    """Return the forms that a search tries by itself: all but the whole request, unless there is no other."""
    return tuple(form for form in plan.forms if form is not Form.AS_IT_IS) or plan.forms


def sends_words(plan: SearchPlan) -> str:
    """Return how many requests a search sends."""
    one = f"{count_words(plan.sends, 'request')} at most"
    return f"{one}; {plan.pair_sends} if two only fail together" if len(plan.names) > 1 else one


def form_words(plan: SearchPlan) -> str:
    """Return how the requests of a search go out, and what is done when that does not show the fault."""
    forms = small_forms(plan)
    if len(forms) == 1:
        return _FORMS[forms[0]]
    return f"{_FORMS[forms[0]]}; should that not show the fault, with one token of output"


def price_words(plan: SearchPlan) -> str:
    """Return what a search costs."""
    forms = small_forms(plan)
    first, last = plan.price(forms[0]), plan.price(forms[-1])
    if first == Price(0.0, 0.0) and len(forms) > 1:
        return f"Nothing; with one token of output {range_words(last).lower()}"
    return range_words(first)


def range_words(price: Price) -> str:
    """Return a price from least to most."""
    low, high = price.low_usd, price.high_usd
    if low is None or high is None:
        return "Unknown: the catalogue has no price for this model"
    if high == 0:
        return "Nothing"
    if money_words(low) == money_words(high):
        return f"About {money_words(high)}"
    return f"{money_words(low)} to {money_words(high)}"


def verdict_title(verdict: Verdict) -> str:
    """Return the outcome of a search in one line."""
    names = verdict.names
    if verdict.kind is VerdictKind.CULPRIT:
        return f"{names[0]} may be to blame" if verdict.needed else f"{names[0]} breaks it"
    if verdict.kind is VerdictKind.TOGETHER:
        guilty = [name for name in names if name not in verdict.needed]
        if len(guilty) == 1:
            return f"{guilty[0]} breaks it"
        return f"{_listed(names)} fail only together"
    return _TITLES[verdict.kind]


def verdict_text(verdict: Verdict, form: Form) -> str:
    """Return what the outcome of a search means."""
    if verdict.kind is VerdictKind.CULPRIT and verdict.needed:
        return (
            "With it the request fails in the same way. Without it, it fails in another way: the request may "
            "only need this beta, and the fault may lie elsewhere."
        )
    if verdict.kind is VerdictKind.CULPRIT:
        return "Alone it fails in the same way. No request without it did."
    if verdict.kind is VerdictKind.TOGETHER and verdict.needed:
        others = _listed(verdict.needed)
        return (
            f"It was seen together with {others}. Without that the request fails in another way: it needs it."
        )
    if verdict.kind is VerdictKind.TOGETHER:
        return "Each of them works without the others. Untick one of them."
    return _TEXTS[verdict.kind].format(form=_FORMS[form].lower())


def to_untick(verdict: Verdict) -> tuple[str, ...]:
    """Return the betas of which unticking one mends the request, the likeliest first."""
    return (*(name for name in verdict.names if name not in verdict.needed), *verdict.needed)


def wait_words(seconds: float) -> str:
    """Return how long a rate limit is waited for."""
    return f"The server asks to wait. Going on in {figures.wait_words(max(1, round(seconds)))}."


def _listed(names: tuple[str, ...]) -> str:
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else names[0]


_FORMS = {
    Form.COUNT: "Token counting, which writes and costs nothing",
    Form.ONE_TOKEN: "With one token of output",
    Form.AS_IT_IS: "The request as it is",
}
_TITLES = {
    VerdictKind.NOT_THE_BETAS: "It is not the betas",
    VerdictKind.NOT_SHOWN: "A small request does not show the fault",
    VerdictKind.UNCLEAR: "The server would not tell",
}
_TEXTS = {
    VerdictKind.NOT_THE_BETAS: "With no beta at all the request fails in the same way.",
    VerdictKind.NOT_SHOWN: (
        "With all of the betas it did not fail that way ({form}). The whole request may still show it."
    ),
    VerdictKind.UNCLEAR: "What came back told nothing of the fault. Search again later.",
}
