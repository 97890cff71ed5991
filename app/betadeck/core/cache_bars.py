"""How far the cache marks of a request to Messages reach, part by part, to be drawn beside them.

A mark caches all that stands before it, in the order tools, system, messages; so one in the messages covers
the tools as well. Source: prompt caching page of the vendor, and the order that the API checks.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

_PARTS = ("tools", "system", "messages")
_MOST_MESSAGES = 5_000
_WORDS = {"5m": "5 minutes", "1h": "1 hour"}


@dataclass(frozen=True, slots=True)
class CacheMark:
    """A mark: which of all it is, from 1, how far down its part it stands, from 0 to 1, and how long it holds."""

    number: int
    share: float
    ttl: str
    where: str

    def words(self) -> str:
        """Return it in words: `Mark 1, 5 minutes, at tools[2]`."""
        return f"Mark {self.number}, {_WORDS.get(self.ttl, self.ttl)}, at {self.where}"


@dataclass(frozen=True, slots=True)
class CacheBar:
    """A part of the request: the `share` of it that is cached, and the marks in it."""

    part: str
    share: float
    marks: tuple[CacheMark, ...]

    def words(self) -> str:
        """Return it in words, a line each."""
        if self.share >= 1:
            head = f"All of {self.part} is cached"
        else:
            head = f"{self.part.capitalize()} is cached down to its last mark"
        if not self.marks:
            head += ", by a mark further on"
        return "\n".join([f"{head}.", *(f"{each.words()}." for each in self.marks)])


def bars_of(body: Mapping[str, object]) -> tuple[CacheBar, ...]:
    """Return a bar for each part that is cached, wholly or partly; none where nothing is marked."""
    found = {part: list(_marks(body, part)) for part in _PARTS}
    if _ttl(body) is not None:
        found["messages"].append((1.0, _ttl(body) or "", "the end of the request"))
    last = max((place for place, part in enumerate(_PARTS) if found[part]), default=-1)
    bars, number = [], 0
    for place, part in enumerate(_PARTS[: last + 1]):
        marks = []
        for share, ttl, where in found[part]:
            number += 1
            marks.append(CacheMark(number, share, ttl, where))
        share = 1.0 if place < last else max(each.share for each in marks)
        if body.get(part):
            bars.append(CacheBar(part, share, tuple(marks)))
    return tuple(bars)


_Found = tuple[float, str, str]


def _marks(body: Mapping[str, object], part: str) -> Iterator[_Found]:
    items = body.get(part)
    if not isinstance(items, list) or len(items) > _MOST_MESSAGES:
        return
    for place, item in enumerate(items):
        if not isinstance(item, Mapping):
            continue
        end = (place + 1) / len(items)
        if part == "messages":
            yield from _in_message(item, place, len(items))
        elif (ttl := _ttl(item)) is not None:
            yield end, ttl, f"{part}[{place}]"


def _in_message(message: Mapping[str, object], place: int, count: int) -> Iterator[_Found]:
    content = message.get("content")
    blocks: Sequence[object] = content if isinstance(content, list) else ()
    for number, block in enumerate(blocks):
        ttl = _ttl(block) or _inner_ttl(block)
        if ttl is not None:
            share = (place + (number + 1) / len(blocks)) / count
            yield share, ttl, f"messages[{place}].content[{number}]"


def _inner_ttl(block: object) -> str | None:
    """Return the mark within a tool_result's own content."""
    content = block.get("content") if isinstance(block, Mapping) else None
    found = (_ttl(each) for each in content) if isinstance(content, list) else iter(())
    return next((each for each in found if each is not None), None)


def _ttl(holder: object) -> str | None:
    control = holder.get("cache_control") if isinstance(holder, Mapping) else None
    if not isinstance(control, Mapping):
        return None
    ttl = control.get("ttl")
    return ttl if isinstance(ttl, str) else "5m"
