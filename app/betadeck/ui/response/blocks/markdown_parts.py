"""Markdown taken apart: running text, and fenced code, which gets a card of its own. No Qt here."""

import re
from dataclasses import dataclass

from betadeck.core.visible_text import tamed

LONGEST_CHARS = 100_000
MOST_PARTS = 80
_MARKS = re.compile(
    r"^(?:#{1,6} |\s*[-*+] |\s*\d+[.)] |\s*(?:```|~~~)|> |\|.*\|)|\*\*|__|`|(?<!\w)[*_]\w|\]\(",
    re.MULTILINE,
)
_FENCE = re.compile(
    r"^ {0,3}(?P<fence>`{3,}|~{3,})(?P<language>[^\n`]*)\n"
    r"(?P<code>.*?)(?:^ {0,3}(?P=fence)[`~]*[ \t]*$\n?|\Z)",
    re.MULTILINE | re.DOTALL,
)
_IMAGE = re.compile(r"!\[([^\]\n]*)\](?=[(\[])")
_SOFT_BREAK = re.compile(r"(?<=[^\n|])\n(?=[^\n|])")


@dataclass(frozen=True, slots=True)
class MarkdownPart:
    """A stretch of Markdown, or, when `is_code`, of code in the language that its fence names."""

    text: str
    is_code: bool = False
    language: str = ""


def is_worth_rendering(text: str) -> bool:
    """Tell whether `text` holds Markdown at all and is short enough to be laid out at once."""
    return len(text) <= LONGEST_CHARS and _MARKS.search(text) is not None


def parts_of(text: str) -> list[MarkdownPart]:
    """Return the parts of `text`, in order. Fences inside of lists and quotations stay with their text."""
    found: list[MarkdownPart] = []
    at = 0
    for fence in _FENCE.finditer(text):
        if len(found) >= MOST_PARTS:
            break
        if text[at : fence.start()].strip():
            found.append(MarkdownPart(text[at : fence.start()]))
        found.append(MarkdownPart(fence["code"].removesuffix("\n"), True, fence["language"].strip()))
        at = fence.end()
    if text[at:].strip():
        found.append(MarkdownPart(text[at:]))
    return found


def prepared(text: str) -> str:
    """Return `text` with images as links, hidden characters visible, and its line breaks kept."""
    return _SOFT_BREAK.sub("  \n", _IMAGE.sub(r"[image: \1]", tamed(text)))
