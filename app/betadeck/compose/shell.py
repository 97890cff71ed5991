"""The window as it is first seen: dressed, in its place, its panels still empty.

It imports no more than it shows, so that it is on the screen before the rest is loaded.
"""

import asyncio
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from betadeck.core.settings import Settings
from betadeck.storage.paths import Paths
from betadeck.storage.settings import SettingsStore
from betadeck.ui import theme
from betadeck.ui.window import MainWindow

_PATIENCE_S = 2.0


@dataclass(frozen=True, slots=True)
class Shell:
    """The empty window, with the settings that dressed it and what the last run remembered."""

    window: MainWindow
    store: SettingsStore
    settings: Settings
    remembered: dict[str, str]


def make_shell(app: QApplication, data_dir: Path) -> Shell:
    """Return the window where it stood last, not shown yet."""
    store = SettingsStore(Paths(data_dir).settings)
    settings, remembered = store.load(), store.recall()
    theme.apply(app, theme.resolve(settings.theme, app), settings.text_px)
    window = MainWindow(settings.keys())
    window.restore_geometry_text(remembered.get("geometry", ""))
    return Shell(window, store, settings, remembered)


async def painted(window: MainWindow) -> None:
    """Wait for the first picture; a window that is never painted (minimised) is waited for 2 s."""
    seen: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    watch = _FirstPaint(window, seen)
    await asyncio.wait([seen], timeout=_PATIENCE_S)
    window.removeEventFilter(watch)
    watch.deleteLater()


class _FirstPaint(QObject):
    """Sets the future when the window's first paint is over."""

    def __init__(self, window: MainWindow, seen: "asyncio.Future[None]") -> None:
        super().__init__(window)
        self._seen = seen
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything pass."""
        if event.type() == QEvent.Type.Paint and not self._seen.done():
            self._seen.set_result(None)
        return super().eventFilter(watched, event)
