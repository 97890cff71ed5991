"""JSON text laid out anew, token by token: numbers, escapes and the order of keys stay as they are."""

import re
from collections.abc import Generator
from itertools import islice

from betadeck.core.json_tokens import STRING
from betadeck.core.steps import result_of

_TOKEN = re.compile(rf"{STRING}|[{{\[][ \t\n\r]*+[}}\]]|[{{}}\[\],:]|[^ \t\n\r\"{{}}\[\],:]++", re.DOTALL)
_STEP_TOKENS = 4_000
_SOLID = re.compile(rf"{STRING}|[^ \t\n\r\"]++", re.DOTALL)


def laid_out(text: str, indent: int) -> str:
    """Return `text`, which must be JSON, with one member a line and `indent` spaces a level."""
    return result_of(layout_steps(text, indent))


def layout_steps(text: str, indent: int) -> Generator[None, None, str]:
    """Do what `laid_out` does in steps of a few thousand tokens."""
    out: list[str] = []
    breaks = ["\n"]
    depth = 0
    tokens = _TOKEN.finditer(text)
    while some := [found.group() for found in islice(tokens, _STEP_TOKENS)]:
        for token in some:
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
        yield
    return "".join(out)


def without_space(text: str) -> str:
    """Return `text`, which must be JSON, without any white space between its tokens."""
    return "".join(_SOLID.findall(text))
