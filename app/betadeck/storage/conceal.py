"""Keys are masked in whatever is kept without being asked: history and open tabs."""

import json
from collections.abc import Iterable
from urllib.parse import quote, quote_plus

from betadeck.core.key_search import key_places

_STAR = b"*"
_SHORTEST_CHARS = 8
"""A shorter secret opens nothing, and might be any word of the text."""
_SHOWN = 4
_LONG_ENOUGH = 20


def concealed(data: bytes, secrets: Iterable[str] = ()) -> bytes:
    """Return `data` with `secrets`, and all that looks like an Anthropic key, starred out.

    Every mask is as long as what it hides, so that sizes and offsets still hold.
    """
    for secret in secrets:
        if len(secret) >= _SHORTEST_CHARS:
            for form in _forms(secret):
                data = data.replace(form, _stars(form))
    # Latin-1 gives a character a byte, so that the places found are places in the bytes.
    spans = key_places(data.decode("latin-1"))
    if not spans:
        return data
    out = bytearray(data)
    for span in spans:
        out[span.start : span.end] = _stars(data[span.start : span.end])
    return bytes(out)


def _forms(secret: str) -> set[bytes]:
    """Return how `secret` stands in texts: as it is, in JSON of either kind, in a URL."""
    raw = secret.encode(errors="surrogatepass")
    escaped = {json.dumps(secret), json.dumps(secret, ensure_ascii=False)}
    in_json = {form[1:-1].encode(errors="surrogatepass") for form in escaped}
    return {raw, *in_json, quote(raw, safe="").encode(), quote_plus(raw).encode()}


def _stars(secret: bytes) -> bytes:
    shown = _SHOWN if len(secret) >= _LONG_ENOUGH else 0
    return _STAR * (len(secret) - shown) + secret[len(secret) - shown :]
