"""What of a draft must not get into a file.

Two rules, so that a key never stands in a preset:
- A header that carries a key or a session (`authorization`, `x-api-key`, `cookie`, ...) is saved without
  its value and with the mark `"secret": true`, unless it only names a key of the keyring. The draft in the
  window keeps what was typed.
- A text that looks like an Anthropic key in any other place (body, query, name, ...) is not ours to
  change: `storage.presets` refuses to save it and names the place.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from betadeck.core.draft import Draft, Row
from betadeck.core.key_search import key_places
from betadeck.core.redact import is_secret_header
from betadeck.core.variable_tokens import TOKEN, TokenKind, tokens_in


@dataclass(frozen=True, slots=True)
class SecretPlace:
    """A secret at the JSON Pointer `pointer` of the preset.

    `left_out` tells that it will simply not be saved; otherwise saving is refused. `words` is a sentence.
    """

    pointer: str
    words: str
    left_out: bool


def secrets_in(draft: Draft) -> list[SecretPlace]:
    """Return the places in `draft` that hold a secret, those that stop a save last."""
    headers = [
        SecretPlace(f"/headers/{number}/value", f"The value of “{row.name}” is not saved.", left_out=True)
        for number, row in enumerate(draft.headers)
        if row.value and is_left_out(row)
    ]
    keys = [
        SecretPlace(pointer, f"There is an API key in {where}: take it out to save.", left_out=False)
        for pointer, where, text in _texts(without_secrets(draft))
        if key_places(text)
    ]
    return headers + keys


def without_secrets(draft: Draft) -> Draft:
    """Return `draft` with the values of secret headers emptied."""
    return replace(draft, headers=tuple(_emptied(row) for row in draft.headers))


def _emptied(row: Row) -> Row:
    return replace(row, value="") if is_left_out(row) else row


def is_left_out(row: Row) -> bool:
    """Tell whether a header's value is kept out of files: a secret, unless it only names one (`{{key:mine}}`)."""
    if not is_secret_header(row.name):
        return False
    named = [each for each in tokens_in(row.value) if each.kind is TokenKind.KEY]
    rest = TOKEN.sub("", row.value).strip().lower()
    return not named or rest not in ("", "bearer", "basic", "token")


def _texts(draft: Draft) -> Iterator[tuple[str, str, str]]:
    """Yield (pointer, where in words, text) for every text of `draft`."""
    yield "/name", "the name", draft.name
    yield "/method", "the method", draft.method
    yield "/path", "the path", draft.path
    yield "/api_version", "the API version", draft.api_version
    for name, value in draft.path_params:
        yield f"/path_params/{name}", f"the path parameter “{name}”", value
    for number, row in enumerate(draft.query):
        yield f"/query/{number}", "the query", f"{row.name} {row.value}"
    for number, row in enumerate(draft.headers):
        yield f"/headers/{number}", f"the header “{row.name}”", f"{row.name} {row.value}"
    for number, row in enumerate(draft.variables):
        yield f"/variables/{number}", f"the variable “{row.name}”", f"{row.name} {row.value}"
    for number, beta in enumerate(draft.betas):
        yield f"/betas/{number}", "the betas", beta
    for number, file in enumerate(draft.files):
        yield f"/files/{number}", "a file's path", f"{file.field} {file.path} {file.filename}"
    for name, raw in draft.extra:
        yield f"/{name}", f"“{name}”", raw
    yield "/body", "the body", draft.body_text
