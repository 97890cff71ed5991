"""The `anthropic-beta` header: names in, one line out.

Source for joining by comma, for repeated lines meaning the same as one, and for an empty value being
refused: the vendor's beta-headers page and its Go SDK's maintainers, seen 2026-11-22.
"""

import re
from collections.abc import Iterable

HEADER = "anthropic-beta"
_DATED = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*-20\d\d-[01]\d-[0-3]\d")
_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


def parse(text: str) -> tuple[str, ...]:
    """Return the names in `text`, which may be a header value, a header line or lines of either.

    Order is kept; blanks are trimmed, empty items and doubles dropped, quotes around a name removed.
    """
    found: dict[str, None] = {}
    for line in text.splitlines():
        head, colon, rest = line.partition(":")
        value = rest if colon and head.strip(" \t\"'").lower() == HEADER else line
        for item in re.split(r"[,\s]+", value):
            name = item.strip("\"'`[]")
            if name:
                found[name] = None
    return tuple(found)


def join(names: Iterable[str]) -> str:
    """Return the header's value, or the empty text when there is nothing to send.

    The API refuses an empty header, so an empty text means: send no such header.
    """
    return ",".join(tidy(names))


def tidy(names: Iterable[str]) -> tuple[str, ...]:
    """Return `names` trimmed, without empties and doubles, the first place of each kept."""
    return tuple(dict.fromkeys(name for raw in names if (name := raw.strip())))


def is_dated_name(name: str) -> bool:
    """Tell whether `name` looks like `feature-name-YYYY-MM-DD`."""
    return _DATED.fullmatch(name) is not None


def is_sendable(name: str) -> bool:
    """Tell whether `name` may stand in a header at all (an RFC 9110 token)."""
    return _TOKEN.fullmatch(name) is not None


def ticked(names: tuple[str, ...], name: str, on: bool) -> tuple[str, ...]:
    """Return `names` with `name` added at the end or taken out; the others keep their order."""
    if on:
        return tidy((*names, name))
    return tuple(each for each in tidy(names) if each != name)


def replaced(names: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    """Return `names` with `new` standing where `old` stood."""
    return tidy(new if each == old else each for each in names)
