"""The first lines of a past exchange, for a glance at it before it is opened."""

from dataclasses import dataclass

from betadeck.core.answer import Answer
from betadeck.core.exchange import Exchange
from betadeck.core.json_text import JsonFault, reformat
from betadeck.core.visible_text import tamed

_MOST_CHARS = 6_000
_LAID_OUT_CHARS = 200_000


@dataclass(frozen=True, slots=True)
class HistoryPreview:
    """What is shown of the exchange `id`. `problem` says why there is nothing, empty when there is."""

    id: str
    request: str = ""
    answer: str = ""
    error: str = ""
    problem: str = ""


def preview_of(exchange: Exchange, answer: Answer | None) -> HistoryPreview:
    """Return the glance at `exchange`; `answer` is None when its body is too big to be read for that."""
    body = exchange.draft.body_text
    return HistoryPreview(
        exchange.id, _start(_laid_out(body)), _answer(exchange, answer), _error(exchange, answer)
    )


def _answer(exchange: Exchange, answer: Answer | None) -> str:
    """Return what was said, in plain text where it is a message; else the body."""
    said = [_said(block.data) for block in answer.blocks] if answer else []
    words = "\n\n".join(filter(None, said))
    return _start(words or _laid_out(exchange.body[:_LAID_OUT_CHARS].decode("utf-8", "replace")))


def _said(block: dict[str, object]) -> str:
    kind = block.get("type")
    words = block.get("text") or block.get("thinking")
    if isinstance(words, str):
        return f"[{kind}] {words}" if kind == "thinking" else words
    name = block.get("name")
    return f"[{kind}{f' {name}' if isinstance(name, str) else ''}]"


def _error(exchange: Exchange, answer: Answer | None) -> str:
    if answer is not None and answer.error is not None:
        return f"{answer.error.type}: {answer.error.message}" if answer.error.type else answer.error.message
    return exchange.failure.message if exchange.failure else ""


def _laid_out(text: str) -> str:
    if len(text) >= _LAID_OUT_CHARS:
        return text
    try:
        return reformat(text)
    except JsonFault:
        return text


def _start(text: str) -> str:
    """Return the beginning of `text`, with nothing hidden in it."""
    shown = tamed(text[:_MOST_CHARS])
    return f"{shown}\n…" if len(text) > _MOST_CHARS else shown
