"""Cuts a simulated answer at stop sequences and at max_tokens."""

from dataclasses import dataclass

from betadeck.sandbox import tokens
from betadeck.sandbox.ask import Json

_CHARACTERS = 4


@dataclass(frozen=True, slots=True)
class Outcome:
    """The blocks that are sent, why they end, and how many tokens they count."""

    blocks: list[Json]
    stop_reason: str
    stop_sequence: str | None = None


def stopped(outcome: Outcome, sequences: list[str]) -> Outcome:
    """Return `outcome` cut before the first stop sequence in its text, which is not sent itself."""
    for index, block in enumerate(outcome.blocks):
        text = block.get("text")
        if block.get("type") != "text" or not isinstance(text, str):
            continue
        found = [(place, each) for each in sequences if each and (place := text.find(each)) >= 0]
        if found:
            place, sequence = min(found)
            kept = [*outcome.blocks[:index], *_cut(block, text[:place])]
            return Outcome(kept, "stop_sequence", sequence)
    return outcome


def limited(outcome: Outcome, max_tokens: int) -> Outcome:
    """Return `outcome` with at most `max_tokens` tokens; a tool call that does not fit is left out."""
    left = max_tokens
    kept: list[Json] = []
    for block in outcome.blocks:
        cost = output_tokens(block)
        if cost <= left:
            kept.append(block)
            left -= cost
            continue
        text = block.get("text")
        if block.get("type") == "text" and isinstance(text, str) and left > 0:
            kept += _cut(block, text[: left * _CHARACTERS])
        return Outcome(kept, "max_tokens")
    return outcome


def output_tokens(block: Json) -> int:
    """Return what a block of an answer counts; results of server tools count as input, not here."""
    kind = str(block.get("type"))
    if kind.endswith("_tool_result") or kind in ("redacted_thinking", "compaction"):
        return 0
    if kind.endswith("tool_use"):
        return tokens.of_json(block.get("input")) + tokens.of_text(str(block.get("name")))
    return tokens.of_text(str(block.get("text") or block.get("thinking") or ""))


def _cut(block: Json, text: str) -> list[Json]:
    return [{**block, "text": text}] if text else []
