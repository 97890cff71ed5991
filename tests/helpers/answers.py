"""Answers of a target, as the history has them."""

from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange, Head, Sent


def answered(url: str, body: bytes, status: int = 200, target: str = "T") -> Exchange:
    """Return what came back from `url`."""
    head = Head(status, headers=(("content-type", "application/json"),))
    return Exchange("1", "", Draft(), target, Sent("GET", url, ()), head, body)
