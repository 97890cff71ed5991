"""Run a batch: where its requests come from, what they are, how far it is, its results to save."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QVBoxLayout, QWidget

from betadeck.core.batch.requests import BatchState
from betadeck.core.figures import size_words
from betadeck.core.listing import PresetEntry
from betadeck.ui.batch import words
from betadeck.ui.batch.plan_view import PlanView
from betadeck.ui.batch.presets_page import PresetsPage
from betadeck.ui.batch.sent_page import SentPage
from betadeck.ui.batch.table_page import TablePage
from betadeck.ui.batch.words import Plan
from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.parts.choices import Segments
from betadeck.ui.parts.labels import wrapped
from betadeck.ui.parts.restyle import set_property
from betadeck.ui.steady_scroll import BAR_PX

ROWS, PRESETS, SENT = "rows", "presets", "sent"
_SOURCES = ((ROWS, "Rows of a table"), (PRESETS, "Presets"), (SENT, "Sent before"))


class BatchDialog(Frame):
    """Shows a batch from its making to its results. Reads and sends nothing itself.

    `table_page`, `presets_page`, `sent_page` and `plan` show and announce their own part.

    Signals:
        source_chosen(): the lines come from elsewhere now.
        start_requested(): send the batch.
        stop_requested(): stop watching; the batch goes on.
        cancel_requested(): cancel the batch itself.
        save_requested(): save the rows with their results.
    """

    source_chosen = Signal()
    start_requested = Signal()
    stop_requested = Signal()
    cancel_requested = Signal()
    save_requested = Signal()

    def __init__(
        self, problem: str = "", presets: Sequence[PresetEntry] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__("Run a batch", "batch_dialog", parent)
        self._running = self._was_sent = self._has_results = self._can_start = self._can_cancel = False
        self._source = Segments(_SOURCES)
        self._source.setAccessibleName("What the batch is made of")
        self.table_page, self.presets_page = TablePage(problem), PresetsPage(presets)
        self.sent_page, self.plan = SentPage(), PlanView()
        self._pages = {ROWS: self.table_page, PRESETS: self.presets_page, SENT: self.sent_page}
        self._state, self._bar = wrapped(""), QProgressBar()
        self._unanswered = wrapped(words.LOST, "", "warn")
        self._lay_out()
        self._end_buttons()
        self._connect()
        self.choose_source(ROWS)
        self.setMinimumWidth(440)
        self.resize(760, 680)

    def source(self) -> str:
        """Return where the lines come from: `ROWS`, `PRESETS` or `SENT`."""
        return self._source.current()

    def choose_source(self, source: str) -> None:
        """Show the page of another source; what was planned from the one before is gone."""
        self._source.choose(source)
        self._show_page()

    def show_plan(self, plan: Plan) -> None:
        """Show what would be sent."""
        self.plan.show_plan(plan)
        self._can_start, self._was_sent = bool(plan.built.body), False
        self.say(words.block_words(plan.built), "error")
        self._show_buttons()

    def show_no_plan(self, why: str = "") -> None:
        """Show that there is nothing to send, and why."""
        self.plan.hide()
        self._can_start = self._was_sent = self._has_results = False
        self._state.hide()
        self.say(why, "error")
        self._show_buttons()

    def show_making(self, done: int, total: int) -> None:
        """Say how far the making of the batch is; nothing can be sent before it is made."""
        self._can_start = self._has_results = False
        self.say("" if not done else f"{done:,} of {total:,} filled in" if done < total else "Checking…")
        self._show_buttons()

    def show_running(self, *, known: bool) -> None:
        """Show that the batch is on its way; one that is not `known` yet to the API cannot be cancelled there."""
        self._running, self._can_cancel, self._has_results = True, known, False
        self._bar.setRange(0, 0)
        self._bar.show()
        self.say("")
        self._show_buttons()

    def show_uploaded(self, sent_bytes: int, total: int) -> None:
        """Show how much of the batch has left."""
        whole = sent_bytes >= total
        self._bar.setRange(0, 0 if whole else 1000)
        self._bar.setValue(sent_bytes * 1000 // total)
        self.say("" if whole else f"Sending, {size_words(sent_bytes)} of {size_words(total)}")

    def show_state(self, state: BatchState) -> None:
        """Show how far the batch is."""
        total = sum(count for _, count in state.counts)
        done = total - dict(state.counts).get("processing", 0)
        self._bar.setRange(0, total if done else 0)
        self._bar.setValue(done)
        self.show_words(f"{state.id}\n{words.state_words(state)}")
        self._was_sent, self._can_cancel = True, not state.is_over
        self._show_buttons()

    def show_waiting(self, seconds: float) -> None:
        """Say when the batch is looked at again; 0 takes that away."""
        self.say(f"Looking again in {seconds:.0f} s" if seconds >= 1 else "")

    def show_results(self, text: str) -> None:
        """Say what came of it; it can be saved now."""
        self._end()
        self._has_results = True
        self.show_words(text)
        self._show_buttons()
        self._save.setFocus()

    def show_ended(self, text: str, *, is_problem: bool = True) -> None:
        """Say why it did not go on."""
        self._end()
        self.say(text, "error" if is_problem else "muted")
        self._show_buttons()

    def show_said(self, text: str, *, is_problem: bool = False) -> None:
        """Say where the rows are saved, or why a file could not be read or written."""
        self.say(text, "error" if is_problem else "muted")

    def show_words(self, text: str) -> None:
        """Say at length how far it is, what came of it, or what can be done now."""
        self._state.setText(text)
        self._state.show()

    def show_unanswered(self, shown: bool) -> None:
        """Say that a batch was sent and no answer came, as long as one is kept."""
        self._unanswered.setVisible(shown)

    def reject(self) -> None:
        """Stop watching, and close; the batch itself goes on."""
        if self._running:
            self.stop_requested.emit()
        super().reject()

    def _lay_out(self) -> None:
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Requests of the batch that are done")
        self._state.setObjectName("state")
        top = QHBoxLayout()
        top.addWidget(self._source)
        top.addStretch(1)
        self.content.addLayout(top)
        self.content.addWidget(self._unanswered)
        self.content.addWidget(self._pages_scrolled(), 1)
        for each in (self._bar, self._state):
            self.content.addWidget(each)
        for each in (self._unanswered, self._bar, self._state):
            each.hide()

    def _pages_scrolled(self) -> QScrollArea:
        room = QWidget()
        layout = QVBoxLayout(room)
        layout.setContentsMargins(0, 0, BAR_PX, 0)
        layout.addWidget(self.table_page)
        layout.addWidget(self.presets_page, 2)
        layout.addWidget(self.sent_page, 2)
        layout.addWidget(self.plan, 3)
        layout.addStretch(0)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setProperty("bare", True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(room)
        return scroll

    def _end_buttons(self) -> None:
        self._close = self.add_button("close", "Close")
        self._cancel = self.add_button("cancel_batch", "Cancel batch")
        self._save = self.add_button("save_results", "Save rows…")
        self._start = self.add_button("start", "Send batch", "primary")

    def _connect(self) -> None:
        self._source.chosen.connect(self._on_source)
        self._close.clicked.connect(self.reject)
        self._cancel.clicked.connect(self._on_cancel)
        self._save.clicked.connect(self._on_save)
        self._start.clicked.connect(self._on_start)

    def _show_page(self) -> None:
        for key, page in self._pages.items():
            page.setVisible(key == self._source.current())
        self.show_no_plan()

    def _end(self) -> None:
        self._running = self._can_cancel = False
        self._bar.hide()

    def _show_buttons(self) -> None:
        done = self._has_results and not self._running
        again = "Send again" if self._was_sent else "Send batch"
        self._start.setText("Stop watching" if self._running else again)
        set_property(self._start, "kind", "stop" if self._running else "" if self._was_sent else "primary")
        set_property(self._save, "kind", "primary" if done else "")
        # Nothing else by Enter: in a filter it must not send a batch, which costs money.
        self._save.setDefault(done)
        self._start.setEnabled(self._running or self._can_start)
        self._start.setVisible(self._running or self.source() != SENT)
        self._cancel.setVisible(self._running and self._can_cancel)
        self._save.setVisible(done)
        for each in (self._source, *self._pages.values()):
            each.setEnabled(not self._running)

    def _on_source(self) -> None:
        self._show_page()
        self.source_chosen.emit()

    def _on_cancel(self) -> None:
        self.cancel_requested.emit()

    def _on_save(self) -> None:
        self.save_requested.emit()

    def _on_start(self) -> None:
        (self.stop_requested if self._running else self.start_requested).emit()
