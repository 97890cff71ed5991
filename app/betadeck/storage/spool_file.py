"""A file that holds one big answer for as long as anything looks at it."""

import mmap
import os
import weakref
from contextlib import suppress
from pathlib import Path
from types import ModuleType
from typing import Self

try:
    import fcntl

    _locks: ModuleType | None = fcntl
except ImportError:  # Windows, where nobody can delete a file that is open
    _locks = None

ENDING = ".part"
_NEW = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_OLD = os.O_RDWR | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


class SpooledBody(mmap.mmap):
    """The bytes of a `SpoolFile`, read-only. Slices are bytes; it is never written to."""

    file: "SpoolFile"


class SpoolFile:
    """A new file in `folder`, readable by this user alone. It is deleted with the last `SpooledBody` of it.

    It stays locked until then, which tells other programs that somebody needs it: the system ends the lock
    with the process, however that ends. Everything raises `OSError`.
    """

    def __init__(self, folder: Path) -> None:
        self.path, self._number = _locked_file(folder)
        self.size = 0
        weakref.finalize(self, _drop, self._number, self.path)

    def write(self, data: bytes) -> None:
        """Put `data` at the end. What could not be written is missing at the end; `size` is what is there."""
        rest = memoryview(data)
        while rest:
            count = os.write(self._number, rest)
            self.size += count
            rest = rest[count:]

    def body(self) -> SpooledBody:
        """Return what was written so far; more may be written later. There must be something."""
        body = SpooledBody(self._number, self.size, access=mmap.ACCESS_READ)
        body.file = self
        return body

    @classmethod
    def sweep(cls: type[Self], folder: Path, stale_s: float, now_s: float) -> int:
        """Delete the files in `folder` that no running program needs; return how many.

        Where files cannot be locked, those are deleted that nobody has written to for `stale_s` seconds.
        """
        count = 0
        with suppress(OSError), os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.endswith(ENDING):
                    with suppress(OSError):
                        is_stale = now_s - entry.stat().st_mtime > stale_s
                        count += _delete_unless_needed(Path(entry.path), is_stale)
        return count


def _locked_file(folder: Path) -> tuple[Path, int]:
    """Make a file and lock it. Somebody may sweep it away between the two: then another is made."""
    while True:
        path = folder / f"{os.urandom(8).hex()}{ENDING}"
        number = os.open(path, _NEW, 0o600)
        if _locks is None:
            return path, number
        with suppress(OSError):  # a disk that knows no locks
            _locks.flock(number, _locks.LOCK_EX)
        if os.fstat(number).st_nlink:
            return path, number
        os.close(number)


def _delete_unless_needed(path: Path, is_stale: bool) -> bool:
    if _locks is None:
        path.unlink()  # refused while it is open
        return True
    number = os.open(path, _OLD)
    try:
        _locks.flock(number, _locks.LOCK_EX | _locks.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:
        if not is_stale:
            return False
    finally:
        os.close(number)
    path.unlink()
    return True


def _drop(number: int, path: Path) -> None:
    """Close and delete; what cannot be deleted is left for the next sweep."""
    with suppress(OSError):
        os.close(number)
    with suppress(OSError):
        path.unlink(missing_ok=True)
