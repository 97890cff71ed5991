"""Variables as they are written: what stands between double braces.

| written | stands for |
|---|---|
| `{{name}}` | a variable of the preset or of the target |
| `{{?name}}` | what is asked for at each send |
| `{{file:/path}}` | the text in a file; `{{base64:/path}}` its bytes in base64 |
| `{{clipboard}}` | the clipboard's text at the moment of the send |
| `{{key:name}}` | a key of the keyring |
| `"{{json:name}}"` | in a body, quotes and all: the variable's value as JSON, such as a number |
| `{{{{` | two braces, sent as they are |

Whatever else stands in double braces, with blanks or signs as templates of other makers have them, is no
variable and is sent as it is.
"""

import json
import re
from dataclasses import dataclass
from enum import Enum

OPEN, LITERAL = "{{", "{{{{"
TOKEN = re.compile(r'\{\{\{\{|\{\{(?!\{)([^{}"\n]*)\}\}')
_NAME = re.compile(r"[^\W\d][\w.-]*")
_ASKED = re.compile(r"[^\W\d][\w .-]{0,79}")


class TokenKind(Enum):
    """Where the value comes from."""

    NAME = "name"
    ASK = "?"
    FILE = "file"
    BASE64 = "base64"
    CLIPBOARD = "clipboard"
    KEY = "key"


_PREFIXES = {kind.value: kind for kind in (TokenKind.FILE, TokenKind.BASE64, TokenKind.KEY)}


@dataclass(frozen=True, slots=True)
class Token:
    """One variable. `name` is a name, a question, a path; `as_json` tells that its value is JSON already."""

    kind: TokenKind
    name: str
    as_json: bool = False

    @property
    def id(self) -> str:
        """Return the one way of writing it that stands for all: without braces, blanks and `json:`."""
        if self.kind in (TokenKind.NAME, TokenKind.CLIPBOARD):
            return self.name
        return f"?{self.name}" if self.kind is TokenKind.ASK else f"{self.kind.value}:{self.name}"

    @property
    def written(self) -> str:
        """Return it as people write it."""
        return braced(self.id)


def braced(inside: str) -> str:
    """Return `inside` between double braces."""
    return f"{{{{{inside}}}}}"


def token_of(inside: str) -> Token | None:
    """Return what `inside` of double braces means, None when it is no variable."""
    text = inside.strip()
    as_json = text.startswith("json:")
    text = text.removeprefix("json:").strip()
    prefix, colon, rest = text.partition(":")
    if colon and prefix in _PREFIXES and rest.strip():
        return Token(_PREFIXES[prefix], rest.strip(), as_json)
    if text.startswith("?"):
        name = text[1:].strip()
        return Token(TokenKind.ASK, name, as_json) if _ASKED.fullmatch(name) else None
    if text == TokenKind.CLIPBOARD.value:
        return Token(TokenKind.CLIPBOARD, text, as_json)
    return Token(TokenKind.NAME, text, as_json) if _NAME.fullmatch(text) else None


def tokens_in(text: str, *, escaped: bool = False) -> list[Token]:
    """Return the variables in `text`, each once, in order; `escaped` text has JSON's escapes in it."""
    if OPEN not in text:
        return []
    insides = (found[1] for found in TOKEN.finditer(text) if found[1] is not None)
    tokens = (token_of(unescaped(inside) if escaped else inside) for inside in insides)
    return list(dict.fromkeys(token for token in tokens if token is not None))


def unescaped(inside: str) -> str:
    """Return a part of a JSON string without its escapes; as it is where they make no sense."""
    if "\\" not in inside:
        return inside
    try:
        return str(json.loads(f'"{inside}"'))
    except ValueError:
        return inside


def as_written(text: str, *, escaped: bool = False) -> str:
    """Return `text` so written that it is sent just as it is: what looks like a variable in it is none.

    For texts that somebody else wrote, such as a model's answer or a file, before they go into a draft: else
    they could name keys and files of this machine.
    """
    if OPEN not in text:
        return text

    def put(found: re.Match[str]) -> str:
        if found[0] == LITERAL:
            return LITERAL + LITERAL
        meant = token_of(unescaped(found[1]) if escaped else found[1])
        return LITERAL + found[0][len(OPEN) :] if meant is not None else found[0]

    return TOKEN.sub(put, text)
