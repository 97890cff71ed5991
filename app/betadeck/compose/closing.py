"""Closing tabs: what has unsaved changes is asked about first, where the user wants that."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject

from betadeck.compose.notices import Notices
from betadeck.compose.open_requests import OpenRequests
from betadeck.control.settings import SettingsController
from betadeck.control.tabs import TabsController, is_unsaved, title_of
from betadeck.ui.request_tabs import RequestTabs

_REOPEN = "A closed tab can be reopened with File, Reopen closed tab."


class Closing(QObject):
    """The one way by which the user closes tabs."""

    def __init__(
        self,
        strip: RequestTabs,
        tabs: TabsController,
        requests: OpenRequests,
        settings: SettingsController,
        notices: Notices,
    ) -> None:
        super().__init__(strip)
        self._tabs, self._requests, self._settings, self._notices = tabs, requests, settings, notices
        strip.close_requested.connect(self.close)
        strip.close_others_requested.connect(self.close_others)

    def close(self, key: str) -> None:
        """Close a tab, or ask."""
        self._close([key])

    def close_others(self, key: str) -> None:
        """Close all tabs but one; those with unsaved changes only after asking."""
        self._close([tab.key for tab in self._tabs.all() if tab.key != key])

    def _close(self, keys: Sequence[str]) -> None:
        asked = [key for key in keys if self._must_ask(key)]
        self._close_now([key for key in keys if key not in asked])
        if asked:
            answers: dict[str, Callable[[], None]] = {"Close": partial(self._close_now, asked)}
            answers["Keep open"] = _nothing
            about = asked[0] if len(asked) == 1 else ""
            self._notices.ask(f"{self._words(asked)} {_REOPEN}", answers, about)
            self._tabs.choose(about)  # so that what is asked about is in sight

    def _must_ask(self, key: str) -> bool:
        return (
            self._settings.current().confirm_close and self._tabs.has(key) and is_unsaved(self._tabs.get(key))
        )

    def _close_now(self, keys: Sequence[str]) -> None:
        for key in keys:
            if self._tabs.has(key):
                self._requests.close(key)

    def _words(self, keys: Sequence[str]) -> str:
        if len(keys) == 1:
            return f"“{title_of(self._tabs.get(keys[0]))}” has changes that are in no file."
        return f"{len(keys)} tabs have changes that are in no file."


def _nothing() -> None:
    """Leave everything open."""
