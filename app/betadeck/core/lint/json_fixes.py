"""Small repairs of broken JSON. Only what makes the whole text JSON is offered."""

import json
import re
from collections.abc import Iterator

from betadeck.core.finding import Fix
from betadeck.core.fixes_request import set_text
from betadeck.core.json_context import open_frames
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_text import first_fault

_MOST_CHARS = 2_000_000
_WORD = re.compile(r"[A-Za-z]+")
_LITERALS = {"true": "true", "false": "false", "none": "null", "null": "null", "undefined": "null"}


def json_fixes(text: str, fault: JsonFault) -> Iterator[Fix]:
    """Yield the repairs of `text` that leave no fault."""
    if len(text) > _MOST_CHARS:
        return
    for title, repaired in _tries(text, fault.offset):
        if repaired != text and first_fault(repaired) is None:
            yield set_text(repaired, title)
            return


def _tries(text: str, at: int) -> Iterator[tuple[str, str]]:
    before, rest = text[:at], text[at:]
    if rest.startswith(","):
        yield "Remove the comma", before + rest[1:]
    if before.rstrip():
        end = len(before.rstrip())
        yield "Insert a comma", text[:end] + "," + text[end:]
    if (word := _WORD.match(text, at)) and (plain := _LITERALS.get(word[0].lower())):
        yield f"Write {plain}", before + plain + text[word.end() :]
    if rest[:1] < " " and rest:
        yield "Write it as an escape", before + json.dumps(rest[0])[1:-1] + rest[1:]
    if closing := "".join(
        "}" if each.opens == "{" else "]" for each in reversed(open_frames(text, len(text)))
    ):
        yield f"Close it with {closing}", text.rstrip() + closing
