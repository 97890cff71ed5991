"""JSON text laid out anew in steps, and where the caret goes in it."""

from collections.abc import Iterator
from dataclasses import dataclass

from betadeck.core.json_check import JsonCheck
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_flow import shown_place
from betadeck.core.json_layout import layout_steps

_PIECE_CHARS = 50_000


@dataclass(frozen=True, slots=True)
class Formatted:
    """`text` is the new layout; `caret` the offset in it of the character that the caret was at."""

    text: str
    caret: int


def format_steps(text: str, caret: int) -> Iterator[Formatted | JsonFault | None]:
    """Yield None after each step of some milliseconds, and last the result, or what is wrong with `text`."""
    check = JsonCheck(text)
    yield from check.steps()
    if check.fault is not None:
        yield check.fault
        return
    wanted = yield from layout_steps(text, 2)
    yield Formatted(wanted, shown_place(_pieces(text), _pieces(wanted), caret))


def _pieces(text: str) -> list[str]:
    return [text[at : at + _PIECE_CHARS] for at in range(0, len(text), _PIECE_CHARS)]
