"""Errors told in plain text, as gateways pass them on: read like the message of an error body."""

from collections.abc import Callable
from dataclasses import replace

from betadeck.core.answer import ApiError
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.gateway import is_page
from betadeck.core.diagnose.message import read
from betadeck.core.diagnosis import Diagnosis

_LONGEST_BYTES = 8_000
_OF_THE_BODY = frozenset({400, 409, 412, 413, 422})
"""Statuses with which a few words may be about a place in the body; with others they are a proxy's."""


def plain_error(case: Case, explained: Callable[[Case], Diagnosis | None]) -> Diagnosis | None:
    """Explain an error status with a few words that are neither JSON nor a page, or return None.

    `explained` tells what the words mean; a status alone means nothing here, as anything may have sent it.
    """
    words = _words(case)
    if not words:
        return None
    answer = replace(case.exhibit.answer, error=ApiError("", words))
    found = explained(Case(replace(case.exhibit, answer=answer), is_plain=True))
    placed = found is not None and found.culprit.kind in ("field", "block", "model")
    known = case.status in _OF_THE_BODY or (
        case.status in (403, 404) and found is not None and names_thing(words)
    )
    return None if placed and not known else found


def names_thing(words: str) -> bool:
    """Tell whether `words` name a thing by its id, or a model."""
    said = read(words)
    return bool(said.ids or said.models)


def _words(case: Case) -> str:
    body = case.exhibit.body
    if case.status < 400 or case.error.type or case.error.message or len(body) > _LONGEST_BYTES:
        return ""
    text = body[:].decode("utf-8", "replace").strip()
    readable = text.isprintable() or text.replace("\n", "").replace("\t", "").replace("\r", "").isprintable()
    return text if readable and not text.startswith(("{", "[")) and not is_page(body[:]) else ""
