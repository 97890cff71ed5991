"""Puts an offer into the text: quotes, colon, commas and indent come right by themselves."""

import re
from dataclasses import dataclass

from betadeck.core.json_help.offers import Offer
from betadeck.core.json_help.spot import Role, Spot
from betadeck.core.json_help.starts import CARET

_BLANKS = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Insertion:
    """`text[start:end]` becomes `new`; the caret goes to `caret` in the changed text."""

    start: int
    end: int
    new: str
    caret: int


def insertion(text: str, spot: Spot, offer: Offer) -> Insertion:
    """Return the change that puts `offer` in at `spot`."""
    new = offer.text
    if spot.role is Role.KEY and spot.colon:  # the value stands there already
        new = new.partition(": ")[0] + CARET
    new = _indented(new, text, spot)
    if CARET not in new:
        new += CARET
    if spot.comma_after and not new.endswith(f": {CARET}"):
        new += ","
    start = spot.start
    if spot.comma_at is not None:
        new = "," + text[spot.comma_at : spot.start] + new
        start = spot.comma_at
    return Insertion(start, spot.end, new.replace(CARET, ""), start + new.index(CARET))


def _indented(new: str, text: str, spot: Spot) -> str:
    """Return `new` with the indent of the line, in the text's own unit."""
    line = text.rfind("\n", 0, spot.start) + 1
    found = _BLANKS.match(text, line, spot.start)
    blanks = found.group() if found else ""
    opens_line = text.rfind("\n", 0, spot.frames[-1].start) + 1 if spot.frames else 0
    outer = _BLANKS.match(text, opens_line)
    unit = blanks.removeprefix(outer.group()) if outer and line != opens_line else ""
    lines = new.split("\n")
    if unit.strip(" \t") == "" and unit:
        lines = [unit * ((len(each) - len(each.lstrip(" "))) // 2) + each.lstrip(" ") for each in lines]
    return ("\n" + blanks).join(lines)
