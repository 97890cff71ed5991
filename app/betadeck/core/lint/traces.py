"""Where a request makes use of a beta: by its fields, values, blocks, tools and edits."""

from collections.abc import Iterator

from betadeck.core import json_pointer
from betadeck.core.catalog import Beta
from betadeck.core.lint.places import find
from betadeck.core.lint.prompt import Json, Prompt, text_of
from betadeck.core.lint.subject import Subject

_EDITS = "context_management.edits[]"


def leaves_trace(beta: Beta) -> bool:
    """Tell whether a request that makes use of the beta can be recognised at all."""
    return bool(beta.fields or beta.values or beta.blocks or beta.tools or beta.edits)


def traces(beta: Beta, subject: Subject) -> Iterator[str]:
    """Yield the JSON Pointers of what makes use of `beta`: of each kind the first."""
    for at, body in roots(subject):
        for path in beta.fields:
            yield from first_of(at, body, path)
        for pair in beta.values:
            yield from with_value(at, body, pair)
    for prompt in subject.prompts:
        yield from _kinds(beta, prompt)


def roots(subject: Subject) -> list[tuple[str, Json]]:
    """Return where request paths begin: the requests to Messages, else the body; with their pointers."""
    if subject.prompts:
        return [(each.at, each.value) for each in subject.prompts]
    return [("", subject.body)]


def first_of(at: str, body: Json, path: str) -> Iterator[str]:
    """Yield the pointer of the first place that `path` means, if there is one."""
    for way, _ in find(body, path):
        yield at + json_pointer.join(way)
        return


def with_value(at: str, body: Json, pair: str) -> Iterator[str]:
    """Yield the pointer of the first place where `pair`, such as `thinking.display=updates`, is so."""
    path, _, wanted = pair.partition("=")
    for way, value in find(body, path):
        if _word(value) == wanted:
            yield at + json_pointer.join(way)
            return


def tool_of(prompt: Prompt, kind: str) -> str | None:
    """Return the pointer of the first tool of type `kind`, or None."""
    found = (place for place, tool in prompt.tools if text_of(tool, "type") == kind)
    return next((prompt.pointer("tools", place) for place in found), None)


def edit_of(prompt: Prompt, kind: str) -> str | None:
    """Return the pointer of the first context_management edit of type `kind`, or None."""
    found = (way for way, edit in find(prompt.value, _EDITS) if _type(edit) == kind)
    return next((prompt.pointer(*way) for way in found), None)


def block_of(prompt: Prompt, kind: str) -> str | None:
    """Return the pointer of the first content block of type `kind`, or None."""
    block = prompt.first.get(kind)
    return prompt.place(block) if block else None


def _kinds(beta: Beta, prompt: Prompt) -> Iterator[str]:
    looked = [(beta.blocks, block_of), (beta.tools, tool_of), (beta.edits, edit_of)]
    for kinds, look in looked:
        for kind in kinds:
            if (pointer := look(prompt, kind)) is not None:
                yield pointer


def _type(value: object) -> str:
    return text_of(value, "type") if isinstance(value, dict) else ""


def _word(value: object) -> str:
    """Return `value` as the catalogue writes it in a `path=value`."""
    if isinstance(value, dict):
        return "<object>"
    return "<list>" if isinstance(value, list) else str(value)
