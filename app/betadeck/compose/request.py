"""One tab joined together: its page, its sender, its place among the tabs."""

import json
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from betadeck.control.retry import RetryController
from betadeck.control.send import SendController
from betadeck.control.tabs import TabsController
from betadeck.core.answer import Answer
from betadeck.core.catalog import Catalogue
from betadeck.core.cost import Cost
from betadeck.core.diagnosis import Diagnosis
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange, Head, Sent
from betadeck.core.open_tab import OpenTab
from betadeck.core.target import Target
from betadeck.core.variable_fill import asked_before
from betadeck.ui.request_page import RequestPage


@dataclass(frozen=True, slots=True)
class Judges:
    """What turns an exchange into words: cost and diagnosis, both pure."""

    cost: Callable[[Exchange, Answer], Cost | None]
    diagnose: Callable[[Exchange, Answer, Target], Diagnosis | None]


class Request(QObject):
    """Connects one page with one sender.

    Signals:
        busy_changed(str): the tab's key; a send started or ended.
        headed(Head): an answer began, with its rate limits.
        ended(str, Exchange, Answer): a send is over, however it ended.
        shown(str, Exchange, Answer): the viewer shows this exchange, one just ended or one from history.
        values_wanted(str, tuple[str, ...]): the request asks for these before it can be sent.
        send_requested(): the user pressed Ctrl+Enter in an editor.
    """

    busy_changed = Signal(str)
    send_requested = Signal()
    headed = Signal(object)
    ended = Signal(str, object, object)
    shown = Signal(str, object, object)
    values_wanted = Signal(str, tuple)

    def __init__(
        self,
        key: str,
        tabs: TabsController,
        sender: SendController,
        judges: Judges,
        target: Callable[[str], Target],
        pages: QWidget,
    ) -> None:
        """Make the page inside `pages`."""
        super().__init__()
        self.key, self.page, self.sends = key, RequestPage(pages), sender
        self.retries = RetryController(self)
        self._tabs, self._judges, self._target = tabs, judges, target
        self._last: tuple[Exchange, Answer] | None = None
        self._diagnosis: Diagnosis | None = None
        self._left = False
        self._connect()
        self.page.viewer.set_features(compare=True, report=True, save=True)

    def show_tab(self, tab: OpenTab) -> None:
        """Show the tab's draft in the composer, which keeps its caret where the text is the same."""
        self.page.composer.show_draft(tab.draft, tab.saved)

    def show_view(self, tab: OpenTab) -> None:
        """Bring into sight what was in sight when the tab was kept."""
        self.page.composer.restore_view_state(_view_state(tab.view))

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Let the page know the API."""
        self.page.composer.set_catalogue(catalogue)
        self.page.viewer.set_catalogue(catalogue)

    def send(self) -> None:
        """Send what the composer shows, or announce what must be asked for before."""
        tab = self._tabs.get(self.key)
        if asked := asked_before(tab.draft, self._target(tab.target).variables):
            self.values_wanted.emit(self.key, asked)
        else:
            self.send_now()

    def send_now(self) -> None:
        """Send what the composer shows, with the answers that there are."""
        self.retries.begin()
        tab = self._tabs.get(self.key)
        self.sends.send(tab.draft, self._target(tab.target), tab.saved)
        self.busy_changed.emit(self.key)

    def repeat(self, exchange: Exchange) -> None:
        """Send what `exchange` sent once more, as it was."""
        self.send_as(exchange.draft, exchange.target_name)

    def send_as(self, draft: Draft, target_name: str) -> None:
        """Send `draft` instead of what the composer shows, which stays as it is."""
        saved = self._tabs.get(self.key).saved
        self.sends.send(draft, self._target(target_name), saved)
        self.busy_changed.emit(self.key)

    def is_busy(self) -> bool:
        """Tell whether it sends, or waits to send again by itself."""
        return self.sends.is_sending() or self.retries.is_waiting()

    def cancel(self) -> None:
        """Stop what runs, also a wait for the next try."""
        self.sends.cancel()
        self.retries.cancel()

    def show_exchange(self, exchange: Exchange, answer: Answer) -> None:
        """Show a whole exchange, one just ended or one from history."""
        self._last = (exchange, answer)
        target = self._target(exchange.target_name)
        self._diagnosis = self._judges.diagnose(exchange, answer, target)
        cost = self._judges.cost(exchange, answer)
        self.page.viewer.show_exchange(exchange, answer, self._diagnosis, cost)
        self.shown.emit(self.key, exchange, answer)

    def last(self) -> tuple[Exchange, Answer] | None:
        """Return the exchange that the viewer shows."""
        return self._last

    def diagnosis(self) -> Diagnosis | None:
        """Return why that exchange failed, None when it did not."""
        return self._diagnosis

    def leave(self) -> None:
        """Show nothing any more, because the page goes away; a send that runs is cancelled and told of."""
        self._left = True
        self.cancel()

    async def aclose(self) -> None:
        """Cancel what runs."""
        self.retries.cancel()
        await self.sends.aclose()

    def _connect(self) -> None:
        composer, viewer, sender = self.page.composer, self.page.viewer, self.sends
        composer.draft_edited.connect(self._on_edited)
        composer.send_requested.connect(self.send_requested)
        sender.started.connect(self._on_started)
        sender.uploaded.connect(viewer.show_uploaded)
        sender.head_arrived.connect(self._on_head)
        sender.progressed.connect(viewer.show_progress)
        for signal in (sender.finished, sender.cancelled, sender.failed):
            signal.connect(self._on_ended)
        viewer.cancel_requested.connect(sender.cancel)

    def _on_edited(self, draft: object) -> None:
        self._tabs.edit(self.key, draft)  # type: ignore[arg-type]

    def _on_started(self, sent: Sent) -> None:
        self.page.viewer.show_sending(sent)

    def _on_head(self, head: Head) -> None:
        self.page.viewer.show_head(head)
        self.headed.emit(head)

    def _on_ended(self, exchange: Exchange, answer: Answer) -> None:
        try:
            if not self._left:
                self.show_exchange(exchange, answer)
        finally:  # a mistake in showing it must not keep it from the history, nor Send from coming back
            self.busy_changed.emit(self.key)
            self.ended.emit(self.key, exchange, answer)


def _view_state(text: str) -> dict[str, object]:
    """Return what a kept tab says of its view; nothing when it says no sense."""
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}
