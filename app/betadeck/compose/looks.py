"""Theme and text size, following the settings and the desktop."""

from dataclasses import replace

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from betadeck.control.settings import SettingsController
from betadeck.core.settings import TEXT_PX_RANGE, Panes, Settings, Theme
from betadeck.ui import theme
from betadeck.ui.window import MainWindow

_NORMAL_PX = 13


class Looks(QObject):
    """Dresses the program and keeps the ticks of the View menu right."""

    def __init__(self, app: QApplication, window: MainWindow, settings: SettingsController) -> None:
        super().__init__(window)
        self._app, self._window, self._settings = app, window, settings
        now = settings.current()
        self._shown = (theme.resolve(now.theme, app), now.text_px)  # the shell is dressed already
        settings.changed.connect(self._on_settings)
        app.styleHints().colorSchemeChanged.connect(self._on_desktop)
        self._show_ticks(settings.current())

    def set_theme(self, wanted: Theme) -> None:
        """Use another theme from now on."""
        self._settings.take(replace(self._settings.current(), theme=wanted))
        self._show_ticks(self._settings.current())  # choosing the theme that is on took its tick away

    def zoom(self, by: int) -> None:
        """Make the text larger or smaller; 0 makes it normal."""
        low, high = TEXT_PX_RANGE
        now = self._settings.current()
        wanted = now.text_px + by if by else _NORMAL_PX
        self._settings.take(replace(now, text_px=min(high, max(low, wanted))))

    def set_beside(self, beside: bool) -> None:
        """Put the response beside the request, or below it."""
        panes = Panes.BESIDE if beside else Panes.BELOW
        self._settings.take(replace(self._settings.current(), panes=panes))

    def _on_settings(self, settings: Settings) -> None:
        self._dress(settings)
        self._show_ticks(settings)

    def _on_desktop(self) -> None:
        self._dress(self._settings.current())

    def _dress(self, settings: Settings) -> None:
        table = theme.resolve(settings.theme, self._app)
        if self._shown != (table, settings.text_px):
            self._shown = (table, settings.text_px)
            theme.dress(self._app, self._window, table, settings.text_px)

    def _show_ticks(self, settings: Settings) -> None:
        table = self._window.actions_table
        for each in Theme:
            table.set_checked(f"theme_{each.value}", settings.theme is each)
        table.set_checked("beside", settings.panes is Panes.BESIDE)
