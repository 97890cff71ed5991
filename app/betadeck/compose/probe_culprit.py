"""Which beta breaks this? The dialog joined to the search, its verdict to the request."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.compose.judges import judges
from betadeck.control.probe import FindCulprit, Found
from betadeck.core.fixes import untick
from betadeck.core.open_tab import OpenTab
from betadeck.core.probe.halving import VerdictKind
from betadeck.core.probe.outcome import Fault, fault_of
from betadeck.core.probe.plan import SearchPlan, plan_search
from betadeck.core.probe.probe_request import Form, counted_fields
from betadeck.core.short_text import one_line
from betadeck.ui.probe.culprit_dialog import CulpritDialog

if TYPE_CHECKING:
    from betadeck.compose.program import Program

_SAID_CHARS = 120


def open_culprit(program: "Program", tab: OpenTab) -> None:
    """Open the dialog for the request of `tab`; without a failure to look for, say so instead."""
    request = program.requests.current()
    last = request.last() if request else None
    fault = fault_of(*last) if last else None
    if last is None or fault is None:
        words = "Send the request first: the search looks for what made the last send fail."
        program.window.status.show_message(words)
        return
    catalogue = program.knowledge.current()
    platform = program.targets.get(tab.target).platform
    plan = plan_search(tab.draft, platform, catalogue, counted_fields(catalogue, program.schemas))
    error = last[1].error
    dialog = CulpritDialog(plan, one_line(error.message if error else "", _SAID_CHARS), program.window)
    _Culprit(program, tab, plan, fault, dialog)
    dialog.open()


class _Culprit(QObject):
    """Lives as long as its dialog."""

    def __init__(
        self, program: "Program", tab: OpenTab, plan: SearchPlan, fault: Fault, dialog: CulpritDialog
    ) -> None:
        super().__init__(dialog)
        self._program, self._tab, self._plan, self._fault, self._dialog = program, tab, plan, fault, dialog
        self._prober = program.probes.prober(FindCulprit)
        dialog.start_requested.connect(self._on_start)
        dialog.stop_requested.connect(self._prober.stop)
        dialog.untick_requested.connect(self._on_untick)
        dialog.beta_chosen.connect(program.window.betas.reveal)
        self._prober.asking.connect(dialog.show_asking)
        self._prober.stepped.connect(dialog.show_step)
        self._prober.waiting.connect(dialog.show_waiting)
        self._prober.stopped.connect(dialog.show_stopped)
        self._prober.failed.connect(dialog.show_problem)
        self._prober.finished.connect(self._on_found)

    def _on_start(self, forms: tuple[Form, ...]) -> None:
        target = self._program.targets.get(self._tab.target)
        self._prober.search(self._tab.draft, target, self._plan.names, forms, self._fault)

    def _on_found(self, found: Found) -> None:
        why = ""
        if found.verdict.kind is VerdictKind.UNCLEAR:
            target = self._program.targets.get(self._tab.target)
            diagnose = judges(self._program.knowledge.current).diagnose
            diagnosis = diagnose(found.exchange, found.answer, target)
            why = diagnosis.title if diagnosis else ""
        if found.verdict.names:
            self._program.blaming.accuse(self._tab.key, frozenset(found.verdict.names))
        self._dialog.show_verdict(found.verdict, found.form, why)

    def _on_untick(self, name: str, and_send: bool) -> None:
        tabs = self._program.tabs
        if all(tab.key != self._tab.key for tab in tabs.all()):
            return
        tabs.choose(self._tab.key)
        tabs.edit(self._tab.key, untick(name).apply(tabs.get(self._tab.key).draft))
        self._program.window.status.show_message(f"Unticked {name}.")
        if and_send:
            self._program.menus.do("send")
