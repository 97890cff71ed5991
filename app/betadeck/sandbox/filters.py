"""Which things of a list the query of a request wants."""

from collections.abc import Iterable, Mapping

from betadeck.sandbox.moments import seconds_of
from betadeck.sandbox.store import Json

_PAGING = ("after_id", "before_id", "limit", "page", "order", "order_by", "view", "depth", "event_deltas[]")
_SPAN = ("date", "starting_date", "ending_date", "starting_at", "ending_at", "bucket_width", "group_by[]")
_HOW = (*_PAGING, *_SPAN)
"""What says how to list, not what; figures are made up for any span of time."""
_RANGES = {"gt": 1, "gte": 1, "lt": -1, "lte": -1}


def wanted(things: Iterable[tuple[str, Json]], asked: Mapping[str, object]) -> list[tuple[str, Json]]:
    """Return the things that pass every filter of `asked`, in their order.

    A filter on something that a thing does not tell lets it pass. Archived things are left out where
    nothing asks for them.
    """
    filters = {name: value for name, value in asked.items() if name not in _HOW}
    filters.setdefault("include_archived", False)
    return [(key, each) for key, each in things if all(_passes(each, *pair) for pair in filters.items())]


def _passes(thing: Json, name: str, value: object) -> bool:
    if name == "include_archived":
        return value is True or not thing.get("archived_at")
    field, _, bound = name.removesuffix("]").partition("[")
    if bound in _RANGES:
        return _in_range(thing.get(field), str(value), bound)
    found = _told(thing, field)
    if found is None:
        return True
    allowed = value if isinstance(value, list) else [value]
    return any(str(each) == str(found) for each in allowed)


def _told(thing: Json, field: str) -> object | None:
    """Return what `thing` tells of `field`: in the plural, of its own kind, or as an object's id or type."""
    for name in (field, field.removesuffix("s"), field.removesuffix("es")):
        if name in thing:
            return _plain(thing[name])
    owner, _, rest = field.rpartition("_")
    inner = thing.get(owner)
    return _plain(inner[rest]) if isinstance(inner, Mapping) and rest in inner else None


def _plain(value: object) -> object | None:
    if isinstance(value, Mapping):
        named: object = value.get("id", value.get("type"))
        return named
    return None if isinstance(value, list) else value


def _in_range(found: object, bound_at: str, bound: str) -> bool:
    if not isinstance(found, str):
        return True
    difference = (seconds_of(found) - seconds_of(bound_at)) * _RANGES[bound]
    return difference >= 0 if bound.endswith("e") else difference > 0
