"""What a request asks for at each send: asked, remembered for the next time, and given to the send."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from betadeck.storage.variables import Given

if TYPE_CHECKING:
    from betadeck.compose.program import Program


class Asking(QObject):
    """Keeps the answers of this run only; no file has them."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._answers: dict[str, str] = {}
        program.requests.made.connect(self._on_made)

    def given(self) -> Given:
        """Return what was answered so far, and the clipboard's text now."""
        return Given(dict(self._answers), QGuiApplication.clipboard().text())

    def _on_made(self, key: str) -> None:
        self._program.requests.get(key).values_wanted.connect(self._ask)

    def ask(self, names: Sequence[str], then: Callable[[], None], over: QWidget, done: str) -> None:
        """Ask for these over the window `over`, with a button `done`; once it is pressed do what follows."""
        from betadeck.ui.dialogs.ask_values import AskValues

        dialog = AskValues(names, self._answers, done, over)
        dialog.answered.connect(self._on_answered)
        dialog.accepted.connect(then)
        dialog.open()

    def _ask(self, key: str, names: Sequence[str]) -> None:
        self.ask(names, partial(self._send, key), self._program.window, "Send")

    def _on_answered(self, answers: dict[str, str]) -> None:
        self._answers |= answers

    def _send(self, key: str) -> None:
        request = self._program.requests.made_for(key)
        if request is not None:
            request.send_now()
