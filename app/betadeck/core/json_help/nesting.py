"""Which objects and lists are open at a place of a JSON text, found again quickly after each edit.

Nothing is parsed: only strings and brackets are looked at, so that broken text serves as well. What was
read stays valid up to the first change that touches one of them; a place further on is read from the
nearest mark before it.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from betadeck.core.possessive import compiled

_TOKEN = compiled(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+|[{}\[\]]')
_TELLING = re.compile(r'["\\\n{}\[\]]')
_MARK_EVERY = 32_768
_CLOSES = {"}": "{", "]": "["}


@dataclass(frozen=True, slots=True)
class Opened:
    """What is open at a place: the offsets of the brackets, the outermost first.

    `last` is where the last string or bracket before the place begins, -1 where there is none.
    """

    starts: tuple[int, ...]
    last: int = -1


@dataclass(slots=True)
class _Mark:
    at: int
    starts: tuple[int, ...]
    last: int


class Nesting:
    """Reads one text as it changes. Tell `changed` of every change before asking again."""

    def __init__(self) -> None:
        self._marks = [_Mark(0, (), -1)]
        self._tops: list[int] = []

    def changed(self, before: str, start: int, end: int, new: str) -> None:
        """Take in that `new` stands where `before[start:end]` stood: forget what was read behind it.

        What tells nothing of strings and brackets only moves what is known.
        """
        keep = max(1, bisect_left(self._marks, start, key=lambda mark: mark.at))
        after_slash = before[max(0, start - 1) : start] == "\\"
        if after_slash or _TELLING.search(new) or _TELLING.search(before, start, end):
            del self._marks[keep:]
            del self._tops[bisect_left(self._tops, self._marks[-1].at) :]
            return
        by = len(new) - (end - start)
        self._tops = _moved(self._tops, start, by)
        for mark in self._marks[keep:]:
            mark.at += by
            mark.starts = tuple(_moved(mark.starts, start, by))
            mark.last += by * (mark.last >= start)

    def at(self, text: str, offset: int) -> Opened:
        """Return what is open before `offset`."""
        while offset - self._marks[-1].at > _MARK_EVERY and self._read_on(text):
            pass
        mark = self._marks[bisect_right(self._marks, offset, key=lambda mark: mark.at) - 1]
        found, _, _ = _read(text, mark, offset, [])
        return found

    def reaches(self, offset: int) -> bool:
        """Tell whether what is open at `offset` is known, or near what is."""
        return offset - self._marks[-1].at <= 2 * _MARK_EVERY

    def close_of(self, text: str, start: int, reach: int | None = None) -> int | None:
        """Return where the bracket stands that closes the one at `start`, -1 where none does.

        With `reach`, nothing is read that is further away than so many characters: None is not known.
        """
        outer = self.at(text, start).starts
        limit = len(text) if reach is None else start + reach
        while self._marks[-1].at < limit and not self._is_past(start) and self._read_on(text):
            pass
        first = bisect_right(self._marks, start, key=lambda mark: mark.at)
        past = bisect_left(self._marks, True, lo=first, key=lambda mark: start not in mark.starts)
        if past == len(self._marks):
            return -1 if self._marks[-1].at >= len(text) else None
        inside = self._marks[past - 1] if past > first else _Mark(start + 1, (*outer, start), start)
        return _closing(text, inside, self._marks[past].at, len(outer))

    def warm(self, text: str) -> bool:
        """Read on by 32,000 characters; tell whether the end is reached."""
        return not self._read_on(text)

    def top_strings(self) -> list[int]:
        """Return where the strings that stand directly in the outermost object begin, as far as was read."""
        return self._tops

    def _is_past(self, start: int) -> bool:
        last = self._marks[-1]
        return last.at > start and start not in last.starts

    def _read_on(self, text: str) -> bool:
        mark = self._marks[-1]
        if mark.at >= len(text):
            return False
        tops: list[int] = []
        found, end, stopped = _read(text, mark, len(text), tops, mark.at + _MARK_EVERY)
        self._tops += tops
        if not stopped:
            end = len(text)
        if end <= mark.at:
            return False
        self._marks.append(_Mark(end, found.starts, found.last))
        return stopped


def _read(
    text: str, mark: _Mark, end: int, tops: list[int], stop: int | None = None
) -> tuple[Opened, int, bool]:
    """Read from `mark` up to `end`, or to the first token that ends behind `stop`."""
    stack, last, at = list(mark.starts), mark.last, mark.at
    for found in _TOKEN.finditer(text, mark.at, end):
        last, at = found.span()
        char = text[last]
        if char == '"':
            if len(stack) == 1:
                tops.append(last)
        elif char in "{[":
            stack.append(last)
        else:
            _close(text, stack, _CLOSES[char])
        if stop is not None and at >= stop:
            return Opened(tuple(stack), last), at, True
    return Opened(tuple(stack), last), at, False


def _closing(text: str, mark: _Mark, end: int, depth: int) -> int:
    """Return which bracket closes the container number `depth`, which is open at `mark`; -1 if an outer one does."""
    stack = list(mark.starts)
    for found in _TOKEN.finditer(text, mark.at, end):
        at = found.start()
        if text[at] in "{[":
            stack.append(at)
        elif text[at] != '"':
            _close(text, stack, _CLOSES[text[at]])
            if len(stack) <= depth:
                return at if len(stack) == depth else -1
    return -1


def _close(text: str, stack: list[int], opens: str) -> None:
    """Leave the innermost container that can be closed so; a bracket that closes none is passed over."""
    for depth in range(len(stack) - 1, -1, -1):
        if text[stack[depth]] == opens:
            del stack[depth:]
            return


def _moved(places: "list[int] | tuple[int, ...]", start: int, by: int) -> list[int]:
    """Return ascending `places`, those from `start` on moved."""
    first = bisect_left(places, start)
    return [*places[:first], *(place + by for place in places[first:])]
