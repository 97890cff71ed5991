"""What can go wrong with a file, in words: one exception for every error of the operating system."""

import errno
from pathlib import Path

_CODES = {
    errno.ENOSPC: "full",
    errno.EDQUOT: "full",
    errno.EFBIG: "full",
    errno.EROFS: "read_only",
    errno.EACCES: "denied",
    errno.EPERM: "denied",
    errno.ENOENT: "gone",
    errno.EEXIST: "exists",
    errno.ENOTEMPTY: "exists",
    errno.ENOTDIR: "not_a_folder",
    errno.EISDIR: "not_a_file",
    errno.ENAMETOOLONG: "name_too_long",
    errno.ELOOP: "loop",
}
_WORDS = {
    "full": "the disk is full, or a size limit is reached",
    "read_only": "the disk or folder is read-only",
    "denied": "permission was denied",
    "gone": "it is not there any more",
    "exists": "something of that name is there already",
    "not_a_folder": "a part of its path is not a folder",
    "not_a_file": "it is not an ordinary file",
    "name_too_long": "its name is too long for this disk",
    "loop": "its symbolic links lead in a circle",
}


class StorageFault(Exception):  # noqa: N818  "fault" is this program's word for it
    """Something could not be read or kept; what was there before is untouched.

    `code` is one of `full`, `read_only`, `denied`, `gone`, `exists`, `not_a_folder`, `not_a_file`,
    `name_too_long`, `loop`, `io` (any other error of the system), `too_big`, `not_utf8`, `secret`,
    `newer_format`, `bad_name`, `conflict`, `broken` (the content is not what it should be), or, for a
    preset that cannot be understood, the code of its `PresetFault`. `message` is a sentence for people.
    """

    def __init__(self, code: str, message: str, path: Path) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.path = path


def fault_of(error: OSError, path: Path, doing: str) -> StorageFault:
    """Return `error` in words; `doing` is what failed, as in `"save"` or `"read"`."""
    code = _CODES.get(error.errno or 0, "io")
    words = _WORDS.get(code) or (error.strerror or type(error).__name__)
    return StorageFault(code, f"Could not {doing} {path}: {words}.", path)
