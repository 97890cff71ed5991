"""A text that grows at its end, cut into pieces small enough to be laid out one by one."""

from bisect import bisect_right

CHUNK_CHARS = 2000
LONGEST_CHARS = 8000


class TextChunks:
    """Pieces of a text, in order; joined they are the text. Only the last one ever changes.

    A piece ends after a line break where there is one near `chunk_chars`. A longer paragraph is cut at a
    blank before `LONGEST_CHARS`, or there if it has none.
    """

    def __init__(self, chunk_chars: int = CHUNK_CHARS) -> None:
        self._chunk_chars = chunk_chars
        self.texts: list[str] = [""]
        self.starts: list[int] = [0]

    @property
    def length(self) -> int:
        """The number of characters in all."""
        return self.starts[-1] + len(self.texts[-1])

    def append(self, text: str) -> int:
        """Add `text` at the end; return the first piece that changed."""
        first = len(self.texts) - 1
        rest = self.texts.pop() + text
        start = self.starts.pop()
        at = 0
        while (end := _cut(rest, at, self._chunk_chars)) > at:
            self.texts.append(rest[at:end])
            self.starts.append(start + at)
            at = end
        self.texts.append(rest[at:])
        self.starts.append(start + at)
        return first

    def piece_of(self, place: int) -> int:
        """Return the piece that holds the character at `place`."""
        return max(0, bisect_right(self.starts, place) - 1)

    def between(self, first: int, end: int) -> str:
        """Return the characters from `first` to `end`."""
        if first >= end:
            return ""
        head, tail = self.piece_of(first), self.piece_of(end - 1)
        joined = "".join(self.texts[head : tail + 1])
        return joined[first - self.starts[head] : end - self.starts[head]]


def _cut(text: str, at: int, chunk_chars: int) -> int:
    """Return where the piece that begins at `at` ends, or `at` if it is not long enough yet."""
    if len(text) - at <= chunk_chars:
        return at
    if (end := text.rfind("\n", at, at + chunk_chars)) >= 0:
        return end + 1
    if (end := text.find("\n", at + chunk_chars, at + LONGEST_CHARS)) >= 0:
        return end + 1
    if len(text) - at <= LONGEST_CHARS:
        return at
    blank = text.rfind(" ", at + chunk_chars, at + LONGEST_CHARS)
    return blank + 1 if blank >= 0 else at + LONGEST_CHARS
