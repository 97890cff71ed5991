"""Characters that a Qt text document cannot hold, and how they outlive an edit.

A document turns carriage returns and U+2029 into line ends, uses U+FDD0 and U+FDD1 itself, and cannot be
trusted with lone surrogates. What the user did not touch must still be sent as it was.
"""

import re

from betadeck.ui.composer.text_change import TextChange

_ODD = re.compile("\r\n|[\r\u2029\ufdd0\ufdd1\ud800-\udfff]")
_ODD_CHARS = "\r\u2029\ufdd0\ufdd1"
_MOST_LOST = 200
_LINE_ENDS = frozenset({"\r\n", "\r", "\u2029"})


def shown(source: str) -> str:
    """Return `source` as a document shows it: odd line ends as plain ones, other odd characters as U+FFFD."""
    return _ODD.sub(_shown_as, source) if _may_be_odd(source) else source


def carried(source: str, change: TextChange, new: str) -> str:
    """Return `source` with the change that put `new` into `shown(source)`."""
    start, end = in_source(source, change.start), in_source(source, change.old_end)
    return source[:start] + new + source[end:]


def in_source(source: str, offset: int) -> int:
    """Return where in `source` the character stands that is at `offset` in `shown(source)`."""
    at = source.find("\r\n")
    while at != -1 and at < offset:
        offset += 1
        at = source.find("\r\n", at + 2)
    return offset


class Lost:
    """What edits took out of a text and a document cannot bring back: undoing brings it back from here."""

    def __init__(self) -> None:
        self._sources: dict[str, str] = {}

    def note(self, source: str, change: TextChange) -> None:
        """Remember what `change`, told of `shown(source)`, takes out, if the document shows it otherwise."""
        taken = source[in_source(source, change.start) : in_source(source, change.old_end)]
        if (as_shown := shown(taken)) != taken:
            self._sources.pop(as_shown, None)
            self._sources[as_shown] = taken
            if len(self._sources) > _MOST_LOST:
                del self._sources[next(iter(self._sources))]

    def restored(self, text: str) -> str:
        """Return `text`, which the document brought back, as it once was; the longest stretch counts."""
        known = [each for each in self._sources if each in text]
        longest = max(known, key=len, default="")
        return text.replace(longest, self._sources[longest], 1) if longest else text


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
