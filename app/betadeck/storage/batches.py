"""Batches that were sent, with the rows that their results belong to: a file each, to come back to later.

The first line of a file is what a list shows; then come what carries the batch, as a preset, and the rows.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from betadeck.core import preset_text
from betadeck.core.batch.table import Table
from betadeck.core.draft import Draft
from betadeck.storage import atomic
from betadeck.storage.conceal import concealed
from betadeck.storage.faults import StorageFault, fault_of
from betadeck.storage.migrate import BATCH, NUMBER, newest
from betadeck.storage.names import by_age, path_of
from betadeck.storage.parts import joined, split

_SUFFIX = ".batch"
_LIMIT_BYTES = 1_000_000_000
_HEAD_BYTES = 1_000_000
_MOST_KEPT = 50


@dataclass(frozen=True, slots=True)
class KeptBatch:
    """A batch as a list shows it: its id, where it was sent and when (ISO 8601 in UTC), of what, how many lines.

    One that is not `answered` was sent, and nobody knows whether the API has it; its id is our own.
    """

    id: str
    target: str
    sent_at: str
    source: str
    count: int
    answered: bool = True


@dataclass(frozen=True, slots=True)
class KeptRows:
    """What its results are joined to, and the draft whose version, betas and headers it was sent with."""

    draft: Draft
    table: Table
    ids: tuple[str, ...]


class BatchStore:
    """The batches in `folder`; the newest fifty are kept. May be called from any thread."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, batch: KeptBatch, rows: KeptRows, secrets: Iterable[str] = ()) -> None:
        """Keep a batch. Secret headers are left out; `secrets`, and what looks like a key, are masked.

        Raises:
            StorageFault: it is not kept.
        """
        head: dict[str, object] = {NUMBER: BATCH.number, **asdict(batch), "columns": rows.table.columns}
        lines = zip(rows.ids, rows.table.rows, strict=True)
        text = "\n".join(json.dumps([name, *cells], ensure_ascii=False) for name, cells in lines)
        parts = [preset_text.dump(rows.draft, exact=True).encode(), text.encode("utf-8", "surrogatepass")]
        atomic.make_folder(self._folder)
        atomic.sweep(self._folder)
        atomic.write_bytes(self._path(batch.id), concealed(joined(head, parts), secrets))
        for old in self._files()[_MOST_KEPT:]:
            self._remove(old)

    def kept(self) -> list[KeptBatch]:
        """Return what is kept, the newest first; files that are no batches are passed over.

        Raises:
            StorageFault: the folder cannot be read.
        """
        found = (_kept(path) for path in self._files())
        return sorted(
            (each for each in found if each is not None), key=lambda each: each.sent_at, reverse=True
        )

    def load(self, batch_id: str) -> KeptRows:
        """Return the rows of a batch.

        Raises:
            StorageFault: they cannot be read.
        """
        path = self._path(batch_id)
        try:
            return _rows(atomic.read_bytes(path, _LIMIT_BYTES)[0])
        except ValueError as error:
            raise StorageFault("broken", f"{path} cannot be read: {error}.", path) from None

    def forget(self, batch_id: str) -> None:
        """Remove a batch from here; at the API it stays as it is.

        Raises:
            StorageFault: it could not be removed.
        """
        self._remove(self._path(batch_id))

    def _files(self) -> list[Path]:
        """Return the files, the newest first."""
        return by_age(self._folder, _SUFFIX)[::-1]

    def _remove(self, path: Path) -> None:
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise fault_of(error, path, "remove") from error

    def _path(self, batch_id: str) -> Path:
        return path_of(self._folder, batch_id, _SUFFIX)


def _kept(path: Path) -> KeptBatch | None:
    try:
        with path.open("rb") as file:
            head = json.loads(file.readline(_HEAD_BYTES))
        id_, target, sent_at, source = (str(head[name]) for name in ("id", "target", "sent_at", "source"))
        return KeptBatch(id_, target, sent_at, source, int(head["count"]), head.get("answered") is not False)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _rows(data: bytes) -> KeptRows:
    head, parts = split(data)
    head = newest(BATCH, head)
    if len(parts) != 2:
        raise ValueError("it is no batch")
    columns = tuple(_texts(head.get("columns")))
    lines = [
        tuple(_texts(json.loads(line))) for line in parts[1].decode("utf-8", "surrogatepass").split("\n")
    ]
    if any(len(each) != len(columns) + 1 for each in lines):
        raise ValueError("its rows do not fit its columns")
    rows = tuple(each[1:] for each in lines)
    table = Table(columns, rows, (0,) * len(rows))
    return KeptRows(preset_text.load(parts[0].decode()), table, tuple(each[0] for each in lines))


def _texts(value: object) -> Iterable[str]:
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        raise ValueError("it holds something else than texts")
    return value
