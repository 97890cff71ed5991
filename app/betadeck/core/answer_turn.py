"""What of an answer goes back as the assistant's turn, as exact JSON."""

import json
import re
from dataclasses import dataclass

from betadeck.core.answer import Answer, AnswerKind, Block
from betadeck.core.body_edits import raw_at
from betadeck.core.exchange import Exchange
from betadeck.core.json_edit import set_value
from betadeck.core.json_text import first_fault
from betadeck.core.variable_tokens import as_written

_READ_AGAIN_BYTES = 1 << 22
_SURROGATE = re.compile("[\ud800-\udfff]")
_PAUSES = frozenset({"pause_turn"})
"""Stop reasons after which the turn alone is sent back. Source: the vendor's page on stop reasons."""


@dataclass(frozen=True, slots=True)
class Turn:
    """`content` is a JSON list of blocks; `calls` are the ids of the tool calls that wait for a result.

    `paused` tells that the model goes on by itself when the turn is sent back. `left_out` counts blocks that
    were cut off and cannot be sent, `blocks` those that are here.
    """

    content: str
    calls: tuple[str, ...] = ()
    paused: bool = False
    left_out: int = 0
    blocks: int = 0


def turn_of(exchange: Exchange, answer: Answer) -> Turn | None:
    """Return the turn that `answer` makes, None when there is nothing to send back.

    Blocks stand as they came, with thinking, signatures and the digits of numbers. A text that was cut off is
    kept; other blocks that are not whole cannot be sent and are left out. What looks like a variable is so
    written that it is sent as it came.
    """
    if answer.kind is not AnswerKind.MESSAGE or not answer.blocks:
        return None
    kept = [each for each in answer.blocks if _is_whole(each)]
    if not kept:
        return None
    waiting = tuple(str(each.data.get("id", "")) for each in kept if each.type == "tool_use")
    content = _as_received(exchange, answer) if len(kept) == len(answer.blocks) else ""
    content = content or f"[{', '.join(_block_json(each) for each in kept)}]"
    left_out = sum(not ((each.complete and each.valid) or _is_whole(each)) for each in answer.blocks)
    return Turn(
        as_written(content, escaped=True), waiting, answer.stop_reason in _PAUSES, left_out, len(kept)
    )


def _is_whole(block: Block) -> bool:
    if block.type == "text":
        return bool(block.data.get("text"))
    return block.complete and block.valid


def _as_received(exchange: Exchange, answer: Answer) -> str:
    """Return the content as it stands in an answer that did not stream, empty where that is not known."""
    if answer.events or len(exchange.body) > _READ_AGAIN_BYTES:
        return ""
    try:
        text = exchange.body[:].decode()
    except UnicodeDecodeError:
        return ""
    return raw_at(text, "/content") if first_fault(text) is None else ""


def _block_json(block: Block) -> str:
    has_input = bool(block.partial_json.strip()) and "input" in block.data
    data = {**block.data, "input": {}} if has_input else block.data
    raw = _SURROGATE.sub(_escaped, json.dumps(data, ensure_ascii=False))
    return set_value(raw, "/input", block.partial_json) if has_input else raw


def _escaped(found: re.Match[str]) -> str:
    return f"\\u{ord(found.group()):04x}"
