"""What is wrong with a stream, told as soon as it is met: the bad on top, the mild below."""

from collections.abc import Sequence

from betadeck.core.answer import FaultSeverity, StreamFault
from betadeck.ui.response.fault_list import FaultList


class LiveFaults:
    """Two lists of faults, which are drawn anew only when there are others."""

    def __init__(self) -> None:
        self.bad, self.notes = FaultList(), FaultList()
        self._shown: tuple[StreamFault, ...] = ()

    def show(self, faults: Sequence[StreamFault]) -> None:
        """Show `faults` and no others."""
        if (found := tuple(faults)) == self._shown:
            return
        self._shown = found
        bad = [fault for fault in found if fault.severity is not FaultSeverity.INFO]
        self.bad.show_faults(bad)
        self.notes.show_faults([fault for fault in found if fault.severity is FaultSeverity.INFO])
