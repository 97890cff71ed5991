"""The lexical parts of JSON text, as regular expressions that never backtrack.

Source for the grammar: RFC 8259.
"""

import re

from betadeck.core.possessive import compiled

STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
"""A closed string. Escapes are only skipped, not checked."""

COMMA = compiled(r"[ \t\n\r]*+(,[ \t\n\r]*+)?")
"""What follows a member: a comma, or nothing, with the white space around it."""

_SPACE = compiled(r"[ \t\n\r]*")
_SPACES = frozenset(" \t\n\r")

# A string that is not closed ends with its line, so that one missing quote does not swallow the rest.
TOKEN = compiled(
    r'[ \t\n\r]*+(?:(?P<string>"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?)'
    r'|(?P<mark>[{}\[\],:])|(?P<word>[^ \t\n\r"{}\[\],:]++))',
    re.DOTALL,
)


def after_space(text: str, offset: int) -> int:
    """Return where the white space that begins at `offset` ends."""
    if text[offset : offset + 1] not in _SPACES:
        return offset
    found = _SPACE.match(text, offset)
    return found.end() if found else offset
