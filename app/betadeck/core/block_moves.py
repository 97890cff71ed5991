"""A content block carried from one content to another, as a change of the body's text."""

from betadeck.core.body_edits import alone_at, laid_out, raw_at
from betadeck.core.json_edit import remove, set_value
from betadeck.core.json_insert import insert_before
from betadeck.core.json_pointer import split
from betadeck.core.json_text import parse


def carry_block(text: str, block: str, content: str, place: int) -> str:
    """Return the body `text` with the block at the pointer `block` as item `place` of the content at `content`.

    A content that is a plain text becomes a list, its text the first item; one that loses its last block becomes
    an empty text. Unchanged if there is no such block, or if the content lies within it.

    Raises:
        JsonFault: `text` is no JSON.
        ValueError: a pointer is no JSON Pointer.
    """
    raw = alone_at(text, block)
    if not raw or f"{content}/".startswith(f"{block}/"):
        return text
    text, place = _as_list(text, content, place)
    spot = f"{content}/{place}"
    there = bool(raw_at(text, spot))
    text = insert_before(text, spot, raw) if there else set_value(text, f"{content}/-", raw)
    old = _behind(block, content, place)
    text = remove(text, old)
    left = old.rpartition("/")[0]
    return text if raw_at(text, f"{left}/0") else set_value(text, left, '""')


def _as_list(text: str, content: str, place: int) -> tuple[str, int]:
    """Return the text with a list as the content, and the place that is meant in it."""
    raw = raw_at(text, content)
    if raw.startswith("["):
        return text, place
    said = parse(raw) if raw else ""
    blocks = [{"type": "text", "text": said}] if isinstance(said, str) and said else []
    return set_value(text, content, laid_out(text, blocks) if blocks else "[]"), min(place, len(blocks))


def _behind(block: str, content: str, place: int) -> str:
    """Return where the block is once a new item stands at `place` of a list that may lie around it."""
    within = split(block)[len(split(content)) :]
    if not block.startswith(f"{content}/") or int(within[0]) < place:
        return block
    return "/".join([content, str(int(within[0]) + 1), *within[1:]])
