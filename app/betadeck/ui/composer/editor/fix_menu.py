"""The menu of what would mend the place at the caret."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QWidget

from betadeck.core.finding import Finding, Fix
from betadeck.ui.composer.editor.problems import Problem

_LONGEST = 90


class FixMenu(QMenu):
    """Names each problem and its fixes; goes away by itself.

    Signals:
        fix_chosen(Finding, Fix): apply this.
        ignored(Finding): do not say this again.
    """

    fix_chosen = Signal(object, object)
    ignored = Signal(object)

    def __init__(self, problems: Sequence[Problem], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("fix_menu")
        self.setAccessibleName("What would mend this")
        for place, problem in enumerate(problems):
            if place:
                self.addSeparator()
            self._add(problem)
        self.aboutToHide.connect(self.deleteLater)

    def add_usual(self, menu: QMenu) -> None:
        """Add the entries of `menu`, which belongs to this one from now on."""
        if not self.isEmpty():
            self.addSeparator()
        menu.setParent(self)
        self.addActions(menu.actions())

    def _add(self, problem: Problem) -> None:
        self.addAction(_shown(problem.words)).setEnabled(False)
        finding = problem.finding
        if finding is None:
            return
        for fix in finding.fixes:
            self.addAction(_shown(fix.title)).triggered.connect(partial(self._on_fix, finding, fix))
        self.addAction("Ignore this").triggered.connect(partial(self._on_ignore, finding))

    def _on_fix(self, finding: Finding, fix: Fix) -> None:
        self.fix_chosen.emit(finding, fix)

    def _on_ignore(self, finding: Finding) -> None:
        self.ignored.emit(finding)


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return (text if len(text) <= _LONGEST else text[:_LONGEST] + "…").replace("&", "&&")
