"""JSON texts with | where the caret is, and what is known there."""

from functools import lru_cache

from betadeck.core.catalog_load import parse_catalogue
from betadeck.core.json_help.guide import Guide
from betadeck.core.json_help.nesting import Nesting
from betadeck.core.json_help.offers import offers_at
from betadeck.core.json_help.put_in import insertion
from betadeck.core.json_help.spot import spot_at
from betadeck.core.schema import closure
from betadeck.resources import load_index, load_schemas


@lru_cache(maxsize=8)
def guide_for(body: str = "BetaMessagesCreateBody", version: str = "2026-10-21") -> Guide:
    """Return the guide to a body of Messages."""
    return Guide(closure(load_schemas(), body), catalogue(), "POST /v1/messages", version)


@lru_cache(maxsize=1)
def catalogue():
    """Return the catalogue that comes with the program."""
    return parse_catalogue(load_index())


def at_caret(marked: str):
    """Return the text without its | and where that was."""
    offset = marked.index("|")
    return marked[:offset] + marked[offset + 1 :], offset


def place_in(marked: str, guide: Guide | None = None):
    """Return what is known of the caret's place."""
    text, offset = at_caret(marked)
    nesting = Nesting()
    return (guide or guide_for()).place(text, spot_at(text, offset, nesting), nesting)


def offered(marked: str, guide: Guide | None = None):
    """Return what is offered at the caret."""
    text, _ = at_caret(marked)
    return offers_at(guide or guide_for(), place_in(marked, guide), text)


def labels(marked: str, guide: Guide | None = None) -> list[str]:
    """Return the labels of what is offered at the caret."""
    return [each.label for each in offered(marked, guide)]


def taken(marked: str, label: str, guide: Guide | None = None) -> str:
    """Return the text after the offer `label` was put in, with | where the caret is then."""
    text, _ = at_caret(marked)
    offer = next(each for each in offered(marked, guide) if each.label == label)
    made = insertion(text, place_in(marked, guide).spot, offer)
    changed = text[: made.start] + made.new + text[made.end :]
    return f"{changed[: made.caret]}|{changed[made.caret :]}"
