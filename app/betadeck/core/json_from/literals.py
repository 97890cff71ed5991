"""Tells what a pasted text is when it is no JSON, and writes it as JSON."""

import json
import re
from dataclasses import dataclass

from betadeck.core.json_from import javascript, python
from betadeck.core.json_from.given import Given
from betadeck.core.json_from.refused import NotALiteralError
from betadeck.core.json_text import first_fault

_MOST_CHARS = 300_000
_LIKELY = re.compile(r"[{\[(]|^\s*['\"]?[\w-]+['\"]?\s*[:=]", re.MULTILINE)
_NO_BODY = ("betas", "extra_headers", "extra_query", "timeout")
"""What the official SDKs take beside the body's fields."""
_LONE = re.compile("[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Literal:
    """What was read: `language` is `Python` or `JavaScript`.

    `json` is its JSON, in lines; empty when there is none, and then `problem` says why. `members` tells that
    it is the inside of an object, without the braces.
    """

    language: str
    json: str = ""
    problem: str = ""
    members: bool = False
    left_out: tuple[str, ...] = ()


def as_json(text: str) -> Literal | None:
    """Return what `text` is, None when it is JSON already, or nothing that one of them would write."""
    if len(text) > _MOST_CHARS or not _LIKELY.search(text) or _is_json(text):
        return None
    problems: list[Literal] = []
    for members, shown in ((False, text), (True, "{" + text.strip().rstrip(",") + "}")):
        for language, read in (("Python", python.read), ("JavaScript", javascript.read)):
            try:
                given = read(shown)
            except NotALiteralError as error:
                if error.certain:
                    problems.append(Literal(language, problem=str(error)))
                continue
            body, left_out = _body_of(given)
            if isinstance(body, dict | list) and body:
                return Literal(language, _written(body, members), "", members, left_out)
    return problems[0] if problems else None


def _body_of(given: Given) -> tuple[object, tuple[str, ...]]:
    """Return the body that a call of the SDK sends, and the names of what it is given that is none of it."""
    arguments = given.value
    if not given.is_call or not isinstance(arguments, dict):
        return arguments, ()
    body = {name: value for name, value in arguments.items() if name not in (*_NO_BODY, "extra_body")}
    extra = arguments.get("extra_body")
    left_out = (*(name for name in _NO_BODY if name in arguments), *given.options)
    return {**body, **(extra if isinstance(extra, dict) else {})}, left_out


def _is_json(text: str) -> bool:
    return first_fault(text) is None or first_fault("{" + text.strip().rstrip(",") + "}") is None


def _written(value: object, members: bool) -> str:
    text = _LONE.sub(_escaped, json.dumps(value, ensure_ascii=False, indent=2))
    if not members:
        return text
    return "\n".join(line.removeprefix("  ") for line in text.split("\n")[1:-1])


def _escaped(found: re.Match[str]) -> str:
    """Return halves of characters that escapes stood for: two that belong together as one, one as its escape."""
    halves = found.group()
    return chr(_pair(halves)) if len(halves) == 2 else f"\\u{ord(halves):04x}"


def _pair(halves: str) -> int:
    return 0x10000 + ((ord(halves[0]) - 0xD800) << 10) + ord(halves[1]) - 0xDC00
