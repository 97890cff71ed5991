"""JSON lines out of bytes that arrive in pieces: results of batches, exports, logs.

They come out as events, as those of a stream do, so that whoever shows one can show the other.
"""

from collections.abc import Mapping

from betadeck.core.json_text import JsonFault, parse
from betadeck.core.sse import Event

BROKEN = "not JSON"
"""The name of a line that is no JSON."""
_PLAIN = "line"
_LONGEST_NAME = 60
_SPACE = " \t\r\n"


class JsonLinesParser:
    """Takes bytes, gives one event a line that is not blank. `rest` holds the line that has not ended.

    An event is named after the kind of its result or its own type, and has the line's `custom_id` or `id`.
    The same bytes give the same events, however they are cut.
    """

    def __init__(self) -> None:
        self._parts: list[bytes] = []
        self._at = 0

    @property
    def rest(self) -> bytes:
        """The bytes of the line that has begun and not ended."""
        return b"".join(self._parts)

    def feed(self, chunk: bytes) -> list[Event]:
        """Take the next bytes; return the lines that they end."""
        head, newline, tail = chunk.rpartition(b"\n")
        if not newline:
            self._parts.append(chunk)
            return []
        whole = b"".join((*self._parts, head, newline))
        self._parts = [tail] if tail else []
        return [event for line in whole.split(b"\n")[:-1] if (event := self._event(line + b"\n"))]

    def close(self) -> list[Event]:
        """Take the end; the last line may lack its line feed."""
        line, self._parts = self.rest, []
        event = self._event(line) if line else None
        return [event] if event else []

    def _event(self, line: bytes) -> Event | None:
        start = self._at
        self._at += len(line)
        text = line.decode("utf-8", "surrogateescape").strip("\r\n")
        if start == 0:
            text = text.removeprefix("\ufeff")
        if not text.strip(_SPACE):
            return None
        name, identity = _named(text)
        return Event(name, text, identity, start, self._at)


def _named(text: str) -> tuple[str, str]:
    """Return what a line is called, and its id."""
    try:
        value = parse(text)
    except JsonFault:
        return BROKEN, ""
    if not isinstance(value, Mapping):
        return _PLAIN, ""
    result = value.get("result")
    kind = result.get("type") if isinstance(result, Mapping) else value.get("type")
    identity = value.get("custom_id", value.get("id"))
    name = kind[:_LONGEST_NAME] if isinstance(kind, str) and kind else _PLAIN
    return name, identity if isinstance(identity, str) else ""
