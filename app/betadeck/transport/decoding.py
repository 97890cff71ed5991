"""Undoing the content-encoding of an answer without ever losing a byte of it."""

from collections.abc import Iterator

from betadeck.core.failure import Failure, FailureKind
from betadeck.transport.codecs import CODECS, Codec, UndecodableError


class BodyDecoder:
    """Fed with raw bytes, yields decoded ones; `fault` tells what was wrong with them, if anything.

    When nothing could be decoded at all, the raw bytes come out as they are. When decoding breaks later,
    what was decoded stays and `broken` tells that there is nothing more to come.
    """

    def __init__(self, content_encoding: str) -> None:
        self._names = [name for part in content_encoding.split(",") if (name := part.strip().lower())]
        self._names = [name for name in self._names if name != "identity"]
        unknown = [name for name in self._names if name not in CODECS]
        self.fault = _unknown(unknown[0]) if unknown else None
        self._codecs = [] if unknown else [CODECS[name]() for name in reversed(self._names)]
        self._unproven = bytearray()
        self._any_out = not self._codecs
        self.broken = False

    def feed(self, raw: bytes) -> Iterator[bytes]:
        """Yield what `raw` becomes, in pieces of bounded size."""
        if not self._codecs:
            yield raw
            return
        if not self._any_out:
            self._unproven += raw
        try:
            for piece in _through(self._codecs, raw):
                if piece:
                    self._prove()
                    yield piece
        except UndecodableError as error:
            self.fault = self._wrong(str(error))
            self.broken = self._any_out
            yield from self._give_up()

    def close(self) -> Iterator[bytes]:
        """Say that the body has ended; yields raw bytes that never became anything."""
        if not self._codecs or all(codec.complete for codec in self._codecs) or not self._started():
            return
        self.fault = self.fault or self._wrong("it ends early")
        yield from self._give_up()

    def _started(self) -> bool:
        return self._any_out or bool(self._unproven)

    def _prove(self) -> None:
        self._any_out = True
        self._unproven.clear()

    def _give_up(self) -> Iterator[bytes]:
        self._codecs = []
        if self._unproven:
            yield bytes(self._unproven)
            self._unproven.clear()

    def _wrong(self, detail: str) -> Failure:
        names = ", ".join(self._names)
        kept = "What could be decoded is kept." if self._any_out else "It is shown as it came."
        return Failure(
            FailureKind.DECODING, f"The body is not the {names} that content-encoding says. {kept}", detail
        )


def _through(codecs: list[Codec], data: bytes) -> Iterator[bytes]:
    """Yield `data` after each of `codecs` in turn."""
    if not codecs:
        yield data
        return
    for piece in codecs[0].decode(data):
        if piece:
            yield from _through(codecs[1:], piece)


def _unknown(name: str) -> Failure:
    message = f"The body has the content-encoding {name}, which is not known here. It is shown as it came."
    return Failure(FailureKind.DECODING, message)
