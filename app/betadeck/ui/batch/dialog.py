"""Run over rows: the table, the request filled in for a row, the batch as it goes, the results saved."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QProgressBar, QSpinBox, QWidget

from betadeck.core.batch.build import Built
from betadeck.core.batch.requests import BatchState
from betadeck.core.batch.table import Table
from betadeck.ui.batch import words
from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.code_view import CodeView
from betadeck.ui.parts.labels import Label, wrapped
from betadeck.ui.parts.restyle import set_property
from betadeck.ui.probe.plan_card import PlanCard


class BatchDialog(Frame):
    """Shows a table, what it makes of the request, and the batch. Reads and sends nothing itself.

    Signals:
        table_requested(): choose a table.
        ids_chosen(str): the column that names the rows; empty to count them.
        row_chosen(int): show the request for this row, counted from 0.
        start_requested(): send the batch.
        watch_requested(str): watch the batch of this id.
        stop_requested(): stop watching; the batch goes on.
        cancel_requested(): cancel the batch itself.
        save_requested(): save the rows with their results.
    """

    table_requested = Signal()
    ids_chosen = Signal(str)
    row_chosen = Signal(int)
    start_requested = Signal()
    watch_requested = Signal(str)
    stop_requested = Signal()
    cancel_requested = Signal()
    save_requested = Signal()

    def __init__(self, problem: str = "", parent: QWidget | None = None) -> None:
        super().__init__("Run over rows", "batch_dialog", parent)
        self._running = self._has_results = False
        self._built = Built("", ())
        self._choose = button("Choose a table…", "", "A CSV or JSON Lines file")
        self._choose.setObjectName("choose_table")
        self._table = Label("No table yet.", "", "muted")
        self._ids, self._row, self._known = QComboBox(), QSpinBox(), QLineEdit()
        self._plan, self._preview = PlanCard(), CodeView("The request for this row", json=True)
        self._room = QWidget()
        self._problems, self._state, self._bar = wrapped("", "", "error"), wrapped(""), QProgressBar()
        self._lay_out(problem)
        self._end_buttons()
        self._connect()
        self._choose.setEnabled(not problem)
        self._show_buttons()
        self.setMinimumWidth(560)
        self.resize(760, 620)

    def show_table(self, name: str, table: Table) -> None:
        """Show which table was read."""
        self._table.setText(words.table_words(name, table))
        blocked = self._ids.blockSignals(True)
        self._ids.clear()
        self._ids.addItems([words.COUNT_ROWS, *table.columns])
        self._ids.setCurrentIndex(table.columns.index("id") + 1 if "id" in table.columns else 0)
        self._ids.blockSignals(blocked)
        self._row.setRange(1, len(table.rows))
        self._choice.show()
        self._has_results = False
        self._state.hide()
        self.say("")

    def id_column(self) -> str:
        """Return the column that names the rows, empty where they are counted."""
        return self._ids.currentText() if self._ids.currentIndex() > 0 else ""

    def show_built(self, table: Table, used: tuple[str, ...], built: Built) -> None:
        """Show what the table makes of the request."""
        self._built = built
        self._plan.show_facts(words.facts(table, used, built))
        self._problems.setText(words.problem_words(built.problems))
        self._problems.setVisible(bool(built.problems))
        self._show_buttons()

    def show_row(self, text: str) -> None:
        """Show the request filled in for the chosen row."""
        self._preview.setPlainText(text)
        self._preview.show()
        self._room.hide()

    def show_running(self) -> None:
        """Show that the batch is on its way."""
        self._running = True
        self._bar.setRange(0, 0)
        self._bar.show()
        self.say("")
        self._show_buttons()

    def show_state(self, state: BatchState) -> None:
        """Show how far the batch is."""
        total = sum(count for _, count in state.counts)
        done = total - dict(state.counts).get("processing", 0)
        self._bar.setRange(0, total if done else 0)
        self._bar.setValue(done)
        self._known.setText(state.id)
        self._state.setText(words.state_words(state))
        self._state.show()

    def show_waiting(self, seconds: float) -> None:
        """Say when the batch is looked at again; 0 takes that away."""
        self.say(f"Looking again in {seconds:.0f} s" if seconds >= 1 else "")

    def show_results(self, text: str) -> None:
        """Say what came of it; it can be saved now."""
        self._end()
        self._has_results = True
        self._state.setText(text)
        self._state.show()
        self._show_buttons()
        self._save.setFocus()

    def show_ended(self, text: str, *, is_problem: bool = True) -> None:
        """Say why it did not go on."""
        self._end()
        self.say(text, "error" if is_problem else "muted")
        self._show_buttons()

    def show_saved(self, text: str, *, is_problem: bool = False) -> None:
        """Say where the rows are saved, or why they are not."""
        self.say(text, "error" if is_problem else "muted")

    def reject(self) -> None:
        """Stop watching, and close; the batch itself goes on."""
        if self._running:
            self.stop_requested.emit()
        super().reject()

    def _lay_out(self, problem: str) -> None:
        self._choice = QWidget()
        inner = QHBoxLayout(self._choice)
        inner.setContentsMargins(0, 0, 0, 0)
        for name, widget in (("Row ids", self._ids), ("Show row", self._row)):
            label = Label(name, "", "muted")
            label.setBuddy(widget)
            widget.setAccessibleName({"Row ids": "Column with the ids", "Show row": "Row to look at"}[name])
            inner.addWidget(label)
            inner.addWidget(widget)
        inner.addStretch(1)
        top = QHBoxLayout()
        top.addWidget(self._choose)
        top.addWidget(self._table, 1)
        self._table.setWordWrap(True)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Requests of the batch that are done")
        self._known.setPlaceholderText("msgbatch_…")
        self._known.setAccessibleName("Id of the batch")
        self._known.setObjectName("batch_id")
        self._watch = button(
            "Watch this batch", "", "Go on with a batch that was sent before from the same table"
        )
        self._watch.setObjectName("watch")
        earlier = QHBoxLayout()
        earlier.addWidget(Label("Batch id", "", "muted"))
        earlier.addWidget(self._known, 1)
        earlier.addWidget(self._watch)
        self.content.addWidget(wrapped(problem or words.intro(), "", "error" if problem else "muted"))
        self.content.addLayout(top)
        for each in (self._choice, self._plan, self._problems):
            self.content.addWidget(each)
        self.content.addWidget(self._preview, 1)
        self.content.addWidget(self._room, 1)
        self.content.addLayout(earlier)
        self.content.addWidget(self._bar)
        self.content.addWidget(self._state)
        for each in (self._choice, self._problems, self._preview, self._bar, self._state):
            each.hide()

    def _end_buttons(self) -> None:
        self._close = self.add_button("close", "Close")
        self._cancel = self.add_button("cancel_batch", "Cancel batch")
        self._save = self.add_button("save_results", "Save rows…")
        self._start = self.add_button("start", "Send batch", "primary", default=True)

    def _connect(self) -> None:
        self._choose.clicked.connect(self._on_choose)
        self._ids.currentIndexChanged.connect(self._on_ids)
        self._row.valueChanged.connect(self._on_row)
        self._known.textChanged.connect(self._show_buttons)
        self._watch.clicked.connect(self._on_watch)
        self._close.clicked.connect(self.reject)
        self._cancel.clicked.connect(self._on_cancel)
        self._save.clicked.connect(self._on_save)
        self._start.clicked.connect(self._on_start)

    def _end(self) -> None:
        self._running = False
        self._bar.hide()

    def _show_buttons(self) -> None:
        named = bool(self._known.text().strip())
        again = "Send again" if self._has_results else "Send batch"
        self._start.setText("Stop watching" if self._running else again)
        done = self._has_results and not self._running
        set_property(self._start, "kind", "stop" if self._running else "" if done else "primary")
        set_property(self._save, "kind", "primary" if done else "")
        (self._save if done else self._start).setDefault(True)
        self._start.setEnabled(self._running or bool(self._built.body))
        self._cancel.setVisible(named and (self._running or not self._has_results))
        self._save.setVisible(self._has_results)
        self._watch.setEnabled(named and not self._running and bool(self._built.ids))
        for each in (self._choose, self._ids, self._known):
            each.setEnabled(not self._running)

    def _on_choose(self) -> None:
        self.table_requested.emit()

    def _on_ids(self) -> None:
        self.ids_chosen.emit(self.id_column())

    def _on_row(self, number: int) -> None:
        self.row_chosen.emit(number - 1)

    def _on_watch(self) -> None:
        self.watch_requested.emit(self._known.text().strip())

    def _on_cancel(self) -> None:
        self.cancel_requested.emit()

    def _on_save(self) -> None:
        self.save_requested.emit()

    def _on_start(self) -> None:
        if self._running:
            self.stop_requested.emit()
        else:
            self.start_requested.emit()
