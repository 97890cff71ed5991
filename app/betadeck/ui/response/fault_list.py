"""What was wrong with a stream, one line each."""

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.answer import FaultSeverity, StreamFault
from betadeck.ui.parts.labels import Tone, wrapped
from betadeck.ui.parts.wrap_layout import clear

_MOST = 6
_TONES: dict[FaultSeverity, Tone] = {
    FaultSeverity.ERROR: "error",
    FaultSeverity.WARN: "warn",
    FaultSeverity.INFO: "muted",
}
_WORDS = {
    FaultSeverity.ERROR: "Stream error",
    FaultSeverity.WARN: "Stream warning",
    FaultSeverity.INFO: "Note",
}


class FaultList(QWidget):
    """Lists the faults of a stream, each with its place in bytes."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("stream_faults")
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(2)
        self.hide()

    def show_faults(self, faults: Sequence[StreamFault]) -> None:
        """Show the first few of `faults`, and how many more there are."""
        clear(self._layout)
        for fault in faults[:_MOST]:
            text = f"{_WORDS[fault.severity]}: {fault.message} (byte {fault.offset:,})"
            self._layout.addWidget(wrapped(text, "", _TONES[fault.severity]))
        if len(faults) > _MOST:
            self._layout.addWidget(wrapped(f"and {len(faults) - _MOST:,} more", "small"))
        self.setVisible(bool(faults))
