"""What keys accepted when they were asked, in one file; no key is in it."""

from pathlib import Path

from betadeck.core.probe.matrix import Matrix, merged
from betadeck.core.probe.matrix_text import matrix_of, members_of
from betadeck.storage.json_file import JsonFile, items_of
from betadeck.storage.migrate import ACCEPTED, Members

_MATRICES = "matrices"


class MatrixStore:
    """The matrices in the file `path`, one for each key and target. May be called from any thread."""

    def __init__(self, path: Path) -> None:
        self._file = JsonFile(path, ACCEPTED)

    def load(self, target: str, key: str) -> Matrix | None:
        """Return what is known of the key named `key` at `target`, None if nothing is."""
        return _find(self._file.read().members, target, key)

    def problem(self) -> str:
        """Return what is wrong with the file in a sentence, or the empty text."""
        return self._file.read().problem

    def save(self, matrix: Matrix) -> None:
        """Keep `matrix` with what is known of its key and target already.

        Raises:
            StorageFault: the file is as it was.
        """

        def change(members: Members) -> None:
            old = _find(members, matrix.target, matrix.key)
            kept = merged(old, matrix) if old else matrix
            others = [
                each for each in items_of(members, _MATRICES) if not _is_of(each, matrix.target, matrix.key)
            ]
            members[_MATRICES] = [*others, members_of(kept)]

        self._file.update(change)


def _find(members: Members, target: str, key: str) -> Matrix | None:
    return next((matrix_of(each) for each in items_of(members, _MATRICES) if _is_of(each, target, key)), None)


def _is_of(item: object, target: str, key: str) -> bool:
    return isinstance(item, dict) and (item.get("target"), item.get("key")) == (target, key)
