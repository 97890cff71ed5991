"""Characters that a Qt text document cannot hold, and how they outlive an edit.

A document turns carriage returns and U+2029 into line ends, uses U+FDD0 and U+FDD1 itself, and cannot be
trusted with lone surrogates. What the user did not touch must still be sent as it was.
"""

import re

from betadeck.ui.composer.text_change import TextChange

_ODD = re.compile("\r\n|[\r\u2029\ufdd0\ufdd1\ud800-\udfff]")
_ODD_CHARS = "\r\u2029\ufdd0\ufdd1"
_LINE_ENDS = frozenset({"\r\n", "\r", "\u2029"})


def shown(source: str) -> str:
    """Return `source` as a document shows it: odd line ends as plain ones, other odd characters as U+FFFD."""
    return _ODD.sub(_shown_as, source) if _may_be_odd(source) else source


def carried(source: str, change: TextChange, after: str) -> str:
    """Return `source` with the change that made `after` of `shown(source)`."""
    start, end = in_source(source, change.start), in_source(source, change.old_end)
    return source[:start] + after[change.start : change.new_end] + source[end:]


def in_source(source: str, offset: int) -> int:
    """Return where in `source` the character stands that is at `offset` in `shown(source)`."""
    at = source.find("\r\n")
    while at != -1 and at < offset:
        offset += 1
        at = source.find("\r\n", at + 2)
    return offset


def _may_be_odd(source: str) -> bool:
    """Tell whether it is worth a look at each character; a megabyte takes a tenth of a millisecond."""
    if source.isascii():
        return "\r" in source
    try:
        source.encode()  # fails for lone surrogates
    except UnicodeEncodeError:
        return True
    return any(char in source for char in _ODD_CHARS)


def _shown_as(found: re.Match[str]) -> str:
    return "\n" if found.group() in _LINE_ENDS else "\ufffd"
