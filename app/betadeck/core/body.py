"""The bytes of an answer: in memory, or on disk when there are many."""

import mmap
import re
from collections.abc import Iterator
from typing import TypeAlias

Body: TypeAlias = bytes | mmap.mmap
"""An answer's bytes. A big one is a read-only map of a file, so that memory does not hold it.

Both have a length, give `bytes` for a slice, and can be searched: `body.find(b"x", start, end)`,
`body.rfind`, `pattern.search(body, start, end)`. Whoever reads one relies on nothing else, takes pieces of a
size it sets itself, and never asks for the whole as bytes.
"""

_PIECE_BYTES = 1 << 22
_WORD = re.compile(rb"[^\s]")


def is_blank(body: Body) -> bool:
    """Tell whether there is nothing in `body` but white space."""
    return _WORD.search(body) is None


def is_on_disk(body: Body) -> bool:
    """Tell whether `body` is a file's, so that nobody should make copies of it in memory."""
    return isinstance(body, mmap.mmap)


def pieces(body: Body) -> Iterator[bytes]:
    """Yield all of `body`, in pieces of a size that memory does not feel."""
    for start in range(0, len(body), _PIECE_BYTES):
        yield body[start : start + _PIECE_BYTES]
        forget(body)


def forget(body: Body) -> None:
    """Give back the memory that reading a map has taken; the bytes come from the file again when read.

    For whoever reads all of a big body once. Without it the system does the same when memory runs short.
    """
    if isinstance(body, mmap.mmap) and hasattr(mmap, "MADV_DONTNEED"):
        body.madvise(mmap.MADV_DONTNEED)
