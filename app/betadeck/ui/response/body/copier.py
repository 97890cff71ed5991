"""Copying what may be large, a piece at a time."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal

from betadeck.core.figures import size_words
from betadeck.ui.parts.slices import Slices
from betadeck.ui.response.body import clipboard

MOST_BYTES = 64_000_000


class Copier(QObject):
    """Gathers pieces and puts them on the clipboard.

    Signals:
        said(str): what is going on; empty when a copy of ordinary size is done.
    """

    said = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pieces: Iterator[bytes] = iter(())
        self._taken: list[bytes] = []
        self._size = 0
        self._work = Slices(self)
        self._work.stepped.connect(self._say)

    def copy(self, pieces: Iterator[bytes], size: int) -> None:
        """Copy `pieces`, made of `size` bytes; what is too much for a clipboard is refused in words."""
        self.stop()
        if size > MOST_BYTES:
            limit = size_words(MOST_BYTES)
            self.said.emit(
                f"Not copied: more than {limit} is too much for a clipboard; save the body instead"
            )
            return
        self._pieces, self._size = pieces, size
        self._work.run(self._step)

    def stop(self) -> None:
        """Give up."""
        self._work.stop()
        self._taken = []

    def _step(self) -> bool:
        piece = next(self._pieces, None)
        if piece is not None:
            self._taken.append(piece)
            return False
        clipboard.copy_bytes(b"".join(self._taken))
        self._taken = []
        return True

    def _say(self) -> None:
        done = min(99, sum(map(len, self._taken)) * 100 // max(1, self._size))
        self.said.emit(f"copying, {done} %" if self._work.is_running() else "")
