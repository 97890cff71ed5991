"""Where a request makes use of a beta: by its fields, values, blocks, tools and edits."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from betadeck.core import json_pointer
from betadeck.core.catalog import Beta
from betadeck.core.lint.prompt import Json, Prompt, text_of
from betadeck.core.lint.subject import Subject
from betadeck.core.request_paths import Way, find, value_word

_EDITS = "context_management.edits[]"


class Trace(NamedTuple):
    """A part of a request: `what` is a path, a `path=value` or a type, `pointer` where it stands first."""

    what: str
    pointer: str


def leaves_trace(beta: Beta) -> bool:
    """Tell whether a request that makes use of the beta can be recognised at all."""
    return bool(beta.fields or beta.values or beta.blocks or beta.tools or beta.edits)


def traces(beta: Beta, subject: Subject) -> Iterator[Trace]:
    """Yield what makes use of `beta`, each part once a request."""
    for root in roots(subject):
        for path in beta.fields:
            if (pointer := field_at(root, path)) is not None:
                yield Trace(path, pointer)
        for pair in beta.values:
            if (pointer := value_at(root, pair)) is not None:
                yield Trace(pair, pointer)
    for prompt in subject.prompts:
        for kinds, look in ((beta.blocks, block_at), (beta.tools, tool_at), (beta.edits, edit_at)):
            for kind in kinds:
                if (pointer := look(prompt, kind)) is not None:
                    yield Trace(kind, pointer)


@dataclass(frozen=True, slots=True)
class Root:
    """Where request paths begin: a request to Messages, or the body of another operation."""

    at: str
    value: Json
    prompt: Prompt | None = None

    def find(self, path: str) -> Iterator[tuple[Way, object]]:
        """Yield way and value of every place that `path` means."""
        return self.prompt.find(path) if self.prompt else find(self.value, path)


def roots(subject: Subject) -> list[Root]:
    """Return the requests to Messages, else the body."""
    return [Root(each.at, each.value, each) for each in subject.prompts] or [Root("", subject.body)]


def field_at(root: Root, path: str) -> str | None:
    """Return the pointer of the first place that `path` means, or None."""
    way = next((way for way, _ in root.find(path)), None)
    return None if way is None else root.at + json_pointer.join(way)


def value_at(root: Root, pair: str) -> str | None:
    """Return the pointer of the first place where `pair`, such as `thinking.display=updates`, is so."""
    path, _, wanted = pair.partition("=")
    way = next((way for way, value in root.find(path) if value_word(value) == wanted), None)
    return None if way is None else root.at + json_pointer.join(way)


def block_at(prompt: Prompt, kind: str) -> str | None:
    """Return the pointer of the first content block of type `kind`, or None."""
    block = prompt.first.get(kind)
    return prompt.place(block) if block else None


def tool_at(prompt: Prompt, kind: str) -> str | None:
    """Return the pointer of the first tool of type `kind`, or None."""
    found = (place for place, tool in prompt.tools if text_of(tool, "type") == kind)
    return next((prompt.pointer("tools", place) for place in found), None)


def edit_at(prompt: Prompt, kind: str) -> str | None:
    """Return the pointer of the first context_management edit of type `kind`, or None."""
    edits = prompt.find(_EDITS)
    found = (way for way, edit in edits if isinstance(edit, dict) and edit.get("type") == kind)
    return next((prompt.pointer(*way) for way in found), None)
