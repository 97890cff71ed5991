"""Answers that are one page of a list: the next page, all of them, and the joined list."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.control.background import Background
from betadeck.core.answer import Answer
from betadeck.core.exchange import Exchange
from betadeck.core.figures import count_words
from betadeck.core.file_names import is_json_lines
from betadeck.core.paged_run import PagedRun, as_json, as_lines, begun, gone_on
from betadeck.core.paging import Page, page_of
from betadeck.storage import atomic
from betadeck.ui.parts.file_choice import choose_place
from betadeck.ui.response.pages_strip import PagesStrip

if TYPE_CHECKING:
    from betadeck.compose.program import Program
    from betadeck.control.pager import Pager

_FORMS = ("One JSON list (*.json)", "JSON Lines, an entry a line (*.jsonl)")
_AT_ONCE_BYTES = 50_000
"""Reading that much takes two milliseconds."""


class Pages(QObject):
    """Joins the strip below each answer to a run of pages. Each page is an exchange of its own in the history."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._runs: dict[str, PagedRun] = {}
        self._targets: dict[str, str] = {}
        self._pagers: dict[str, Pager] = {}
        self._reading = Background(self)
        program.requests.made.connect(self._on_made)
        program.requests.shown.connect(self._on_shown)
        program.tabs.closed.connect(self._on_closed)

    async def aclose(self) -> None:
        """Stop what runs."""
        for pager in self._pagers.values():
            await pager.aclose()
        await self._reading.aclose()

    def run(self, key: str) -> PagedRun | None:
        """Return what was fetched for a tab."""
        return self._runs.get(key)

    def _strip(self, key: str) -> PagesStrip | None:
        request = self._program.requests.made_for(key)
        return request.page.pages if request is not None else None

    def _on_made(self, key: str) -> None:
        request = self._program.requests.get(key)
        request.page.pages.action_chosen.connect(partial(self._on_action, key))
        request.busy_changed.connect(self._on_busy)

    def _on_busy(self, key: str) -> None:
        """Hide the strip while the tab sends something; what was fetched stays."""
        request, strip = self._program.requests.made_for(key), self._strip(key)
        if request is not None and strip is not None and request.sends.is_sending():
            self._stop(key)
            strip.hide()

    def _on_shown(self, key: str, exchange: Exchange, _answer: Answer) -> None:
        """Read the page, at once or, where that takes a while, behind the window's back."""
        operation = self._program.front.operation(exchange.draft)
        if len(exchange.body) <= _AT_ONCE_BYTES:
            self._go_on(key, exchange, page_of(exchange, operation))
            return
        self._reading.submit(partial(page_of, exchange, operation), partial(self._on_read, key, exchange))

    def _on_read(self, key: str, exchange: Exchange, page: Page | None) -> None:
        request = self._program.requests.made_for(key)
        last = request.last() if request is not None else None
        if last is not None and last[0] is exchange:  # else something else is shown by now
            self._go_on(key, exchange, page)

    def _go_on(self, key: str, exchange: Exchange, page: Page | None) -> None:
        """Go on with the run that asked for this page, or begin another."""
        before = self._runs.get(key)
        if page is None:
            self._runs.pop(key, None)
        elif before is not None and before.next == exchange.draft:
            self._runs[key] = gone_on(before, page)
        else:
            self._runs[key] = begun(exchange.draft, page)
        self._targets[key] = exchange.target_name
        self._show(key)

    def _on_action(self, key: str, action: str) -> None:
        run = self._runs.get(key)
        if run is None:
            return
        if action == "next" and run.next is not None:
            self._program.requests.get(key).send_as(run.next, self._targets[key])
        elif action in ("all", "on"):
            self._fetch(key, run)
        elif action == "stop":
            self._stop(key)
        elif action == "show":
            self._show_all(key, run)
        else:
            self._save(run)

    def _fetch(self, key: str, run: PagedRun) -> None:
        target = self._program.targets.get(self._targets[key])
        operation = self._program.front.operation(run.next) if run.next is not None else None
        if (strip := self._strip(key)) is not None:
            strip.show_running(run)
        self._pager(key).fetch(PagedRun(run.entries, run.pages, run.next), target, operation)

    def _pager(self, key: str) -> "Pager":
        if key not in self._pagers:
            from betadeck.control.pager import Pager

            made = self._pagers[key] = self._program.make_prober(Pager)
            made.paged.connect(partial(self._on_paged, key))
            made.waiting.connect(partial(self._on_waiting, key))
            made.finished.connect(partial(self._on_finished, key))
            made.stopped.connect(partial(self._show, key))
            made.failed.connect(partial(self._program.notices.show_text, about=key))
        return self._pagers[key]

    def _on_paged(self, key: str, run: PagedRun) -> None:
        self._runs[key] = run
        if (strip := self._strip(key)) is not None and run.next is not None:
            strip.show_running(run)

    def _on_waiting(self, key: str, left_s: float) -> None:
        run, strip = self._runs.get(key), self._strip(key)
        if run is not None and strip is not None:
            strip.show_waiting(run, left_s) if left_s else strip.show_running(run)

    def _on_finished(self, key: str, run: PagedRun) -> None:
        self._runs[key] = run
        self._show_all(key, run)
        self._show(key)

    def _show(self, key: str) -> None:
        if (strip := self._strip(key)) is not None:
            strip.show_run(self._runs.get(key))

    def _show_all(self, key: str, run: PagedRun) -> None:
        request = self._program.requests.made_for(key)
        if request is not None:
            words = (
                f"{count_words(len(run.entries), 'entry', 'entries')} from {count_words(run.pages, 'page')}"
            )
            request.page.viewer.show_entries(run.entries, words)

    def _stop(self, key: str) -> None:
        if key in self._pagers:
            self._pagers[key].stop()

    def _on_closed(self, key: str) -> None:
        self._stop(key)
        self._runs.pop(key, None)

    def _save(self, run: PagedRun) -> None:
        window, title = self._program.window, "Save all entries"
        dialog = choose_place(window, title, "entries.json", ";;".join(_FORMS))
        dialog.fileSelected.connect(partial(self._on_save, run))

    def _on_save(self, run: PagedRun, path: str) -> None:
        written = as_lines if is_json_lines(path) else as_json

        def done(_found: object) -> None:
            entries = count_words(len(run.entries), "entry", "entries")
            self._program.window.status.show_message(f"Saved {entries} to {path}.")

        self._program.background.submit(
            lambda: atomic.write_pieces(Path(path), written(run.entries)),
            done,
            self._program.notices.show_fault,
        )
