"""A big answer kept by the history: its file is shared with whoever still looks at it, not copied."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

from betadeck.core.body import Body, forget, is_on_disk
from betadeck.storage import atomic
from betadeck.storage.conceal import concealed
from betadeck.storage.faults import fault_of
from betadeck.storage.spool_file import SpooledBody

_STEP_BYTES = 1 << 20
_AROUND_BYTES = 16_384
"""The longest key that is known; what stands on the border of two steps is whole in one of them."""


class NoLongerWantedError(Exception):
    """Nobody wants this to be kept any more."""


def keep(path: Path, body: Body, secrets: tuple[str, ...], is_wanted: Callable[[], bool]) -> None:
    """Put `body`, which is not empty, at `path`, keys in it masked.

    `is_wanted` is asked now and then. A big answer is read once for keys; it is copied only if there is
    one. It is on the disk when the system writes it there: after a power failure its end may be missing.

    Raises:
        StorageFault: nothing is there.
        NoLongerWantedError: the same.
    """
    if not is_on_disk(body):
        atomic.write_bytes(path, concealed(body[:], secrets))
    elif _holds_key(body, secrets, is_wanted):
        atomic.write_pieces(path, _masked(body, secrets))
    elif not (isinstance(body, SpooledBody) and _share(body.file.path, path)):
        atomic.write_bytes(path, body)


def _holds_key(body: Body, secrets: tuple[str, ...], is_wanted: Callable[[], bool]) -> bool:
    for start, masked in zip(range(0, len(body), _STEP_BYTES), _masked(body, secrets), strict=True):
        if not is_wanted():
            raise NoLongerWantedError
        if masked != body[start : start + _STEP_BYTES]:
            return True
    return False


def _masked(body: Body, secrets: tuple[str, ...]) -> Iterator[bytes]:
    """Yield all of `body` in steps, keys starred out. A mask is as long as what it hides."""
    for start in range(0, len(body), _STEP_BYTES):
        before = min(start, _AROUND_BYTES)
        around = body[start - before : start + _STEP_BYTES + _AROUND_BYTES]
        yield concealed(around, secrets)[before : before + _STEP_BYTES]
        forget(body)


def _share(spooled: Path, path: Path) -> bool:
    """Give the file a second name; tell whether this disk can. Sweeps must see that it is new."""
    try:
        path.unlink(missing_ok=True)
        os.link(spooled, path)
        os.utime(path)
    except FileNotFoundError as error:
        raise fault_of(error, path, "keep the answer in") from error
    except OSError:
        return False
    return True
