"""A big answer kept by the history: its file is shared with whoever still looks at it, not copied."""

import os
from collections.abc import Callable
from pathlib import Path

from betadeck.core.body import Body, is_on_disk
from betadeck.storage import atomic
from betadeck.storage.conceal import concealed
from betadeck.storage.faults import fault_of
from betadeck.storage.key_scan import file_holds_key, holds_key, masked
from betadeck.storage.spool_file import SpooledBody

_SCANNED_HERE_BYTES = 8_000_000
"""A smaller answer is looked through sooner than another process is started."""


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
        atomic.write_pieces(path, masked(body, secrets))
    elif not (isinstance(body, SpooledBody) and _share(body.file.path, path)):
        atomic.write_bytes(path, body)


def _holds_key(body: Body, secrets: tuple[str, ...], is_wanted: Callable[[], bool]) -> bool:
    if isinstance(body, SpooledBody) and len(body) > _SCANNED_HERE_BYTES:
        try:
            return file_holds_key(body.file.path, secrets, is_wanted)
        except (OSError, EOFError):
            pass  # slower, and felt in the window, but it has to be done
    return holds_key(body, secrets)


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
