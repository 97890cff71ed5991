"""Changes of a conversation as text: a turn cut in two, an answer as the next turn."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from betadeck.core.answer_turn import Turn
from betadeck.core.body_edits import alone_at, answered, laid_out, raw_at
from betadeck.core.json_edit import remove, set_value
from betadeck.core.json_insert import insert_before
from betadeck.core.json_items import item_spans
from betadeck.core.json_text import parse, reformat


@dataclass(frozen=True, slots=True)
class Continued:
    """A body with an answer as its next turn, and the pointer of the text that the user writes next."""

    text: str
    pointer: str


def split_message(text: str, pointer: str, block: int, offset: int) -> str:
    """Return `text` with the message at `pointer` cut in two of the same role.

    The cut lies in block number `block`, `offset` characters into its text; a content that is plain text
    counts as its own first block. Members beside the content stand in both. A cache mark stays behind the
    last words of the text that was cut. Unchanged where a half would be empty.

    Raises:
        JsonFault: `text` is no JSON.
    """
    at, _, number = pointer.rpartition("/")
    content = raw_at(text, f"{pointer}/content")
    if not number.isdecimal() or not content:
        return text
    halves = _halves(parse(content), content, block, offset)
    if halves is None:
        return text
    text = insert_before(text, pointer, alone_at(text, pointer))
    for place, half in enumerate(halves):
        text = set_value(text, f"{at}/{int(number) + place}/content", half)
    return text


def continued(text: str, turn: Turn) -> Continued | None:
    """Return the body `text` with `turn` behind its messages, and an empty turn of the user behind that.

    Tool calls get an empty result each instead of an empty text. After a pause nothing is to be said: the
    turn alone goes back. A body that ends with words put into the model's mouth is completed by the turn. If
    the conversation holds the turn already it stays as it is. None if the body has no list of messages.

    Raises:
        JsonFault: `text` is no JSON.
    """
    body = parse(text)
    messages = body.get("messages") if isinstance(body, dict) else None
    if not isinstance(messages, list):
        return None
    there = _place_of(messages, turn)
    if there < 0:
        text, there = _with_turn(text, messages, turn)
        if not turn.paused:
            text = _with_reply(text, there, turn.calls)
    return Continued(text, _next_place(text, there))


def _halves(value: object, raw: str, block: int, offset: int) -> tuple[str, str] | None:
    if isinstance(value, str):
        cut = (value[:offset], value[offset:])
        return (_json(cut[0]), _json(cut[1])) if all(cut) else None
    if not isinstance(value, list) or not 0 <= block < len(value):
        return None
    said = value[block].get("text") if isinstance(value[block], dict) else None
    first = last = raw
    inside = isinstance(said, str) and 0 < offset < len(said)
    if inside and isinstance(said, str):
        first = remove(set_value(raw, f"/{block}/text", _json(said[:offset])), f"/{block}/cache_control")
        last = set_value(raw, f"/{block}/text", _json(said[offset:]))
    behind = isinstance(said, str) and offset >= len(said) > 0
    kept = block + 1 if inside or behind else block
    for place in range(len(value) - 1, kept - 1, -1):
        first = remove(first, f"/{place}")
    for _ in range(kept - 1 if inside else kept):
        last = remove(last, "/0")
    return (first, last) if item_spans(first, "") and item_spans(last, "") else None


def _place_of(messages: Sequence[object], turn: Turn) -> int:
    """Return where the conversation holds the turn already, -1 if it does not."""
    wanted = parse(turn.content)
    for place in range(len(messages) - 1, -1, -1):
        each = messages[place]
        if isinstance(each, dict) and each.get("role") == "assistant":
            content = each.get("content")
            if content == wanted or (isinstance(content, list) and content[-turn.blocks :] == wanted):
                return place
    return -1


def _with_turn(text: str, messages: Sequence[object], turn: Turn) -> tuple[str, int]:
    """Put the turn at the end; return the text and the turn's place."""
    last = messages[-1] if messages else None
    if isinstance(last, dict) and last.get("role") == "assistant":
        return _completed(text, len(messages) - 1, last.get("content"), turn), len(messages) - 1
    raw = f'{{"role": "assistant", "content": {turn.content}}}'
    return set_value(text, "/messages/-", _like(text, raw)), len(messages)


def _completed(text: str, place: int, content: object, turn: Turn) -> str:
    at = f"/messages/{place}/content"
    if not isinstance(content, list):
        said = [{"type": "text", "text": content}] if isinstance(content, str) and content else []
        text = set_value(text, at, laid_out(text, said))
    for span in item_spans(turn.content, ""):
        text = set_value(text, f"{at}/-", _like(text, span.of(turn.content)))
    return text


def _with_reply(text: str, place: int, calls: Sequence[str]) -> str:
    if calls:
        return answered(text, f"/messages/{place}", calls)
    return set_value(text, "/messages/-", laid_out(text, {"role": "user", "content": ""}))


def _next_place(text: str, place: int) -> str:
    """Return the pointer of what the user fills in behind the turn at `place`."""
    after = f"/messages/{place + 1}/content"
    content = raw_at(text, after)
    if not content:
        return f"/messages/{place}"
    return f"{after}/0/content" if raw_at(text, f"{after}/0/tool_use_id") else after


def _like(text: str, raw: str) -> str:
    """Return `raw` over several lines where `text` is laid out so; its tokens stay as they are."""
    return reformat(raw, 2) if "\n" in text.strip() else raw


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)
