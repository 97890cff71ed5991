"""JSON text laid out anew, token by token: numbers, escapes and the order of keys stay as they are."""

import re

from betadeck.core.json_tokens import STRING

_TOKEN = re.compile(rf"{STRING}|[{{\[][ \t\n\r]*+[}}\]]|[{{}}\[\],:]|[^ \t\n\r\"{{}}\[\],:]++", re.DOTALL)
_SOLID = re.compile(rf"{STRING}|[^ \t\n\r\"]++", re.DOTALL)


def laid_out(text: str, indent: int) -> str:
    """Return `text`, which must be JSON, with one member a line and `indent` spaces a level."""
    out: list[str] = []
    breaks = ["\n"]
    depth = 0
    for token in _TOKEN.findall(text):
        if token == ",":
            out.append("," + breaks[depth])
        elif token == ":":
            out.append(": ")
        elif token in ("{", "["):
            depth += 1
            if depth == len(breaks):
                breaks.append("\n" + " " * (indent * depth))
            out.append(token + breaks[depth])
        elif token in ("}", "]"):
            depth -= 1
            out.append(breaks[depth] + token)
        else:
            out.append(token if token[0] not in "{[" else token[0] + token[-1])
    return "".join(out)


def without_space(text: str) -> str:
    """Return `text`, which must be JSON, without any white space between its tokens."""
    return "".join(_SOLID.findall(text))
