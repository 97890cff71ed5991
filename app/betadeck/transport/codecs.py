"""Undoing one content encoding, a bounded piece at a time.

A few hundred bytes can stand for gigabytes, so no call hands out much more than `PIECE_BYTES` at once.
"""

import importlib
import zlib
from collections.abc import Callable, Iterator
from typing import Protocol

PIECE_BYTES = 1024 * 1024
_BARE_PROOF_BYTES = 512
_ZSTD_SIP_BYTES = 256  # every 4 bytes may become 128 KiB, and the library has no limit of its own


class UndecodableError(Exception):
    """The bytes are not what the encoding says; the text is the library's."""


class Codec(Protocol):
    """Takes encoded bytes, yields decoded pieces. `complete` tells whether the data ended as it should."""

    complete: bool

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield what `data` decodes to; raises `UndecodableError`."""
        ...


class Gzip:
    """RFC 1952, also several members in a row."""

    def __init__(self) -> None:
        self._inner = _Zlib(zlib.MAX_WBITS | 16)
        self.complete = False

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield the decoded pieces of `data`."""
        while data:
            if self._inner.complete:
                self._inner = _Zlib(zlib.MAX_WBITS | 16)
            yield from self._inner.decode(data)
            data = self._inner.rest
        self.complete = self._inner.complete


class Deflate:
    """RFC 9110 means zlib's format (RFC 1950); many servers send bare RFC 1951. Both are read.

    Bare data has no mark of its own, so any text decodes to a few bytes of rubbish: its output is held back
    until enough of it went well.
    """

    def __init__(self) -> None:
        self._start = b""
        self._held: list[bytes] | None = None
        self._taken = 0
        self._inner: _Zlib | None = None
        self.complete = False

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield the decoded pieces of `data`."""
        if self._inner is None:
            self._start += data
            if len(self._start) < 2:
                return
            data = self._start
            self._inner = self._begin()
        self._taken += len(data)
        for piece in self._inner.decode(data):
            if self._held is None:
                yield piece
            else:
                self._held.append(piece)
        self.complete = self._inner.complete
        if self._inner.rest:
            raise UndecodableError("bytes after the end of the compressed data")
        if self._held is not None and (self.complete or self._taken >= _BARE_PROOF_BYTES):
            yield from self._held
            self._held = None

    def _begin(self) -> "_Zlib":
        head = int.from_bytes(self._start[:2], "big")
        framed = head >> 8 & 0x0F == 8 and head % 31 == 0
        self._held = None if framed else []
        return _Zlib(zlib.MAX_WBITS if framed else -zlib.MAX_WBITS)


class _Zlib:
    """One zlib stream; `rest` holds the bytes after its end."""

    def __init__(self, window_bits: int) -> None:
        self._inner = zlib.decompressobj(window_bits)
        self.rest = b""

    @property
    def complete(self) -> bool:
        return self._inner.eof

    def decode(self, data: bytes) -> Iterator[bytes]:
        while True:
            try:
                piece = self._inner.decompress(data, PIECE_BYTES)
            except zlib.error as error:
                raise UndecodableError(str(error)) from None
            data = self._inner.unconsumed_tail
            if piece:
                yield piece
            if self._inner.eof or (not data and len(piece) < PIECE_BYTES):
                break
        self.rest = self._inner.unused_data


class Brotli:
    """RFC 7932. Needs version 1.2 of the library for bounded pieces; older ones hand out all at once."""

    def __init__(self) -> None:
        self._library = importlib.import_module("brotli")
        self._inner = self._library.Decompressor()
        self._bounded = hasattr(self._inner, "can_accept_more_data")
        self.complete = False

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield the decoded pieces of `data`."""
        if self.complete:
            raise UndecodableError("bytes after the end of the compressed data")
        limit = {"output_buffer_limit": PIECE_BYTES} if self._bounded else {}
        try:
            yield (piece := self._inner.process(data, **limit))
            while self._bounded and len(piece) >= PIECE_BYTES:
                yield (piece := self._inner.process(b"", **limit))
        except self._library.error as error:
            raise UndecodableError(str(error)) from None
        self.complete = self._inner.is_finished()


class Zstd:
    """RFC 8878, also several frames in a row."""

    def __init__(self) -> None:
        self._library = importlib.import_module("zstandard")
        self._inner = self._library.ZstdDecompressor().decompressobj()
        self.complete = False

    def decode(self, data: bytes) -> Iterator[bytes]:
        """Yield the decoded pieces of `data`."""
        for place in range(0, len(data), _ZSTD_SIP_BYTES):
            yield from self._sip(data[place : place + _ZSTD_SIP_BYTES])

    def _sip(self, data: bytes) -> Iterator[bytes]:
        while data:
            if self._inner.eof:
                self._inner = self._library.ZstdDecompressor().decompressobj()
            try:
                yield self._inner.decompress(data)
            except self._library.ZstdError as error:
                raise UndecodableError(str(error)) from None
            data = self._inner.unused_data if self._inner.eof else b""
        self.complete = self._inner.eof


CODECS: dict[str, Callable[[], Codec]] = {
    "gzip": Gzip,
    "x-gzip": Gzip,
    "deflate": Deflate,
    "br": Brotli,
    "zstd": Zstd,
}
