"""What the key said of betas when it was asked, shown in the checklist."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.core.body_flags import top_text
from betadeck.core.probe.matrix import Matrix, words_for

if TYPE_CHECKING:
    from betadeck.compose.program import Program


class KeyBadges(QObject):
    """Follows the tab in front: its target, its key, its model. The file is read only for another key."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._of: tuple[str, str] | None = None
        self._matrix: Matrix | None = None
        program.tabs.chosen.connect(self._follow)
        program.tabs.changed.connect(self._follow)
        program.targets.changed.connect(self._follow)

    def take(self, matrix: Matrix) -> None:
        """Read anew what is kept of the key of `matrix`, if it is the one in front."""
        if self._of == (matrix.target, matrix.key):
            self._of = None
            self._follow()

    def _follow(self) -> None:
        tab = self._program.tabs.current()
        if tab is None:
            return
        target = self._program.targets.get(tab.target)
        asked = (target.name, target.key_name)
        if asked != self._of:
            self._of, self._matrix = asked, None
            self._program.background.submit(lambda: self._program.accepted.load(*asked), self._on_loaded)
        self._show()

    def _on_loaded(self, matrix: Matrix | None) -> None:
        if matrix is not None and (matrix.target, matrix.key) == self._of:
            self._matrix = matrix
            self._show()

    def _show(self) -> None:
        tab = self._program.tabs.current()
        model = top_text(tab.draft.body_text, "model") if tab and self._matrix else ""
        words = words_for(self._matrix, model) if self._matrix and model else {}
        self._program.window.betas.show_asked(words)
