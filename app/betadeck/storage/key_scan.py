"""Big files looked through for keys in a process of its own: in a thread it would hold up the window."""

import mmap
import multiprocessing
import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path

from betadeck.core.body import Body, forget
from betadeck.storage.conceal import concealed

_STEP_BYTES = 1 << 20
_AROUND_BYTES = 16_384
"""The longest key that is known; what stands on the border of two steps is whole in one of them."""

_ASKED_EVERY_S = 0.1
_POLITE = 10


class NoLongerWantedError(Exception):
    """Nobody wants the answer any more."""


def masked(body: Body, secrets: tuple[str, ...]) -> Iterator[bytes]:
    """Yield all of `body` in steps, keys and `secrets` starred out. A mask is as long as what it hides."""
    for start in range(0, len(body), _STEP_BYTES):
        before = min(start, _AROUND_BYTES)
        around = body[start - before : start + _STEP_BYTES + _AROUND_BYTES]
        yield concealed(around, secrets)[before : before + _STEP_BYTES]
        forget(body)


def holds_key(body: Body, secrets: tuple[str, ...]) -> bool:
    """Tell whether there is anything in `body` to be masked."""
    starts = range(0, len(body), _STEP_BYTES)
    steps = zip(starts, masked(body, secrets), strict=True)
    return any(step != body[start : start + _STEP_BYTES] for start, step in steps)


def file_holds_key(path: Path, secrets: tuple[str, ...], is_wanted: Callable[[], bool]) -> bool:
    """Tell the same of a file that is not empty. `is_wanted` is asked now and then.

    Raises:
        NoLongerWantedError: it said no.
        OSError, EOFError: the process could not be started, could not read the file, or was killed.
    """
    context = multiprocessing.get_context("spawn")
    mine, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs,), name="betadeck-keys", daemon=True)
    process.start()
    theirs.close()
    try:
        mine.send((str(path), secrets))
        while not mine.poll(_ASKED_EVERY_S):
            if not is_wanted():
                raise NoLongerWantedError
        return bool(mine.recv())
    finally:
        process.kill()
        process.join()
        mine.close()


def _serve(connection: Connection) -> None:
    """Answer one question. Runs in the other process, and lets the window go first."""
    with suppress(AttributeError, OSError):
        os.nice(_POLITE)
    with suppress(OSError, EOFError):
        path, secrets = connection.recv()
        with Path(path).open("rb") as file:
            body = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        connection.send(holds_key(body, secrets))
