"""One request to Messages, taken apart once for all rules: the body itself, or one of a batch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from betadeck.core import json_pointer
from betadeck.core.catalog import Model
from betadeck.core.request_paths import Step, Way, find, find_steps, matches, steps_of

Json = Mapping[str, object]
_HUGE = 10**15
TEXT_CONTENT = -1
"""The place of a block that stands for a message's `content` being a text."""


class Block(NamedTuple):
    """A content block: message number, place in its content, the message's role, its own type and value.

    There may be thousands: a named tuple is made several times faster than a frozen dataclass.
    """

    message: int
    place: int
    role: str
    type: str
    value: Json


class Message(NamedTuple):
    """A message with its blocks; a text as content is one text block. What is no object is left out."""

    number: int
    role: str
    value: Json
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Prompt:
    """A request. `at` points to it in the body; `model` is None when nobody knows the name.

    `first` holds the first block of each type. `counting` tells that only its tokens are counted, `batched`
    that it is one of a batch.
    """

    at: str
    value: Json
    model_name: str
    model: Model | None
    messages: tuple[Message, ...]
    blocks: tuple[Block, ...]
    tools: tuple[tuple[int, Json], ...]
    first: Mapping[str, Block]
    counting: bool = False
    batched: bool = False

    def where(self, *way: str | int) -> str:
        """Return the place of a finding, by the names and numbers that lead to it."""
        return "body:" + self.pointer(*way)

    def pointer(self, *way: str | int) -> str:
        """Return the JSON Pointer into the body."""
        return self.at + json_pointer.join(way)

    def place(self, block: Block, *way: str | int) -> str:
        """Return the JSON Pointer of a block, or of what lies in it."""
        if block.place == TEXT_CONTENT:
            return self.pointer("messages", block.message, "content")
        return self.pointer("messages", block.message, "content", block.place, *way)

    def find(self, path: str) -> Iterator[tuple[Way, object]]:
        """Yield way and value of every place that `path` means, as `request_paths.find` does, but faster."""
        outer, *rest = steps_of(path)
        if outer.name != "messages" or not outer.each or outer.item is not None or not rest:
            return find(self.value, path)
        if rest[0].name == "content" and rest[0].each and rest[0].item is None:
            return self._in_blocks(outer, rest[0], tuple(rest[1:]))
        return self._in_messages(outer, tuple(rest))

    def _in_messages(self, outer: Step, rest: tuple[Step, ...]) -> Iterator[tuple[Way, object]]:
        name = rest[0].name
        for message in self.messages:
            if name in message.value and matches(message.value, outer):
                for way, value in find_steps(message.value, rest):
                    yield ("messages", message.number, *way), value

    def _in_blocks(self, outer: Step, inner: Step, rest: tuple[Step, ...]) -> Iterator[tuple[Way, object]]:
        kind = dict(inner.wanted).get("type")
        if kind is not None and kind not in self.first:
            return
        name = rest[0].name if rest else "type"
        for block in self.blocks:
            if name not in block.value or block.place == TEXT_CONTENT or not matches(block.value, inner):
                continue
            if outer.wanted and outer.wanted != (("role", block.role),):
                continue
            way: Way = ("messages", block.message, "content", block.place)
            if not rest:
                yield way, block.value
            else:
                for more, value in find_steps(block.value, rest):
                    yield (*way, *more), value

    def part(self, *names: str) -> Json:
        """Return the object that stands under `names`, an empty one where there is none."""
        return part(self.value, *names)


def prompt_of(
    value: Json, at: str, model: Model | None, *, counting: bool = False, batched: bool = False
) -> Prompt:
    """Return the request in `value`."""
    messages: list[Message] = []
    blocks: list[Block] = []
    first: dict[str, Block] = {}
    for number, each in objects(value.get("messages")):
        message = _message(number, each)
        messages.append(message)
        for block in message.blocks:
            blocks.append(block)
            first.setdefault(block.type, block)
    tools = tuple(objects(value.get("tools")))
    name = text_of(value, "model")
    return Prompt(at, value, name, model, tuple(messages), tuple(blocks), tools, first, counting, batched)


def _message(number: int, value: Json) -> Message:
    role = text_of(value, "role")
    content = value.get("content")
    if isinstance(content, str):
        return Message(number, role, value, (Block(number, TEXT_CONTENT, role, "text", {"text": content}),))
    if not isinstance(content, list):
        return Message(number, role, value, ())
    blocks = [
        Block(number, place, role, kind if isinstance(kind := each.get("type"), str) else "", each)
        for place, each in enumerate(content)
        if isinstance(each, dict)
    ]
    return Message(number, role, value, tuple(blocks))


def objects(value: object) -> list[tuple[int, Json]]:
    """Return the objects in a list with their places; none of what is no list."""
    if not isinstance(value, list):
        return []
    return [(place, each) for place, each in enumerate(value) if isinstance(each, dict)]


def part(value: Json, *names: str) -> Json:
    """Return the object that stands under `names`, an empty one where there is none."""
    for name in names:
        found = value.get(name)
        value = found if isinstance(found, dict) else {}
    return value


def text_of(value: Json, name: str) -> str:
    """Return the text that stands under `name`, empty where there is none."""
    found = value.get(name)
    return found if isinstance(found, str) else ""


def number_of(value: Json, name: str) -> int | None:
    """Return the whole number that stands under `name`, or None; beyond `_HUGE` it is cut to that."""
    found = value.get(name)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    if isinstance(found, float) and not found.is_integer():
        return None
    return int(max(-_HUGE, min(found, _HUGE)))
