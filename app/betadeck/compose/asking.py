"""What a request asks for at each send: asked, remembered for the next time, and given to the send."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

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

    def _ask(self, key: str, names: Sequence[str]) -> None:
        from betadeck.ui.dialogs.ask_values import AskValues

        dialog = AskValues(names, self._answers, self._program.window)
        dialog.answered.connect(partial(self._on_answered, key))
        dialog.open()

    def _on_answered(self, key: str, answers: dict[str, str]) -> None:
        self._answers |= answers
        request = self._program.requests.made_for(key)
        if request is not None:
            request.send_now()
