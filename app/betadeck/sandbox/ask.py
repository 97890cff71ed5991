"""A Messages request that passed the schema, as the rest of the sandbox reads it."""

from collections.abc import Iterator
from dataclasses import dataclass

from betadeck.core.catalog import Model
from betadeck.sandbox.practice import Practice

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Block:
    """A content block with its place: message `message`, block `index` within it."""

    message: int
    index: int
    role: str
    value: Json

    @property
    def place(self) -> str:
        """The place as the API writes it."""
        return f"messages.{self.message}.content.{self.index}"

    @property
    def type(self) -> str:
        """The block's type."""
        return str(self.value.get("type", ""))


@dataclass(frozen=True, slots=True)
class Ask:
    """A request. `model` is None when its name is one of the sandbox's own."""

    body: Json
    model: Model | None
    betas: tuple[str, ...]
    version: str
    practice: Practice | None = None

    @property
    def model_name(self) -> str:
        """The id that the answer carries: an alias is spelled out, as the API does."""
        return self.model.id if self.model else str(self.body["model"])

    @property
    def messages(self) -> list[Json]:
        """The messages as sent."""
        return dicts(self.body.get("messages"))

    @property
    def tools(self) -> list[Json]:
        """The tools as sent, none when the field is missing."""
        return dicts(self.body.get("tools"))

    @property
    def max_tokens(self) -> int:
        """The most tokens to answer with."""
        value = self.body.get("max_tokens")
        return int(value) if isinstance(value, int | float) else 4096

    @property
    def streams(self) -> bool:
        """Whether events are wanted."""
        return self.body.get("stream") is True

    def choice(self) -> str:
        """Return the type of `tool_choice`, `auto` when it is missing."""
        return str(part(self.body, "tool_choice").get("type", "auto"))

    def blocks(self) -> Iterator[Block]:
        """Yield all blocks of all messages; a text stands for one text block."""
        for number, message in enumerate(self.messages):
            for index, value in enumerate(blocks_of(message)):
                yield Block(number, index, str(message.get("role")), value)

    def last_turn(self) -> list[Json]:
        """Return the blocks of the last user messages, merged when several stand in a row."""
        found: list[Json] = []
        for message in reversed(self.messages):
            if message.get("role") == "user":
                found = blocks_of(message) + found
            elif found:
                break
        return found

    def last_text(self) -> str:
        """Return the last text that the user wrote, or the empty text."""
        return "\n".join(str(each["text"]) for each in self.last_turn() if each.get("type") == "text")


def blocks_of(message: Json) -> list[Json]:
    """Return the content of a message as blocks."""
    content = message.get("content")
    if isinstance(content, str):
        return [{"type": "text", "text": content}] if content else []
    return dicts(content)


def dicts(value: object) -> list[Json]:
    """Return the objects in `value` if it is a list, else none."""
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def part(value: Json, *names: str) -> Json:
    """Return the object that stands under `names`, or an empty one."""
    for name in names:
        found = value.get(name)
        value = found if isinstance(found, dict) else {}
    return value
