"""Targets: which there are, and changes to them."""

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from betadeck.control.background import Background
from betadeck.core.proxy_password import password_key, with_password_key
from betadeck.core.target import ANTHROPIC, SANDBOX, Target
from betadeck.storage.faults import StorageFault
from betadeck.storage.targets import TargetStore, with_sandbox


class TargetsController(QObject):
    """Holds the targets; what changes is kept in the background.

    Signals:
        changed(): there are other targets, or one is another.
        renamed(str, str): the old and the new name of a target, before `changed`.
        refused(StorageFault): they could not be kept; they hold until the program ends.
    """

    changed = Signal()
    renamed = Signal(str, str)
    refused = Signal(object)

    def __init__(self, store: TargetStore, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._background = store, background
        self._targets: tuple[Target, ...] = (SANDBOX, ANTHROPIC)
        self._known = False
        self._early: list[tuple[tuple[Target, ...], tuple[Target, ...]]] = []

    def start(self) -> None:
        """Read what is kept; what was changed before that is known is then changed in it, too."""
        self._background.submit(self._store.list, self._on_listed, self._on_unread)

    def all(self) -> tuple[Target, ...]:
        """Return the targets in the user's order."""
        return self._targets

    def names(self) -> list[str]:
        """Return their names."""
        return [target.name for target in self._targets]

    def get(self, name: str) -> Target:
        """Return the target `name`, or the first one when there is none of that name."""
        return next((target for target in self._targets if target.name == name), self._targets[0])

    def replace_all(self, targets: tuple[Target, ...]) -> None:
        """Take other targets and keep them."""
        before, self._targets = self._targets, tuple(with_sandbox(targets))
        if not self._known:
            self._early.append((before, self._targets))
        for old, new in renames(before, self._targets):
            self.renamed.emit(old, new)
        self.changed.emit()
        if self._known:
            self._keep()

    def set_key(self, target_name: str, key_name: str) -> None:
        """Let the target `target_name` use the key `key_name`; empty is no key."""
        changed = [
            replace(each, key_name=key_name) if each.name == target_name else each for each in self._targets
        ]
        self.replace_all(tuple(changed))

    def rename_key(self, old: str, new: str) -> None:
        """Let the targets that use the key `old` use it under its new name."""
        changed = tuple(_with_key(each, old, new) for each in self._targets)
        if changed != self._targets:
            self.replace_all(changed)

    def _on_listed(self, targets: list[Target]) -> None:
        self._known, listed = True, tuple(targets)
        for before, after in self._early:
            listed = carried(listed, before, after)
        self._targets = tuple(with_sandbox(listed))
        self.changed.emit()
        if self._early:
            self._early.clear()
            self._keep()

    def _on_unread(self, fault: StorageFault) -> None:
        """Go on with what there is; it is kept when it is changed, not before."""
        self._known = True
        self._early.clear()
        self.refused.emit(fault)

    def _keep(self) -> None:
        kept = list(self._targets)
        self._background.submit(lambda: self._store.save_all(kept), None, self._on_refused)

    def _on_refused(self, fault: StorageFault) -> None:
        self.refused.emit(fault)


def _with_key(target: Target, old: str, new: str) -> Target:
    """Return `target` with the key `new` wherever it uses `old`."""
    proxy = target.proxy
    if password_key(proxy) == old:
        proxy = with_password_key(proxy, new)
    return replace(target, key_name=new if target.key_name == old else target.key_name, proxy=proxy)


def carried(
    listed: Iterable[Target], before: Iterable[Target], after: Iterable[Target]
) -> tuple[Target, ...]:
    """Return `listed` with the changes made to it that lead from `before` to `after`, told by their names."""
    old, new = ({each.name: each for each in side} for side in (before, after))
    changed = {name: each for name, each in new.items() if old.get(name) != each}
    gone = old.keys() - new.keys()
    kept = [changed.pop(each.name, each) for each in listed if each.name not in gone]
    return (*kept, *changed.values())


def renames(before: Iterable[Target], after: Iterable[Target]) -> list[tuple[str, str]]:
    """Return the (old, new) names of targets that are the same but for the name."""
    before, after = list(before), list(after)
    known, there = {each.name for each in before}, {each.name for each in after}
    fresh = [each for each in after if each.name not in known]
    gone = [each for each in before if each.name not in there]
    return [(old.name, new.name) for old in gone for new in fresh if replace(old, name=new.name) == new]
