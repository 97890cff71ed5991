"""Tells what a pasted text is when it is no JSON, and writes it as JSON."""

import json
import re
from dataclasses import dataclass

from betadeck.core.json_from import javascript, python
from betadeck.core.json_from.refused import NotALiteralError
from betadeck.core.json_text import first_fault

_MOST_CHARS = 300_000
_LIKELY = re.compile(r"[{\[(]|^\s*['\"]?[\w-]+['\"]?\s*[:=]", re.MULTILINE)


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


def as_json(text: str) -> Literal | None:
    """Return what `text` is, None when it is JSON already, or nothing that one of them would write."""
    if len(text) > _MOST_CHARS or not _LIKELY.search(text) or _is_json(text):
        return None
    problems: list[Literal] = []
    for members, shown in ((False, text), (True, "{" + text.strip().rstrip(",") + "}")):
        for language, read in (("Python", python.read), ("JavaScript", javascript.read)):
            try:
                value = read(shown)
            except NotALiteralError as error:
                if error.certain:
                    problems.append(Literal(language, problem=str(error)))
                continue
            if isinstance(value, dict | list) and value:
                return Literal(language, _written(value, members), members=members)
    return problems[0] if problems else None


def _is_json(text: str) -> bool:
    return first_fault(text) is None or first_fault("{" + text.strip().rstrip(",") + "}") is None


def _written(value: object, members: bool) -> str:
    text = json.dumps(value, ensure_ascii=False, indent=2)
    if not members:
        return text
    return "\n".join(line.removeprefix("  ") for line in text.split("\n")[1:-1])
