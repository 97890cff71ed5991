"""How far a long upload is, told often enough to see it move and no oftener."""

import time
from collections.abc import Callable

from betadeck.core.wire import WireRequest

_LEAST_BYTES = 256 * 1024
_EVERY_S = 1 / 20


class UploadPace:
    """Takes every piece that leaves; tells `tell` of bodies that are long enough to wait for."""

    def __init__(self, request: WireRequest, tell: Callable[[int, int], None]) -> None:
        lengths = (line.value for line in request.headers if line.name.lower() == "content-length")
        self._total = next((int(each) for each in lengths if each.isdigit()), 0)
        self._tell, self._told_s = tell, 0.0

    def take(self, sent_bytes: int) -> None:
        """Know that so many bytes have left by now."""
        now = time.monotonic()
        whole = sent_bytes >= self._total
        if self._total >= _LEAST_BYTES and (whole or now - self._told_s >= _EVERY_S):
            self._told_s = now
            self._tell(min(sent_bytes, self._total), self._total)
