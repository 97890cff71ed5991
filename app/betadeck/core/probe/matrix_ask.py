"""What a cell of the matrix sends, and what its answer means."""

import json
from dataclasses import replace

from betadeck.core.answer import Answer
from betadeck.core.catalog import Catalogue
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.draft import Draft, Row
from betadeck.core.exchange import Exchange
from betadeck.core.probe.matrix import NO_BETA, Cell, Matrix, Place, Taken
from betadeck.core.probe.outcome import fault_of
from betadeck.core.probe.plan import Price, price_of
from betadeck.core.probe.probe_request import Form, probe, with_names
from betadeck.core.target import Platform

_WAITING = frozenset({"rate_limit", "overload"})
_BROKEN = frozenset({"server", "network", "proxy", "tls", "timeout", "stream", "gateway"})
_ASKS_FOR_MORE = frozenset({"missing_beta", "field", "block"})
_DEAD_END = frozenset({"key", "billing"})
"""Causes that every other cell would meet as well."""


def cell_draft(base: Draft, place: Place, platform: Platform) -> Draft:
    """Return the smallest request for `place`: version, header rows and query are those of `base`."""
    body = {"model": place.model, "max_tokens": 1, "messages": [{"role": "user", "content": "Hi"}]}
    draft = Draft(
        name=" with ".join(filter(None, (place.model, place.beta))),
        query=_kept(base.query),
        headers=_kept(base.headers),
        api_version=base.api_version,
        body_text=json.dumps(body),
    )
    named = with_names(draft, () if place.beta == NO_BETA else (place.beta,))
    form = form_for(platform)
    return replace(probe(named, form), name=draft.name)


def form_for(platform: Platform) -> Form:
    """Return how cells are asked on `platform`. Source: Bedrock's InvokeModel has no counting, 2026-11-22."""
    return Form.ONE_TOKEN if platform is Platform.BEDROCK else Form.COUNT


def matrix_price(matrix: Matrix, base: Draft, platform: Platform, catalogue: Catalogue) -> Price:
    """Return what the open cells of `matrix` cost."""
    form = form_for(platform)
    prices = [price_of(cell_draft(base, place, platform), form, 1, catalogue) for place in matrix.todo()]
    lows, highs = [each.low_usd for each in prices], [each.high_usd for each in prices]
    return Price(_total(lows), _total(highs))


def cell_of(exchange: Exchange, answer: Answer, diagnosis: Diagnosis | None, place: Place, now: str) -> Cell:
    """Return what `exchange` tells of `place`; `now` is when, in ISO 8601."""
    if fault_of(exchange, answer) is None:
        return Cell(Taken.ACCEPTED, "", now)
    status = exchange.head.status if exchange.head else 0
    kind = diagnosis.culprit.kind if diagnosis else "unknown"
    why = diagnosis.title if diagnosis else f"The server answered {status}."
    return Cell(_taken(kind, status, place), why, now)


def is_dead_end(diagnosis: Diagnosis | None) -> bool:
    """Tell whether the key itself is refused, so that no cell can tell anything."""
    return diagnosis is not None and diagnosis.culprit.kind in _DEAD_END


def _total(parts: list[float | None]) -> float | None:
    known = [each for each in parts if each is not None]
    return sum(known) if len(known) == len(parts) else None


def _taken(kind: str, status: int, place: Place) -> Taken:
    if kind in _WAITING or status in (429, 529):
        return Taken.LIMITED
    if kind in _BROKEN or kind in _DEAD_END or not 400 <= status < 500:
        return Taken.ERROR
    return Taken.NEEDS_MORE if kind in _ASKS_FOR_MORE and place.beta != NO_BETA else Taken.REFUSED


def _kept(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    return tuple(row for row in rows if row.on)
