"""Very long strings, shortened for show: a megabyte of base64 on one line stalls any text widget."""

import re
from collections.abc import Iterator

from betadeck.core.possessive import compiled

LONGEST = 20_000
"""Strings of more characters are shortened."""

_KEPT = 160
_MANY_QUOTES = 2_000
_STRING = compiled(r'"((?:[^"\\\n]++|\\.)*+)"')
_HEAD = compiled(rf'(?:[^"\\\n]|\\u[0-9a-fA-F]{{4}}|\\[^u]){{0,{_KEPT}}}')
_MARK = compiled("⟪[0-9,]+ more characters, fold [0-9]+⟫")


class Folds:
    """Puts a mark in the place of what is left out, and the text back in the place of the mark.

    JSON stays JSON: marks stand inside strings. A mark that the user edits is plain text from then on.
    """

    def __init__(self) -> None:
        self._left_out: dict[str, str] = {}
        self._marks: dict[str, str] = {}

    def folded(self, text: str) -> str:
        """Return `text` with its long strings shortened."""
        if len(text) <= LONGEST or not has_long_line(text):
            return text
        out, at = [], 0
        for start, end in long_lines(text):
            out += [text[at:start], self._line(text[start:end])]
            at = end
        return "".join([*out, text[at:]])

    def _line(self, line: str) -> str:
        """Shorten the strings of one line; with few of them faster than a pattern goes through each character."""
        if line.count('"') > _MANY_QUOTES:
            return _STRING.sub(self._short, line) if _may_hold_long(line) else line
        out, done, start = [], 0, line.find('"')
        while start >= 0 and (end := _string_end(line, start)) >= 0:
            if end - start > LONGEST:
                out += [line[done : start + 1], self.folded_content(line[start + 1 : end])]
                done = end
            start = line.find('"', end + 1)
        return "".join([*out, line[done:]])

    def folded_content(self, content: str) -> str:
        """Return the content of one string, without its quotes, shortened if it is long."""
        found = _HEAD.match(content)
        if len(content) <= LONGEST or found is None:
            return content
        return content[: found.end()] + self._mark(content[found.end() :])

    def unfolded(self, text: str) -> str:
        """Return `text` with everything back in place."""
        if not self._left_out or "⟪" not in text:
            return text
        return _MARK.sub(lambda found: self._left_out.get(found.group(), found.group()), text)

    def _short(self, found: re.Match[str]) -> str:
        return f'"{self.folded_content(found[1])}"' if len(found[1]) > LONGEST else found.group()

    def _mark(self, rest: str) -> str:
        """Return the mark for `rest`, the same one for the same text, so that nothing seems to change."""
        mark = self._marks.get(rest)
        if mark is None:
            mark = f"⟪{len(rest):,} more characters, fold {len(self._marks) + 1}⟫"
            self._marks[rest] = mark
            self._left_out[mark] = rest
        return mark


def has_long_line(text: str) -> bool:
    """Tell whether a line of `text` is longer than `LONGEST`."""
    return next(long_lines(text), None) is not None


def long_lines(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the lines of `text` begin and end that are longer than `LONGEST`."""
    at = 0
    while at + LONGEST < len(text):
        end = text.rfind("\n", at, at + LONGEST + 1)
        if end < 0:
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            yield at, end
        at = end + 1


def _may_hold_long(line: str) -> bool:
    """Tell whether a string of `line` may be too long; five times faster than a look at each of them."""
    plain = line.replace("\\\\", "__").replace('\\"', "__") if '\\"' in line else line
    return max(map(len, plain.split('"'))) > LONGEST


def _string_end(line: str, start: int) -> int:
    """Return the place of the quote that ends the string at `start`, -1 if none does."""
    end = start
    while (end := line.find('"', end + 1)) >= 0:
        slashes = 0
        while line[end - 1 - slashes] == "\\":
            slashes += 1
        if slashes % 2 == 0:
            return end
    return -1
