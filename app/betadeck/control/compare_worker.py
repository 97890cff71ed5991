"""Comparing in a process of its own, so that megabytes of JSON never hold the window's Python.

No Qt here: the process imports this module and the core alone.
"""

import gc
import multiprocessing
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from multiprocessing.connection import Connection

from betadeck.core.compare.asking import DetailTold, Question, Reply, TextsTold, replies
from betadeck.core.compare.comparing import Comparing, Texts
from betadeck.core.compare.lines import Blocks
from betadeck.core.compare.side import Side

_SMALL_BYTES = 200_000
_NO_TEXT = Texts(b"", b"", Blocks())


class Broken(Exception):  # noqa: N818  it is a state, not a mistake
    """The process that compared is gone."""


class NearWorker:
    """Compares what is small right here, which is sooner done than another process is started."""

    def __init__(self, left: Side, right: Side) -> None:
        self._comparing = Comparing(left, right)

    def ask(self, question: Question) -> Iterator[Reply]:
        """Yield the replies to `question`."""
        return replies(self._comparing, question)

    def stop(self) -> None:
        """Nothing is left running."""


class FarWorker:
    """Compares in another process, which is started here and ends with `stop` or with this one."""

    def __init__(self, left: Side, right: Side) -> None:
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        self._process = context.Process(target=serve, args=(theirs,), name="betadeck-compare", daemon=True)
        self._process.start()
        theirs.close()
        for side in (left, right):
            self._connection.send(replace(side, answer=None))
            self._connection.send(side.answer is not None)
            # Bytes by themselves: pickling would copy them while nothing else can run.
            self._connection.send_bytes(side.answer or b"")

    def ask(self, question: Question) -> Iterator[Reply]:
        """Yield the replies to `question`.

        Raises:
            Broken: the process ended meanwhile, by `stop` or by itself.
        """
        try:
            self._connection.send(question)
            while (reply := self._connection.recv()) is not None:
                yield self._with_texts(reply)
        except (EOFError, OSError) as error:
            raise Broken from error

    def stop(self) -> None:
        """End the process at once; from any thread."""
        with suppress(OSError, ValueError):  # ValueError: it has been put away already
            self._process.kill()

    def put_away(self) -> None:
        """Wait for the process to be gone and give back what it took. For the thread that asks."""
        self.stop()
        self._process.join()
        self._process.close()
        self._connection.close()

    def _with_texts(self, reply: Reply) -> Reply:
        if not isinstance(reply, TextsTold | DetailTold):
            return reply
        left, right = self._connection.recv_bytes(), self._connection.recv_bytes()
        return replace(reply, texts=replace(reply.texts, left=left, right=right))


Worker = NearWorker | FarWorker
MakeWorker = Callable[[Side, Side], Worker]


def make_worker(left: Side, right: Side) -> Worker:
    """Return the worker that suits the sizes of both sides."""
    size = sum(_size(side) for side in (left, right))
    return NearWorker(left, right) if size < _SMALL_BYTES else FarWorker(left, right)


def serve(connection: Connection) -> None:
    """Answer questions until nobody is there to ask. Runs in the other process."""
    gc.disable()  # nothing here makes cycles, and collecting makes reading big JSON three times slower
    with suppress(EOFError, OSError):
        comparing = Comparing(_received(connection), _received(connection))
        while True:
            question = connection.recv()
            for reply in replies(comparing, question):
                _send(connection, reply)
            connection.send(None)


def _received(connection: Connection) -> Side:
    side, has_answer, answer = connection.recv(), connection.recv(), connection.recv_bytes()
    found: Side = replace(side, answer=answer if has_answer else None)
    return found


def _send(connection: Connection, reply: Reply) -> None:
    if not isinstance(reply, TextsTold | DetailTold):
        connection.send(reply)
        return
    connection.send(replace(reply, texts=replace(_NO_TEXT, blocks=reply.texts.blocks)))
    connection.send_bytes(reply.texts.left)
    connection.send_bytes(reply.texts.right)


def _size(side: Side) -> int:
    body = len(side.draft.body_text) if side.draft else 0
    return body + (len(side.sent.body) if side.sent else 0) + len(side.answer or b"")
