"""The open requests: which there are, which is in front, what was typed and not saved."""

import uuid
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from betadeck.core.draft import Draft, same_request
from betadeck.core.open_tab import OpenTab

_QUIET_MS = 300
_CLOSED_KEPT = 20


class TabsController(QObject):
    """Holds the tabs as frozen values; every change makes a new one and is announced.

    Signals:
        opened(str), closed(str): the key of a tab.
        changed(str): its draft or state is another.
        chosen(str): it came to the front.
        dirty(): tabs changed and want keeping; at most one in 300 ms.
    """

    opened = Signal(str)
    closed = Signal(str)
    changed = Signal(str)
    chosen = Signal(str)
    dirty = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tabs: dict[str, OpenTab] = {}
        self._closed: list[OpenTab] = []
        self._current = ""
        self._timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._timer.timeout.connect(self.dirty)

    def all(self) -> list[OpenTab]:
        """Return the tabs from left to right."""
        return list(self._tabs.values())

    def get(self, key: str) -> OpenTab:
        """Return one tab.

        Raises:
            KeyError: there is no such tab.
        """
        return self._tabs[key]

    def has(self, key: str) -> bool:
        """Tell whether the tab is open."""
        return key in self._tabs

    def current(self) -> OpenTab | None:
        """Return the tab in front."""
        return self._tabs.get(self._current)

    def closed_tabs(self) -> list[OpenTab]:
        """Return the tabs closed lately, the last one last."""
        return list(self._closed)

    def current_key(self) -> str:
        """Return the key of the tab in front, empty when there is none."""
        return self._current

    def open(self, tab: OpenTab) -> str:
        """Add `tab` at the end, bring it to the front and return its key, made new where it is taken."""
        key = self._add(tab)
        self.choose(key)
        return key

    def restore(self, tabs: Iterable[OpenTab], current: str, closed: Iterable[OpenTab]) -> None:
        """Open the tabs of the last run, with those that can be reopened."""
        self._closed = list(closed)[-_CLOSED_KEPT:]
        keys = [self._add(tab) for tab in tabs]
        self.choose(current if current in self._tabs else next(reversed(keys), ""))

    def choose(self, key: str) -> None:
        """Bring a tab to the front."""
        if key in self._tabs and key != self._current:
            self._current = key
            self.chosen.emit(key)
            self._touch()

    def step(self, by: int) -> None:
        """Bring the tab `by` places to the right to the front, round the end."""
        keys = list(self._tabs)
        if keys:
            self.choose(keys[(keys.index(self._current) + by) % len(keys)])

    def edit(self, key: str, draft: Draft) -> None:
        """Take a new draft for a tab."""
        if self._tabs[key].draft != draft:
            self.update(key, replace(self._tabs[key], draft=draft))

    def update(self, key: str, tab: OpenTab) -> None:
        """Take a new value for a tab."""
        if self._tabs[key] != tab:
            self._tabs[key] = tab
            self.changed.emit(key)
            self._touch()

    def close(self, key: str) -> None:
        """Take a tab away; it can be reopened, and the neighbour comes to the front."""
        keys = list(self._tabs)
        place = keys.index(key)
        self._closed = [*self._closed, self._tabs.pop(key)][-_CLOSED_KEPT:]
        self.closed.emit(key)
        left = list(self._tabs)
        if key == self._current:
            self._current = ""
            if left:
                self.choose(left[min(place, len(left) - 1)])
        self._touch()

    def reopen(self) -> None:
        """Bring the tab closed last back, as it was."""
        if self._closed:
            self.open(self._closed.pop())

    def reorder(self, keys: Iterable[str]) -> None:
        """Keep the order that the user dragged the tabs into."""
        self._tabs = {key: self._tabs[key] for key in keys}
        self._touch()

    def find_preset(self, preset_id: str) -> str | None:
        """Return the key of the tab that shows a preset, or None."""
        return next((key for key, tab in self._tabs.items() if tab.preset_id == preset_id), None)

    def with_preset(self, preset_id: str) -> list[str]:
        """Return the keys of all tabs that show a preset."""
        return [key for key, tab in self._tabs.items() if tab.preset_id == preset_id]

    def rename_target(self, old: str, new: str) -> None:
        """Let the tabs that send to the target `old` send to it under its new name."""
        for key, tab in list(self._tabs.items()):
            if tab.target == old:
                self.update(key, replace(tab, target=new))

    def stop(self) -> None:
        """Announce `dirty` no more."""
        self._timer.stop()

    def _add(self, tab: OpenTab) -> str:
        key = tab.key if tab.key and tab.key not in self._tabs else new_key()
        self._tabs[key] = replace(tab, key=key)
        self.opened.emit(key)
        self._touch()
        return key

    def _touch(self) -> None:
        if not self._timer.isActive():
            self._timer.start()


def new_key() -> str:
    """Return a key that no tab has had."""
    return uuid.uuid4().hex[:12]


def is_unsaved(tab: OpenTab) -> bool:
    """Tell whether the tab holds something that no file has; a fresh, empty tab does not."""
    if tab.saved is None:
        draft = tab.draft
        filled = any(value for _, value in draft.path_params)
        return bool(draft.body_text.strip() or draft.headers or draft.query or draft.betas or filled)
    return not same_request(tab.draft, tab.saved)


def title_of(tab: OpenTab) -> str:
    """Return what the tab is called: its name, else the call that it makes, unless that is the usual one."""
    operation = tab.draft.operation
    usual = operation in (None, Draft().operation)
    return tab.draft.name or ("Untitled" if usual or operation is None else operation.removeprefix("beta."))
