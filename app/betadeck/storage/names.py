"""File names from any text, and ids that cannot lead out of their folder.

A name must work on every system that the folder may be copied to, so the strictest rules count
everywhere. Source: Microsoft, "Naming Files, Paths, and Namespaces".
"""

import re
import unicodedata
from collections.abc import Container
from pathlib import Path

from betadeck.storage.faults import StorageFault, fault_of

_BAD = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f\ud800-\udfff]+')
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(\..*)?", re.IGNORECASE)
_JOINER = "\u200d"
_JOINING = f"{_JOINER}\ufe0e\ufe0f"
_MOST_BYTES = 120
"""Disks take 255 bytes a name; what is left is for a number, `.json`, and tools that add to names."""


def file_stem(name: str) -> str:
    """Return a file name without ending for something that the user calls `name`."""
    text = _BAD.sub("-", unicodedata.normalize("NFC", name))
    text = _cut(" ".join(text.split()).strip(". "))
    if not text.strip("-"):
        text = "untitled"
    return f"_{text}" if _RESERVED.fullmatch(text) else text


def free_stem(name: str, taken: Container[str]) -> str:
    """Return `file_stem(name)`, with a number if that is among `taken` (which holds `fold`ed names)."""
    stem = file_stem(name)
    number, tried = 2, stem
    while fold(tried) in taken:
        tried = f"{stem} {number}"
        number += 1
    return tried


def fold(stem: str) -> str:
    """Return what two names have in common that some disks take for the same name."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", stem).casefold())


def path_of(folder: Path, id_: str, suffix: str = "") -> Path:
    """Return the path of `id_`, parts joined by `/`, below `folder`.

    Raises:
        StorageFault: code `bad_name`; the id is empty, hidden, or would lead out of `folder`.
    """
    parts = id_.split("/")
    if any(not part or part.startswith(".") or "\\" in part or "\0" in part for part in parts):
        raise StorageFault("bad_name", f"“{id_}” is no name for something in {folder}.", folder)
    path = folder.joinpath(*parts)
    if path.drive != folder.drive:
        raise StorageFault("bad_name", f"“{id_}” is no name for something in {folder}.", folder)
    return path.with_name(path.name + suffix)


def by_age(folder: Path, suffix: str) -> list[Path]:
    """Return the files in `folder` whose names end in `suffix`, the oldest first.

    Raises:
        StorageFault: the folder cannot be read.
    """
    try:
        found = [(path.stat().st_mtime_ns, path) for path in folder.glob(f"*{suffix}")]
    except OSError as error:
        raise fault_of(error, folder, "list") from error
    return [path for _, path in sorted(found)]


def _cut(text: str) -> str:
    """Return as much of `text` as fits, with no half letter (accent, emoji part) at its end."""
    if len(text.encode()) <= _MOST_BYTES:
        return text
    kept = text.encode()[:_MOST_BYTES].decode(errors="ignore")
    while kept and (_joins(text[len(kept)]) or kept[-1] == _JOINER):
        kept = kept[:-1]
    return kept.rstrip(". ")


def _joins(letter: str) -> bool:
    """Tell whether `letter` belongs to the one before it: an accent, a joiner, a skin colour."""
    is_colour = "\U0001f3fb" <= letter <= "\U0001f3ff"
    return is_colour or letter in _JOINING or unicodedata.combining(letter) > 0
