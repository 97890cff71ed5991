"""What context editing and compaction do to a simulated request.

Source of names, defaults and shapes: the vendor's pages on context editing and compaction, and its SDK.
"""

from betadeck.sandbox import tokens
from betadeck.sandbox.ask import Ask, Json, blocks_of, dicts, part

_TRIGGER = 100_000
_KEPT_USES = 3
_COMPACT_TRIGGER = 150_000
SUMMARY = "Simulated summary: the conversation so far, in one sentence."


def applied_edits(ask: Ask) -> list[Json]:
    """Return what the edits of `context_management` cleared, none where no trigger was reached."""
    found: list[Json] = []
    for edit in dicts(part(ask.body, "context_management").get("edits")):
        cleared = None
        if edit.get("type") == "clear_tool_uses_20250919":
            cleared = _tool_uses(edit, ask)
        elif edit.get("type") == "clear_thinking_20251015":
            cleared = _thinking(edit, ask)
        if cleared:
            found.append({"type": edit["type"], **cleared})
    return found


def compacts(ask: Ask) -> bool:
    """Tell whether the conversation is summarised, on demand or by its size."""
    if part(ask.body, "compaction"):
        return True
    for edit in dicts(part(ask.body, "context_management").get("edits")):
        trigger = part(edit, "trigger").get("value", _COMPACT_TRIGGER)
        if edit.get("type") == "compact_20260112" and isinstance(trigger, int):
            return tokens.of_request(ask) > trigger
    return False


def pauses(ask: Ask) -> bool:
    """Tell whether the answer ends after the summary."""
    edits = dicts(part(ask.body, "context_management").get("edits"))
    return bool(part(ask.body, "compaction")) or any(
        each.get("pause_after_compaction") is True for each in edits
    )


def compaction_block() -> Json:
    """Return the block that holds the summary."""
    return {"type": "compaction", "content": SUMMARY}


def _tool_uses(edit: Json, ask: Ask) -> Json | None:
    results = [block.value for block in ask.blocks() if block.type == "tool_result"]
    trigger = part(edit, "trigger")
    limit = trigger.get("value", _TRIGGER)
    reached = len(results) if trigger.get("type") == "tool_uses" else tokens.of_request(ask)
    keep = part(edit, "keep").get("value", _KEPT_USES)
    if not isinstance(limit, int) or not isinstance(keep, int) or reached <= limit or len(results) <= keep:
        return None
    cleared = results[: len(results) - keep]
    saved = sum(tokens.of_block(each) for each in cleared)
    return {"cleared_tool_uses": len(cleared), "cleared_input_tokens": saved}


def _thinking(edit: Json, ask: Ask) -> Json | None:
    turns = [_thoughts(message) for message in ask.messages if message.get("role") == "assistant"]
    turns = [each for each in turns if each]
    keep = part(edit, "keep").get("value", 1)
    if edit.get("keep") == "all" or not isinstance(keep, int) or len(turns) <= keep:
        return None
    cleared = turns[: len(turns) - keep]
    saved = sum(tokens.of_block(block) for turn in cleared for block in turn)
    return {"cleared_thinking_turns": len(cleared), "cleared_input_tokens": saved}


def _thoughts(message: Json) -> list[Json]:
    return [each for each in blocks_of(message) if each.get("type") in ("thinking", "redacted_thinking")]
