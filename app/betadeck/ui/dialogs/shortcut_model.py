"""Which keys do what, and which keys are asked to do two things. No Qt here."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol


class Bindable(Protocol):
    """What the table needs to know of an action."""

    @property
    def id(self) -> str:
        """Its name in the settings."""

    @property
    def menu(self) -> str:
        """The menu it stands in."""

    @property
    def text(self) -> str:
        """Its words."""

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys it has until the user says otherwise, as `Ctrl+S`."""


@dataclass(slots=True)
class Bindings:
    """The keys of all actions while they are being changed."""

    actions: Sequence[Bindable]
    overrides: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def keys(self, action_id: str) -> tuple[str, ...]:
        """Return the keys that the action has now."""
        return self.overrides.get(action_id, self._standard()[action_id])

    def set_keys(self, action_id: str, keys: tuple[str, ...]) -> None:
        """Give the action these keys; its own standard ones need no remembering."""
        if keys == self._standard()[action_id]:
            self.overrides.pop(action_id, None)
        else:
            self.overrides[action_id] = keys

    def reset(self, action_id: str) -> None:
        """Give the action its standard keys back."""
        self.overrides.pop(action_id, None)

    def is_changed(self, action_id: str) -> bool:
        """Tell whether the user changed its keys."""
        return action_id in self.overrides

    def conflicts(self) -> Mapping[str, str]:
        """Return for each action that shares a key the words of another one with that key."""
        owners: dict[str, list[Bindable]] = {}
        for action in self.actions:
            for key in self.keys(action.id):
                owners.setdefault(key.lower(), []).append(action)
        found: dict[str, str] = {}
        for sharing in owners.values():
            if len({each.id for each in sharing}) > 1:
                for action in sharing:
                    found[action.id] = next(each.text for each in sharing if each.id != action.id)
        return found

    def _standard(self) -> dict[str, tuple[str, ...]]:
        return {action.id: action.keys for action in self.actions}
