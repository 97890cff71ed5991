"""One preset file: read with every fault named, written only over what it is known to replace."""

from dataclasses import dataclass
from pathlib import Path

from betadeck.core import preset_text
from betadeck.core.draft import Draft
from betadeck.core.listing import PresetEntry
from betadeck.core.preset_fault import PresetFault
from betadeck.core.preset_secrets import secrets_in
from betadeck.core.preset_text import LIMIT_BYTES
from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault
from betadeck.storage.stamp import Seen, Stamp, stamp_of


@dataclass(frozen=True, slots=True)
class LoadedPreset:
    """A preset as its file has it. When `read_only`, `problem` says why in a sentence."""

    id: str
    draft: Draft
    stamp: Stamp
    read_only: bool = False
    problem: str = ""


class PresetProblem(StorageFault):
    """The file is there, but no preset that can be used; `fault` has the line or the place."""

    def __init__(self, fault: PresetFault, path: Path) -> None:
        super().__init__(fault.code, f"{path.name}: {fault.message}", path)
        self.fault = fault


class Conflict(StorageFault):
    """The file is not what it was when `mine` was opened: somebody changed it, or it is gone.

    `theirs` is what the file holds now, None when it is gone or no preset any more. Its code is `conflict`.
    """

    def __init__(self, id_: str, mine: Draft, theirs: LoadedPreset | None, path: Path) -> None:
        what = "is not there any more" if theirs is None else "was changed outside this window"
        super().__init__("conflict", f"“{id_}” {what}. Nothing was overwritten.", path)
        self.id = id_
        self.mine = mine
        self.theirs = theirs


def read_preset(path: Path, id_: str) -> LoadedPreset:
    """Return the preset in the file `path`.

    Raises:
        PresetProblem: it is no preset.
        StorageFault: it cannot be read, is no UTF-8, or is bigger than `LIMIT_BYTES`.
    """
    data, found = atomic.read_bytes(path, LIMIT_BYTES)
    return _loaded(data, stamp_of(data, found), path, id_)


def entry_of(path: Path, id_: str, seen: Seen) -> PresetEntry:
    """Return the list's row for the file `path`; what is wrong with it becomes its `problem`."""
    folder, _, stem = id_.rpartition("/")
    try:
        data, _ = atomic.read_bytes(path, LIMIT_BYTES)
        glance = preset_text.glance(_decoded(data, path))
    except PresetFault as fault:
        return PresetEntry(id_, stem, folder, "", seen.mtime_ns, fault.message)
    except StorageFault as fault:
        return PresetEntry(id_, stem, folder, "", seen.mtime_ns, fault.message)
    newer = glance.format > preset_text.FORMAT
    problem = preset_text.newer_words(glance.format) if newer else ""
    return PresetEntry(id_, glance.name or stem, folder, glance.operation, seen.mtime_ns, problem)


def encoded(draft: Draft, path: Path) -> bytes:
    """Return the content of a preset file for `draft`.

    Raises:
        StorageFault: code `secret`, there is an API key in it; or `too_big`, it could not be read again.
    """
    keys = [place.words for place in secrets_in(draft) if not place.left_out]
    if keys:
        raise StorageFault("secret", f"Not saved. {' '.join(keys)}", path)
    data = preset_text.dump(draft).encode()
    if len(data) > LIMIT_BYTES:
        words = f"Not saved: it has {len(data) / 1e6:,.1f} MB, and {LIMIT_BYTES / 1e6:,.0f} MB is the most."
        raise StorageFault("too_big", words, path)
    return data


def check_replaceable(path: Path, id_: str, draft: Draft, data: bytes, expected: Stamp | None) -> None:
    """Make sure that `data` may take the place of the file `path`.

    `expected` is what the file should be; None replaces whatever is there, but for a newer format.

    Raises:
        Conflict: the file is something else, or gone.
        StorageFault: it has a newer format, or cannot be read.
    """
    try:
        current, found = atomic.read_bytes(path, LIMIT_BYTES)
    except StorageFault as fault:
        if fault.code != "gone":
            raise
        if expected is None:
            return
        raise Conflict(id_, draft, None, path) from fault
    stamp = stamp_of(current, found)
    if _is_newer(current):
        raise StorageFault("newer_format", f"Not saved: {path.name} was made by a newer Betadeck.", path)
    if expected is not None and current != data and stamp.sha256 != expected.sha256:
        raise Conflict(id_, draft, _loaded_or_none(current, stamp, path, id_), path)


def _is_newer(data: bytes) -> bool:
    try:
        return preset_text.glance(data.decode()).format > preset_text.FORMAT
    except ValueError:  # broken, which is no reason to keep it: the user chose to replace it
        return False


def _loaded(data: bytes, stamp: Stamp, path: Path, id_: str) -> LoadedPreset:
    try:
        found = preset_text.understand(_decoded(data, path))
    except PresetFault as fault:
        raise PresetProblem(fault, path) from fault
    if found.format <= preset_text.FORMAT:
        return LoadedPreset(id_, found.draft, stamp)
    words = preset_text.newer_words(found.format)
    if found.skipped:
        words = f"{words} Not understood: {', '.join(found.skipped)}."
    return LoadedPreset(id_, found.draft, stamp, read_only=True, problem=words)


def _loaded_or_none(data: bytes, stamp: Stamp, path: Path, id_: str) -> LoadedPreset | None:
    try:
        return _loaded(data, stamp, path, id_)
    except StorageFault:
        return None


def _decoded(data: bytes, path: Path) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        words = f"{path.name} is not UTF-8 text: byte {error.start + 1:,} cannot be read."
        raise StorageFault("not_utf8", words, path) from error
