"""What the menus of blocks do, as changes of the body."""

import json

from betadeck.core import json_items
from betadeck.ui.composer.blocks.input_shape import start_of_input
from betadeck.ui.composer.blocks.pairs import Pairs
from betadeck.ui.composer.form.changes import Change, both, put, put_json, repeat, take

_CACHE = "cache:"


def change_for(action: str, pointer: str) -> Change:
    """Return what `action` does to the block at `pointer`.

    Raises:
        ValueError: there is no such action.
    """
    if action == "remove":
        return take(pointer)
    if action == "duplicate":
        return repeat(pointer)
    if action in ("up", "down"):
        return move(pointer, -1 if action == "up" else 1)
    if action.startswith(_CACHE):
        return cache_change(pointer, action.removeprefix(_CACHE))
    raise ValueError(action)


def move(pointer: str, step: int) -> Change:
    """Move the item at `pointer` by `step` places in its list."""
    at, _, number = pointer.rpartition("/")
    return move_to(at, int(number), int(number) + step)


def move_to(pointer: str, start: int, to: int) -> Change:
    """Move item `start` of the list at `pointer` to place `to`."""
    return Change("", lambda text: json_items.move_item(text, pointer, start, to))


def cache_change(pointer: str, kept: str) -> Change:
    """Mark the object at `pointer` for the cache: for `5m`, `1h`, or not at all."""
    at = f"{pointer}/cache_control"
    if not kept:
        return take(at)
    return put_json(at, mark_json(kept), step=True)


def mark_json(kept: str) -> str:
    """Return a mark that keeps what stands before it; five minutes are what the API does by itself."""
    return '{"type": "ephemeral"}' if kept == "5m" else json.dumps({"type": "ephemeral", "ttl": kept})


def marked(pointer: str, content: object, kept: str) -> Change:
    """Mark the end of a content; a plain text becomes a block for it."""
    if isinstance(content, list):
        return cache_change(f"{pointer}/{len(content) - 1}", kept) if content else both()
    block = [{"type": "text", "text": content if isinstance(content, str) else ""}]
    return both(put(pointer, block), cache_change(f"{pointer}/0", kept)) if kept else both()


def appended(pointer: str, content: object, raw: str, pairs: Pairs) -> Change:
    """Add the block `raw` to a content, by making a list of a plain text first. A result answers a call that
    waits, and a call gets an id.
    """
    raw = _filled(raw, pairs)
    if isinstance(content, list):
        return put_json(f"{pointer}/-", raw, step=True)
    if not isinstance(content, str) or (not content and '"text"' not in raw[:16]):
        return put_json(pointer, f"[{raw}]", step=True)
    first = put(pointer, [{"type": "text", "text": content}])
    return both(first, put_json(f"{pointer}/-", raw))


def _filled(raw: str, pairs: Pairs) -> str:
    block = json.loads(raw)
    if block.get("tool_use_id") == "" and (waiting := pairs.waiting()):
        return json.dumps({**block, "tool_use_id": waiting[0]})
    if block.get("type") == "tool_use" and block.get("id") == "":
        number = next(n for n in range(1, len(pairs.names) + 2) if f"toolu_{n}" not in pairs.names)
        tool = pairs.tools.get(block["name"])
        start = json.loads(start_of_input(tool)) if tool is not None else block["input"]
        return json.dumps({**block, "id": f"toolu_{number}", "input": start}, ensure_ascii=False)
    return raw
