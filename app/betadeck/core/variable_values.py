"""What variables stand for, and where that comes from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from betadeck.core.draft import Row
from betadeck.core.variable_tokens import Token, TokenKind

_SHOWN_CHARS = 120
_LATE = {
    TokenKind.ASK: "asked for when it is sent",
    TokenKind.FILE: "read from the file when it is sent",
    TokenKind.BASE64: "read from the file when it is sent, as base64",
    TokenKind.CLIPBOARD: "taken from the clipboard when it is sent",
    TokenKind.KEY: "read from the keyring when it is sent, and never shown",
}


@dataclass(frozen=True, slots=True, repr=False)
class Value:
    """A text and its origin in words. A `secret` one is never shown. Its repr holds no value."""

    text: str
    origin: str
    secret: bool = False

    def __repr__(self) -> str:
        return f"Value({len(self.text)} characters {self.origin})"


Values = Mapping[str, Value]
"""Values by the `id` of their token."""


@dataclass(frozen=True, slots=True)
class Use:
    """A variable that a request makes use of: as written, the value for people, its origin in words."""

    written: str
    shown: str
    origin: str
    late: bool = False


def table_values(preset: Iterable[Row], target: Iterable[Row]) -> dict[str, Value]:
    """Return the values of both tables; the preset's go before the target's of the same name."""
    found: dict[str, Value] = {}
    for rows, origin in ((target, "from the target"), (preset, "from the preset")):
        for row in rows:
            if row.on and row.name.strip():
                found[row.name.strip()] = Value(row.value, origin)
    return found


def stand_ins(tokens: Iterable[Token]) -> dict[str, Value]:
    """Return for each variable whose value comes only at the send itself as it is written."""
    late = (each for each in tokens if each.kind in _LATE)
    return {each.id: Value(each.written, _LATE[each.kind]) for each in late}


def use_of(token: Token, values: Values) -> Use | None:
    """Return how `token` is told of, None when it has no value."""
    value = values.get(token.id)
    if value is None:
        return None
    late = token.kind in _LATE and value.origin == _LATE[token.kind]
    if late or value.secret:
        return Use(token.written, "", value.origin, late)
    text = value.text.replace("\n", " ")
    shown = text if len(text) <= _SHOWN_CHARS else f"{text[:_SHOWN_CHARS]}…"
    return Use(token.written, shown, value.origin)
