"""Keys made unreadable, wherever they may show: headers, URLs, texts of errors, logs.

No more than the last four characters of a secret are ever shown, and of a short one none.
"""

import re
from collections.abc import Iterable
from functools import lru_cache

from betadeck.core.key_patterns import key_spans
from betadeck.core.secret_forms import DOTS, hide_forms
from betadeck.core.span import Span

_SHOWN = 4
_LONG_ENOUGH = 20
_MASKED = re.compile(rf"{DOTS}.{{0,{_SHOWN}}}")
_SCHEME = re.compile(r"(?P<scheme>[A-Za-z0-9-]+ +)(?P<rest>.*)", re.DOTALL)
_SECRET_HEADER = re.compile(
    r"(?:.*-)?(?:authorization|cookie2?|set-cookie|api-?key|auth|token|secret|password|credentials?|signature)"
)
# In texts: the name of a header or of a query's part, then its value. `$KEY`, `{key}` and `<key>` are no
# secrets, nor is a short word without a digit after a header's name: that is a sentence about the header.
_HEADER = re.compile(
    r"(?P<name>\b(?:x-api-key|api-key|x-goog-api-key|(?:proxy-)?authorization)\b[\"']?\s*[:=]\s*[\"']?)"
    r"(?P<scheme>(?:bearer|basic)[ \t]+)?(?P<value>(?=[^\s\"']*\d|[^\s\"']{20})[^\s\"'<{$…][^\s\"']*)",
    re.IGNORECASE,
)
_COOKIE = re.compile(
    r"(?P<name>\b(?:set-)?cookie\b[\"']?\s*+[:=]\s*+[\"']?+)(?P<value>[^\r\n\"'…]+)", re.IGNORECASE
)
_QUERY = re.compile(
    r"(?P<name>[?&](?:key|api[-_]?key|access_token|token|auth|sig|signature|x-amz-signature|x-amz-credential)=)"
    r"(?P<value>[^\s\"'&#<{$…][^\s\"'&#]*)",
    re.IGNORECASE,
)

# Without any of these, nothing above and no form of key can be in a text: most header values have none.
_SUSPECT = re.compile(r"[:=]|sk-|AKIA|ASIA|ya29|AIza|eyJ|bearer", re.IGNORECASE)


def mask(secret: str) -> str:
    """Return dots and the last four characters of `secret`; dots alone if it has less than twenty."""
    return DOTS + secret[-_SHOWN:] if len(secret) >= _LONG_ENOUGH else DOTS


def redact_headers(
    headers: Iterable[tuple[str, str]], secrets: Iterable[str] = ()
) -> tuple[tuple[str, str], ...]:
    """Return `headers` with secrets masked: by the header's name, by known secrets, by look.

    What is masked already stays as it is.
    """
    known = tuple(secrets)
    return tuple((name, _masked_value(name, value, known)) for name, value in headers)


def scrub(text: str, secrets: Iterable[str] = ()) -> str:
    """Return `text` with `secrets` masked in every form they may take, and all that looks like a key.

    Forms: as it is, percent-encoded, escaped as in JSON, in base64 alone or behind `user:`. A secret of
    less than four characters is passed over: it would be anywhere.
    """
    for secret in sorted(set(secrets), key=len, reverse=True):
        text = hide_forms(text, secret, mask(secret))
    if not _SUSPECT.search(text):
        return text
    text = _HEADER.sub(_hide_header, text)
    text = _COOKIE.sub(lambda found: found["name"] + DOTS, text)
    text = _QUERY.sub(lambda found: found["name"] + mask(found["value"]), text)
    pieces: list[str] = []
    done = 0
    for span in find_keys(text):
        pieces += [text[done : span.start], mask(span.of(text))]
        done = span.end
    return "".join([*pieces, text[done:]])


def find_keys(text: str) -> tuple[Span, ...]:
    """Return where keys stand in `text`, by their look: Anthropic's, AWS's, Google's, bearer tokens.

    Placeholders, such as a key's beginning with words after it, are none.
    """
    return key_spans(text)


@lru_cache(maxsize=256)
def is_secret_header(name: str) -> bool:
    """Tell whether a header of this name carries a key or a session."""
    return _SECRET_HEADER.fullmatch(name.strip().lower()) is not None


def _masked_value(name: str, value: str, secrets: tuple[str, ...]) -> str:
    if not is_secret_header(name):
        return scrub(value, secrets)
    if not value.strip():
        return value
    found = _SCHEME.fullmatch(value.strip()) if name.strip().lower().endswith("authorization") else None
    scheme, rest = (found["scheme"], found["rest"]) if found else ("", value.strip())
    if _MASKED.fullmatch(rest):
        return value
    # Of a password in base64, a cookie or a signature not even the end is shown.
    plain = scheme.lower() in ("", "bearer ") and "cookie" not in name.lower() and " " not in rest
    return scheme + (mask(rest) if plain else DOTS)


def _hide_header(found: re.Match[str]) -> str:
    scheme = found["scheme"] or ""
    return found["name"] + scheme + (DOTS if scheme.lower().startswith("basic") else mask(found["value"]))
