"""Which beta breaks this? The plan first, then the sends as they come, then the answer."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QWidget

from betadeck.core.exchange import Exchange
from betadeck.core.probe.halving import Search, Verdict, VerdictKind
from betadeck.core.probe.plan import SearchPlan
from betadeck.core.probe.probe_request import Form
from betadeck.ui.parts.labels import wrapped
from betadeck.ui.parts.restyle import set_property
from betadeck.ui.probe import words
from betadeck.ui.probe.plan_card import PlanCard
from betadeck.ui.probe.result_card import ResultCard
from betadeck.ui.probe.running_frame import RunningFrame
from betadeck.ui.probe.send_rows import SendRow, rows_of, running_row
from betadeck.ui.probe.send_tree import SendTree

_ROOMY_PX = 660


class CulpritDialog(RunningFrame):
    """Shows a plan, then a search, then its verdict. Sends nothing itself.

    Signals:
        start_requested(tuple): search, in these forms.
        untick_requested(str, bool): untick this beta; with true, send afterwards.
        beta_chosen(str): show this beta in the checklist.
    """

    start_requested = Signal(tuple)
    untick_requested = Signal(str, bool)
    beta_chosen = Signal(str)

    def __init__(self, plan: SearchPlan, said: str, parent: QWidget | None = None) -> None:
        super().__init__("Which beta breaks this?", "culprit_dialog", parent)
        self._plan, self._form = plan, Form.AS_IT_IS
        self._done: list[SendRow] = []
        self._rows: list[SendRow] = []
        self._times_s: list[float | None] = []
        self._tree, self._bar, self._result = SendTree(), QProgressBar(), ResultCard()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Requests sent, of the most that one culprit takes")
        self.content.addWidget(wrapped(_intro(plan, said), "", "muted"))
        self.content.addWidget(PlanCard(_facts(plan)))
        self.content.addWidget(self._tree, 1)
        self.content.addWidget(self._bar)
        self.content.addWidget(self._result)
        self._close = self.add_button("close", "Close")
        self._start = self.add_button("start", "Start", "primary", default=True)
        self._connect()
        self._show_buttons()
        for each in (self._tree, self._bar, self._result):
            each.hide()
        self._start.setVisible(not plan.problem)
        (self._close if plan.problem else self._start).setFocus()
        self.setMinimumWidth(560)
        self.resize(720, 120)

    def show_asking(self, form: Form, search: Search) -> None:
        """Show which send is going out."""
        if form is not self._form:
            self._done, self._form, self._times_s = list(self._rows), form, []
        self._rows = [*self._done, *rows_of(form, search, tuple(self._times_s))]
        running = running_row(form, search)
        self._tree.show_rows([*self._rows, *([running] if running else [])])

    def show_step(self, form: Form, search: Search, exchange: Exchange) -> None:
        """Show what came of the last send."""
        self._times_s.append(exchange.timings.ended_s)
        self._rows = [*self._done, *rows_of(form, search, tuple(self._times_s))]
        self._tree.show_rows(self._rows)
        sent = len(self._rows)
        self._bar.setValue(min(sent, self._plan.sends))
        self.say(f"{sent} sent, {self._plan.sends} at most for one culprit")

    def show_verdict(self, verdict: Verdict, form: Form, why: str = "") -> None:
        """Say how the search ended; `why` is the server's last word where it told nothing."""
        self._end()
        whole = verdict.kind is VerdictKind.NOT_SHOWN and Form.AS_IT_IS in self._plan.forms
        whole = whole and form is not Form.AS_IT_IS
        price = words.range_words(self._plan.price(Form.AS_IT_IS)) if whole else ""
        self._result.show_verdict(verdict, form, why, price)
        self._result.show()

    def show_stopped(self) -> None:
        """Say that the user stopped it."""
        self._end()
        self._tree.show_rows(self._rows)
        self.say("Stopped.")

    def show_problem(self, text: str) -> None:
        """Say why the search could not go on."""
        self._end()
        self.say(text, "error")

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self._start.clicked.connect(self._on_start)
        self._result.untick_requested.connect(self._on_untick)
        self._result.beta_chosen.connect(self._on_beta_chosen)
        self._result.whole_requested.connect(self._on_whole)

    def _begin(self, forms: tuple[Form, ...]) -> None:
        self._running, self._form = True, forms[0]
        self._done, self._rows, self._times_s = [], [], []
        self._result.hide()
        self._tree.show_rows([])
        self._tree.show()
        self._bar.setRange(0, self._plan.sends)
        self._bar.setValue(0)
        self._bar.show()
        self.say("")
        self._show_buttons()
        self.resize(self.width(), max(self.height(), _ROOMY_PX))
        self.start_requested.emit(forms)

    def _end(self) -> None:
        self._running = False
        self.say("")
        self._bar.hide()
        self._show_buttons()

    def _show_buttons(self) -> None:
        done = bool(self._rows)
        self._start.setText("Stop" if self._running else "Search again" if done else "Start")
        set_property(self._start, "kind", "stop" if self._running else "" if done else "primary")

    def _on_start(self) -> None:
        if self._running:
            self.stop_requested.emit()
            return
        self._begin(words.small_forms(self._plan))

    def _on_whole(self) -> None:
        self._begin((Form.AS_IT_IS,))

    def _on_untick(self, name: str, and_send: bool) -> None:
        self.untick_requested.emit(name, and_send)
        self.accept()

    def _on_beta_chosen(self, name: str) -> None:
        self.beta_chosen.emit(name)
        self.accept()


def _intro(plan: SearchPlan, said: str) -> str:
    if plan.problem:
        return plan.problem
    ticked = f"{len(plan.names)} betas are ticked" if len(plan.names) > 1 else "One beta is ticked"
    blamed = f"The last send failed: “{said}”." if said else "The last send failed."
    return f"{blamed} {ticked}. Small requests with some of them find the one; each is kept in the history."


def _facts(plan: SearchPlan) -> list[tuple[str, str]]:
    if plan.problem:
        return []
    return [
        ("Requests", words.sends_words(plan)),
        ("Sent as", words.form_words(plan)),
        ("Cost", words.price_words(plan)),
    ]
