"""Try both: the dialog joined to the two sends."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.compose.judges import judges
from betadeck.control.probe import TryBoth
from betadeck.core.body_flags import top_text
from betadeck.core.catalog import BetaState, Catalogue
from betadeck.core.open_tab import OpenTab
from betadeck.core.probe.plan import price_of
from betadeck.core.probe.probe_request import Form, names_of
from betadeck.core.probe.try_both import Kind, Pair, both_versions, two_models, two_targets, with_and_without
from betadeck.ui.probe.try_both_dialog import Choice, TryBothDialog
from betadeck.ui.probe.words import range_words

if TYPE_CHECKING:
    from betadeck.compose.program import Program

_OFFERED = frozenset({BetaState.ACTIVE, BetaState.SUPERSEDED, BetaState.GRADUATED})


def open_both(program: "Program", tab: OpenTab) -> None:
    """Open the dialog for the request of `tab`."""
    catalogue = program.knowledge.current()
    others = [name for name in program.targets.names() if name != program.targets.get(tab.target).name]
    choices: dict[Kind, Sequence[Choice]] = {
        Kind.BETA: _betas(catalogue, tab),
        Kind.VERSION: _versions(catalogue, tab),
        Kind.MODEL: _models(catalogue, tab),
        Kind.TARGET: [(name, name) for name in others],
    }
    dialog = TryBothDialog(choices, program.window)
    dialog.say(f"Two requests as they are. {range_words(price_of(tab.draft, Form.AS_IT_IS, 2, catalogue))}.")
    _Both(program, tab, dialog)
    dialog.open()


class _Both(QObject):
    """Lives as long as its dialog."""

    def __init__(self, program: "Program", tab: OpenTab, dialog: TryBothDialog) -> None:
        super().__init__(dialog)
        self._program, self._tab, self._dialog = program, tab, dialog
        self._prober = program.probes.prober(TryBoth)
        dialog.send_requested.connect(self._on_send)
        dialog.stop_requested.connect(self._prober.stop)
        self._prober.asking.connect(dialog.show_asking)
        self._prober.answered.connect(dialog.show_side)
        self._prober.finished.connect(dialog.show_comparison)
        self._prober.stopped.connect(self._on_stopped)
        self._prober.failed.connect(dialog.show_ended)

    def _on_send(self, kind: Kind, value: str) -> None:
        pair = self._pair(kind, value)
        self._dialog.show_labels(pair[0].label, pair[1].label)
        self._prober.send(pair, judges(self._program.knowledge.current).cost)

    def _pair(self, kind: Kind, value: str) -> Pair:
        draft, target = self._tab.draft, self._program.targets.get(self._tab.target)
        if kind is Kind.BETA:
            return with_and_without(draft, target, value)
        if kind is Kind.VERSION:
            return both_versions(draft, target, value)
        if kind is Kind.MODEL:
            return two_models(draft, target, value)
        return two_targets(draft, target, self._program.targets.get(value))

    def _on_stopped(self) -> None:
        self._dialog.show_ended("Stopped.")


def _betas(catalogue: Catalogue, tab: OpenTab) -> list[Choice]:
    """Return the ticked betas first, then the others that are in use."""
    ticked = names_of(tab.draft)
    rest = (each.name for each in catalogue.betas.values() if each.state in _OFFERED)
    return [*((name, f"{name}  (ticked)") for name in ticked), *((n, n) for n in rest if n not in ticked)]


def _versions(catalogue: Catalogue, tab: OpenTab) -> list[Choice]:
    others = [each for each in catalogue.versions if each != tab.draft.api_version]
    none = [("", "none sent")] if tab.draft.api_version else []
    return [*((each, each) for each in others), *none]


def _models(catalogue: Catalogue, tab: OpenTab) -> list[Choice]:
    this = top_text(tab.draft.body_text, "model")
    return [(each.id, each.id) for each in catalogue.models.values() if each.id != this and not each.retired]
