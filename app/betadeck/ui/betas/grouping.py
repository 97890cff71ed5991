"""Which heading a beta stands under, and which ones a filter leaves. No Qt here."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from betadeck.core.catalog import Beta, BetaState

STANDARD, RETIRED = "Now standard", "Retired"
_LAST = {BetaState.GRADUATED: STANDARD, BetaState.RETIRED: RETIRED, BetaState.INTERNAL: RETIRED}
_NO_GROUP = {True: "My own", False: "Others"}


@dataclass(frozen=True, slots=True)
class Group:
    """A heading and the names below it. `history` tells that it holds what is over: closed at first."""

    title: str
    names: tuple[str, ...]
    history: bool = False


def grouped(betas: Iterable[Beta]) -> tuple[Group, ...]:
    """Return the groups in the order in which the catalogue first names them, what is over last.

    A superseded beta stays beside its successor; only what nobody should tick goes to the end.
    """
    found: dict[str, list[str]] = {}
    for beta in betas:
        found.setdefault(_title(beta), []).append(beta.name)
    over = {title: found.pop(title) for title in (STANDARD, RETIRED) if title in found}
    now = tuple(Group(title, tuple(names)) for title, names in found.items())
    return (*now, *(Group(title, tuple(names), history=True) for title, names in over.items()))


def haystack(beta: Beta) -> str:
    """Return everything that a filter looks at, in lower case."""
    parts = (
        beta.name, beta.title, beta.group, beta.summary,
        *beta.fields, *beta.values, *beta.blocks, *beta.tools, *beta.edits, *beta.sent_by,
    )  # fmt: skip
    return "\n".join(parts).lower()


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a filter, in lower case; a row must hold all of them."""
    return tuple(text.lower().split())


def matches(hay: str, words: Sequence[str]) -> bool:
    """Tell whether `hay` holds every word."""
    return all(word in hay for word in words)


def _title(beta: Beta) -> str:
    return _LAST.get(beta.state) or beta.group or _NO_GROUP[beta.mine]
