"""Ids that answers have told, to choose from where a request asks for one."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from betadeck.core.exchange import Exchange
from betadeck.core.figures import size_words
from betadeck.core.id_kinds import IdKind
from betadeck.core.variable_tokens import OPEN

MOST_BYTES = 500_000
"""Answers that are bigger are not looked into."""
_MOST_EACH = 50
_LABELS = ("name", "display_name", "title", "filename", "display_title", "path", "email", "status", "type")


@dataclass(frozen=True, slots=True)
class SeenId:
    """An id with what its entry is called. `words` is the line of a menu."""

    value: str
    label: str = ""

    @property
    def words(self) -> str:
        """Return the id and what it stands for."""
        label = self.label if len(self.label) <= 60 else f"{self.label[:59]}…"
        return f"{self.value}   {label}".rstrip()


@dataclass(frozen=True, slots=True)
class _Entry:
    """A thing of an answer: what may identify it, by field."""

    ids: Mapping[str, str]
    label: str


@dataclass(frozen=True, slots=True)
class IdBook:
    """What one target has told: entries by the path of their list (`/v1/agents`), the newest last."""

    entries: Mapping[str, Mapping[str, _Entry]] = field(default_factory=dict)

    def ids_of(self, kinds: Iterable[IdKind], given: Mapping[str, str]) -> list[SeenId]:
        """Return the ids of these kinds, the newest first; `given` are the values of the names in their paths."""
        found = (each for kind in kinds for each in self.listed(kind.place(given), kind.name))
        return list({each.value: each for each in found}.values())

    def listed(self, path: str, name: str) -> list[SeenId]:
        """Return the ids of the list at `path`; of each thing that member which is called as the parameter is."""
        entries = reversed(list(self.entries.get(path, {}).values()))
        ids = (SeenId(each.ids.get(name) or each.ids["id"], each.label) for each in entries)
        return list({each.value: each for each in ids}.values())


class SeenIds:
    """What was seen in this run, by target."""

    def __init__(self) -> None:
        self._found: dict[str, dict[str, dict[str, _Entry]]] = {}

    def take(self, exchange: Exchange) -> bool:
        """Remember the ids in the answer of `exchange`; tell whether there were any.

        The list and the creation of things tell the ids of their own path, a thing that was fetched that of
        the path above.
        """
        value = _answer(exchange)
        if value is None:
            return False
        path = _path(exchange.sent.url)
        items = value.get("data")
        things = items if isinstance(items, list) else [value]
        entries = [each for each in map(_entry, things) if each is not None]
        for entry in reversed(entries):
            self._keep(exchange.target_name, _collection(path, entry), entry)
        return bool(entries)

    def book(self, target_name: str) -> IdBook:
        """Return what `target_name` has told so far."""
        found = self._found.get(target_name, {})
        return IdBook({path: dict(entries) for path, entries in found.items()})

    def _keep(self, target: str, collection: str, entry: _Entry) -> None:
        kept = self._found.setdefault(target, {}).setdefault(collection, {})
        kept.pop(entry.ids["id"], None)
        kept[entry.ids["id"]] = entry
        while len(kept) > _MOST_EACH:
            kept.pop(next(iter(kept)))


def _answer(exchange: Exchange) -> Mapping[str, object] | None:
    head = exchange.head
    if head is None or head.status >= 300 or not 0 < len(exchange.body) <= MOST_BYTES:
        return None
    try:
        value = json.loads(exchange.body[:])
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _entry(thing: object) -> _Entry | None:
    if not isinstance(thing, Mapping) or not isinstance(thing.get("id"), str) or not thing["id"]:
        return None
    ids = {name: str(thing[name]) for name in ("id", "version") if isinstance(thing.get(name), str | int)}
    if any(OPEN in each for each in ids.values()):
        return None  # in a request it would stand for something else, even for a key
    label = next((thing[name] for name in _LABELS if isinstance(thing.get(name), str) and thing[name]), "")
    return _Entry(ids, " · ".join([" ".join(label.split()), *_of_file(thing)]))


def _of_file(thing: Mapping[str, object]) -> list[str]:
    """Return the size and the day of a file, by which it is told from others of its name."""
    size, made = thing.get("size_bytes"), thing.get("created_at")
    if not isinstance(size, int):
        return []
    return [size_words(size), *([made[:10]] if isinstance(made, str) else [])]


def _path(url: str) -> str:
    path = "/" + url.partition("://")[2].partition("/")[2].partition("?")[0]
    start = path.find("/v1/")
    return path[start:].rstrip("/") if start > 0 else path.rstrip("/")


def _collection(path: str, entry: _Entry) -> str:
    """Return the path of the list that an entry stands in: what lies before its own id, if that is there."""
    segments = path.split("/")
    names = set(entry.ids.values())
    place = next((place for place, each in enumerate(segments) if place and each in names), None)
    return "/".join(segments[:place]) if place else path
