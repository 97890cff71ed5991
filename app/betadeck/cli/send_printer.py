"""Shows an answer on the command line while it arrives."""

import sys
from typing import TextIO

from betadeck.core.answer import Answer, BlockGrew, Change
from betadeck.core.answer_fold import AnswerFold
from betadeck.core.answer_of import answer_of
from betadeck.core.exchange import Head, Timings
from betadeck.core.exchange_fold import ExchangeFold
from betadeck.core.sse import SseParser
from betadeck.core.visible_text import tamed


class Printer:
    """A sink that keeps everything in a fold and writes the text of a stream to `out` as it comes.

    On a terminal, control characters in the answer are written out, so that no answer can play with it.
    """

    def __init__(self, fold: ExchangeFold, out: TextIO | None) -> None:
        self._fold = fold
        self._out = out
        self._parser: SseParser | None = None
        self._answer = AnswerFold()
        self._last = "\n"

    def head(self, head: Head) -> None:
        """Take the head."""
        self._fold.head(head)
        if head.media_type == "text/event-stream":
            self._parser = SseParser()

    def body(self, chunk: bytes, wire_bytes: int) -> None:
        """Take bytes, and show the text in them."""
        self._fold.body(chunk, wire_bytes)
        if self._parser is not None:
            self._show(self._answer.feed(self._parser.feed(chunk)))

    def timing(self, timings: Timings) -> None:
        """Take the times."""
        self._fold.timing(timings)

    def redirect(self, head: Head, location: str) -> None:
        """Take a redirect."""
        self._fold.redirect(head, location)

    def close(self) -> Answer:
        """Show what is left, and return the answer."""
        answer = self._streamed() if self._parser is not None else self._whole()
        self._write("" if self._last == "\n" else "\n")
        return answer

    def _streamed(self) -> Answer:
        assert self._parser is not None
        self._show(self._answer.feed(self._parser.close()))
        self._show(self._answer.close(self._parser.rest))
        answer = self._answer.snapshot()
        if answer.message is None and answer.error is None:
            self._raw()
        return answer

    def _whole(self) -> Answer:
        head = self._fold.latest_head
        answer = answer_of(self._fold.body_so_far(), head.media_type if head else "")
        if answer.message is None:
            self._raw()
        for block in answer.blocks:
            self._write(str(block.data.get("text", "")) if block.type == "text" else "")
        return answer

    def _raw(self) -> None:
        """Write the body as it came: it is no message, so nothing in it is known to matter less."""
        body = self._fold.body_so_far()
        if self._out is None or not body:
            return
        buffer = None if self._out.isatty() else getattr(self._out, "buffer", None)
        if buffer is None:
            self._write(body[:].decode("utf-8", "backslashreplace"))
            return
        self._out.flush()
        buffer.write(body)
        self._last = "\n"

    def _show(self, changes: list[Change]) -> None:
        for change in changes:
            if isinstance(change, BlockGrew) and change.field == "text":
                self._write(change.text)

    def _write(self, text: str) -> None:
        if self._out is None or not text:
            return
        self._out.write(tamed(text) if self._out.isatty() else text)
        self._out.flush()
        self._last = text[-1]


def standard_output(*, as_json: bool) -> TextIO | None:
    """Return where text goes: nowhere when JSON is wanted."""
    return None if as_json else sys.stdout
