"""Copying the message that an answer amounts to, also while it still arrives."""

from collections.abc import Callable, Iterator

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from betadeck.core.answer import Answer
from betadeck.core.message_json import message_pieces
from betadeck.ui.parts.slices import Slices


class AnswerCopy(QObject):
    """Knows the message as it stands, and puts it on the clipboard; a long one in a few turns."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._snapshot: Callable[[], Answer] | None = None
        self._message: dict[str, object] | None = None
        self._work = Slices(self)
        self._pieces: Iterator[str] = iter(())
        self._done: list[str] = []

    def follow(self, snapshot: Callable[[], Answer] | None) -> None:
        """Ask `snapshot` for the message from now on: it still grows. None: there is none yet."""
        self._snapshot, self._message = snapshot, None

    def settle(self, answer: Answer) -> None:
        """Copy the message of `answer` from now on."""
        self._snapshot, self._message = None, answer.message

    def copy(self) -> None:
        """Copy the message, if there is any, as the JSON that a call without streaming returns."""
        message = self._snapshot().message if self._snapshot is not None else self._message
        if message is not None:
            self._pieces, self._done = message_pieces(message), []
            self._work.run(self._step)

    def _step(self) -> bool:
        """Write a little more."""
        try:
            for _ in range(50):
                self._done.append(next(self._pieces))
        except StopIteration:
            QGuiApplication.clipboard().setText("".join(self._done))
            self._done = []
            return True
        except RecursionError:  # as deep as the parser could just bear; the body holds it
            return True
        return False
