"""A batch on its way: sent or gone on with, watched, its results joined to their rows and saved."""

import asyncio
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.control.batch_maker import Gathered
from betadeck.control.batch_run import BatchEnd, BatchRun
from betadeck.control.stamps import new_id, now_text
from betadeck.core.answer import Answer
from betadeck.core.batch.requests import BatchState, may_exist
from betadeck.core.batch.results import Joined, csv_pieces, joined, line_pieces
from betadeck.core.batch.table import Table
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange
from betadeck.core.figures import count_words
from betadeck.core.file_names import is_json_lines
from betadeck.core.target import Target
from betadeck.storage import atomic
from betadeck.storage.batches import KeptBatch, KeptRows
from betadeck.storage.faults import StorageFault
from betadeck.ui.batch import words
from betadeck.ui.batch.dialog import BatchDialog
from betadeck.ui.dialogs.ranking import PickItem
from betadeck.ui.library.days import local
from betadeck.ui.parts.file_choice import choose_place

if TYPE_CHECKING:
    from betadeck.compose.program import Program

_CSV, _LINES = "CSV (*.csv)", "JSON Lines (*.jsonl)"


class Running(QObject):
    """One batch after the other; each is kept with its rows before it goes out, and then under the API's id."""

    def __init__(self, program: "Program", dialog: BatchDialog, target: Target, draft: Draft) -> None:
        super().__init__(dialog)
        self._program, self._dialog = program, dialog
        self._front_target, self._front = target, KeptRows(draft, Table((), (), ()), ())
        self._target, self._rows = target, self._front
        self._sent: dict[str, KeptBatch] = {}
        self._source = ""
        self._batch_id = ""
        self._mark = ""  # what the batch is kept as until an answer tells its id
        self._lost: KeptBatch | None = None  # the unanswered one that the next id is for
        self._joined: Joined | None = None
        self._next: Callable[[], None] | None = None
        self._run = program.probes.prober(BatchRun)
        self._connect()
        self._list()

    def start(self, gathered: Gathered, body: str, source: str) -> None:
        """Send a batch; `source` is what people call what it was made of."""
        lines = gathered.lines
        self._source = source
        rows = KeptRows(gathered.carrier.draft, lines.table, lines.ids)
        self._begin("", self._front_target, rows)
        self._run.run(rows.draft, body, self._target, self._mark_sent)

    def _begin(self, batch_id: str, target: Target, rows: KeptRows) -> None:
        self._batch_id, self._target, self._rows = batch_id, target, rows
        self._mark, self._next = "", None
        self._dialog.show_running(known=bool(batch_id))

    async def _mark_sent(self) -> None:
        """Keep the rows before anything leaves, so that a batch is known of also when no answer comes."""
        batch, program = self._kept(f"unanswered-{new_id()}", answered=False), self._program
        self._mark = batch.id
        try:
            await program.background.call(partial(program.batches.keep, batch, self._rows))
        except StorageFault as fault:
            self._on_fault(fault)
        except asyncio.CancelledError:
            self._unmark()
            raise

    def _unmark(self) -> None:
        """Keep nothing of a batch that surely is not there."""
        mark, self._mark = self._mark, ""
        self._program.background.submit(partial(self._program.batches.forget, mark))

    def _connect(self) -> None:
        dialog, run = self._dialog, self._run
        dialog.sent_page.watch_requested.connect(self._on_watch)
        dialog.sent_page.forget_requested.connect(self._on_forget)
        dialog.stop_requested.connect(run.stop)
        dialog.cancel_requested.connect(self._on_cancel)
        dialog.save_requested.connect(self._on_save)
        run.sent.connect(self._on_sent)
        run.counted.connect(self._on_counted)
        run.uploaded.connect(dialog.show_uploaded)
        run.waiting.connect(dialog.show_waiting)
        run.stopped.connect(self._on_stopped)
        run.failed.connect(dialog.show_ended)
        run.finished.connect(self._on_end)

    def _list(self) -> None:
        self._program.background.submit(self._program.batches.kept, self._on_listed, self._on_fault, self)

    def _on_listed(self, kept: list[KeptBatch]) -> None:
        self._sent = {each.id: each for each in kept}
        self._dialog.sent_page.show_batches([_item(each) for each in kept])
        self._dialog.show_unanswered(any(not each.answered for each in kept))

    def _on_watch(self, batch_id: str) -> None:
        kept = self._sent.get(batch_id, self._lost)
        self._lost = None
        if kept is None:
            self._watch(batch_id, self._front_target, self._front)
        elif kept.id == batch_id and not kept.answered:
            self._lost = kept
            self._dialog.show_words(words.unanswered_words(kept.count))
            self._dialog.sent_page.ask_id()
        elif kept.target not in self._program.targets.names():
            self._dialog.show_ended(
                f"It was sent to “{kept.target}”, which is no target any more: give one this name."
            )
        else:
            target, load = (
                self._program.targets.get(kept.target),
                partial(self._program.batches.load, kept.id),
            )
            then = partial(self._watch, batch_id, target)
            self._program.background.submit(load, then, self._on_fault, self)

    def _watch(self, batch_id: str, target: Target, rows: KeptRows) -> None:
        if not self._run.is_running():  # something else may have begun while the rows were read
            self._begin(batch_id, target, rows)
            self._run.watch(rows.draft, batch_id, target)

    def _on_forget(self, batch_id: str) -> None:
        self._lost = None
        forget = partial(self._program.batches.forget, batch_id)
        self._program.background.submit(forget, lambda _: self._list(), self._on_fault, self)

    def _on_cancel(self) -> None:
        """Cancel the batch; the watch that runs ends first."""
        self._next = self._cancel
        self._run.stop()

    def _cancel(self) -> None:
        self._dialog.show_running(known=False)
        self._run.cancel_batch(self._rows.draft, self._batch_id, self._target)

    def _on_stopped(self) -> None:
        following, self._next = self._next, None
        if following is not None:
            following()
        elif self._batch_id:
            self._dialog.show_ended("The batch goes on; it stands under Sent before.", is_problem=False)
        elif self._mark:
            self._show_unanswered("")
        else:
            self._dialog.show_ended("Stopped before the API had the batch.", is_problem=False)

    def _show_unanswered(self, problem: str) -> None:
        self._list()
        self._dialog.show_ended(problem)
        self._dialog.show_words(words.UNANSWERED)

    def _on_sent(self, exchange: Exchange, _answer: Answer) -> None:
        if self._mark and not may_exist(exchange):
            self._unmark()

    def _on_counted(self, state: BatchState) -> None:
        if not self._batch_id:
            self._keep(state.id)
        self._batch_id = state.id
        self._dialog.show_state(state)

    def _keep(self, batch_id: str) -> None:
        batch, store = self._kept(batch_id), self._program.batches
        rows, secrets, mark, self._mark = self._rows, self._run.secrets(), self._mark, ""

        def keep() -> None:
            store.keep(batch, rows, secrets)
            store.forget(mark)

        self._program.background.submit(keep, lambda _: self._list(), self._on_fault, self)

    def _kept(self, batch_id: str, *, answered: bool = True) -> KeptBatch:
        count = len(self._rows.ids)
        return KeptBatch(batch_id, self._target.name, now_text(), self._source, count, answered)

    def _on_end(self, end: BatchEnd) -> None:
        if end.problem and self._mark:
            self._show_unanswered(end.problem)
            return
        if end.problem:
            self._dialog.show_ended(end.problem)
            return
        rows = self._rows

        def join() -> tuple[Joined, str]:
            found = joined(rows.table, rows.ids, end.results)
            return found, words.result_words(found)

        self._program.background.submit(join, self._on_joined, self._on_fault, self)

    def _on_joined(self, found: tuple[Joined, str]) -> None:
        self._joined, said = found
        self._dialog.show_results(said)

    def _on_save(self) -> None:
        name, filters = f"{self._batch_id}.csv", f"{_CSV};;{_LINES}"
        dialog = choose_place(self._dialog, "Save the rows", name, filters, suffix="csv")

        def chosen(path: str) -> None:
            as_lines = dialog.selectedNameFilter() == _LINES or is_json_lines(path)
            self._save(path, as_lines=as_lines)

        dialog.fileSelected.connect(chosen)

    def _save(self, path: str, *, as_lines: bool) -> None:
        found = self._joined
        if found is None:
            return

        def save() -> None:
            atomic.write_pieces(Path(path), (line_pieces if as_lines else csv_pieces)(found))

        def saved(_: None) -> None:
            self._dialog.show_said(f"Saved {count_words(len(found.results), 'row')} to {Path(path).name}.")

        self._program.background.submit(save, saved, self._on_fault, self)

    def _on_fault(self, fault: StorageFault) -> None:
        self._dialog.show_said(str(fault), is_problem=True)


def _item(batch: KeptBatch) -> PickItem:
    when = local(batch.sent_at)
    at = f"{when:%d %b %Y %H:%M}, " if when else ""
    named = batch.id if batch.answered else "no answer came"
    return PickItem(
        batch.id,
        batch.source,
        f"{at}to {batch.target}, {named}",
        badge=count_words(batch.count, "request"),
    )
