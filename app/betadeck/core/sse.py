"""Server-sent events out of bytes that arrive in pieces of any size.

Source: WHATWG HTML, section 9.2 (parsing and interpreting an event stream). Beyond it: every event knows
the bytes it came from, bytes that are no UTF-8 survive, and an event that was not ended is kept as `rest`.
"""

import re
from dataclasses import dataclass

_BOM = "\ufeff"
# An empty line ends an event. `\r(?!\n)`: a CRLF is one line end, never two.
_END = re.compile(rb"(?:\r\n|\n|\r(?!\n))(?:\r\n|\n|\r(?!\n))")
_LINE_END = re.compile("\r\n|\n|\r")
_LONGEST_END_BYTES = 4
_RETRY_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Event:
    """One event. Without an `event` line its name is `message`; `id` is the last one that was sent.

    `start` and `end` are byte offsets into the stream. An event begins where the one before it ended, so
    comments and empty blocks before it are its own; its empty line is in. Bytes in `data` that are no
    UTF-8 are kept as lone surrogates: `data.encode("utf-8", "surrogateescape")` gives them back.
    """

    name: str
    data: str
    id: str
    start: int
    end: int


class SseParser:
    """Takes bytes, gives events. The same bytes give the same events, however they are cut.

    `rest` holds the bytes after the last ended block; `retry_ms` the server's wish for reconnecting.
    """

    def __init__(self) -> None:
        self.retry_ms: int | None = None
        self._buffer = bytearray()
        self._taken = 0  # bytes of the stream before the buffer
        self._searched = 0  # bytes of the buffer without an end
        self._event_start = 0
        self._last_id = ""
        self._has_cr = False

    @property
    def rest(self) -> bytes:
        """The bytes of the event that has begun and not ended."""
        return bytes(self._buffer)

    def feed(self, chunk: bytes) -> list[Event]:
        """Take the next bytes; return the events that they end."""
        self._buffer += chunk
        self._has_cr = self._has_cr or b"\r" in chunk
        return self._read(final=False)

    def close(self) -> list[Event]:
        """Take the end of the stream; return the event that was ended by it, if any.

        That is one whose last CR waited for a possible LF. What has no empty line after it stays `rest`.
        """
        return self._read(final=True)

    def _read(self, *, final: bool) -> list[Event]:
        buffer = self._buffer
        events: list[Event] = []
        done = 0
        while (end := self._block_end(max(done, self._searched))) > 0:
            if not final and end == len(buffer) and buffer[-1] == 0x0D:
                break  # its LF may be on the way
            block = buffer[done:end].decode("utf-8", "surrogateescape")
            if self._taken + done == 0:
                block = block.removeprefix(_BOM)
            if event := self._event(block, self._taken + end):
                events.append(event)
            done = end
            self._searched = 0
        del buffer[:done]
        self._taken += done
        self._searched = max(0, len(buffer) - _LONGEST_END_BYTES)
        return events

    def _block_end(self, start: int) -> int:
        """Return where the next block ends, or -1. A plain search is far faster than the general one."""
        if not self._has_cr:
            place = self._buffer.find(b"\n\n", start)
            return place + 2 if place >= 0 else -1
        found = _END.search(self._buffer, start)
        return found.end() if found else -1

    def _event(self, block: str, end: int) -> Event | None:
        """Return the event of a block, or None if it has no data: then the format drops it."""
        name = ""
        data: list[str] = []
        for line in _LINE_END.split(block) if "\r" in block else block.split("\n"):
            field, colon, value = line.partition(":")
            if value.startswith(" "):
                value = value[1:]
            if field == "data":
                data.append(value)
            elif field == "event":
                name = value
            elif field and colon:
                self._take_other(field, value)
            elif field == "id":
                self._last_id = ""
        if not data:
            return None
        start, self._event_start = self._event_start, end
        return Event(name or "message", "\n".join(data), self._last_id, start, end)

    def _take_other(self, field: str, value: str) -> None:
        if field == "id" and "\0" not in value:
            self._last_id = value
        elif field == "retry" and value.isascii() and value.isdigit() and len(value) <= _RETRY_DIGITS:
            self.retry_ms = int(value)
