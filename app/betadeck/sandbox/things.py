"""Finds, makes and changes the things of the store, whatever they are: all of it is told by the schemas."""

from collections.abc import Mapping

from betadeck.core.schema import Schema, fields_of
from betadeck.core.schema_place import fitting
from betadeck.sandbox.places import Place, parents_of
from betadeck.sandbox.refusals import archived, missing
from betadeck.sandbox.seeds import seeds_of
from betadeck.sandbox.state import Sandbox
from betadeck.sandbox.store import Collection, Json

_MERGED = ("metadata", "tags")
"""Fields of which an update names only what changes; null takes a key away."""
_SEALED = ("environment", "memory_store")
"""What cannot be changed once it is archived. Source: the vendor's Python SDK 2.12.0."""


def collection(sandbox: Sandbox, place: Place) -> Collection:
    """Return the list at `place`, with what it holds from the beginning."""
    if sandbox.store.knows(place.path):
        return sandbox.store.at(place.path)
    things = sandbox.store.at(place.path)
    for thing in seeds_of(sandbox, place):
        things.put(key_of(sandbox, place, thing), thing)
    return things


def find(sandbox: Sandbox, place: Place) -> Json | None:
    """Return the thing at `place`, to be changed in place, or None."""
    return collection(sandbox, place.list).get(place.key)


def needed(sandbox: Sandbox, place: Place, schema: str) -> Json:
    """Return the thing at `place`; a lenient sandbox makes one up by the schema called `schema`.

    Raises:
        ApiFault: 404, it is not there.
    """
    if found := find(sandbox, place):
        return found
    if sandbox.options.lenient:
        return collection(sandbox, place.list).put(place.key, made(sandbox, {}, schema, known_by(place)))
    raise missing(sandbox, place)


def to_change(sandbox: Sandbox, place: Place, schema: str) -> Json:
    """Return the thing at `place`, which is to be changed or added to; otherwise as `needed`.

    Raises:
        ApiFault: 404, it is not there; 400, it is archived and of a kind that then stays as it is.
    """
    found = needed(sandbox, place, schema)
    if place.noun in _SEALED and found.get("archived_at") and not sandbox.options.lenient:
        raise archived(sandbox, place)
    return found


def check_parents(sandbox: Sandbox, place: Place) -> None:
    """Refuse what lies below something that is not there.

    Raises:
        ApiFault: 404.
    """
    if sandbox.options.lenient:
        return
    for parent in parents_of(place):
        if sandbox.map.reads(parent.template) and find(sandbox, parent) is None:
            raise missing(sandbox, parent)


def known_by(place: Place) -> dict[str, object]:
    """Return what the address tells of the thing at `place`: its id, and the ids of what it lies below."""
    found: dict[str, object] = {each.param: each.key for each in parents_of(place)}
    if place.param:
        found |= {place.param: place.key, "id": place.key}
    return found


def made(sandbox: Sandbox, body: Json, schema: str, known: Mapping[str, object], noun: str = "") -> Json:
    """Return a new thing of the schema called `schema`, as `body` asks for it.

    `noun` is what it is, where its schema does not tell a type.
    """
    maker = sandbox.maker({name: value for name, value in known.items() if name != "id"}, noun=noun)
    bent = maker.bend(body, sandbox.pool[schema])
    return {**bent, **{k: v for k, v in known.items() if k in bent}} if isinstance(bent, dict) else {}


def change(sandbox: Sandbox, thing: Json, body: Json, schema: str) -> None:
    """Change `thing`, of the schema called `schema`, as `body` asks for it."""
    maker = sandbox.maker()
    fields = _fields(sandbox, schema, thing)
    for name, value in body.items():
        if name in _MERGED and isinstance(value, dict):
            thing[name] = _merged(thing.get(name), value)
        elif name in fields:
            thing[name] = maker.bend(value, fields[name], name)
    if "updated_at" in fields:
        thing["updated_at"] = sandbox.now()


def shown(sandbox: Sandbox, thing: Json, schema: object) -> object:
    """Return `thing` as `schema` has it; what it lacked is kept, so that it is the same the next time."""
    bent = sandbox.maker().bend(thing, schema)
    if isinstance(bent, dict):
        thing.update({name: value for name, value in bent.items() if name not in thing})
    return bent


def key_of(sandbox: Sandbox, place: Place, thing: Json) -> str:
    """Return by what `thing` is known in the list at `place`; a row that has no name gets one."""
    found = thing["id"] if "id" in thing else thing.get(sandbox.map.key_param(place.template))
    return sandbox.ids.next("row") if found is None else str(found)


def _fields(sandbox: Sandbox, schema: str, thing: Json) -> dict[str, Schema]:
    branches = fitting(sandbox.pool, sandbox.pool[schema], thing)
    return fields_of(sandbox.pool, branches[0].schema) if branches else {}


def _merged(before: object, changes: Json) -> Json:
    kept = dict(before) if isinstance(before, dict) else {}
    kept.update(changes)
    return {name: value for name, value in kept.items() if value is not None}
