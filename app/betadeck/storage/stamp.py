"""Whether a file is still what it was."""

import hashlib
import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a file was when we last read or wrote it: time in nanoseconds, size in bytes, SHA-256 in hex."""

    mtime_ns: int
    size: int
    sha256: str

    def __str__(self) -> str:
        return f"{self.mtime_ns} {self.size} {self.sha256}"

    @classmethod
    def of_text(cls, text: str) -> "Stamp | None":
        """Return the stamp whose `str` is `text`, or None if that is no stamp."""
        try:
            mtime_ns, size, sha256 = text.split()
            return cls(int(mtime_ns), int(size), sha256)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Seen:
    """The cheap part of a stamp: what one look at the folder tells, without reading the file."""

    mtime_ns: int
    size: int
    inode: int
    device: int


def stamp_of(data: bytes, found: os.stat_result) -> Stamp:
    """Return the stamp of a file with the content `data` and the stat `found`."""
    return Stamp(found.st_mtime_ns, found.st_size, hashlib.sha256(data).hexdigest())


def seen_of(found: os.stat_result) -> Seen:
    """Return what the stat `found` tells."""
    return Seen(found.st_mtime_ns, found.st_size, found.st_ino, found.st_dev)
