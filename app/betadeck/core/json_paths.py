"""Where a value stands in JSON, as a JMESPath expression."""

import json
import re
from collections.abc import Sequence

_PLAIN = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

Step = str | int
"""A key of an object, or the place in a list."""


def jmespath_of(steps: Sequence[Step]) -> str:
    """Return the JMESPath expression that finds the value; the whole document's is `@`."""
    out = ""
    for step in steps:
        if isinstance(step, int):
            out += f"[{step}]"
        else:
            name = step if _PLAIN.fullmatch(step) else json.dumps(step)
            out += f".{name}" if out else name
    return out or "@"
