"""A known secret in the forms in which it may turn up in a text."""

import base64
import re

DOTS = "…"
_SHORTEST = 4
_SHORTEST_CORE = 8
_BASE64 = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=_-")
_SHORT_ESCAPES = {"\n": "n", "\r": "r", "\t": "t", "\b": "b", "\f": "f"}


def hide_forms(text: str, secret: str, shown: str) -> str:
    """Return `text` with every form of `secret` replaced by `shown`, and by dots where it is in base64.

    Forms: each character as it is, percent-encoded, or escaped as in JSON, in any mixture; base64 of the
    secret alone or within a longer text.
    """
    if len(secret) < _SHORTEST:
        return text
    for core in _base64_cores(secret):
        text = _hide_runs(text, core)
    # An end with quotes or backslashes would break the text that the form was escaped for.
    escaped = shown if shown.removeprefix(DOTS).isalnum() else DOTS
    return _pattern(secret).sub(lambda found: shown if found.group() == secret else escaped, text)


def _pattern(secret: str) -> re.Pattern[str]:
    return re.compile("".join(_one_of(char) for char in secret))


def _one_of(char: str) -> str:
    """Return a pattern for one character in any of its forms."""
    percent = "".join(f"%{byte:02x}" for byte in char.encode("utf-8", "surrogatepass"))
    units = char.encode("utf-16-be", "surrogatepass").hex()
    json_escape = "".join(rf"\\u{units[place : place + 4]}" for place in range(0, len(units), 4))
    forms = [re.escape(char), f"(?i:{percent})", f"(?i:{json_escape})"]
    if char in "\"'\\/":
        forms.append(re.escape("\\" + char))
    if char in _SHORT_ESCAPES:
        forms.append(re.escape("\\" + _SHORT_ESCAPES[char]))
    if char == " ":
        forms.append(r"\+")
    # The longest first: of `\\` the whole pair is the form, not its half.
    return f"(?:{'|'.join(sorted(forms, key=len, reverse=True))})"


def _base64_cores(secret: str) -> set[str]:
    """Return the base64 characters that the secret alone decides, wherever in a longer text it begins.

    Base64 takes three bytes at a time, so there are three ways to begin.
    """
    raw = secret.encode("utf-8", "surrogatepass")
    cores = set()
    for before in range(3):
        coded = base64.b64encode(b"\0" * before + raw).decode("ascii")
        core = coded[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
        cores |= {core, core.replace("+", "-").replace("/", "_")}
    return {core for core in cores if len(core) >= _SHORTEST_CORE}


def _hide_runs(text: str, core: str) -> str:
    """Replace the whole run of base64 around each `core`: what stands before it is the user's name."""
    pieces: list[str] = []
    done = 0
    while (found := text.find(core, done)) >= 0:
        start, end = found, found + len(core)
        while start > done and text[start - 1] in _BASE64:
            start -= 1
        while end < len(text) and text[end] in _BASE64:
            end += 1
        pieces += [text[done:start], DOTS]
        done = end
    return "".join([*pieces, text[done:]])
