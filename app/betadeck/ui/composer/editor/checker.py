"""Checks the editor's text as it changes, a little at a time."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from betadeck.core.json_check import JsonCheck
from betadeck.ui.composer.editor.json_editor import JsonEditor
from betadeck.ui.parts.slices import Slices

_EVERY_MS, _LATER_MS = 80, 600
_BIG_CHARS = 3_000_000


class Checker(QObject):
    """Looks for the first fault and for places; a change begins it anew.

    Signals:
        checked(JsonCheck): a look at the present text is finished.
    """

    checked = Signal(object)

    def __init__(self, editor: JsonEditor) -> None:
        super().__init__(editor)
        self._editor = editor
        self._pointers: Sequence[str] = ()
        self._check = JsonCheck("")
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._begin)
        self._slices = Slices(self)
        self._slices.finished.connect(self._on_done)
        editor.shown_changed.connect(self._on_text)

    def look_for(self, pointers: Sequence[str]) -> None:
        """Find these places too, soon."""
        self._pointers = pointers
        self._timer.start(0)

    def check(self) -> None:
        """Check all of the text now."""
        self._timer.stop()
        self._slices.stop()
        self.checked.emit(JsonCheck(self._editor.json_text(), self._pointers).run())

    def _on_text(self) -> None:
        was_running = self._slices.is_running()
        self._slices.stop()
        if was_running or not self._timer.isActive():
            big = len(self._editor.json_text()) > _BIG_CHARS
            self._timer.start(_LATER_MS if big else _EVERY_MS)

    def _begin(self) -> None:
        self._check = JsonCheck(self._editor.json_text(), self._pointers)
        self._slices.go_through(self._check.steps())

    def _on_done(self) -> None:
        self.checked.emit(self._check)
