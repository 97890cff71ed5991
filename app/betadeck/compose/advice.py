"""What lint and diagnosis say, shown beside the problem, and their fixes applied."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.control.lint import LintController
from betadeck.core.finding import Finding, Fix, Severity

if TYPE_CHECKING:
    from betadeck.compose.program import Program


class Advice(QObject):
    """Joins composer, betas and viewer of the tab in front to the judges."""

    def __init__(self, program: "Program", lint: LintController) -> None:
        super().__init__(program)
        self._program, self._lint = program, lint
        self._findings: tuple[Finding, ...] = ()
        program.requests.made.connect(self._on_made)
        program.tabs.chosen.connect(self._on_chosen)
        program.tabs.changed.connect(self._on_changed)
        for changed in (program.targets.changed, program.keys.changed, program.knowledge.changed):
            changed.connect(self.refresh)
        program.settings.changed.connect(self._block)
        lint.used.connect(self._on_used)
        lint.found.connect(self._on_found)
        betas = program.window.betas
        betas.fix_chosen.connect(self._on_finding_fix)
        betas.finding_ignored.connect(self._on_ignored)
        betas.place_chosen.connect(self.show_place)
        for key in [tab.key for tab in program.tabs.all()]:
            self._on_made(key)

    def refresh(self) -> None:
        """Look at the current draft anew."""
        tab = self._program.tabs.current()
        if tab is not None:
            target = self._program.targets.get(tab.target)
            self._lint.look(tab.key, tab.draft, target, self._program.keys.kind_of(target.key_name))

    def findings(self) -> tuple[Finding, ...]:
        """Return what was last found in the current draft."""
        return self._findings

    def apply(self, fix: Fix) -> None:
        """Apply a fix to the current draft, or open the dialog that it leads to."""
        if fix.to:
            self._program.menus.do({"key": "keys", "target": "targets", "probe": "find_culprit"}[fix.to])
            return
        tab = self._program.tabs.current()
        if tab is not None:
            self._program.tabs.edit(tab.key, fix.apply(tab.draft))
            self._program.window.status.show_message(f"Done: {fix.title}.")

    def show_place(self, where: str) -> None:
        """Take the user to a place of the request."""
        kind, _, name = where.partition(":")
        request = self._program.requests.current()
        if kind == "beta":
            self._program.window.betas.reveal(name)
        elif kind in {"key", "target"}:
            self._program.menus.do({"key": "keys", "target": "targets"}[kind])
        elif request is not None:
            request.page.composer.focus_place(where)

    def _on_made(self, key: str) -> None:
        page = self._program.requests.get(key).page
        page.composer.fix_chosen.connect(self._on_finding_fix)
        page.composer.finding_ignored.connect(self._on_ignored)
        page.composer.place_chosen.connect(self.show_place)
        page.viewer.fix_chosen.connect(self._on_viewer_fix)
        page.viewer.place_chosen.connect(self.show_place)
        page.viewer.beta_chosen.connect(self._program.window.betas.reveal)
        page.viewer.save_requested.connect(self._program.dialogs.save_answer)

    def _on_chosen(self, _key: str) -> None:
        self._findings = ()
        self._block()
        self.refresh()

    def _on_changed(self, key: str) -> None:
        tab = self._program.tabs.current()
        if tab is not None and tab.key == key:
            self.refresh()

    def _on_found(self, key: str, findings: tuple[Finding, ...]) -> None:
        tab = self._program.tabs.current()
        if tab is None or tab.key != key:
            return
        self._findings = findings
        self._block()
        self._program.requests.get(key).page.composer.show_findings(findings)
        betas = self._program.window.betas
        betas.show_findings(tuple(each for each in findings if each.severity is not Severity.HINT))

    def _on_used(self, key: str, used: frozenset[str]) -> None:
        tab = self._program.tabs.current()
        if tab is not None and tab.key == key:
            self._program.front.set_used(used)

    def _block(self) -> None:
        """Keep Send off while something will be refused, where the user wants that."""
        wanted = self._program.settings.current().block_on_errors
        errors = [each.message for each in self._findings if each.severity is Severity.ERROR]
        self._program.front.set_blocked(errors[0] if wanted and errors else "")

    def _on_finding_fix(self, _finding: Finding, fix: Fix) -> None:
        self.apply(fix)
        kind, _, name = fix.id.partition(":")
        if kind == "define":  # it has no value yet
            self.show_place(f"variable:{name}")

    def _on_viewer_fix(self, fix: Fix, and_send: bool) -> None:
        """Apply a fix and send; a send that waits is given up for it."""
        request = self._program.requests.current()
        if request is not None and not fix.to:
            request.retries.cancel()
        self.apply(fix)
        if and_send and not fix.to:
            self._program.menus.do("send")

    def _on_ignored(self, finding: Finding) -> None:
        tab = self._program.tabs.current()
        if tab is not None:
            ignored = tuple(dict.fromkeys((*tab.draft.ignored, finding.id)))
            self._program.tabs.edit(tab.key, replace(tab.draft, ignored=ignored))
