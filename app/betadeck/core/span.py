"""A stretch of text."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """From `start` up to, but without, `end`: character offsets into a text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that lie within."""
        return text[self.start : self.end]
