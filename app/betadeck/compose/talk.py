"""Going on with a conversation: the answer becomes the next turn, and the caret stands behind it."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.core.answer_turn import Turn, turn_of
from betadeck.core.conversation import continued
from betadeck.core.json_text import JsonFault

if TYPE_CHECKING:
    from betadeck.compose.program import Program


class Talk(QObject):
    """Joins the Continue button of each viewer to the composer beside it."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        program.requests.made.connect(self._on_made)

    def go_on(self) -> None:
        """Make the answer in front the next turn, and go to what the user says next."""
        tab, request = self._program.tabs.current(), self._program.requests.current()
        last = request.last() if request is not None else None
        turn = turn_of(*last) if last is not None else None
        if tab is None or request is None or turn is None:
            return
        try:
            found = continued(tab.draft.body_text, turn)
        except JsonFault as fault:
            self._say(f"The body is no JSON, so nothing can follow: line {fault.line}, {fault.message}.")
            return
        if found is None:
            self._say("The body has no list of messages that the answer could join.")
            return
        self._program.tabs.edit(tab.key, replace(tab.draft, body_text=found.text))
        request.page.composer.focus_place(f"body:{found.pointer}")
        self._say(_words(turn))

    def _on_made(self, key: str) -> None:
        self._program.requests.get(key).page.viewer.continue_requested.connect(self.go_on)

    def _say(self, words: str) -> None:
        self._program.window.status.show_message(words)


def _words(turn: Turn) -> str:
    if turn.left_out:
        return f"Left out, as cut off: {turn.left_out} block{'s' if turn.left_out > 1 else ''} of the answer."
    return "Paused: send it as it is, and the model goes on." if turn.paused else ""
