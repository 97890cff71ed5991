"""The window as it is first seen: dressed, in its place, its panels still empty.

It imports no more than it shows, so that it is on the screen before the rest is loaded.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

from betadeck.core.settings import Settings
from betadeck.storage.paths import Paths
from betadeck.storage.settings import SettingsStore
from betadeck.ui import theme
from betadeck.ui.window import MainWindow

_PATIENCE_MS = 2000


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
    table = theme.resolve(settings.theme, app)
    app.setPalette(theme.palette_of(table))  # icons take their colour from it
    window = MainWindow(settings.keys())
    theme.dress(app, window, table, settings.text_px)
    window.restore_geometry_text(remembered.get("geometry", ""))
    return Shell(window, store, settings, remembered)


def wait_for_paint(window: MainWindow) -> None:
    """Return after the first picture; a window that is never painted (minimised) is waited for 2 s."""
    waiting = QEventLoop()
    watch = _FirstPaint(window, waiting.quit)
    QTimer.singleShot(_PATIENCE_MS, waiting, waiting.quit)
    waiting.exec()
    window.removeEventFilter(watch)
    watch.deleteLater()


class _FirstPaint(QObject):
    """Calls `then` at the window's first paint."""

    def __init__(self, window: MainWindow, then: Callable[[], None]) -> None:
        super().__init__(window)
        self._then = then
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let everything pass."""
        if event.type() == QEvent.Type.Paint:
            self._then()
        return super().eventFilter(watched, event)
