"""Cache marks: how many, in which order, and on what."""

from collections.abc import Iterator
from typing import NamedTuple

from betadeck.core import json_pointer
from betadeck.core.finding import Finding
from betadeck.core.fixes import remove_member, set_member, several
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import Json, Prompt, objects, text_of
from betadeck.core.lint.subject import Subject

_LIMIT = "count.cache_breakpoints"


class _Mark(NamedTuple):
    """A `cache_control` at `pointer`, on `holder`."""

    pointer: str
    ttl: str
    holder: Json


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the cache marks."""
    most = next((each.maximum for each in subject.catalogue.limits if each.id == _LIMIT), 4)
    for prompt in subject.prompts:
        marks = list(_marks(prompt))
        if marks:
            yield from _count([each for each in marks if not _is_thought(each)], most)
            yield from _order(marks)
            for mark in marks:
                yield from _holder(mark)


def _marks(prompt: Prompt) -> Iterator[_Mark]:
    """Yield the marks in the order in which the API looks at them: tools, system, messages, the request."""
    for place, tool in prompt.tools:
        yield from _mark(prompt, tool, "tools", place)
    for place, block in objects(prompt.value.get("system")):
        yield from _mark(prompt, block, "system", place)
    for each in prompt.blocks:
        way = ("messages", each.message, "content", each.place)
        if "cache_control" in each.value:
            yield from _mark(prompt, each.value, *way)
        if each.type == "tool_result":
            for place, inner in objects(each.value.get("content")):
                yield from _mark(prompt, inner, *way, "content", place)
    yield from _mark(prompt, prompt.value)


def _mark(prompt: Prompt, holder: Json, *way: str | int) -> Iterator[_Mark]:
    control = holder.get("cache_control")
    if isinstance(control, dict):
        pointer = prompt.pointer(*way) + json_pointer.join(("cache_control",))
        yield _Mark(pointer, text_of(control, "ttl") or "5m", holder)


def _count(marks: list[_Mark], most: int) -> Iterator[Finding]:
    if len(marks) <= most:
        return
    spare = [remove_member(each.pointer) for each in reversed(marks[: len(marks) - most])]
    text = f"{len(marks)} places carry cache_control; {most} are allowed."
    keep = several("cache-keep-last", f"Keep the last {most}", spare)
    this = remove_member(marks[most].pointer, "Remove this one")
    fixes = (keep, this) if len(marks) == most + 1 else (keep,)
    yield found("cache-too-many", f"body:{marks[most].pointer}", text, *fixes)


def _order(marks: list[_Mark]) -> Iterator[Finding]:
    short = next((each for each in marks if each.ttl == "5m"), None)
    late = [each for each in marks if short and each.ttl == "1h" and marks.index(each) > marks.index(short)]
    for mark in late[:1]:
        earlier = [each for each in marks[: marks.index(mark)] if each.ttl == "5m"]
        text = "A cache mark of 1h cannot stand behind one of 5m; the order is tools, system, messages."
        shorten = set_member(f"{mark.pointer}/ttl", "5m", "Make this one 5m")
        longer = [set_member(f"{each.pointer}/ttl", "1h") for each in earlier]
        lengthen = several("cache-lengthen", "Make those before it 1h", longer)
        fixes = (shorten, lengthen) if len(late) == 1 else (lengthen,)
        yield found("cache-order", f"body:{mark.pointer}/ttl", text, *fixes)


def _holder(mark: _Mark) -> Iterator[Finding]:
    fix = remove_member(mark.pointer)
    if _is_thought(mark):
        text = "Thinking cannot carry cache_control: put it on another block."
        yield found("cache-thinking", f"body:{mark.pointer}", text, fix)
    elif text_of(mark.holder, "type") == "text" and mark.holder.get("text") == "":
        text = "An empty text cannot be cached: put cache_control on another block."
        yield found("cache-empty", f"body:{mark.pointer}", text, fix)


def _is_thought(mark: _Mark) -> bool:
    return text_of(mark.holder, "type") in ("thinking", "redacted_thinking")
