"""The lexical parts of JSON text, as regular expressions that never backtrack.

Source for the grammar: RFC 8259.
"""

import re

STRING = r'"[^"\\]*+(?:\\.[^"\\]*+)*+"'
"""A closed string. Escapes are only skipped, not checked."""

SPACE = re.compile(r"[ \t\n\r]*")
"""The four characters that JSON calls white space."""

# A string that is not closed ends with its line, so that one missing quote does not swallow the rest.
TOKEN = re.compile(
    r'[ \t\n\r]*+(?:(?P<string>"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?)'
    r'|(?P<mark>[{}\[\],:])|(?P<word>[^ \t\n\r"{}\[\],:]++))',
    re.DOTALL,
)


def after_space(text: str, offset: int) -> int:
    """Return where the white space that begins at `offset` ends."""
    found = SPACE.match(text, offset)
    return found.end() if found else offset
