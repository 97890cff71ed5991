"""What a field offers by itself while one types in it: ids, betas."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from betadeck.core.catalog import Beta
from betadeck.core.json_help.offers import Offer
from betadeck.core.seen_ids import SeenId
from betadeck.core.variable_offers import VariableOffer, opened_at

_BLANKS = " \t"


@dataclass(frozen=True, slots=True)
class Choices:
    """What fits the text between `start` and `end`. The offers' texts are put in as they are."""

    start: int
    end: int
    offers: list[Offer]


Suggest = Callable[[str, int], Choices | None]
"""Returns what a field has to offer for its text and the caret in it. Fields keep theirs as `suggest`."""


def ids_among(ids: Callable[[], Iterable[SeenId]]) -> Suggest:
    """Return what offers those `ids`, asked for anew each time, that hold what is typed."""

    def suggest(text: str, caret: int) -> Choices | None:
        if opened_at(text, caret) is not None:
            return None
        typed = text[:caret].strip().casefold()
        found = [
            Offer(each.value, each.value, each.label) for each in ids() if typed in each.words.casefold()
        ]
        return Choices(0, len(text), found)

    return suggest


def betas_in(text: str, caret: int, betas: Mapping[str, Beta]) -> Choices | None:
    """Return the betas that fit the item at `caret` of a comma-separated header, but for those that are in it."""
    if opened_at(text, caret) is not None:
        return None
    start = text.rfind(",", 0, caret) + 1
    start += len(text[start:caret]) - len(text[start:caret].lstrip(_BLANKS))
    comma = text.find(",", caret)
    end = comma if comma >= 0 else len(text)
    typed = text[start:caret].casefold()
    there = {each.strip(_BLANKS) for each in (text[:start] + text[end:]).split(",")}
    found = [
        Offer(each.name, each.name, each.title, each.summary)
        for each in betas.values()
        if each.name not in there and typed in f"{each.name} {each.title}".casefold()
    ]
    return Choices(start, end, sorted(found, key=lambda each: not each.label.startswith(typed)))


def as_offer(variable: VariableOffer) -> Offer:
    """Return a line of the list; where something must follow the variable's kind, the caret stays within."""
    return Offer(variable.written, variable.written, variable.about, goes_on=variable.open)
