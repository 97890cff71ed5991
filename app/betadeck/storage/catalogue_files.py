"""The user's own additions to the catalogue: JSON files beside the presets, laid over what comes with us."""

import json
from pathlib import Path

from betadeck.core.catalog import Catalogue
from betadeck.core.catalog_load import FORMAT, CatalogueFault, overlay
from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault, fault_of

_MINE = "mine.json"
_LIMIT_BYTES = 20_000_000


class CatalogueFiles:
    """The files in `folder`, in the order of their names. May be called from any thread.

    `mine.json` is the program's to write: it holds the betas that were added in the window.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def lay_over(self, base: Catalogue) -> tuple[Catalogue, tuple[str, ...]]:
        """Return `base` with every file over it, and in sentences what could not be used."""
        problems: list[str] = []
        for path in self._paths(problems):
            try:
                base = overlay(base, _read(path))
            except (CatalogueFault, ValueError) as error:
                problems.append(f"{path} is not used: {error}.")
            except StorageFault as fault:
                problems.append(fault.message)
        return base, tuple(problems)

    def add_beta(self, name: str) -> None:
        """Keep `name` as a beta of the user's own; does nothing when it is one already.

        Raises:
            StorageFault: it could not be kept, or the file holds something else.
        """
        path = self._folder / _MINE
        try:
            kept = _read(path) if path.exists() else {}
        except ValueError as error:
            raise StorageFault("broken", f"{path} cannot be read: {error}.", path) from error
        betas = kept.get("betas", {})
        if not isinstance(betas, dict):
            raise StorageFault("broken", f"{path} has no object of betas.", path)
        if name in betas:
            return
        atomic.make_folder(self._folder)
        changed = {"format": FORMAT, **kept, "betas": {**betas, name: _entry(name)}}
        atomic.write_bytes(path, json.dumps(changed, indent=2, ensure_ascii=False).encode())

    def _paths(self, problems: list[str]) -> list[Path]:
        try:
            return sorted(self._folder.glob("*.json"))
        except OSError as error:
            problems.append(fault_of(error, self._folder, "list").message)
            return []


def _entry(name: str) -> dict[str, str]:
    summary = "Added in the window; nothing more is known of it."
    return {"title": name, "group": "Mine", "state": "active", "summary": summary}


def _read(path: Path) -> dict[str, object]:
    try:
        found = json.loads(atomic.read_bytes(path, _LIMIT_BYTES)[0])
    except RecursionError:
        raise ValueError("it is nested too deeply") from None
    if not isinstance(found, dict):
        raise ValueError("it is no JSON object")  # noqa: TRY004  whoever wrote it, not the caller
    return found
