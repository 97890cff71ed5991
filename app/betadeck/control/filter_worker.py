"""Filtering JSON in a process of its own, so that megabytes of it never hold the window's Python.

No Qt here: the process imports this module and the core alone.
"""

import gc
import multiprocessing
from contextlib import suppress
from multiprocessing.connection import Connection

from betadeck.core.body import Body
from betadeck.core.json_filter import Filtered, FilterError, filtered

SMALL_BYTES = 100_000
_PIECE_BYTES = 1 << 22
_GONE = "The filter broke off; there may not be enough memory for it"


class FilterWorker:
    """One filter, in this thread when the body is small, else in another process."""

    def __init__(self, data: Body, expression: str, *, lines: bool) -> None:
        self._data, self._expression, self._lines = data, expression, lines
        self._process: multiprocessing.process.BaseProcess | None = None
        self._stopped = False

    def run(self) -> Filtered | FilterError | None:
        """Return the result or what is wrong; None when it was stopped meanwhile."""
        if len(self._data) <= SMALL_BYTES:
            return outcome(self._data, self._expression, lines=self._lines)
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=serve, args=(theirs,), name="betadeck-filter", daemon=True)
        try:
            process.start()
        except OSError as fault:
            return FilterError(f"The filter could not be started: {fault.strerror or fault}")
        theirs.close()
        self._process = process
        found: Filtered | FilterError | None = None
        with suppress(EOFError, OSError):
            self._send(ours)
            found = self._received(ours)
        process.kill()
        process.join()
        ours.close()
        if found is None and not self._stopped:
            return FilterError(_GONE)
        return None if self._stopped else found

    def stop(self) -> None:
        """End it at once; from any thread."""
        self._stopped = True
        if self._process is not None:
            with suppress(OSError, ValueError):
                self._process.kill()

    def _send(self, connection: Connection) -> None:
        connection.send((self._expression, self._lines, len(self._data)))
        for start in range(0, len(self._data), _PIECE_BYTES):
            if self._stopped:
                raise EOFError
            connection.send_bytes(self._data[start : start + _PIECE_BYTES])

    @staticmethod
    def _received(connection: Connection) -> Filtered | FilterError:
        count, words, place = connection.recv()
        return FilterError(words, place) if words else Filtered(connection.recv_bytes(), count)


def outcome(data: Body, expression: str, *, lines: bool) -> Filtered | FilterError:
    """Return the result or what is wrong."""
    try:
        return filtered(data, expression, lines=lines)
    except FilterError as fault:
        return fault
    except MemoryError:
        return FilterError("There is not enough memory to filter this body")


def serve(connection: Connection) -> None:
    """Filter one body and end. Runs in the other process."""
    gc.disable()  # nothing here makes cycles, and collecting makes reading big JSON three times slower
    with suppress(EOFError, OSError):
        expression, lines, size = connection.recv()
        data = bytearray()
        while len(data) < size:
            data += connection.recv_bytes()
        found = outcome(bytes(data), expression, lines=lines)
        if isinstance(found, FilterError):
            connection.send((0, found.words, found.place))
        else:
            connection.send((found.count, "", -1))
            connection.send_bytes(found.text)
