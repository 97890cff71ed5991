"""What a place of a request that wants an id has to choose from, and where more could be asked for."""

from collections.abc import Mapping
from dataclasses import dataclass

from betadeck.core.draft import Draft
from betadeck.core.id_kinds import IdKind, IdKinds, collections_of
from betadeck.core.json_pointer import value_at
from betadeck.core.json_text import JsonFault, parse
from betadeck.core.path_names import filled_path, path_names
from betadeck.core.seen_ids import IdBook, SeenId


@dataclass(frozen=True, slots=True)
class IdSource:
    """What is known of ids: the `kinds` of the catalogue, and the `book` of the target called `target`."""

    kinds: IdKinds = IdKinds()  # noqa: RUF009  it holds nothing, and nothing changes it
    book: IdBook = IdBook()  # noqa: RUF009
    target: str = ""


@dataclass(frozen=True, slots=True)
class IdOffers:
    """`ids` to choose from, the newest first; `asking` is the request for their list, None where none can be made.
    `upload` is the one that makes one of a file, which it lacks yet.
    """

    ids: tuple[SeenId, ...] = ()
    asking: Draft | None = None
    upload: Draft | None = None


def offers_for(place: str, draft: Draft, source: IdSource) -> IdOffers:
    """Return what there is for `place`, as in `Finding.where`: `param:agent_id`, `body:/agent`."""
    kinds = kinds_of(place, draft, source.kinds)
    given = dict(draft.path_params)
    if any(set(path_names(kind.path)) - given.keys() for kind in kinds):
        given |= _beside(place, draft)
    ids = source.book.ids_of(kinds, given) or _in_path(place, draft, source.book)
    kind = next((each for each in kinds if each.place(given)), None)
    if kind is None:
        return IdOffers(tuple(ids))
    version = draft.api_version
    return IdOffers(tuple(ids), kind.asking(given, version), kind.uploading(version))


def kinds_of(place: str, draft: Draft, kinds: IdKinds) -> tuple[IdKind, ...]:
    """Return of what kind the id at `place` is; none where there is no id."""
    part, _, name = place.partition(":")
    if part == "body":
        return kinds.of_pointer(name, draft.method, draft.path)
    return kinds.of_path(draft.path, name) or kinds.of_field([name], draft.method, draft.path)


def _in_path(place: str, draft: Draft, book: IdBook) -> list[SeenId]:
    """Return the ids for a parameter of a path that no operation lists, as in requests made by hand."""
    name = place.removeprefix("param:")
    above = dict(collections_of(draft.path)).get(name)
    return book.listed(filled_path(above, dict(draft.path_params)), name) if above else []


def _beside(place: str, draft: Draft) -> Mapping[str, str]:
    """Return the texts that stand beside a field of the body, by name."""
    try:
        body = parse(draft.body_text) if place.startswith("body:/") else None
    except JsonFault:
        return {}
    around = value_at(body, place.removeprefix("body:").rpartition("/")[0])
    members = around.items() if isinstance(around, dict) else ()
    return {name: each for name, each in members if isinstance(each, str)}
