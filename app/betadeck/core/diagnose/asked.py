"""What a request asked for, as the rules of diagnosis look at it. Nothing is known of a missing draft."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from betadeck.core import betas
from betadeck.core.catalog import Catalogue, Operation
from betadeck.core.catalog_lookup import find_operation
from betadeck.core.draft import Draft
from betadeck.core.json_pointer import escaped
from betadeck.core.json_text import JsonFault, parse

Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Block:
    """A content block: where it is, whose message it is in (by place and role), and what it says."""

    pointer: str
    message: str
    role: str
    value: Json

    @property
    def type(self) -> str:
        """The block's type."""
        return text_of(self.value, "type")


class Asked:
    """A draft, read once. Its `body` is None when it is no JSON or not known."""

    def __init__(self, draft: Draft | None) -> None:
        self.draft = draft
        self.betas = _betas(draft) if draft else ()

    @cached_property
    def body(self) -> object:
        """The body's value, parsed when it is first asked for: most errors of the network never do."""
        return _body(self.draft.body_text) if self.draft else None

    @property
    def known(self) -> bool:
        """Whether there is a draft at all."""
        return self.draft is not None

    @property
    def model(self) -> str:
        """The model that was asked, of a batch the first one's, or the empty text."""
        return next((found for _, root in self.roots() if (found := text_of(root, "model"))), "")

    def operation(self, catalogue: Catalogue) -> Operation | None:
        """Return the operation that was called, or None."""
        return find_operation(self.draft.method, self.draft.path, catalogue) if self.draft else None

    def header(self, name: str) -> str:
        """Return the value of a typed header row, or the empty text."""
        rows = self.draft.headers if self.draft else ()
        return next((row.value for row in rows if row.on and row.name.strip().lower() == name.lower()), "")

    def roots(self) -> Iterator[tuple[str, Json]]:
        """Yield the place and value of each Messages request: the body, or each item of a batch."""
        if not isinstance(self.body, dict):
            return
        items = self.body.get("requests")
        if not isinstance(items, list):
            yield "", self.body
            return
        for index, item in enumerate(items):
            if isinstance(item, dict) and isinstance(params := item.get("params"), dict):
                yield f"/requests/{index}/params", params

    def messages(self) -> Iterator[tuple[str, Json]]:
        """Yield the place and value of each message."""
        for root, body in self.roots():
            for index, message in _objects(body.get("messages")):
                yield f"{root}/messages/{index}", message

    def blocks(self) -> Iterator[Block]:
        """Yield all content blocks; a text that stands for a block is none."""
        for place, message in self.messages():
            for index, value in _objects(message.get("content")):
                yield Block(f"{place}/content/{index}", place, text_of(message, "role"), value)

    def every_block(self) -> Iterator[Block]:
        """Yield all content blocks, and those within tool results, each after the one it is in."""
        for block in self.blocks():
            yield block
            if block.type == "tool_result":
                for index, value in _objects(block.value.get("content")):
                    yield Block(f"{block.pointer}/content/{index}", block.message, block.role, value)

    def tools(self) -> Iterator[tuple[str, Json]]:
        """Yield the place and value of each tool."""
        for root, body in self.roots():
            for index, tool in _objects(body.get("tools")):
                yield f"{root}/tools/{index}", tool

    def fields(self, name: str) -> Iterator[tuple[str, object]]:
        """Yield the place and value of the top-level field `name` wherever it is given."""
        for root, body in self.roots():
            if name in body:
                yield f"{root}/{name}", body[name]

    def values(self) -> Iterator[tuple[str, object]]:
        """Yield the place and value of everything in the body, outer values first."""
        waiting: list[tuple[str, object]] = [("", self.body)]
        while waiting:
            pointer, value = waiting.pop()
            yield pointer, value
            inner: list[tuple[object, object]] = []
            if isinstance(value, dict):
                inner = list(value.items())
            elif isinstance(value, list):
                inner = list(enumerate(value))
            waiting += [(f"{pointer}/{escaped(str(name))}", each) for name, each in reversed(inner)]

    def place_of(self, wanted: str) -> str:
        """Return the pointer of the first value that is the text `wanted`, or the empty text."""
        if not wanted:
            return ""
        return next((pointer for pointer, value in self.values() if value == wanted), "")


def text_of(value: Mapping[str, object], name: str) -> str:
    """Return the text under `name`, or the empty text."""
    found = value.get(name)
    return found if isinstance(found, str) else ""


def object_of(value: Mapping[str, object], name: str) -> Json:
    """Return the object under `name`, or an empty one."""
    found = value.get(name)
    return found if isinstance(found, dict) else {}


def _objects(value: object) -> Iterator[tuple[int, Json]]:
    if isinstance(value, list):
        yield from ((index, each) for index, each in enumerate(value) if isinstance(each, dict))


def _body(text: str) -> object:
    try:
        return parse(text)
    except JsonFault:
        return None


def _betas(draft: Draft) -> tuple[str, ...]:
    """Return the ticked names, and those in typed header rows."""
    rows = [row.value for row in draft.headers if row.on and row.name.strip().lower() == betas.HEADER]
    return betas.tidy((*draft.betas, *(name for value in rows for name in betas.parse(value))))
