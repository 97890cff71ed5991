"""Which objects and lists are open at a place of a JSON text, found again quickly after each edit.

Nothing is parsed: only strings and brackets are looked at, so that broken text serves as well. What was
read stays valid up to the first change; a place further on is read from the nearest mark before it.
"""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from betadeck.core.possessive import compiled

_TOKEN = compiled(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+|[{}\[\]]')
_MARK_EVERY = 65_536
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
    """Reads one text as it changes. Tell `changed_from` of every change before asking again."""

    def __init__(self) -> None:
        self._marks = [_Mark(0, (), -1)]
        self._tops: list[int] = []

    def changed_from(self, offset: int) -> None:
        """Forget what was read at `offset` and behind it."""
        keep = max(1, bisect_left(self._marks, offset, key=lambda mark: mark.at))
        del self._marks[keep:]
        del self._tops[bisect_left(self._tops, self._marks[-1].at) :]

    def at(self, text: str, offset: int) -> Opened:
        """Return what is open before `offset`."""
        place = bisect_right(self._marks, offset, key=lambda mark: mark.at) - 1
        while place == len(self._marks) - 1 and offset - self._marks[-1].at > _MARK_EVERY:
            if not self._read_on(text):
                break
            place = bisect_right(self._marks, offset, key=lambda mark: mark.at) - 1
        mark = self._marks[place]
        found, _, _ = _read(text, mark, offset, [])
        return found

    def warm(self, text: str, pieces: int) -> bool:
        """Read on by up to `pieces` of 64,000 characters; tell whether the end is reached."""
        return not all(self._read_on(text) for _ in range(pieces))

    def top_strings(self) -> list[int]:
        """Return where the strings that stand directly in the outermost object begin, as far as was read."""
        return self._tops

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


def _close(text: str, stack: list[int], opens: str) -> None:
    """Leave the innermost container that can be closed so; a bracket that closes none is passed over."""
    for depth in range(len(stack) - 1, -1, -1):
        if text[stack[depth]] == opens:
            del stack[depth:]
            return
