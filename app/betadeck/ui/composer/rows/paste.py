"""Lines of `name: value` or `name=value` that somebody pastes."""

import re
from urllib.parse import parse_qsl

from betadeck.core.draft import Row

_HEADER = re.compile(r"\s*(?:-H\s+)?['\"]?([!#$%&'*+.^_`|~0-9A-Za-z-]+)\s*:\s?(.*?)['\"]?\s*\\?\s*")
_PAIR = re.compile(r"\s*([^\s=&?]+)\s*=\s*(.*?)\s*")


def header_rows(text: str) -> tuple[Row, ...] | None:
    """Return the headers in `text`, a line each, quotes and `-H` of a shell command taken off.

    None when `text` is not all header lines, so that it should be pasted as it is.
    """
    found = [_HEADER.fullmatch(line) for line in text.splitlines() if line.strip()]
    if not found or not all(found):
        return None
    return tuple(Row(each[1], each[2]) for each in found if each)


def query_rows(text: str) -> tuple[Row, ...] | None:
    """Return the parameters in `text`: lines of `name=value`, or a query string; None if it is neither."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) == 1 and ("&" in lines[0] or lines[0].strip().startswith("?")):
        pairs = parse_qsl(lines[0].strip().lstrip("?"), keep_blank_values=True)
        return tuple(Row(name, value) for name, value in pairs) or None
    found = [_PAIR.fullmatch(line) for line in lines]
    if not found or not all(found):
        return None
    return tuple(Row(each[1], each[2]) for each in found if each)
