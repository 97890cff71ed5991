"""One JSON file with a format number: read whatever its state, written whole, never spoilt."""

import json
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault, fault_of
from betadeck.storage.migrate import NUMBER, Kind, Members, upgraded
from betadeck.storage.moves import move_new

_LIMIT_BYTES = 32_000_000


@dataclass(frozen=True, slots=True)
class Kept:
    """What a file holds, without its format number; empty if there is no such file.

    `problem` says in a sentence why less could be read than is there. `read_only` tells that the file is
    of a newer format or cannot be read at all, and will not be replaced.
    """

    members: Members
    problem: str = ""
    read_only: bool = False


class JsonFile:
    """The file `path` of the given kind. May be called from any thread."""

    def __init__(self, path: Path, kind: Kind) -> None:
        self._path = path
        self._kind = kind
        self._lock = threading.Lock()

    def read(self) -> Kept:
        """Return what the file holds; whatever is wrong with it becomes the `problem`, and it stays as is."""
        try:
            data, _ = atomic.read_bytes(self._path, _LIMIT_BYTES)
        except StorageFault as fault:
            return Kept({}) if fault.code == "gone" else Kept({}, fault.message, read_only=True)
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError:
            return Kept({}, self._broken("it is not UTF-8 text"))
        try:
            return self._kept(json.loads(text))
        except (ValueError, RecursionError):
            return Kept({}, self._broken(_fault_words(text)))

    def update(self, change: Callable[[Members], object]) -> None:
        """Read the file, let `change` alter its members, and write it; members that it leaves stay.

        A file that is broken is first put aside under another name, so that nothing in it is lost.

        Raises:
            StorageFault: the file is as it was.
        """
        with self._lock:
            kept = self.read()
            if kept.read_only:
                raise StorageFault("newer_format", f"Not saved. {kept.problem}", self._path)
            change(kept.members)
            data = self._data(kept.members)
            atomic.make_folder(self._path.parent)
            atomic.sweep(self._path.parent)
            if kept.problem:
                self._put_aside()
            atomic.write_bytes(self._path, data)

    def _kept(self, value: object) -> Kept:
        if not isinstance(value, dict):
            return Kept({}, self._broken("it is no JSON object"))
        number = value.pop(NUMBER, None)
        if type(number) is not int or number < 1:
            return Kept({}, self._broken(f"it has no format number under “{NUMBER}”"))
        if number <= self._kind.number:
            return Kept(upgraded(self._kind, value, number))
        words = (
            f"{self._path} has format {number}, made by a newer Betadeck; this one knows up to format "
            f"{self._kind.number}. What could be understood is shown, and the file is left as it is."
        )
        return Kept(value, words, read_only=True)

    def _data(self, members: Mapping[str, object]) -> bytes:
        text = _text({NUMBER: self._kind.number, **members})
        from betadeck.core.key_search import key_places  # costs 15 ms, and a start writes nothing

        if key_places(text):
            words = f"Not saved: there is an API key in the {self._kind.name}. Keys belong in the keyring."
            raise StorageFault("secret", words, self._path)
        return text.encode()

    def _broken(self, why: str) -> str:
        return f"{self._path} cannot be used: {why}. It gets another name as soon as you change something."

    def _put_aside(self) -> None:
        number = 1
        while True:
            aside = self._path.with_name(f"{self._path.stem}.broken-{number}{self._path.suffix}")
            try:
                move_new(self._path, aside)
                return
            except FileExistsError:
                number += 1
            except OSError as error:
                raise fault_of(error, self._path, "put aside") from error


def items_of(members: Members, name: str) -> list[object]:
    """Return the list under `name`, an empty one if there is none."""
    items = members.get(name)
    return items if isinstance(items, list) else []


def _text(value: object) -> str:
    """Return `value` as JSON for people; half a surrogate pair, which UTF-8 cannot hold, as an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    try:
        text.encode()
    except UnicodeEncodeError:
        return json.dumps(value, indent=2) + "\n"
    return text


def _fault_words(text: str) -> str:
    from betadeck.core.json_text import first_fault  # costs 15 ms, and files are seldom broken

    return str(first_fault(text) or "it is not JSON")
