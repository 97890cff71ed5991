"""Puts the values of variables in their places. Where a text is JSON it is JSON afterwards."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from betadeck.core.draft import Draft, Row
from betadeck.core.json_pointer import escaped
from betadeck.core.json_text import JsonFault, parse
from betadeck.core.possessive import compiled
from betadeck.core.variable_tokens import (
    LITERAL,
    OPEN,
    TOKEN,
    Token,
    TokenKind,
    token_of,
    tokens_in,
    unescaped,
)
from betadeck.core.variable_values import Use, Value, Values, stand_ins, table_values, use_of

_NEXT = compiled(r'"|\\.|' + TOKEN.pattern, re.DOTALL)
_PLAIN = compiled(r'(?:[^"{]++|"[^"\\{]*+(?:(?:\\.|\{(?!\{))[^"\\{]*+)*+"|\{(?!\{))*+', re.DOTALL)
"""JSON outside of strings, and strings with no double brace in them: passed over in one go."""
_BARE = "0"
"""Stands outside of strings for a value that is not there yet, so that the rest can be looked at as JSON."""


@dataclass(frozen=True, slots=True)
class Missing:
    """A variable without a value, and the place where it is used, as in `Finding.where`."""

    token: Token
    where: str


@dataclass(frozen=True, slots=True)
class Filled:
    """A draft without variables, what was put in, and what has no value and stands there as written."""

    draft: Draft
    uses: tuple[Use, ...] = ()
    missing: tuple[Missing, ...] = ()


def has_variables(draft: Draft) -> bool:
    """Tell whether there may be variables in `draft`; quick."""
    return any(OPEN in text for _, text, _ in _texts(draft))


def tokens_of(draft: Draft) -> list[Token]:
    """Return the variables of `draft`, each once."""
    found = (token for _, text, is_json in _texts(draft) for token in tokens_in(text, escaped=is_json))
    return list({token.id: token for token in found}.values())


def fill(draft: Draft, values: Values) -> Filled:
    """Return `draft` with the values in their places."""
    if not has_variables(draft):
        return Filled(draft)
    tokens = tokens_of(draft)
    uses = tuple(use for token in tokens if (use := use_of(token, values)) is not None)
    lacking = [token for token in tokens if token.id not in values]
    missing = tuple(Missing(token, _place(draft, token)) for token in lacking)
    filled = replace(
        draft,
        path=fill_text(draft.path, values),
        path_params=tuple((name, fill_text(value, values)) for name, value in draft.path_params),
        query=tuple(_row(row, values) for row in draft.query),
        headers=tuple(_row(row, values) for row in draft.headers),
        body_text=fill_body(draft.body_text, values),
        files=tuple(replace(each, path=fill_text(each.path, values)) for each in draft.files),
    )
    return Filled(filled, uses, missing)


def fill_text(text: str, values: Values) -> str:
    """Return a plain text with the values in their places."""
    if OPEN not in text:
        return text

    def put(found: re.Match[str]) -> str:
        if found[0] == LITERAL:
            return OPEN
        value = _value(found[1], values)
        return found[0] if value is None else value.text

    return TOKEN.sub(put, text)


def fill_body(text: str, values: Values) -> str:
    """Return a body with the values in their places: escaped within the strings of JSON, as they are elsewhere."""
    if OPEN not in text:
        return text
    if not is_json_like(text):
        return fill_text(text, values)
    return "".join(_pieces(text, values))


def is_json_like(text: str) -> bool:
    """Tell whether `text` begins as JSON bodies do."""
    return text.lstrip()[:1] in ("{", "[", '"')


def _pieces(text: str, values: Values) -> Iterator[str]:
    done = place = 0
    inside = False
    while place < len(text):
        if not inside:
            place = _PLAIN.match(text, place).end()  # type: ignore[union-attr]  # it matches nothing, too
        found = _NEXT.search(text, place)
        if found is None:
            break
        place = found.end()
        if found[0] == '"':
            inside = not inside
        elif found[0].startswith(OPEN):
            start, end, piece = _piece(text, found, values, inside)
            yield text[done:start]
            yield piece
            done = end
    yield text[done:]


def _piece(text: str, found: re.Match[str], values: Values, inside: bool) -> tuple[int, int, str]:
    """Return where a value goes, and the value as it must be written there."""
    start, end = found.span()
    if found[0] == LITERAL:
        return start, end, OPEN
    token = token_of(unescaped(found[1]) if inside else found[1])
    value = values.get(token.id) if token is not None else None
    if token is None or value is None:
        return start, end, found[0] if inside or token is None else _BARE
    if not inside:
        late = value.text == token.written
        return start, end, _BARE if late else value.text
    if token.as_json and text[start - 1] == '"' and text[end : end + 1] == '"':
        late = value.text == token.written  # then it stays a value that is no text yet
        return (start, end, found[0]) if late else (start - 1, end + 1, value.text)
    return start, end, json.dumps(value.text, ensure_ascii=False)[1:-1]


def _value(inside: str, values: Values) -> Value | None:
    token = token_of(inside)
    return values.get(token.id) if token is not None else None


def _row(row: Row, values: Values) -> Row:
    if not row.on or OPEN not in row.name + row.value:
        return row
    return replace(row, name=fill_text(row.name, values), value=fill_text(row.value, values))


def _texts(draft: Draft) -> Iterator[tuple[str, str, bool]]:
    """Yield (place, text, whether it is JSON) for each text that may have variables and is sent."""
    yield "path", draft.path, False
    for name, value in draft.path_params:
        yield f"param:{name}", value, False
    for row in draft.query:
        if row.on:
            yield f"param:{row.name}", f"{row.name}\n{row.value}", False
    for row in draft.headers:
        if row.on:
            yield f"header:{row.name}", f"{row.name}\n{row.value}", False
    for each in draft.files:
        yield f"file:{each.field}", each.path, False
    yield "body:", draft.body_text, is_json_like(draft.body_text)


def _place(draft: Draft, token: Token) -> str:
    """Return the first place in `draft` where `token` stands."""
    for where, text, is_json in _texts(draft):
        if any(each.id == token.id for each in tokens_in(text, escaped=is_json)):
            return f"body:{pointer_to(text, token)}" if where == "body:" else where
    return "body:"


def pointer_to(text: str, token: Token) -> str:
    """Return the JSON Pointer of the first string of a body that holds `token`, empty when there is none."""
    try:
        return next(_walk(parse(text), "", token), "")
    except JsonFault:
        return ""


def _walk(value: object, pointer: str, token: Token) -> Iterator[str]:
    if isinstance(value, str):
        if OPEN in value and any(each.id == token.id for each in tokens_in(value)):
            yield pointer
    elif isinstance(value, dict):
        for name, member in value.items():
            yield from _walk(member, f"{pointer}/{escaped(str(name))}", token)
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _walk(item, f"{pointer}/{number}", token)


def secrets_in(values: Values) -> tuple[str, ...]:
    """Return the values that must be masked wherever they show."""
    return tuple(each.text for each in values.values() if each.secret and each.text)


def asked_in(draft: Draft) -> tuple[str, ...]:
    """Return what must be asked for before `draft` is sent."""
    return tuple(each.name for each in tokens_of(draft) if each.kind is TokenKind.ASK)


def asked_before(draft: Draft, target: Iterable[Row]) -> tuple[str, ...]:
    """Return what must be asked for before `draft` is sent; nothing when another variable stops it anyway."""
    if not has_variables(draft) or not (asked := asked_in(draft)):
        return ()
    values = table_values(draft.variables, target) | stand_ins(tokens_of(draft))
    return () if fill(draft, values).missing else asked
