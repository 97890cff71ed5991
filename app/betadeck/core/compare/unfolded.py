"""JSON as lines made for comparing: a member a line, texts of several lines unfolded, no commas."""

import json
from collections.abc import Iterable, Iterator

_encoded = json.encoder.encode_basestring
_MOST_INDENT = 60


def unfolded(value: object) -> bytes:
    """Return a parsed JSON value as such lines, in UTF-8.

    Without commas a last member does not differ from the same one in another place. A text with line
    breaks stands below its name, each line behind a bar; so a change in long prose is a change of a line.
    """
    lines: list[str] = []
    open_ones: list[tuple[Iterator[tuple[str, object]], str]] = []
    items, closing = iter([("", value)]), ""
    while True:
        indent = _indent(len(open_ones))
        for label, each in items:
            kind = type(each)
            if kind is str:
                _put_text(lines, indent, label, str(each))
            elif each and (kind is dict or kind is list):
                open_ones.append((items, closing))
                lines.append(f"{indent}{label}{'{' if kind is dict else '['}")
                items, closing = _items(each), "}" if kind is dict else "]"
                break
            else:
                lines.append(f"{indent}{label}{json.dumps(each)}")
        else:
            if not open_ones:
                return "\n".join(lines).encode("utf-8", "surrogatepass")
            ended = closing
            items, closing = open_ones.pop()
            lines.append(_indent(len(open_ones)) + ended)


def _indent(depth: int) -> str:
    return "  " * min(depth, _MOST_INDENT)


def _items(value: object) -> Iterator[tuple[str, object]]:
    """Return the members or items of a container with the labels that stand before them."""
    if isinstance(value, dict):
        return iter([(f"{_encoded(key)}: ", each) for key, each in value.items()])
    found: Iterable[object] = value if isinstance(value, list) else ()
    return iter([("", each) for each in found])


def _put_text(lines: list[str], indent: str, label: str, text: str) -> None:
    if "\n" not in text:
        lines.append(f"{indent}{label}{_encoded(text)}")
        return
    if label:
        lines.append(f"{indent}{label}".rstrip())
    for line in text.split("\n"):
        shown = _encoded(line)[1:-1].replace('\\"', '"')
        lines.append(f"{indent}  │ {shown}")
