"""The two files of each exchange: `<id>.request` (all but the answer) and `<id>.answer` (its bytes)."""

import os
import time
from collections.abc import Callable, Container
from contextlib import suppress
from pathlib import Path

from betadeck.core.body import Body
from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault
from betadeck.storage.history_answer import keep
from betadeck.storage.key_scan import NoLongerWantedError
from betadeck.storage.names import path_of

_REQUEST, _ANSWER = ".request", ".answer"
_LIMIT_BYTES = 8_000_000_000
_MAPPED_BYTES = 16_000_000
_STALE_S = 60.0


class HistoryFiles:
    """The files in `folder`, which is made when first needed."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def write(
        self,
        id_: str,
        request: bytes,
        answer: Body,
        secrets: tuple[str, ...] = (),
        is_wanted: Callable[[], bool] = lambda: True,
    ) -> int:
        """Keep both, with keys and `secrets` masked in the answer; return how long the kept answer is.

        An empty answer makes no file. A big one is not kept if `is_wanted` says no meanwhile.

        Raises:
            StorageFault: neither is kept.
        """
        atomic.make_folder(self._folder)
        try:
            atomic.write_bytes(self._path(id_, _REQUEST), request)
            if not answer:
                return 0
            keep(self._path(id_, _ANSWER), answer, secrets, is_wanted)
        except NoLongerWantedError:
            return 0
        except StorageFault:
            self.remove(id_)
            raise
        return len(answer)

    def request(self, id_: str) -> bytes:
        """Return what `write` took.

        Raises:
            StorageFault: code `gone`, or the system's reason.
        """
        return atomic.read_bytes(self._path(id_, _REQUEST), _LIMIT_BYTES)[0]

    def answer(self, id_: str) -> Body | None:
        """Return the answer, None if it was removed. A big one stays on disk.

        Raises:
            StorageFault: the system's reason.
        """
        path = self._path(id_, _ANSWER)
        try:
            return atomic.map_bytes(path, _MAPPED_BYTES) or atomic.read_bytes(path, _MAPPED_BYTES)[0]
        except StorageFault as fault:
            if fault.code == "gone":
                return None
            raise

    def answer_start(self, id_: str, most_bytes: int) -> bytes:
        """Return the first `most_bytes` of the answer, nothing if it cannot be read."""
        with suppress(OSError), self._path(id_, _ANSWER).open("rb") as file:
            return file.read(most_bytes)
        return b""

    def remove_answer(self, id_: str) -> None:
        """Remove the answer; a file that cannot be removed is left for the next sweep."""
        with suppress(OSError):
            self._path(id_, _ANSWER).unlink(missing_ok=True)

    def remove(self, id_: str) -> None:
        """Remove both files; what cannot be removed is left for the next sweep."""
        self.remove_answer(id_)
        with suppress(OSError):
            self._path(id_, _REQUEST).unlink(missing_ok=True)

    def sweep(self, known: Container[str]) -> None:
        """Remove files of exchanges that are not `known`: a kill came between them and their row.

        Files of the last minute stay, as another window may be about to write their row.
        """
        atomic.sweep(self._folder)
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                id_, dot, _ = entry.name.rpartition(".")
                if dot and id_ not in known and time.time() - entry.stat().st_mtime > _STALE_S:
                    Path(entry.path).unlink(missing_ok=True)

    def _path(self, id_: str, suffix: str) -> Path:
        return path_of(self._folder, id_, suffix)
