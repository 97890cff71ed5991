"""Big answers go to disk as they arrive, so that memory stays bounded whatever comes."""

import shutil
import threading
import time
from collections.abc import Callable
from pathlib import Path

from betadeck.core.body import Body
from betadeck.core.body_store import BodyStore, Work
from betadeck.core.failure import Failure, FailureKind, SendError
from betadeck.core.figures import size_words
from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault, fault_of
from betadeck.storage.spool_file import SpoolFile

_BATCH_BYTES = 1 << 20
_SPARE_BYTES = 64 << 20
"""So much is left free on the disk: a disk that is full to the brim takes settings and drafts no more."""

_STALE_S = 86_400.0


class Spool:
    """Makes stores for answers, with their files in `folder`. `limit_bytes` tells what stays in memory."""

    def __init__(self, folder: Path, limit_bytes: Callable[[], int]) -> None:
        self._folder, self._limit_bytes = folder, limit_bytes

    def store(self) -> BodyStore:
        """Return a store for one answer."""
        return SpoolStore(self._folder, self._limit_bytes())

    def sweep(self) -> int:
        """Delete what killed programs left, and nothing that another running one needs."""
        return SpoolFile.sweep(self._folder, _STALE_S, time.time())


class SpoolStore:
    """Keeps an answer in memory up to `limit_bytes`, a longer one on disk.

    `add` and `body` are for the loop's thread, the work for another. When the disk has no more room, all
    that came until then is kept.
    """

    def __init__(self, folder: Path, limit_bytes: int) -> None:
        self._folder, self._limit_bytes = folder, limit_bytes
        self._lock = threading.Lock()
        self._held: list[bytes] = []
        self._held_bytes = 0
        self._size = 0
        self._file: SpoolFile | None = None
        self._body: Body = b""

    @property
    def size(self) -> int:
        """How many bytes came so far."""
        return self._size

    def add(self, chunk: bytes) -> Work | None:
        """Take the next bytes; return the writing of them once there are enough."""
        self._held.append(chunk)
        self._held_bytes += len(chunk)
        self._size += len(chunk)
        return self._write if self._size > self._limit_bytes and self._held_bytes >= _BATCH_BYTES else None

    def body(self) -> Body:
        """Return all of them so far; on a disk without room, those that it took."""
        with self._lock:
            if self._size <= self._limit_bytes and self._file is None:
                self._body = self._in_memory()
            elif len(self._body) != self._size:
                self._body = self._on_disk()
            return self._body

    def _write(self) -> None:
        with self._lock:
            try:
                self._put()
            except OSError as error:
                raise SendError(_no_room(str(fault_of(error, self._folder, "keep the answer in")))) from error
            except StorageFault as fault:
                raise SendError(_no_room(fault.message)) from fault
            free = shutil.disk_usage(self._folder).free
        if free < _SPARE_BYTES:
            words = f"Only {size_words(free)} are free on the disk of {self._folder}"
            raise SendError(_no_room(f"{words}, so no more of this answer was read."))

    def _put(self) -> None:
        """Write what is held; what the disk did not take is still held then."""
        if self._file is None:
            atomic.make_folder(self._folder)
            self._file = SpoolFile(self._folder)
        data, self._held, self._held_bytes = b"".join(self._held), [], 0
        before = self._file.size
        try:
            self._file.write(data)
        except OSError:
            self._held = [data[self._file.size - before :]]
            self._held_bytes = len(self._held[0])
            raise

    def _in_memory(self) -> bytes:
        if len(self._held) > 1:
            self._held = [b"".join(self._held)]
        return self._held[0] if self._held else b""

    def _on_disk(self) -> Body:
        try:
            self._put()
        except (OSError, StorageFault):
            if self._file is None or self._file.size == 0:
                return self._in_memory()
        assert self._file is not None
        return self._file.body()


def _no_room(message: str) -> Failure:
    return Failure(FailureKind.NO_ROOM, message)
