"""Looks up request paths such as `messages[role=assistant].content[type=document]` in a body's value."""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

Way = tuple[str | int, ...]


class Step(NamedTuple):
    """One name of a path. `each`: go into the items of the list there, or only into item `item`.

    `wanted` are members that the items must have, as pairs.
    """

    name: str
    each: bool = False
    item: int | None = None
    wanted: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=512)
def steps_of(path: str) -> tuple[Step, ...]:
    """Return the steps of `path`; brackets hold nothing, the place of an item or `name=value`."""
    return tuple(_step(each) for each in path.split("."))


def _step(text: str) -> Step:
    name, *brackets = text.replace("]", "").split("[")
    items = [int(each) for each in brackets if each.removeprefix("-").isdecimal()]
    pairs = [each.partition("=") for each in brackets if "=" in each]
    wanted = tuple((key, value) for key, _, value in pairs)
    return Step(name, bool(brackets), items[0] if items else None, wanted)


def find(value: object, path: str) -> Iterator[tuple[Way, object]]:
    """Yield way and value of every place that `path` means; null counts as missing."""
    return find_steps(value, steps_of(path))


def find_steps(value: object, steps: tuple[Step, ...]) -> Iterator[tuple[Way, object]]:
    """Yield what `find` yields, for a path that is taken apart already."""
    step, rest = steps[0], steps[1:]
    found = value.get(step.name) if isinstance(value, Mapping) else None
    if found is None:
        return
    if not step.each:
        if not rest:
            yield (step.name,), found
        else:
            for way, each in find_steps(found, rest):
                yield (step.name, *way), each
        return
    if not isinstance(found, list):
        return
    for place, item in _items(found, step, rest):
        if not rest:
            yield (step.name, place), item
        else:
            for way, each in find_steps(item, rest):
                yield (step.name, place, *way), each


def _items(found: list[object], step: Step, rest: tuple[Step, ...]) -> Iterator[tuple[int, object]]:
    """Yield the items that can lead on; most lists are long and lead nowhere."""
    needed = rest[0].name if rest else ""
    for place, item in enumerate(found):
        if step.item is not None and place != step.item % len(found):
            continue
        if not isinstance(item, dict):
            if not rest and not step.wanted:
                yield place, item
            continue
        if needed and needed not in item:
            continue
        if matches(item, step):
            yield place, item


def matches(item: Mapping[str, object], step: Step) -> bool:
    """Tell whether an item of a list has what the step's brackets ask for."""
    return not step.wanted or all(item.get(key) == value for key, value in step.wanted)


def value_word(value: object) -> str:
    """Return `value` as the catalogue writes it in a `path=value`."""
    if isinstance(value, dict):
        return "<object>"
    return "<list>" if isinstance(value, list) else str(value)
