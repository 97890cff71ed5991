"""What a body asks for, read without parsing it: fast on megabytes, and at ease with half-typed JSON."""

import re

# Possessive, and the closing quote optional: no text makes this slower than linear.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"?+|[{}\[\]]', re.DOTALL)
_TRUE = re.compile(r"\s*:\s*true\b")
_TEXT = re.compile(r'\s*:\s*"([^"\\\n]*)"')
_COLON = re.compile(r"\s*:")


def wants_stream(body_text: str) -> bool:
    """Tell whether the JSON object in `body_text` has `"stream": true` at its top (of two, the last)."""
    at = _after_key(body_text, "stream")
    return at is not None and _TRUE.match(body_text, at) is not None


def top_text(body_text: str, name: str) -> str:
    """Return the text that the JSON object in `body_text` has as `name` at its top, empty if it has none.

    Escapes stay as they are written; the texts asked for, such as a model's id, have none.
    """
    at = _after_key(body_text, name)
    found = _TEXT.match(body_text, at) if at is not None else None
    return found[1] if found else ""


def _after_key(body_text: str, name: str) -> int | None:
    """Return where the last member `name` of the outermost object goes on after its key."""
    key = f'"{name}"'
    if key not in body_text or not body_text.lstrip().startswith("{"):
        return None
    depth, place = 0, None
    for token in _TOKEN.finditer(body_text):
        text = token[0]
        if text in "{[":
            depth += 1
        elif text in "}]":
            depth -= 1
        elif depth == 1 and text == key and _COLON.match(body_text, token.end()):
            place = token.end()
    return place
