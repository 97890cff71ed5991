"""Named sets of betas."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from betadeck.control.background import Background
from betadeck.core.listing import BetaSet
from betadeck.storage.beta_sets import BetaSetStore


class BetaSetsController(QObject):
    """Works on a `BetaSetStore` in the background.

    Signals:
        listed(list[BetaSet]): the sets there are now.
        refused(StorageFault): something was not done.
    """

    listed = Signal(list)
    refused = Signal(object)

    def __init__(self, store: BetaSetStore, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._background = store, background
        self._sets: list[BetaSet] = []

    def start(self) -> None:
        """Read what is kept."""
        self._background.submit(self._store.list, self._on_listed, self.refused.emit)

    def all(self) -> list[BetaSet]:
        """Return the sets as last read."""
        return list(self._sets)

    def save(self, name: str, betas: tuple[str, ...]) -> None:
        """Keep `betas` as `name`, replacing a set of that name."""
        self._change(lambda: self._store.save(BetaSet(name, betas)))

    def rename(self, old: str, new: str) -> None:
        """Give a set another name."""
        self._change(lambda: self._store.rename(old, new))

    def delete(self, name: str) -> None:
        """Remove a set."""
        self._change(lambda: self._store.delete(name))

    def _change(self, work: Callable[[], None]) -> None:
        self._background.submit(work, lambda _result: self.start(), self.refused.emit)

    def _on_listed(self, sets: list[BetaSet]) -> None:
        self._sets = sets
        self.listed.emit(sets)
