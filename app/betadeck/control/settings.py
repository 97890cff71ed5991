"""The user's settings and what the window remembers by itself."""

from PySide6.QtCore import QObject, Signal

from betadeck.control.background import Background
from betadeck.core.settings import Settings
from betadeck.storage.settings import SettingsStore


class SettingsController(QObject):
    """Holds the settings; changes are kept in the background.

    Signals:
        changed(Settings): they are others now.
        refused(StorageFault): they could not be kept; they hold until the program ends.
    """

    changed = Signal(object)
    refused = Signal(object)

    def __init__(
        self, store: SettingsStore, settings: Settings, background: Background, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._store, self._settings, self._background = store, settings, background

    def current(self) -> Settings:
        """Return the settings."""
        return self._settings

    def take(self, settings: Settings) -> None:
        """Use other settings and keep them."""
        if settings == self._settings:
            return
        self._settings = settings
        self.changed.emit(settings)
        self._background.submit(lambda: self._store.save(settings), None, self.refused.emit)

    def remember(self, values: dict[str, str]) -> None:
        """Keep where bars stood and what was folded."""
        self._background.submit(lambda: self._store.remember(values), None, self.refused.emit)
