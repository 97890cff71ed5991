"""Files written whole or not at all, also when the process is killed or the power fails.

A new content goes to a temporary file in the same folder, is flushed to the disk, and then takes the
old one's place in one step; the folder is flushed too. Whoever reads sees the old or the new content.
"""

import mmap
import os
import stat
import sys
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from betadeck.core.body import Body
from betadeck.storage.faults import StorageFault, fault_of
from betadeck.storage.moves import link_new

_PREFIX, _SUFFIX = ".betadeck-", ".tmp"
_STALE_S = 60.0
# Opening a named pipe would wait for its other end for ever; O_NONBLOCK is not on Windows.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def write_bytes(
    path: Path, data: Body, *, mode: int = 0o600, check: Callable[[], None] | None = None
) -> os.stat_result:
    """Put `data` in the place of the file `path` and return the new file's stat.

    A symbolic link stays one: the file that it leads to is replaced. `check` runs after the data is on
    the disk and just before it takes its place; what it raises stops the write.

    Raises:
        StorageFault: nothing was changed.
    """
    try:
        return _put(Path(os.path.realpath(path)), (data,), mode, check, os.replace)
    except OSError as error:
        raise fault_of(error, path, "save") from error


def write_pieces(path: Path, pieces: Iterable[bytes], *, mode: int = 0o600) -> os.stat_result:
    """Put `pieces`, one after the other, in the place of the file `path`; as `write_bytes` otherwise.

    Raises:
        StorageFault: nothing was changed.
    """
    try:
        return _put(Path(os.path.realpath(path)), pieces, mode, None, os.replace)
    except OSError as error:
        raise fault_of(error, path, "save") from error


def create_bytes(path: Path, data: bytes, *, mode: int = 0o600) -> os.stat_result:
    """Write `data` to the new file `path` and return its stat; never replaces anything.

    Raises:
        StorageFault: nothing was changed; its code is `exists` when something has that name.
    """
    try:
        return _put(path, (data,), mode, None, link_new)
    except OSError as error:
        raise fault_of(error, path, "create") from error


def read_bytes(path: Path, limit: int) -> tuple[bytes, os.stat_result]:
    """Return the content of `path`, at most `limit` bytes, and the stat of just that content.

    Raises:
        StorageFault: code `too_big` (found out without reading), `not_a_file`, or the system's reason.
    """
    try:
        return _read(path, limit)
    except OSError as error:
        raise fault_of(error, path, "read") from error


def map_bytes(path: Path, more_than: int) -> Body | None:
    """Return the content of `path` as a map of it, None if that is not more than `more_than` bytes.

    Raises:
        StorageFault: the system's reason.
    """
    try:
        number = os.open(path, _READ)
        try:
            found = os.fstat(number)
            if not stat.S_ISREG(found.st_mode) or found.st_size <= more_than:
                return None
            return mmap.mmap(number, found.st_size, access=mmap.ACCESS_READ)
        finally:
            os.close(number)
    except OSError as error:
        raise fault_of(error, path, "read") from error


def make_folder(path: Path) -> None:
    """Make the folder `path` and what lacks above it, for this user only; one that is there will do.

    Raises:
        StorageFault: it could not be made.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise fault_of(error, path, "make the folder") from error


def sweep(folder: Path) -> int:
    """Remove what killed writers left in `folder` more than a minute ago; return how many files."""
    count = 0
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if is_temporary(entry.name) and time.time() - entry.stat().st_mtime > _STALE_S:
                Path(entry.path).unlink(missing_ok=True)
                count += 1
    return count


def is_temporary(name: str) -> bool:
    """Tell whether a file called `name` is an unfinished write of ours."""
    return name.startswith(_PREFIX) and name.endswith(_SUFFIX)


def sync_folder(folder: Path) -> None:
    """Flush the folder's list of names to the disk, where the system can (Windows cannot).

    Some network disks refuse this; the content itself is safe by then, so that is no failure.
    """
    if os.name == "nt":
        return
    with suppress(OSError):
        number = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(number)
        finally:
            os.close(number)


def _put(
    path: Path,
    pieces: Iterable[Body],
    mode: int,
    check: Callable[[], None] | None,
    place: Callable[[Path, Path], object],
) -> os.stat_result:
    # The name is short and our own: the real one may already be as long as the disk allows.
    temporary = path.parent / f"{_PREFIX}{os.urandom(8).hex()}{_SUFFIX}"
    try:
        result = _write_new(temporary, pieces, mode)
        if check is not None:
            check()
        place(temporary, path)
    except BaseException:  # nothing is left behind, whatever stopped it: Ctrl+C, too
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)
    return result


def _write_new(path: Path, pieces: Iterable[Body], mode: int) -> os.stat_result:
    with os.fdopen(os.open(path, _NEW, mode), "wb") as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        _flush(file.fileno())
        return os.fstat(file.fileno())


def _flush(number: int) -> None:
    """Wait until the file is on the disk; on a Mac, fsync alone leaves it in the drive's cache."""
    if sys.platform == "darwin":
        import fcntl

        with suppress(OSError):  # network disks do not know it
            fcntl.fcntl(number, fcntl.F_FULLFSYNC)
            return
    os.fsync(number)


def _read(path: Path, limit: int) -> tuple[bytes, os.stat_result]:
    number = os.open(path, _READ)
    try:
        found = os.fstat(number)
        if not stat.S_ISREG(found.st_mode):
            raise StorageFault("not_a_file", f"Could not read {path}: it is not an ordinary file.", path)
        data = b"" if found.st_size > limit else _read_all(number, found.st_size, limit + 1)
    finally:
        os.close(number)
    if found.st_size > limit or len(data) > limit:
        raise StorageFault("too_big", _too_big(path, max(found.st_size, len(data)), limit), path)
    return data, found


def _read_all(number: int, size: int, most: int) -> bytes:
    """Return the file's content, expected to be `size` bytes, but never much more than `most`."""
    parts: list[bytes] = []
    while most > 0 and (part := os.read(number, min(most, max(size, 0) + 1))):
        parts.append(part)
        most -= len(part)
        size = max(size - len(part), 65_536)
    return b"".join(parts)


def _too_big(path: Path, size: int, limit: int) -> str:
    return f"Could not read {path}: it is {size / 1e6:,.1f} MB, and {limit / 1e6:,.1f} MB is the most."
