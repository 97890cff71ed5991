"""What does my key accept? The dialog joined to the asking, and to the file that keeps the answers."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.compose.judges import judges
from betadeck.control.probe import KeyMatrix
from betadeck.core.body_flags import top_text
from betadeck.core.catalog import BetaState, Catalogue
from betadeck.core.catalog_lookup import betas_of_operation
from betadeck.core.open_tab import OpenTab
from betadeck.core.probe.matrix import Matrix
from betadeck.core.probe.matrix_ask import matrix_price
from betadeck.core.probe.probe_request import names_of
from betadeck.core.target import Target
from betadeck.ui.probe.matrix_dialog import MatrixDialog, Scope
from betadeck.ui.probe.words import range_words

if TYPE_CHECKING:
    from betadeck.compose.program import Program

_KEPT_EVERY = 10
_ASKED = frozenset({BetaState.ACTIVE, BetaState.SUPERSEDED})


def open_matrix(program: "Program", tab: OpenTab) -> None:
    """Read what is known of the key, then open the dialog."""
    target = program.targets.get(tab.target)
    known = Matrix(target.name, target.key_name, (), ())

    def opened(kept: Matrix | None) -> None:
        betas, models = _beta_scopes(program, tab), _model_scopes(program.knowledge.current(), tab)
        dialog = MatrixDialog(kept or known, betas, models, program.window)
        _Asking(program, tab, target, dialog)
        dialog.open()

    program.background.submit(lambda: program.accepted.load(target.name, target.key_name), opened)


class _Asking(QObject):
    """Lives as long as its dialog."""

    def __init__(self, program: "Program", tab: OpenTab, target: Target, dialog: MatrixDialog) -> None:
        super().__init__(dialog)
        self._program, self._tab, self._target, self._dialog = program, tab, target, dialog
        self._prober = program.probes.prober(KeyMatrix)
        self._matrix = dialog.matrix()
        self._not_kept = 0
        dialog.scope_changed.connect(self._show_cost)
        dialog.start_requested.connect(self._on_start)
        dialog.stop_requested.connect(self._on_stop)
        self._prober.asking.connect(dialog.show_asking)
        self._prober.answered.connect(self._on_answered)
        self._prober.waiting.connect(dialog.show_waiting)
        self._prober.finished.connect(self._on_finished)
        self._prober.stopped.connect(self._on_stopped)
        self._prober.failed.connect(dialog.show_ended)
        self._show_cost(self._matrix)

    def _show_cost(self, matrix: Matrix) -> None:
        price = matrix_price(
            matrix, self._tab.draft, self._target.platform, self._program.knowledge.current()
        )
        words = range_words(price)
        self._dialog.show_cost("Costs nothing: tokens are only counted" if words == "Nothing" else words)

    def _on_start(self, matrix: Matrix) -> None:
        self._matrix = matrix
        diagnose = judges(self._program.knowledge.current).diagnose
        self._prober.ask(self._matrix, self._tab.draft, self._target, diagnose)

    def _on_stop(self) -> None:
        """Keep what is known before the dialog may be gone."""
        self._keep()
        self._prober.stop()

    def _on_answered(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._dialog.show_matrix(matrix)
        self._not_kept += 1
        if self._not_kept >= _KEPT_EVERY:
            self._keep()

    def _on_finished(self, why: str) -> None:
        self._keep()
        self._dialog.show_ended(why)

    def _on_stopped(self) -> None:
        self._dialog.show_ended("Stopped. What is known is kept.")

    def _keep(self) -> None:
        """Write what is known to the file, in the background."""
        self._not_kept = 0
        matrix, store = self._matrix, self._program.accepted
        self._program.background.submit(lambda: store.save(matrix), None, self._program.notices.show_fault)
        self._program.key_badges.take(matrix)


def _beta_scopes(program: "Program", tab: OpenTab) -> list[Scope]:
    """Return the ticks, those that belong to the call, and all that are in use."""
    catalogue, operation = program.knowledge.current(), program.front.operation(tab.draft)
    ticked = names_of(tab.draft)
    fitting = betas_of_operation(operation, catalogue) if operation else ()
    named = (
        ("ticked", "Ticked", ticked),
        ("fitting", "For this call", tuple(each.name for each in fitting if each.state in _ASKED)),
        ("all", "All in use", tuple(each.name for each in catalogue.betas.values() if each.state in _ASKED)),
    )
    found = [Scope(key, f"{label} ({len(names)})", names) for key, label, names in named if names]
    return found or [Scope("none", "None", ())]


def _model_scopes(catalogue: Catalogue, tab: OpenTab) -> list[Scope]:
    """Return this request's model, and all that are not retired."""
    this = top_text(tab.draft.body_text, "model")
    every = tuple(model.id for model in catalogue.models.values() if not model.retired)
    found = [Scope("this", this, (this,))] if this else []
    return [*found, Scope("all", f"All current ({len(every)})", every)]
