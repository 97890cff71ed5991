"""Which field of a request holds the id of what, told by the catalogue's paths.

`/v1/agents/{agent_id}` tells that an `agent_id` is one of those that `GET /v1/agents` lists. So a field called
`agent_id`, `agent`, `agents` or, within an `agent`, `id` takes one of them.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from betadeck.core.catalog import Operation
from betadeck.core.draft import Draft, Row
from betadeck.core.json_pointer import split
from betadeck.core.path_names import PATH_NAME, filled_path, path_names

_ENDINGS = ("_ids", "_id")
_PAGE = 100
_ONE_FILE = ("file",)


@dataclass(frozen=True, slots=True, eq=False)
class IdKind:
    """Things of one kind. `path` is where they are listed, `name` what paths call the id of one.

    `listing` is the operation that lists them, `upload` the one that makes one of a file, if there is one.
    """

    path: str
    name: str
    listing: Operation
    upload: Operation | None = None

    def place(self, given: Mapping[str, str]) -> str:
        """Return the path of the list with the names in it filled, empty where one of them is not given."""
        filled = filled_path(self.path, dict(given))
        return "" if path_names(filled) else filled

    def asking(self, given: Mapping[str, str], version: str) -> Draft:
        """Return the request for the list's first page; `given` fills its path, `version` is the API's."""
        names = path_names(self.path)
        return Draft(
            f"Ids of {self.path.rpartition('/')[2].replace('_', ' ')}",
            self.listing.id,
            "GET",
            self.path,
            path_params=tuple((name, given.get(name, "")) for name in names),
            query=_page(self.listing),
            betas=self.listing.betas,
            api_version=version,
        )

    def uploading(self, version: str) -> Draft | None:
        """Return the request that makes one of a file, which it lacks yet; None where there is no such."""
        if self.upload is None or path_names(self.path):
            return None
        name = f"Upload to {self.path.rpartition('/')[2].replace('_', ' ')}"
        betas = self.upload.betas
        return Draft(name, self.upload.id, "POST", self.path, betas=betas, api_version=version)


class IdKinds:
    """All kinds that the operations of a catalogue tell of."""

    def __init__(self, operations: Iterable[Operation] = ()) -> None:
        every = sorted(operations, key=lambda each: each.id.startswith("beta."))
        lists: dict[str, Operation] = {}
        for each in every:
            if each.method == "GET" and each.paging:
                lists.setdefault(each.path, each)
        uploads = {each.path: each for each in every if each.method == "POST" and each.multipart == _ONE_FILE}
        found = {(above, name) for each in every for name, above in collections_of(each.path)}
        self._keys = {(each.method, each.path): each.key_kind for each in every}
        self._by_name: dict[str, list[IdKind]] = {}
        for above, name in sorted(found, key=lambda each: (len(path_names(each[0])), each)):
            if above in lists:
                kind = IdKind(above, name, lists[above], uploads.get(above))
                for word in dict.fromkeys((_bare(name), _one(above.rpartition("/")[2]))):
                    self._by_name.setdefault(word, []).append(kind)

    def of_path(self, path: str, name: str) -> tuple[IdKind, ...]:
        """Return of what kind the parameter `name` of `path` is."""
        above = dict(collections_of(path)).get(name)
        kinds = {each for listed in self._by_name.values() for each in listed}
        return tuple(each for each in kinds if (each.path, each.name) == (above, name))

    def of_field(self, names: Sequence[str], method: str, path: str) -> tuple[IdKind, ...]:
        """Return of what kind a field may be, the likeliest first; none where it holds no id that is listed.

        `names` lead to the field, lists' places left out; `method` and `path` are its operation's. Kinds that
        are listed for another sort of key are none: the `user_id` of a message is no user of an organization.
        """
        name = (names[-1] if names else "").partition("[")[0]
        owner = _one(names[-2]) if len(names) > 1 else ""
        if name in ("id", "ids"):
            name, owner = owner, ""
        bare = _bare(name)
        found = self._by_name.get(f"{owner}_{bare}") or self._by_name.get(bare)
        if found is None:
            found = list(self._akin(bare)) if name.endswith(_ENDINGS) else []
        key_kind, inside = self._keys.get((method, path), "api"), set(path_names(path))
        return tuple(
            each
            for each in dict.fromkeys(found)
            if each.listing.key_kind == key_kind
            and (
                inside.issuperset(path_names(each.path))
                or (owner and owner in map(_one, each.path.split("/")))
            )
        )

    def of_pointer(self, pointer: str, method: str, path: str) -> tuple[IdKind, ...]:
        """Return the same of the field of the body that `pointer` leads to."""
        return self.of_field([each for each in split(pointer) if not each.isdigit()], method, path)

    def paths(self) -> set[str]:
        """Return where things are listed, names in braces."""
        return {each.path for listed in self._by_name.values() for each in listed}

    def _akin(self, bare: str) -> Iterator[IdKind]:
        """Yield what has a longer or shorter name: a `session_thread` is a thread, an issuer a federation's."""
        for word, kinds in self._by_name.items():
            if word and (bare.endswith(f"_{word}") or word.endswith(f"_{bare}")):
                yield from kinds


def collections_of(path: str) -> list[tuple[str, str]]:
    """Return for each name in `path` the path of the list that it may stand in."""
    return [(match[1], path[: match.start()].rstrip("/")) for match in PATH_NAME.finditer(path)]


def _bare(name: str) -> str:
    """Return the name of the thing that a field called `name` holds the id of."""
    ending = next((each for each in _ENDINGS if name.endswith(each)), "")
    return name.removesuffix(ending) if ending else _one(name)


def _one(word: str) -> str:
    """Return a plural's singular."""
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word[:-2] if word.endswith(("ches", "sses")) else word.removesuffix("s")


def _page(listing: Operation) -> tuple[Row, ...]:
    """Return the query for a page of some length, where the list takes one."""
    limit = next((each for each in listing.query if each.name == "limit"), None)
    most = limit.schema.get("maximum", _PAGE) if limit is not None else None
    return (Row("limit", str(min(most, _PAGE))),) if isinstance(most, int) else ()
