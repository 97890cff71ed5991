"""The request's body as the HTTP library reads it: in pieces, from memory or from disk, never whole twice.

These are plain iterators, no generators: one that is left half-way has nothing to clean up but its file,
which `aclose` closes.
"""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, replace
from io import FileIO
from pathlib import Path

import httpx

from betadeck.core import wire_multipart
from betadeck.core.draft import FilePart
from betadeck.core.failure import Failure, FailureKind, SendError
from betadeck.core.wire import Origin, WireHeader, WireRequest

PIECE_BYTES = 128 * 1024


@dataclass(frozen=True, slots=True)
class _File:
    part: FilePart
    size: int


def measured(request: WireRequest) -> WireRequest:
    """Return `request` with the length of its form filled in, from the sizes of the files on disk.

    Requests without files come back as they are.

    Raises:
        SendError: a file is gone or cannot be read.
    """
    if not request.files or any(line.name.lower() == "transfer-encoding" for line in request.headers):
        return request
    total = sum(each.size + 2 if isinstance(each, _File) else len(each) for each in _segments(request))
    lines = [_with_length(line, total) for line in request.headers]
    if not any(line.name.lower() == "content-length" for line in lines):
        lines.append(WireHeader("content-length", str(total), Origin.ADDED))
    return replace(request, headers=tuple(lines))


def _with_length(line: WireHeader, total: int) -> WireHeader:
    if line.name.lower() != "content-length":
        return line
    return replace(line, value=str(total), why="Counted from the files.")


def _segments(request: WireRequest) -> list[bytes | _File]:
    content_type = next((line.value for line in request.headers if line.name.lower() == "content-type"), "")
    boundary = wire_multipart.boundary_of(content_type)
    segments: list[bytes | _File] = [wire_multipart.field_bytes(boundary, *field) for field in request.fields]
    for part in request.files:
        segments += [wire_multipart.file_head(boundary, part), _File(part, _size(part))]
    return [*segments, wire_multipart.tail(boundary)]


def _size(part: FilePart) -> int:
    try:
        path = Path(part.path)
        if not path.is_file():
            raise _unreadable(part, "is no file" if path.exists() else "does not exist")
        return path.stat().st_size
    except (OSError, ValueError) as error:
        raise _unreadable(part, _reason(error)) from None


class Upload(httpx.AsyncByteStream):
    """The body of one request. `moved` is called whenever a piece has left, with how many bytes that makes."""

    def __init__(self, request: WireRequest, moved: Callable[[int], None]) -> None:
        self._segments = iter(_segments(request) if request.files else [request.body])
        self._moved = moved
        self._sent_bytes = 0
        self._memory = memoryview(b"")
        self._file: FileIO | None = None
        self._part = FilePart("", "")
        self._left = 0

    def __aiter__(self) -> "Upload":
        return self

    async def __anext__(self) -> bytes:
        self._moved(self._sent_bytes)
        piece = await self._piece()
        self._sent_bytes += len(piece)
        return piece

    async def _piece(self) -> bytes:
        while True:
            if self._file is not None:
                return await self._from_file(self._file)
            if self._memory:
                piece, self._memory = self._memory[:PIECE_BYTES], self._memory[PIECE_BYTES:]
                return bytes(piece)
            await self._next_segment()

    async def aclose(self) -> None:
        """Close the file that was being read, if any."""
        if self._file is not None:
            self._file.close()
            self._file = None

    async def _next_segment(self) -> None:
        segment = next(self._segments, None)
        if segment is None:
            raise StopAsyncIteration
        if isinstance(segment, bytes):
            self._memory = memoryview(segment)
            return
        self._part, self._left = segment.part, segment.size
        try:
            self._file = FileIO(segment.part.path)
        except OSError as error:
            raise _unreadable(segment.part, _reason(error)) from None

    async def _from_file(self, file: FileIO) -> bytes:
        """Return the next piece of `file`, or the line end after it; a thread reads, as disks may block."""
        if self._left == 0:
            await self.aclose()
            return b"\r\n"
        try:
            piece = await asyncio.to_thread(file.read, min(PIECE_BYTES, self._left))
        except OSError as error:
            raise _unreadable(self._part, _reason(error)) from None
        if not piece:
            raise _unreadable(self._part, "became shorter while it was sent")
        self._left -= len(piece)
        return piece


def _reason(error: OSError | ValueError) -> str:
    return f"cannot be read: {getattr(error, 'strerror', None) or type(error).__name__}"


def _unreadable(part: FilePart, problem: str) -> SendError:
    message = f"The file {part.path} for {part.field} {problem}."
    return SendError(Failure(FailureKind.BAD_REQUEST, message, f"file:{part.field}"))
