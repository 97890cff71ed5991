"""Checks the editor's text as it changes: at once when it is small, a little at a time when it is not."""

from collections.abc import Generator, Sequence

from PySide6.QtCore import QElapsedTimer, QObject, QTimer, Signal

from betadeck.core.json_check import JsonCheck
from betadeck.ui.composer.editor.json_editor import JsonEditor

_EVERY_MS, _LATER_MS = 150, 600
_SMALL_CHARS, _BIG_CHARS = 300_000, 3_000_000
_SLICE_MS = 5


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
        self._check: JsonCheck | None = None
        self._steps: Generator[None, None, None] | None = None
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._begin)
        self._slices = QTimer(self, interval=0)
        self._slices.timeout.connect(self._go_on)
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
        was_running = self._slices.isActive()
        self._slices.stop()
        if was_running or not self._timer.isActive():
            big = len(self._editor.json_text()) > _BIG_CHARS
            self._timer.start(_LATER_MS if big else _EVERY_MS)

    def _begin(self) -> None:
        text = self._editor.json_text()
        if len(text) <= _SMALL_CHARS:
            self.check()
            return
        self._check = JsonCheck(text, self._pointers)
        self._steps = self._check.steps()
        self._slices.start()

    def _go_on(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._steps is not None and clock.elapsed() < _SLICE_MS:
            try:
                next(self._steps)
            except StopIteration:
                self._slices.stop()
                self._steps, check, self._check = None, self._check, None
                self.checked.emit(check)
                return
