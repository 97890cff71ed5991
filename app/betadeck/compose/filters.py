"""Filters of answers joined to the pages that ask for them, and what was filtered for before."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.core.body import Body
from betadeck.core.json_filter import Filtered

if TYPE_CHECKING:
    from betadeck.compose.open_requests import OpenRequests
    from betadeck.control.body_filter import FilterController
    from betadeck.ui.response.viewer import ResponseViewer

_MOST_RECENT = 12
_LONGEST_KEPT = 500


class Filters(QObject):
    """Gives each page a controller of its own; expressions that found something are offered in all pages."""

    def __init__(self, requests: "OpenRequests") -> None:
        super().__init__(requests)
        self._requests = requests
        self._recent: tuple[str, ...] = ()
        self._pages: set[str] = set()
        self._controllers: dict[str, FilterController] = {}
        requests.made.connect(self._on_made)

    def recent(self) -> tuple[str, ...]:
        """Return the expressions used last, the newest first."""
        return self._recent

    def set_recent(self, recent: Sequence[str]) -> None:
        """Take the expressions used last."""
        self._recent = tuple(each for each in recent if len(each) <= _LONGEST_KEPT)[:_MOST_RECENT]
        for key in self._pages:
            self._requests.get(key).page.viewer.body().set_recent_filters(self._recent)

    def drop(self, key: str) -> None:
        """Give up what is worked on for the page of a tab that is closed."""
        self._pages.discard(key)
        if (controller := self._controllers.pop(key, None)) is not None:
            controller.cancel()

    def stop(self) -> None:
        """Give up everything."""
        for key in list(self._controllers):
            self.drop(key)

    def _on_made(self, key: str) -> None:
        viewer = self._requests.get(key).page.viewer
        viewer.filter_requested.connect(partial(self._on_requested, key))
        viewer.filter_dropped.connect(partial(self._on_dropped, key))
        viewer.body().set_recent_filters(self._recent)
        self._pages.add(key)

    def _on_requested(self, key: str, body: Body, expression: str, lines: bool) -> None:
        self._controller(key).filter(body, expression, lines=lines)

    def _on_dropped(self, key: str) -> None:
        if (controller := self._controllers.get(key)) is not None:
            controller.cancel()

    def _controller(self, key: str) -> "FilterController":
        from betadeck.control.body_filter import FilterController

        if key not in self._controllers:
            viewer = self._requests.get(key).page.viewer
            made = self._controllers[key] = FilterController(self)
            made.found.connect(partial(self._on_found, viewer, made))
            made.failed.connect(viewer.body().show_filter_fault)
        return self._controllers[key]

    def _on_found(self, viewer: "ResponseViewer", controller: "FilterController", found: Filtered) -> None:
        viewer.body().show_filtered(found.text, found.count)
        used = controller.expression
        self.set_recent((used, *(each for each in self._recent if each != used)))
