"""What can stand on a side of a comparison: an exchange or a file, with what is said of it."""

from dataclasses import dataclass
from pathlib import Path

from betadeck.core.answer import Answer
from betadeck.core.body import Body
from betadeck.core.compare.side import COMPARED_BYTES, Side, is_too_long, side_of, side_of_file
from betadeck.core.cost import Cost
from betadeck.core.cost_rates import prompt_tokens
from betadeck.core.exchange import Exchange
from betadeck.core.figures import count_words, money_words, size_words, time_words
from betadeck.core.listing import HistoryRow
from betadeck.storage import atomic
from betadeck.ui.compare.words import SideFacts
from betadeck.ui.library.days import local
from betadeck.ui.response import state_words

_MOST_FILE_BYTES = COMPARED_BYTES


@dataclass(frozen=True, slots=True)
class Subject:
    """A side and its facts. `started_at` is empty for a file, which so stands before every exchange."""

    side: Side
    facts: SideFacts
    started_at: str = ""
    exchange_id: str = ""


def subject_of(
    exchange: Exchange, answer: Answer | None, cost: Cost | None, row: HistoryRow | None = None
) -> Subject:
    """Return an exchange as a subject. Without its `answer`, `row` tells what was in it."""
    side, state = side_of(exchange), state_words.ended(exchange, answer or Answer(complete=True))
    facts = SideFacts(
        exchange.draft.name or exchange.draft.operation or exchange.draft.path,
        state.words,
        state.tone,
        tuple(filter(None, _facts(exchange, answer, cost, row))),
        side.has_request,
        side.answer is not None,
        _too_long(exchange.body) if is_too_long(exchange.body) else "",
    )
    return Subject(side, facts, exchange.started_at, exchange.id)


def read_file(path: Path) -> Subject:
    """Return a file as a subject.

    Raises:
        StorageFault: it cannot be read.
    """
    data, _ = atomic.read_bytes(path, _MOST_FILE_BYTES)
    side = side_of_file(data)
    state = "preset" if side.has_request else "file"
    facts = (size_words(len(data)), str(path.parent))
    return Subject(side, SideFacts(path.name, state, "", facts, side.has_request, side.answer is not None))


def in_order(one: Subject, other: Subject) -> tuple[Subject, Subject]:
    """Return both, the older one first."""
    return (one, other) if one.started_at <= other.started_at else (other, one)


def _facts(
    exchange: Exchange, answer: Answer | None, cost: Cost | None, row: HistoryRow | None
) -> tuple[str, ...]:
    moment, took = local(exchange.started_at), exchange.timings.ended_s or exchange.timings.last_byte_s
    model, tokens = _model_and_tokens(answer) if answer is not None else _told_by(row)
    return (
        f"{moment:%Y-%m-%d %H:%M:%S}" if moment else "",
        model,
        tokens,
        time_words(took) if took else "",
        money_words(cost.usd) if cost and cost.usd is not None else "",
        size_words(len(exchange.body)) if exchange.body else "",
    )


def _model_and_tokens(answer: Answer) -> tuple[str, str]:
    model = (answer.message or {}).get("model")
    made = answer.counted().get("output_tokens")
    tokens = _tokens(prompt_tokens(answer.usage), made) if isinstance(made, int) else ""
    return model if isinstance(model, str) else "", tokens


def _told_by(row: HistoryRow | None) -> tuple[str, str]:
    if row is None:
        return "", ""
    return row.model, _tokens(row.input_tokens, row.output_tokens) if row.output_tokens else ""


def _too_long(body: Body) -> str:
    most = size_words(COMPARED_BYTES)
    return f"An answer of {size_words(len(body))} is too long to compare: {most} is the most."


def _tokens(taken: int, made: int) -> str:
    return f"{taken:,} in, {count_words(made, 'token')} out"
