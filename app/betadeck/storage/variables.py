"""Fetches what the variables of a request stand for, at the moment of the send."""

import asyncio
import base64
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from betadeck.core.draft import Draft
from betadeck.core.failure import Failure, FailureKind, SendError
from betadeck.core.figures import size_words
from betadeck.core.target import Target
from betadeck.core.variable_fill import tokens_of
from betadeck.core.variable_tokens import Token, TokenKind
from betadeck.core.variable_values import Value, table_values
from betadeck.storage.key_faults import KeyringFault

MOST_FILE_BYTES = 32_000_000
"""A whole request has no more (the API's limit for most of them), so no part of it can."""

KeyReader = Callable[[str], Awaitable[str | None]]


@dataclass(frozen=True, slots=True, repr=False)
class Given:
    """What the user gave for this send: answers by what was asked, and the clipboard's text."""

    asked: Mapping[str, str] = field(default_factory=dict)
    clipboard: str = ""


async def values_of(draft: Draft, target: Target, given: Given, read_key: KeyReader) -> dict[str, Value]:
    """Return the values of all variables of `draft`; those that nobody has, or nobody answered, are left out.

    Raises:
        SendError: a file cannot be read, or a key is not in the keyring.
    """
    found = table_values(draft.variables, target.variables)
    for token in tokens_of(draft):
        if token.kind is TokenKind.ASK and token.name in given.asked:
            found[token.id] = Value(given.asked[token.name], "as you answered")
        elif token.kind is TokenKind.CLIPBOARD:
            found[token.id] = Value(given.clipboard, "from the clipboard")
        elif token.kind is TokenKind.KEY:
            found[token.id] = await _key(token, read_key)
        elif token.kind in (TokenKind.FILE, TokenKind.BASE64):
            found[token.id] = await asyncio.to_thread(_file, token)
    return found


async def _key(token: Token, read_key: KeyReader) -> Value:
    try:
        key = await read_key(token.name)
    except KeyringFault as fault:
        raise SendError(Failure(FailureKind.KEYRING, str(fault))) from fault
    if key is None:
        words = f"{token.written}: there is no key “{token.name}” in the keyring. Add it under Tools, Keys."
        raise SendError(Failure(FailureKind.NO_KEY, words))
    return Value(key, "from the keyring", secret=True)


def _file(token: Token) -> Value:
    path = Path(token.name).expanduser()
    if not path.is_absolute():
        raise _refusal(f"{token.written}: write the whole path of the file.")
    try:
        if not path.is_file():
            raise _refusal(
                f"{token.written}: {'it is no file' if path.exists() else 'there is no such file'}."
            )
        if (size := path.stat().st_size) > MOST_FILE_BYTES:
            raise _refusal(
                f"{token.written}: the file has {size_words(size)}; {size_words(MOST_FILE_BYTES)} is the most."
            )
        data = path.read_bytes()
        return Value(_text(token, data), "from the file")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise _refusal(f"{token.written}: the file cannot be read: {reason}.") from None


def _text(token: Token, data: bytes) -> str:
    if token.kind is TokenKind.BASE64:
        return base64.b64encode(data).decode()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        hint = f"{{{{base64:{token.name}}}}}"
        raise _refusal(f"{token.written}: the file is no text in UTF-8. {hint} sends any file.") from None


def _refusal(words: str) -> SendError:
    return SendError(Failure(FailureKind.BAD_REQUEST, words))
