"""Lines from presets: each is a request of its own, named after its preset."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from betadeck.core.batch.lines import Problem
from betadeck.core.batch.rows import no_value_words
from betadeck.core.batch.table import Table, names_table
from betadeck.core.draft import Draft
from betadeck.core.variable_fill import Missing, fill_body
from betadeck.core.variable_tokens import TokenKind, tokens_in
from betadeck.core.variable_values import Values
from betadeck.core.wire_filled import missing_words

COLUMN = "preset"
MESSAGES = "/v1/messages"
_LONGEST_ID = 64


@dataclass(frozen=True, slots=True)
class PresetLine:
    """A preset, what its variables stand for, and why it could not be read or filled in, if that is so."""

    id: str
    name: str
    draft: Draft
    values: Values
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Presets:
    """Each preset once."""

    lines: tuple[PresetLine, ...]
    ids: tuple[str, ...]
    table: Table

    def place(self, number: int) -> str:
        """Return the preset's name."""
        return f"“{self.lines[number].name}”"

    def filled(self, number: int) -> str:
        """Return the preset's body with its values in it."""
        line = self.lines[number]
        return fill_body(line.draft.body_text, line.values)

    def problems(self) -> Iterator[Problem]:
        """Yield for each preset that cannot be a line why."""
        for number, line in enumerate(self.lines):
            if fault := line.fault or _fault(line):
                yield Problem(fault, number)


def presets_of(lines: Sequence[PresetLine]) -> Presets:
    """Return the lines of these presets."""
    return Presets(tuple(lines), ids_of(each.name for each in lines), names_table(COLUMN, _names(lines)))


def is_messages(draft: Draft) -> bool:
    """Tell whether a request may be one of a batch."""
    return draft.method == "POST" and draft.path.rstrip("/") == MESSAGES


def ids_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return an id for each name that the API takes, and no id twice."""
    found: dict[str, None] = {}
    for name in names:
        stem, number = _plain(name), 2
        tried = stem
        while tried in found:
            tail = f"-{number}"
            tried = f"{stem[: _LONGEST_ID - len(tail)]}{tail}"
            number += 1
        found[tried] = None
    return tuple(found)


def _plain(name: str) -> str:
    """Return `name` in letters, digits, hyphens and underscores; accents are taken off."""
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-zA-Z0-9_]+", "-", letters).strip("-")[:_LONGEST_ID].rstrip("-") or "preset"


def _names(lines: Sequence[PresetLine]) -> Iterator[str]:
    """Yield what stands beside each result: the name, with its folder where there is one."""
    for each in lines:
        folder = each.id.rpartition("/")[0]
        yield f"{folder}/{each.name}" if folder else each.name


def _fault(line: PresetLine) -> str:
    draft = line.draft
    if not is_messages(draft):
        return f"it calls {draft.method} {draft.path}; a batch takes calls of POST {MESSAGES} alone."
    if not draft.body_text.strip():
        return "it has no body."
    for token in tokens_in(draft.body_text, escaped=True):
        if token.id not in line.values:
            named = token.kind is TokenKind.NAME
            return missing_words(Missing(token, "")) if named else no_value_words(token.kind, token.written)
    return ""
