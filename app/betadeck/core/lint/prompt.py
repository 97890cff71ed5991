"""One request to Messages, taken apart once for all rules: the body itself, or one of a batch."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from betadeck.core import json_pointer
from betadeck.core.catalog import Model

Json = Mapping[str, object]
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

    def blocks(self) -> Iterator[Block]:
        """Yield the blocks of all messages."""
        for message in self.messages:
            yield from message.blocks

    def part(self, *names: str) -> Json:
        """Return the object that stands under `names`, an empty one where there is none."""
        return part(self.value, *names)


def prompt_of(
    value: Json, at: str, model: Model | None, *, counting: bool = False, batched: bool = False
) -> Prompt:
    """Return the request in `value`."""
    name = value.get("model")
    messages = tuple(_message(number, each) for number, each in objects(value.get("messages")))
    tools = tuple(objects(value.get("tools")))
    model_name = name if isinstance(name, str) else ""
    first = {block.type: block for message in reversed(messages) for block in reversed(message.blocks)}
    return Prompt(at, value, model_name, model, messages, tools, first, counting, batched)


def _message(number: int, value: Json) -> Message:
    role = text_of(value, "role")
    content = value.get("content")
    if isinstance(content, str):
        only = Block(number, TEXT_CONTENT, role, "text", {"text": content})
        return Message(number, role, value, (only,))
    if not isinstance(content, list):
        return Message(number, role, value, ())
    blocks = tuple(
        Block(number, index, role, kind if isinstance(kind := each.get("type"), str) else "", each)
        for index, each in enumerate(content)
        if isinstance(each, dict)
    )
    return Message(number, role, value, blocks)


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
    """Return the whole number that stands under `name`, or None."""
    found = value.get(name)
    if isinstance(found, float) and found.is_integer():
        return int(found)
    return found if isinstance(found, int) and not isinstance(found, bool) else None
