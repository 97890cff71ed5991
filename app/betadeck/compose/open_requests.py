"""The strip of tabs joined to the pages behind it."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from betadeck.compose.request import Judges, Request
from betadeck.control.send import SendController
from betadeck.control.tabs import TabsController, is_unsaved, title_of
from betadeck.core.catalog import Catalogue
from betadeck.core.open_tab import OpenTab
from betadeck.core.target import Target
from betadeck.ui.window import MainWindow


class OpenRequests(QObject):
    """Makes a `Request` for a tab when it first comes to the front, and takes it away with the tab.

    Signals:
        headed(Head), ended(str, Exchange, Answer), shown(str, Exchange, Answer): from whichever request.
        busy_changed(str): a send started or ended in a tab.
        made(str): a page was made; whoever connects more to it does so now.
        showing(str): a tab's draft is about to be shown in its page; whoever knows its call tells the composer.
        send_requested(): the user pressed Ctrl+Enter in an editor of the page in front.
    """

    headed = Signal(object)
    ended = Signal(str, object, object)
    shown = Signal(str, object, object)
    busy_changed = Signal(str)
    made = Signal(str)
    showing = Signal(str)
    send_requested = Signal()

    def __init__(
        self,
        window: MainWindow,
        tabs: TabsController,
        make_sender: Callable[[], SendController],
        judges: Judges,
        target: Callable[[str], Target],
    ) -> None:
        super().__init__()
        self._window, self._tabs = window, tabs
        self._make_sender, self._judges, self._target = make_sender, judges, target
        self._catalogue: Catalogue | None = None
        self._beside, self._panes = False, list[int]()
        self._requests: dict[str, Request] = {}
        self._leaving: dict[str, Request] = {}
        self._connect()

    def get(self, key: str) -> Request:
        """Return the request of a tab; its page is made now if it was never in front.

        Raises:
            KeyError: there is no such tab.
        """
        return self._requests.get(key) or self._make(key)

    def made_for(self, key: str) -> Request | None:
        """Return the request of a tab, None while there is no page for it."""
        return self._requests.get(key)

    def secrets(self, key: str) -> tuple[str, ...]:
        """Return the keys that a tab's last send used, also of a tab that was closed during the send."""
        found = (self._leaving.get(key), self._requests.get(key))
        return tuple(secret for request in found if request for secret in request.sends.secrets())

    def current(self) -> Request | None:
        """Return the request in front."""
        tab = self._tabs.current()
        return self.get(tab.key) if tab else None

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Let every page, also later ones, know the API."""
        self._catalogue = catalogue
        for request in self._requests.values():
            request.set_catalogue(catalogue)

    def set_panes(self, beside: bool, sizes: list[int]) -> None:
        """Arrange composer and response in every page, also in later ones."""
        self._beside, self._panes = beside, sizes
        for request in self._requests.values():
            request.page.set_beside(beside)
            request.page.set_sizes(sizes)

    def is_beside(self) -> bool:
        """Tell whether the response stands beside the request."""
        return self._beside

    def panes(self) -> list[int]:
        """Return the sizes that the user left them at."""
        return self._panes

    async def aclose(self) -> None:
        """Cancel every send and wait."""
        for request in [*self._requests.values(), *self._leaving.values()]:
            await request.aclose()

    def _connect(self) -> None:
        tabs, strip = self._tabs, self._window.tabs
        tabs.opened.connect(self._on_opened)
        tabs.closed.connect(self._on_closed)
        tabs.changed.connect(self._on_changed)
        tabs.chosen.connect(self._on_chosen)
        strip.chosen.connect(tabs.choose)
        strip.duplicate_requested.connect(self.duplicate)
        strip.moved.connect(tabs.reorder)

    def duplicate(self, key: str) -> None:
        """Open a copy of a tab's request that belongs to no file yet."""
        tab = self._tabs.get(key)
        draft = replace(tab.draft, name=f"{title_of(tab)} copy")
        self._tabs.open(OpenTab("", draft, target=tab.target))

    def close(self, key: str) -> None:
        """Close a tab; what is in sight in it is kept with it."""
        self._tabs.update(key, self.with_view(self._tabs.get(key)))
        self._tabs.close(key)

    def with_view(self, tab: OpenTab) -> OpenTab:
        """Return `tab` with what its composer has in sight."""
        if tab.key not in self._requests:
            return tab
        view = json.dumps(self._requests[tab.key].page.composer.view_state())
        return replace(tab, view=view)

    def _on_opened(self, key: str) -> None:
        self._window.tabs.add(key, title_of(self._tabs.get(key)))
        self._show_title(key)

    def _make(self, key: str) -> Request:
        request = Request(
            key, self._tabs, self._make_sender(), self._judges, self._target, self._window.pages
        )
        self._requests[key] = request
        with request.page.composer.at_once():
            if self._catalogue is not None:
                request.set_catalogue(self._catalogue)
            self._show(request)
            request.show_view(self._tabs.get(key))
        request.page.set_beside(self._beside)
        request.page.set_sizes(self._panes)
        request.page.sizes_changed.connect(self._on_sizes)
        request.headed.connect(self.headed)
        request.ended.connect(self.ended)
        request.shown.connect(self.shown)
        request.busy_changed.connect(self._on_busy)
        request.send_requested.connect(self.send_requested)
        self._window.add_page(request.page)
        self.made.emit(key)
        return request

    def _show(self, request: Request) -> None:
        with request.page.composer.at_once():
            self.showing.emit(request.key)
            request.show_tab(self._tabs.get(request.key))

    def _on_closed(self, key: str) -> None:
        self._window.tabs.remove(key)
        request = self._requests.pop(key, None)
        if request is None:
            return
        if request.sends.is_sending():
            self._leaving[key] = request  # until its send has ended and is kept
            request.ended.connect(self._on_left)
        request.leave()
        self._window.remove_page(request.page)

    def _on_left(self, key: str) -> None:
        self._leaving.pop(key, None)

    def _on_changed(self, key: str) -> None:
        request = self._requests.get(key)
        if request is not None:
            self._show(request)
        self._show_title(key)

    def _on_chosen(self, key: str) -> None:
        self._window.tabs.choose(key)
        page = self.get(key).page
        focused = cast("QWidget | None", self._window.focusWidget())  # the stubs forget None
        # Left to itself, a focus that its page takes along goes to the bar on top, where keys change the target.
        lost = focused is None or self._window.pages.isAncestorOf(focused)
        self._window.show_page(page)
        if lost:
            page.composer.take_focus()

    def _on_busy(self, key: str) -> None:
        if key in self._requests:
            self._show_title(key)
            self.busy_changed.emit(key)

    def _on_sizes(self, sizes: list[int]) -> None:
        self._panes = sizes

    def _show_title(self, key: str) -> None:
        tab = self._tabs.get(key)
        request = self._requests.get(key)
        busy = request is not None and request.is_busy()
        self._window.tabs.set_title(key, title_of(tab), is_unsaved(tab), busy)
