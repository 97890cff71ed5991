"""Regular expressions with possessive groups, which Python before 3.11.5 matches wrongly.

There `(?:ab|a)*+` and its like end in the middle of a match (python/cpython, number 106052; mended in 3.11.5).
Debian 12 has 3.11.2.
"""

import re
import sys
from typing import AnyStr, cast

_WRONG = sys.version_info < (3, 11, 5)


def compiled(pattern: AnyStr, flags: int = 0) -> "re.Pattern[AnyStr]":
    """Return `pattern` compiled; by the `regex` library, which is right and slower, where Python is wrong."""
    if not _WRONG:
        return re.compile(pattern, flags)
    import regex

    return cast("re.Pattern[AnyStr]", regex.compile(pattern, flags))
