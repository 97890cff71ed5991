"""The user's settings, in one file."""

import json
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from betadeck.core.settings import (
    HISTORY_CAP_RANGE,
    IN_MEMORY_RANGE,
    RETRIES_RANGE,
    TEXT_PX_RANGE,
    Panes,
    Settings,
    Theme,
)
from betadeck.storage.json_file import JsonFile
from betadeck.storage.migrate import SETTINGS, Members
from betadeck.storage.typed import typed

T = TypeVar("T")

_FLAGS = (
    "restore_tabs",
    "confirm_close",
    "follow_redirects",
    "block_on_errors",
    "count_tokens",
    "fetch_models",
)
_NUMBERS = {
    "text_px": TEXT_PX_RANGE,
    "history_cap_bytes": HISTORY_CAP_RANGE,
    "in_memory_bytes": IN_MEMORY_RANGE,
    "retries": RETRIES_RANGE,
}
_KNOWN = frozenset({"theme", "panes", "shortcuts", *_NUMBERS, *_FLAGS})


class SettingsStore:
    """The settings in the file `path`. May be called from any thread.

    `remember` and `recall` keep what the window remembers by itself (bars, columns, sizes), apart from
    what the user sets.
    """

    def __init__(self, path: Path) -> None:
        self._file = JsonFile(path, SETTINGS)

    def load(self) -> Settings:
        """Return the settings; what is missing or makes no sense has its default."""
        return _settings(self._file.read().members)

    def problem(self) -> str:
        """Return what is wrong with the file in a sentence, or the empty text."""
        return self._file.read().problem

    def save(self, settings: Settings) -> None:
        """Keep `settings`.

        Raises:
            StorageFault: the file is as it was.
        """
        self._file.update(lambda members: members.update(_members(settings)))

    def recall(self) -> dict[str, str]:
        """Return what `remember` kept."""
        kept = self._file.read().members.get("remembered")
        return {name: str(value) for name, value in kept.items()} if isinstance(kept, dict) else {}

    def remember(self, values: dict[str, str]) -> None:
        """Keep `values`, each in the place of the one with its name; others stay.

        Raises:
            StorageFault: the file is as it was.
        """

        def change(members: Members) -> None:
            old = members.get("remembered")
            members["remembered"] = {**(old if isinstance(old, dict) else {}), **values}

        self._file.update(change)


def _settings(members: Members) -> Settings:
    new = Settings()
    flags = {name: _read(members, name, getattr(new, name), partial(typed, bool)) for name in _FLAGS}
    numbers = {
        name: _read(members, name, getattr(new, name), _within(bounds)) for name, bounds in _NUMBERS.items()
    }
    return Settings(
        theme=_read(members, "theme", new.theme, Theme),
        panes=_read(members, "panes", new.panes, Panes),
        shortcuts=_read(members, "shortcuts", (), _shortcuts),
        extra=tuple((name, json.dumps(value)) for name, value in members.items() if _is_extra(name)),
        **flags,
        **numbers,
    )


def _members(settings: Settings) -> Members:
    """Return `settings` as JSON values."""
    return {
        "theme": settings.theme.value,
        "panes": settings.panes.value,
        **{name: getattr(settings, name) for name in (*_NUMBERS, *_FLAGS)},
        "shortcuts": {action: list(keys) for action, keys in settings.shortcuts},
        **{name: json.loads(raw) for name, raw in settings.extra if _is_extra(name)},
    }


def _is_extra(name: str) -> bool:
    return name not in _KNOWN and name != "remembered"


def _read(members: Members, name: str, default: T, convert: Callable[[object], T]) -> T:
    try:
        return convert(members[name])
    except (KeyError, TypeError, ValueError):
        return default


def _within(bounds: tuple[int, int]) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            raise TypeError("not a whole number")
        return min(max(value, bounds[0]), bounds[1])

    return read


def _shortcuts(value: object) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((action, _keys(keys)) for action, keys in typed(dict, value).items())


def _keys(value: object) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(key, str) for key in value):
        raise TypeError("not a list of keys")
    return tuple(value)
