"""A dialog in which something runs that sends requests."""

from PySide6.QtCore import Signal

from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.probe.words import wait_words


class RunningFrame(Frame):
    """Whoever closes it stops what runs.

    Signals:
        stop_requested(): stop what runs.
    """

    stop_requested = Signal()
    _running = False

    def show_waiting(self, seconds: float) -> None:
        """Say that a rate limit is waited for; 0 takes that away."""
        self.say(wait_words(seconds) if seconds > 0 else "", "warn" if seconds > 0 else "muted")

    def reject(self) -> None:
        """Stop what runs, and close."""
        if self._running:
            self.stop_requested.emit()
        super().reject()
