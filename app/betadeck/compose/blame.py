"""What the last answer blames, marked in the request until that is changed; the ways there and back."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from betadeck.core.answer import Answer
from betadeck.core.blame import NOBODY, Blame, blame_of, followed, guilty_betas, guilty_place
from betadeck.core.exchange import Exchange
from betadeck.core.probe.probe_request import names_of

if TYPE_CHECKING:
    from betadeck.compose.program import Program

_QUIET_MS = 200
"""Bodies are searched for the place once the user has stopped typing for a moment."""


class Blaming(QObject):
    """Remembers for each tab what its last answer blames."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._blames: dict[str, Blame] = {}
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(self._show_place)
        program.requests.made.connect(self._on_made)
        program.requests.shown.connect(self._on_shown)
        program.tabs.chosen.connect(self._show)
        program.tabs.changed.connect(self._on_changed)
        program.tabs.closed.connect(self._on_closed)
        for key in [tab.key for tab in program.tabs.all()]:
            if program.requests.made_for(key) is not None:
                self._on_made(key)

    def accuse(self, key: str, names: frozenset[str]) -> None:
        """Mark betas that a search found, as long as all of them are ticked."""
        self._blames[key] = Blame(names)
        self._show()

    def stop(self) -> None:
        """Look for nothing any more."""
        self._timer.stop()

    def _on_made(self, key: str) -> None:
        page = self._program.requests.get(key).page
        page.composer.error_asked.connect(partial(self._on_error_asked, key))

    def _on_error_asked(self, key: str) -> None:
        self._program.requests.get(key).page.viewer.show_error()

    def _on_shown(self, key: str, exchange: Exchange, _answer: Answer) -> None:
        request = self._program.requests.made_for(key)
        self._blames[key] = blame_of(request.diagnosis() if request else None, exchange.draft)
        self._show()

    def _on_changed(self, key: str) -> None:
        if key == self._program.tabs.current_key() and key in self._blames:
            self._show_betas()
            self._timer.start()

    def _on_closed(self, key: str) -> None:
        self._blames.pop(key, None)

    def _show(self) -> None:
        self._show_betas()
        self._show_place()

    def _show_betas(self) -> None:
        tab = self._program.tabs.current()
        blame = self._blames.get(tab.key, NOBODY) if tab else NOBODY
        guilty = guilty_betas(blame, names_of(tab.draft)) if tab else frozenset[str]()
        self._program.window.betas.mark_culprits(guilty)

    def _show_place(self) -> None:
        tab, request = self._program.tabs.current(), self._program.requests.current()
        if tab is None or request is None:
            return
        blame = followed(self._blames.get(tab.key, NOBODY), tab.draft.body_text)
        if tab.key in self._blames:
            self._blames[tab.key] = blame
        place = guilty_place(blame, tab.draft.body_text)
        diagnosis = request.diagnosis()
        request.page.composer.show_blame(place, diagnosis.title if diagnosis and place else "")
