"""The places to send to, in one file. The keys are not in it, only their names."""

from collections.abc import Sequence
from pathlib import Path

from betadeck.core.proxy_password import plain_password
from betadeck.core.target import ANTHROPIC, SANDBOX, Platform, Target
from betadeck.storage.faults import StorageFault
from betadeck.storage.json_file import JsonFile, items_of
from betadeck.storage.migrate import TARGETS, Members
from betadeck.storage.target_text import of_members, to_members

_TARGETS = "targets"


class TargetStore:
    """The targets in the file `path`, in the user's order. May be called from any thread.

    There is always a sandbox, first unless the user moved it. Before the first `save_all` there is also
    the Claude API. Entries of the file that this program does not understand are not shown, and stay.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = JsonFile(path, TARGETS)

    def list(self) -> list[Target]:
        """Return the targets."""
        members = self._file.read().members
        if _TARGETS not in members:
            return [SANDBOX, ANTHROPIC]
        targets = [target for item in items_of(members, _TARGETS) if (target := of_members(item)) is not None]
        return with_sandbox(targets)

    def problem(self) -> str:
        """Return what is wrong with the file in a sentence, or the empty text."""
        kept = self._file.read()
        odd = [_name(item) for item in items_of(kept.members, _TARGETS) if of_members(item) is None]
        if kept.problem or not odd:
            return kept.problem
        return f"Not understood in {self._path}, and kept as it is: {', '.join(odd)}."

    def save_all(self, targets: Sequence[Target]) -> None:
        """Keep `targets` in this order; a sandbox is added if it is missing.

        Raises:
            StorageFault: code `exists` for two of the same name, `secret` for a key or a proxy's password
                in one of them, or nothing could be written.
        """
        self._refuse_passwords(targets)
        names = [target.name for target in targets]
        double = next((name for name in names if names.count(name) > 1), None)
        if double is not None:
            raise StorageFault("exists", f"Two targets have the name “{double}”.", self._path)

        def change(members: Members) -> None:
            old = items_of(members, _TARGETS)
            by_name = {_name(item): item for item in old if isinstance(item, dict)}
            kept = [_merged(by_name.get(target.name), target) for target in with_sandbox(targets)]
            members[_TARGETS] = kept + [item for item in old if of_members(item) is None]

        self._file.update(change)

    def _refuse_passwords(self, targets: Sequence[Target]) -> None:
        for target in targets:
            if plain_password(target.proxy):
                words = f"The proxy of “{target.name}” has a password in its address. Keep it in the keyring."
                raise StorageFault("secret", words, self._path)


def with_sandbox(targets: Sequence[Target]) -> list[Target]:
    """Return `targets`, with the sandbox before them if none of them is it."""
    if any(target.platform is Platform.SANDBOX for target in targets):
        return list(targets)
    return [SANDBOX, *(target for target in targets if target.name != SANDBOX.name)]


def _name(item: object) -> str:
    return str(item.get("name", "?")) if isinstance(item, dict) else "?"


def _merged(old: Members | None, target: Target) -> Members:
    """Return `target` as JSON values, with what the file says of it that this program does not know."""
    new = to_members(target)
    return new | {name: value for name, value in (old or {}).items() if name not in new}
