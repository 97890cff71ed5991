"""What comes back after an end, an orderly one or not: tabs, drafts, bars."""

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.core.draft import Draft
from betadeck.core.open_tab import OpenTab
from betadeck.storage.drafts import DraftStore, KeptTabs
from betadeck.storage.faults import StorageFault
from betadeck.storage.settings import SettingsStore

if TYPE_CHECKING:
    from betadeck.compose.program import Program


class Memory(QObject):
    """Restores at the start, keeps as the user types, and once more at the end."""

    def __init__(self, program: "Program", drafts: DraftStore, settings: SettingsStore) -> None:
        super().__init__(program)
        self._program, self._drafts, self._settings = program, drafts, settings
        self._told = False
        self._problems: tuple[str, ...] = ()
        program.tabs.dirty.connect(self.keep_tabs)

    def restore(self) -> None:
        """Open the tabs of the last run, or one with a first example, and put the bars where they were."""
        kept = self._load()
        self._problems = kept.problems
        tabs = kept.open or (OpenTab("", first_draft(), first_draft()),)
        self._program.tabs.restore(tabs, kept.current, kept.closed)
        self._restore_bars(self._settings.recall())

    def report_problems(self) -> None:
        """Say what could not be read at the start."""
        for problem in (*self._problems, self._settings.problem()):
            if problem:
                self._program.notices.show_text(problem)

    def keep(self) -> None:
        """Keep tabs and bars now."""
        self.keep_tabs()
        window = self._program.window
        self._program.settings.remember(
            {
                "geometry": window.geometry_text(),
                "bars": json.dumps(window.bars()),
                "panes": json.dumps(self._program.requests.panes()),
                "betas": json.dumps(window.betas.view_state()),
                "operations": json.dumps(self._program.pickers.recent()),
                "filters": json.dumps(self._program.filters.recent()),
                "library": json.dumps(window.library.view_state()),
                "library_shown": "1" if window.library.isVisibleTo(window) else "",
                "betas_shown": "1" if window.betas.isVisibleTo(window) else "",
            }
        )

    def _load(self) -> KeptTabs:
        try:
            kept = self._drafts.load()
        except StorageFault as fault:
            return KeptTabs(problems=(fault.message,))
        if self._program.settings.current().restore_tabs:
            return kept
        return KeptTabs(closed=(*kept.closed, *kept.open), problems=kept.problems)

    def keep_tabs(self) -> None:
        """Keep the tabs, with what is in sight in them."""
        tabs = [self._program.requests.with_view(tab) for tab in self._program.tabs.all()]
        current, closed = self._program.tabs.current_key(), self._program.tabs.closed_tabs()
        self._program.background.submit(
            lambda: self._drafts.save(tabs, current, closed), self._on_kept, self._on_not_kept
        )

    def _on_kept(self, _result: object) -> None:
        self._told = False

    def _on_not_kept(self, fault: StorageFault) -> None:
        """Say it once, not at every key."""
        if not self._told:
            self._told = True
            self._program.notices.show_fault(fault)

    def _restore_bars(self, kept: dict[str, str]) -> None:
        window = self._program.window
        window.set_bars(_numbers(kept.get("bars", "")))
        panes = _numbers(kept.get("panes", ""))
        self._program.requests.set_panes(self._program.requests.is_beside(), panes)
        self._program.pickers.set_recent(_texts(kept.get("operations", "")))
        self._program.filters.set_recent(_texts(kept.get("filters", "")))
        window.betas.restore_view_state(_members(kept.get("betas", "")))
        window.library.restore_view_state(_members(kept.get("library", "")))
        for name, action_id, panel in (
            ("library_shown", "library", window.library),
            ("betas_shown", "betas_shown", window.betas),
        ):
            shown = kept.get(name, "1") == "1"
            panel.setVisible(shown)
            window.actions_table.set_checked(action_id, shown)


def first_draft() -> Draft:
    """Return what a first start shows: a small request that can be sent at once."""
    body = (
        "{\n"
        '  "model": "claude-opus-5-5",\n'
        '  "max_tokens": 1024,\n'
        '  "stream": true,\n'
        '  "messages": [\n'
        '    {"role": "user", "content": "Say hello in one sentence."}\n'
        "  ]\n"
        "}"
    )
    return Draft(name="Hello, Claude", body_text=body)


def _numbers(text: str) -> list[int]:
    found = _read(text)
    return [each for each in found if isinstance(each, int)] if isinstance(found, list) else []


def _texts(text: str) -> list[str]:
    found = _read(text)
    return [each for each in found if isinstance(each, str)] if isinstance(found, list) else []


def _members(text: str) -> dict[str, object]:
    found = _read(text)
    return found if isinstance(found, dict) else {}


def _read(text: str) -> object:
    """Return the JSON value of something that was remembered; None when it makes no sense any more."""
    try:
        return json.loads(text)
    except ValueError:
        return None
