"""Ids that answers have told, to choose from where a path or query asks for one."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange
from betadeck.core.path_names import PATH_NAME, filled_path

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


class SeenIds:
    """What was seen in this run, by target and collection (`/v1/agents`), the newest first."""

    def __init__(self) -> None:
        self._found: dict[tuple[str, str], dict[str, _Entry]] = {}

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

    def choices(self, draft: Draft, target_name: str, query: Iterable[str] = ()) -> dict[str, list[SeenId]]:
        """Return what to choose from for each path parameter of `draft`, and each of these query names."""
        found: dict[str, list[SeenId]] = {}
        for match in PATH_NAME.finditer(draft.path):
            above = filled_path(draft.path[: match.start()], dict(draft.path_params)).rstrip("/")
            found[match[1]] = self._of(target_name, above, match[1])
        for name in query:
            found.setdefault(name, self._named(target_name, name))
        return {name: ids for name, ids in found.items() if ids}

    def _keep(self, target: str, collection: str, entry: _Entry) -> None:
        kept = self._found.setdefault((target, collection), {})
        kept.pop(entry.ids["id"], None)
        kept[entry.ids["id"]] = entry
        while len(kept) > _MOST_EACH:
            kept.pop(next(iter(kept)))

    def _of(self, target: str, collection: str, name: str) -> list[SeenId]:
        entries = reversed(self._found.get((target, collection), {}).values())
        ids = (SeenId(each.ids.get(name) or each.ids["id"], each.label) for each in entries)
        return list({each.value: each for each in ids}.values())

    def _named(self, target: str, name: str) -> list[SeenId]:
        """Return the ids of whatever collection is called as the parameter is."""
        bare = name.partition("[")[0]
        if not bare.endswith(("_id", "_ids")):
            return []
        end = f"/{bare.removesuffix('_id').removesuffix('_ids')}s"
        return [
            each
            for of_target, path in self._found
            if of_target == target and path.endswith(end)
            for each in self._of(target, path, "id")
        ]


def collections_of(draft: Draft) -> list[tuple[str, str]]:
    """Return for each path parameter the path of the list that its ids stand in, its own names in braces."""
    found = PATH_NAME.finditer(draft.path)
    return [(match[1], draft.path[: match.start()].rstrip("/")) for match in found]


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
    label = next((thing[name] for name in _LABELS if isinstance(thing.get(name), str) and thing[name]), "")
    return _Entry(ids, " ".join(label.split()))


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
