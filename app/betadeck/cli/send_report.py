"""How a send went, in lines for people."""

import json
from collections.abc import Callable

from betadeck.core.answer import Answer
from betadeck.core.catalog import ErrorEntry
from betadeck.core.exchange import Ending, Exchange
from betadeck.core.visible_text import tamed

_TOLD_WHILE_STREAMING = frozenset({"text", "thinking", "redacted_thinking"})
_MOST_CHARACTERS = 2000


def report(exchange: Exchange, answer: Answer, say: Callable[[str], None]) -> None:
    """Tell `say` what happened: tools that were called, what went wrong, and a line of figures."""
    for line in (*_calls(answer), *_wrong(exchange, answer), _figures(exchange, answer)):
        say(tamed(line)[:_MOST_CHARACTERS])


def _calls(answer: Answer) -> list[str]:
    blocks = [block for block in answer.blocks if block.type not in _TOLD_WHILE_STREAMING]
    return [_called(block.type, block.data, block.partial_json) for block in blocks]


def _called(kind: str, data: dict[str, object], partial_json: str) -> str:
    given = partial_json or json.dumps(
        data.get("input", data.get("content", "")), ensure_ascii=False, default=str
    )
    return f"[{kind}] {data.get('name', '')} {given}".replace("  ", " ")


def _wrong(exchange: Exchange, answer: Answer) -> list[str]:
    lines = []
    if exchange.ending is Ending.CANCELLED:
        lines.append("Cancelled.")
    if exchange.failure is not None:
        detail = f" ({exchange.failure.detail})" if exchange.failure.detail else ""
        lines.append(f"Failed: {exchange.failure.message}{detail}")
    status = exchange.head.status if exchange.head else 0
    if answer.error is not None:
        lines.append(f"Error: {answer.error.type or status}: {answer.error.message}")
        lines += _meaning(answer.error.type, status)
    elif status >= 400:
        lines.append(f"Error: the server answered {status}, with no error in the form that the API uses.")
    if exchange.failure is None and exchange.ending is not Ending.CANCELLED:
        lines += [f"Stream: {fault.message}." for fault in answer.faults]
    return lines


def _meaning(kind: str, status: int) -> list[str]:
    """Return what the catalogue says about errors of this type."""
    from betadeck import resources
    from betadeck.core.catalog_load import parse_catalogue

    for entry in parse_catalogue(resources.load_index()).errors:
        if _is_general(entry, kind, status):
            return [line for line in (entry.meaning, entry.remedy) if line]
    return []


def _is_general(entry: ErrorEntry, kind: str, status: int) -> bool:
    return entry.type == kind and not entry.code and (status < 400 or entry.status in {0, status})


def _figures(exchange: Exchange, answer: Answer) -> str:
    head, seconds = exchange.head, exchange.timings.ended_s
    usage = [
        f"{answer.usage[name]} {words}"
        for name, words in (("input_tokens", "tokens in"), ("output_tokens", "tokens out"))
        if name in answer.usage
    ]
    parts = [
        f"{head.status} {head.reason}".strip() if head else "no answer",
        f"{seconds:.2f} s" if seconds is not None else "",
        f"{len(exchange.body):,} bytes" if exchange.body else "",
        *usage,
        answer.stop_reason,
        exchange.request_id,
    ]
    return " · ".join(part for part in parts if part)
