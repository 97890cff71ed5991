"""Run over rows: the dialog joined to files, to the making of the batch, and to its run."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from betadeck.control.batch_run import BatchEnd, BatchRun
from betadeck.core.batch.build import MOST_BYTES, Built, build, preview, used_columns
from betadeck.core.batch.requests import BatchState
from betadeck.core.batch.results import Result, as_csv, as_json_lines, joined, read_results
from betadeck.core.batch.table import Table, TableFault, read_table
from betadeck.core.open_tab import OpenTab
from betadeck.core.variable_values import table_values
from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault
from betadeck.ui.batch import words
from betadeck.ui.batch.dialog import BatchDialog

if TYPE_CHECKING:
    from betadeck.compose.program import Program

_TABLES = "Tables (*.csv *.tsv *.jsonl *.ndjson);;All files (*)"
_JSON_LINES = (".jsonl", ".ndjson")
_CSV, _LINES = "CSV (*.csv)", "JSON Lines (*.jsonl)"
_ELSEWHERE = "Only requests to /v1/messages can run over rows. Open one, then come back."


@dataclass(frozen=True, slots=True)
class _Joined:
    """The rows' results, and how many lines of the answer could not be read."""

    results: tuple[Result, ...]
    lost: int


def open_batch(program: "Program", tab: OpenTab) -> None:
    """Open the dialog for the request of `tab`."""
    problem = "" if tab.draft.path.rstrip("/") == "/v1/messages" else _ELSEWHERE
    dialog = BatchDialog(problem, program.window)
    _Batch(program, tab, dialog)
    dialog.open()


class _Batch(QObject):
    """Lives as long as its dialog."""

    def __init__(self, program: "Program", tab: OpenTab, dialog: BatchDialog) -> None:
        super().__init__(dialog)
        self._program, self._tab, self._dialog = program, tab, dialog
        self._target = program.targets.get(tab.target)
        self._others = table_values(tab.draft.variables, self._target.variables)
        self._table: Table | None = None
        self._built = Built("", ())
        self._joined: _Joined | None = None
        self._batch_id = ""
        self._next: Callable[[], None] | None = None
        self._run = program.probes.prober(BatchRun)
        self._connect()

    def open_table(self, path: str) -> None:
        """Read the table at `path`, make the batch of it, and show both."""

        def read() -> Table | TableFault:
            try:
                content, _ = atomic.read_bytes(Path(path), MOST_BYTES)
                return read_table(content, json_lines=path.lower().endswith(_JSON_LINES))
            except TableFault as fault:
                return fault

        self._program.background.submit(
            read, lambda found: self._on_read(Path(path).name, found), self._on_fault
        )

    def save_rows(self, path: str, *, as_lines: bool) -> None:
        """Save the rows with their results at `path`."""
        table, found = self._table, self._joined
        if table is None or found is None:
            return

        def save() -> None:
            text = (as_json_lines if as_lines else as_csv)(table, found.results)
            atomic.write_bytes(Path(path), text.encode("utf-8", "surrogatepass"))

        def saved(_: None) -> None:
            self._dialog.show_saved(f"Saved {len(table.rows):,} rows to {Path(path).name}.")

        self._program.background.submit(save, saved, self._on_fault)

    def _connect(self) -> None:
        dialog, run = self._dialog, self._run
        dialog.table_requested.connect(self._on_table_requested)
        dialog.ids_chosen.connect(self._build)
        dialog.row_chosen.connect(self._show_row)
        dialog.start_requested.connect(self._on_start)
        dialog.watch_requested.connect(self._on_watch)
        dialog.stop_requested.connect(run.stop)
        dialog.cancel_requested.connect(self._on_cancel)
        dialog.save_requested.connect(self._on_save)
        run.counted.connect(self._on_counted)
        run.waiting.connect(dialog.show_waiting)
        run.stopped.connect(self._on_stopped)
        run.failed.connect(dialog.show_ended)
        run.finished.connect(self._on_end)

    def _on_table_requested(self) -> None:
        dialog = QFileDialog(self._dialog, "Choose a table", filter=_TABLES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_table)
        dialog.open()

    def _on_read(self, name: str, found: Table | TableFault) -> None:
        if isinstance(found, TableFault):
            self._dialog.show_ended(f"{name}: {found}")
            return
        self._table, self._joined = found, None
        self._dialog.show_table(name, found)
        self._show_row(0)
        self._build()

    def _build(self) -> None:
        table, column = self._table, self._dialog.id_column()
        if table is None:
            return
        body, others = self._tab.draft.body_text, self._others
        self._program.background.submit(
            lambda: build(body, table, others, column), self._on_built, self._on_fault
        )

    def _on_built(self, built: Built) -> None:
        if self._table is not None:
            self._built = built
            self._dialog.show_built(self._table, used_columns(self._tab.draft.body_text, self._table), built)

    def _show_row(self, number: int) -> None:
        if self._table is not None and number < len(self._table.rows):
            self._dialog.show_row(preview(self._tab.draft.body_text, self._table, number, self._others))

    def _on_start(self) -> None:
        self._dialog.show_running()
        self._run.run(self._tab.draft, self._built.body, self._target)

    def _on_watch(self, batch_id: str) -> None:
        self._batch_id = batch_id
        self._dialog.show_running()
        self._run.watch(self._tab.draft, batch_id, self._target)

    def _on_cancel(self) -> None:
        """Cancel the batch; a watch that runs ends first."""
        self._next = self._cancel
        if self._run.is_running():
            self._run.stop()
        else:
            self._on_stopped()

    def _cancel(self) -> None:
        self._dialog.show_running()
        self._run.cancel_batch(self._tab.draft, self._batch_id, self._target)

    def _on_stopped(self) -> None:
        following, self._next = self._next, None
        if following is not None:
            following()
        else:
            self._dialog.show_ended("The batch goes on; watch it again with its id.", is_problem=False)

    def _on_counted(self, state: BatchState) -> None:
        self._batch_id = state.id
        self._dialog.show_state(state)

    def _on_end(self, end: BatchEnd) -> None:
        if end.problem or self._table is None:
            self._dialog.show_ended(end.problem)
            return
        ids, content = self._built.ids, end.results

        def join() -> _Joined:
            found, lost = read_results(content)
            return _Joined(joined(ids, found), lost)

        self._program.background.submit(join, self._on_joined, self._on_fault)

    def _on_joined(self, found: _Joined) -> None:
        self._joined = found
        self._dialog.show_results(words.result_words(found.results, found.lost))

    def _on_save(self) -> None:
        dialog = QFileDialog(self._dialog, "Save the rows", filter=f"{_CSV};;{_LINES}")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")

        def chosen(path: str) -> None:
            as_lines = dialog.selectedNameFilter() == _LINES or path.lower().endswith(_JSON_LINES)
            self.save_rows(path, as_lines=as_lines)

        dialog.fileSelected.connect(chosen)
        dialog.open()

    def _on_fault(self, fault: StorageFault) -> None:
        self._dialog.show_ended(str(fault))
