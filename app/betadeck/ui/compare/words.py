"""Sentences of the compare window. No Qt here."""

from dataclasses import dataclass

from betadeck.core.compare import Kind
from betadeck.core.compare.asking import MOST_LISTED, Ended
from betadeck.core.compare.comparing import Part, Shown
from betadeck.core.compare.ignoring import Ignoring
from betadeck.core.figures import count_words
from betadeck.ui.parts.labels import Tone

SIGNS = {Kind.ADDED: "+", Kind.REMOVED: "−", Kind.CHANGED: "≠", Kind.MOVED: "↕"}
TONES: dict[Kind, Tone] = {
    Kind.ADDED: "ok",
    Kind.REMOVED: "error",
    Kind.CHANGED: "warn",
    Kind.MOVED: "accent",
}


@dataclass(frozen=True, slots=True)
class SideFacts:
    """What is said of a side above its text. `state` is how it ended, in words, with its tone.

    `lack` says why there is no answer, where that is not simply so.
    """

    title: str
    state: str = ""
    tone: Tone = ""
    facts: tuple[str, ...] = ()
    has_request: bool = True
    has_answer: bool = True
    lack: str = ""


def change_words(row: Shown) -> str:
    """Return what happened, in a word or two; of a changed value also what of it changed."""
    nature = {"type": "another type", "number": "number", "text": "text", "true or false": "yes or no"}
    what = nature.get(row.nature, "")
    return f"{row.kind.value}, {what}" if what else row.kind.value


def place_words(row: Shown) -> str:
    """Return where it is; of what moved or shifted, where it was too."""
    path = row.path or "(all of it)"
    return f"{row.left_path} → {path}" if row.kind is Kind.MOVED and row.left_path is not None else path


def count_sentence(ended: Ended) -> str:
    """Return how many differences there are, by kind."""
    if not ended.total:
        return "No difference"
    kinds = [f"{ended.counts[kind]:,} {kind.value}" for kind in Kind if ended.counts.get(kind)]
    words = f"{count_words(ended.total, 'difference')}: {', '.join(kinds)}"
    return f"{words}. The first {MOST_LISTED:,} are listed" if ended.total > MOST_LISTED else words


def lines_sentence(places: int) -> str:
    """Return how many places differ in two texts."""
    return (
        f"{count_words(places, 'place')} {'differs' if places == 1 else 'differ'}"
        if places
        else "No difference"
    )


def at_words(place: int, total: int, sentence: str) -> str:
    """Return which difference of all is looked at, and how many there are."""
    return f"{place + 1:,} of {total:,}  ·  {sentence}"


def same_hint(ignoring: Ignoring) -> str:
    """Return what did not count when nothing was found."""
    left_out = [name for name, on in (("ids", ignoring.ids), ("times", ignoring.times)) if on]
    if not left_out:
        return "Both sides are the same."
    return f"Both sides are the same, apart from {' and '.join(left_out)}, which do not count."


def lacking_hint(part: Part, left: SideFacts, right: SideFacts) -> str:
    """Return why `part` cannot be compared."""
    if part is Part.ANSWER and (why := next((side.lack for side in (left, right) if side.lack), "")):
        return why
    lack = [name for name, side in (("left", left), ("right", right)) if not _has(part, side)]
    if len(lack) == 2:
        return f"Neither side has {'an answer' if part is Part.ANSWER else 'a request'}."
    return f"The {lack[0]} side has no {part.value}." if lack else f"One side has no {part.value}."


def _has(part: Part, side: SideFacts) -> bool:
    return side.has_request if part is Part.REQUEST else side.has_answer
