"""Reads a JSON text once, a little at a time: is it right, and where do the values stand that one asks for?"""

import json
from collections.abc import Generator, Iterable
from dataclasses import dataclass, field

from betadeck.core import json_pointer
from betadeck.core.json_fault import JsonFault, fault_of
from betadeck.core.json_tokens import after_space
from betadeck.core.json_walk import after_member, name_at, refuse_constant
from betadeck.core.span import Span
from betadeck.core.steps import result_of

_DECODER = json.JSONDecoder(parse_constant=refuse_constant)
_PAUSE_CHARS = 100_000
_ALWAYS_DEPTH = 2
"""Containers above this depth are read member by member, so that no step takes long."""


@dataclass(frozen=True, slots=True)
class Found:
    """Where a value stands, and its name where it has one. `opens` is its first character."""

    value: Span
    opens: str
    name: Span | None = None

    def sign(self, text: str) -> Span:
        """Return what to mark for it: a short value itself, else its name, else its bracket."""
        short = (
            self.value.end - self.value.start <= 200 and "\n" not in text[self.value.start : self.value.end]
        )
        if short and self.opens not in ("{", "["):
            return self.value
        return self.name or Span(self.value.start, self.value.start + 1)


@dataclass(slots=True)
class _Wanted:
    inside: dict[str, "_Wanted"] = field(default_factory=dict)
    pointer: str = ""


class JsonCheck:
    """One look at `text`. After `run` (or all steps of `steps`) `fault` and `places` tell what was found.

    `places` has an entry for each of the `pointers` that leads somewhere, and for the values around it. In
    broken text those before the fault are found.
    """

    def __init__(self, text: str, pointers: Iterable[str] = ()) -> None:
        self._text, self._wanted = text, _Wanted()
        self.fault: JsonFault | None = None
        self.places: dict[str, Found] = {}
        self._paused_at = 0
        for pointer in pointers:
            self._want(json_pointer.split(pointer))

    def run(self) -> "JsonCheck":
        """Read it all now."""
        result_of(self.steps())
        return self

    def steps(self) -> Generator[None, None, None]:
        """Read it in steps of about 100,000 characters; a single value is never divided."""
        try:
            end = yield from self._value(after_space(self._text, 0), 0, self._wanted, None)
            if (rest := after_space(self._text, end)) != len(self._text):
                raise json.JSONDecodeError("Extra data", self._text, rest)
        except (ValueError, RecursionError) as error:
            self.fault = fault_of(self._text, error)

    def nearest(self, pointer: str) -> Found | None:
        """Return the place of `pointer`, or of the nearest value around it that was found."""
        while pointer and pointer not in self.places:
            pointer = pointer.rpartition("/")[0]
        return self.places.get(pointer)

    def _want(self, names: tuple[str, ...]) -> None:
        node = self._wanted
        for depth, name in enumerate(names):
            pointer = json_pointer.join(names[: depth + 1])
            node = node.inside.setdefault(name, _Wanted(pointer=pointer))

    def _value(
        self, start: int, depth: int, wanted: _Wanted | None, name: Span | None
    ) -> Generator[None, None, int]:
        opens = self._text[start : start + 1]
        descends = depth < _ALWAYS_DEPTH or (wanted is not None and wanted.inside)
        if wanted is not None:
            self.places[wanted.pointer] = Found(Span(start, start + 1), opens, name)
        if opens in ("{", "[") and descends:
            end = yield from self._container(start, opens, depth, wanted)
        else:
            end = int(_DECODER.raw_decode(self._text, start)[1])
        if wanted is not None:
            self.places[wanted.pointer] = Found(Span(start, end), opens, name)
        return end

    def _container(
        self, start: int, opens: str, depth: int, wanted: _Wanted | None
    ) -> Generator[None, None, int]:
        text, closes, number = self._text, "}" if opens == "{" else "]", 0
        inside = wanted.inside if wanted is not None else {}
        at = after_space(text, start + 1)
        more = text[at : at + 1] != closes
        while more:
            key, value, name = str(number), at, None
            if opens == "{":
                key, value, end = name_at(text, at)
                name = Span(at, end)
            below = inside.get(key) if inside else None
            if below is None and depth + 1 >= _ALWAYS_DEPTH:
                end = int(_DECODER.raw_decode(text, value)[1])
            else:
                end = yield from self._value(value, depth + 1, below, name)
            number += 1
            if end - self._paused_at > _PAUSE_CHARS:
                self._paused_at = end
                yield
            at, more = after_member(text, end, closes)
        return at + 1
