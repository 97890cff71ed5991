"""Moving files to names that must be free, so that nothing is ever moved over something else."""

import errno
import os
from pathlib import Path

_NO_LINKS = {errno.EPERM, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK}


def move_new(old: Path, new: Path) -> None:
    """Give the file `old` the name `new` on the same disk.

    A symbolic link is made anew, so that it still leads to its file. Killed half-way, both names lead to
    the same content.

    Raises:
        FileExistsError: something is called `new`.
        OSError: the system's reason.
    """
    if old.is_symlink():
        new.symlink_to(os.path.realpath(old))
        old.unlink()
    elif _is_same(old, new):  # another spelling of its own name, on a disk that takes A for a
        old.rename(new)
    else:
        link_new(old, new)


def link_new(old: Path, new: Path) -> None:
    """Give the file `old` the free name `new`; an ordinary file, no link.

    Raises:
        FileExistsError: something is called `new`.
        OSError: the system's reason.
    """
    try:
        os.link(old, new)
    except OSError as error:
        if error.errno not in _NO_LINKS:
            raise
        # A disk without hard links, as FAT: looking and moving are two steps there.
        if os.path.lexists(new):
            raise FileExistsError(errno.EEXIST, "File exists") from None
        old.rename(new)
        return
    old.unlink()


def _is_same(old: Path, new: Path) -> bool:
    return old.parent == new.parent and old != new and new.exists() and old.samefile(new)
