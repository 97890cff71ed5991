"""Run a batch: the dialog joined to files and presets, to the making of the batch, and to its run."""

import threading
from collections.abc import Collection
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.compose.batch_lines import from_presets, from_rows
from betadeck.compose.batch_run import Running
from betadeck.control.batch_maker import BatchMaker, Made
from betadeck.core.batch.build import MOST_BYTES, preview
from betadeck.core.batch.presets import is_messages
from betadeck.core.batch.rows import used_columns
from betadeck.core.batch.table import Table, TableFault, read_table
from betadeck.core.draft import Draft
from betadeck.core.file_names import is_json_lines
from betadeck.core.finding import Finding
from betadeck.core.lint import Linter
from betadeck.core.open_tab import OpenTab
from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault
from betadeck.ui.batch.dialog import PRESETS, ROWS, BatchDialog
from betadeck.ui.batch.words import Plan
from betadeck.ui.parts.file_choice import choose_file

if TYPE_CHECKING:
    from betadeck.compose.program import Program

_TABLES = "Tables (*.csv *.tsv *.jsonl *.ndjson);;All files (*)"
_NO_TABLE = Table((), (), ())
_ELSEWHERE = "Only requests to /v1/messages can run over rows. Open one, then come back."


def open_batch(program: "Program", tab: OpenTab, presets: Collection[str] = ()) -> None:
    """Open the dialog for the request of `tab`, or for these presets."""
    problem = "" if is_messages(tab.draft) else _ELSEWHERE
    dialog = BatchDialog(problem, program.library.entries(), program.window)
    batch = _Batch(program, tab, dialog)
    if presets:
        batch.start_with(presets)
    dialog.open()


class _Batch(QObject):
    """Lives as long as its dialog."""

    def __init__(self, program: "Program", tab: OpenTab, dialog: BatchDialog) -> None:
        super().__init__(dialog)
        self._program, self._tab, self._dialog = program, tab, dialog
        self._target = program.targets.get(tab.target)
        self._judging = threading.Lock()
        self._linter = Linter(program.knowledge.current(), program.schemas)
        self._file, self._table = "", _NO_TABLE
        self._made: Made | None = None
        self._maker = BatchMaker(self._judge, self)
        self._running = Running(program, dialog, self._target, tab.draft)
        self._connect()

    def start_with(self, presets: Collection[str]) -> None:
        """Begin with these presets ticked."""
        self._dialog.choose_source(PRESETS)
        self._dialog.presets_page.tick(presets)
        self._make()

    def open_table(self, path: str) -> None:
        """Read the table at `path`, make the batch of it, and show both."""

        def read() -> Table | TableFault | StorageFault:
            try:
                content, _ = atomic.read_bytes(Path(path), MOST_BYTES)
                return read_table(content, json_lines=is_json_lines(path))
            except (TableFault, StorageFault) as fault:
                return fault

        self._program.background.submit(read, partial(self._on_read, Path(path).name), owner=self)

    def _connect(self) -> None:
        dialog = self._dialog
        dialog.finished.connect(self._maker.stop)
        dialog.source_chosen.connect(self._make)
        dialog.table_page.table_requested.connect(self._on_table_requested)
        dialog.table_page.ids_chosen.connect(self._make)
        dialog.presets_page.presets_chosen.connect(self._make)
        dialog.plan.line_chosen.connect(self._show_line)
        dialog.plan.leave_out_requested.connect(self._on_leave_out)
        dialog.plan.answers_requested.connect(self._on_answers)
        dialog.start_requested.connect(self._on_start)
        self._maker.progressed.connect(dialog.show_making)
        self._maker.made.connect(self._on_made)
        self._maker.failed.connect(dialog.show_no_plan)

    def _judge(self, draft: Draft) -> tuple[Finding, ...]:
        with self._judging:  # what was given up may still be looking at its last lines
            return self._linter.lint(draft, self._target)

    def _on_table_requested(self) -> None:
        choose_file(self._dialog, "Choose a table", _TABLES).fileSelected.connect(self.open_table)

    def _on_read(self, name: str, found: Table | TableFault | StorageFault) -> None:
        self._file = name
        if isinstance(found, Table):
            self._take_table(found)
            return
        self._table = _NO_TABLE
        self._make()
        self._dialog.table_page.show_problem(f"{name}: {found}")

    def _take_table(self, table: Table) -> None:
        self._table = table
        self._dialog.table_page.show_table(self._file, table)
        self._make()

    def _make(self) -> None:
        """Make the batch of what is chosen now; nothing is left of the one before."""
        program, dialog, self._made = self._program, self._dialog, None
        chosen = dialog.presets_page.chosen()
        self._maker.stop()
        dialog.show_making(0, 0)
        if dialog.source() == ROWS and self._table.rows:
            column = dialog.table_page.id_column()
            gather = partial(from_rows, program, self._tab.draft, self._table, column, self._target)
            self._maker.make(gather)
        elif dialog.source() == PRESETS and chosen:
            self._maker.make(partial(from_presets, program, chosen, self._target))
        else:
            dialog.show_no_plan()

    def _on_made(self, made: Made) -> None:
        self._made, rows = made, self._dialog.source() == ROWS
        lines, carrier = made.gathered.lines, made.gathered.carrier
        used = used_columns(self._tab.draft.body_text, self._table) if rows else None
        self._dialog.show_plan(Plan(lines, carrier, made.built, made.told, used, made.gathered.asked))

    def _show_line(self, number: int) -> None:
        lines = self._made.gathered.lines if self._made else None
        if lines is not None and number < len(lines.ids):
            name = f"{lines.place(number)}, id {lines.ids[number]}"
            self._dialog.plan.show_line(name, preview(lines, number))

    def _on_leave_out(self) -> None:
        wrong = self._made.built.wrong_lines() if self._made else frozenset()
        if self._dialog.source() == ROWS:
            self._take_table(self._table.without(wrong))
            return
        page = self._dialog.presets_page
        page.tick([each for number, each in enumerate(page.chosen()) if number not in wrong])
        self._make()

    def _on_answers(self) -> None:
        if self._made is not None:
            self._program.asking.ask(self._made.gathered.asked, self._make, self._dialog, "Fill in")

    def _on_start(self) -> None:
        if self._made is not None:
            source = self._file if self._dialog.source() == ROWS else "Presets"
            self._running.start(self._made.gathered, self._made.built.body, source)
