"""How a JSON text is laid out, so that what is put in looks like what stands there."""

import json
import re
from dataclasses import dataclass

from betadeck.core.json_walk import Node

_INDENTED = re.compile(r"\n([ \t]+)[^ \t\r\n]")
_COLON = re.compile(r'"[ \t]*+:([ \t\r\n]?)')
_BLANKS = re.compile(r"[ \t]*")


@dataclass(frozen=True, slots=True)
class Style:
    """`lines`: one member a line, each level indented by `unit`. `space` follows commas and colons."""

    lines: bool
    unit: str = "  "
    space: str = " "
    newline: str = "\n"

    @property
    def colon(self) -> str:
        """What stands between a name and its value."""
        return ":" + self.space

    def breaks(self, text: str) -> str:
        """Return `text` with the line breaks of this style."""
        return text.replace("\r\n", "\n").replace("\n", self.newline)

    def indent_at(self, text: str, offset: int) -> str:
        """Return the blanks that the line of `offset` begins with."""
        found = _BLANKS.match(text, text.rfind("\n", 0, offset) + 1, offset)
        return found.group() if found else ""


def style_of(text: str, root: Node) -> Style:
    """Return the style of `text`; a root that holds nothing yet is laid out in lines."""
    colon = _COLON.search(text)
    indented = _INDENTED.search(text)
    return Style(
        lines=text.find("\n", root.span.start, root.span.end) >= 0
        or (root.opens in ("{", "[") and not root.members),
        unit=indented[1] if indented else "  ",
        space=" " if colon is None or colon[1] else "",
        newline="\r\n" if "\r\n" in text else "\n",
    )


def shifted(value: str, indent: str) -> str:
    """Return `value` with `indent` before each of its lines but the first.

    A line break in JSON text is never inside a string, so this changes the layout alone.
    """
    return value.replace("\n", "\n" + indent)


def quoted(name: str) -> str:
    """Return `name` as a JSON string; characters outside ASCII stay readable."""
    return json.dumps(name, ensure_ascii=False)
