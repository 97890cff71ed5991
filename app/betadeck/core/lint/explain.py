"""Says where a value breaks its JSON Schema, and how: one problem a place, in the branch that was meant.

The fast validator tells which values are wrong; this walk looks at those alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from betadeck.core.lint.explain_value import Problem, Way, kinds_of, range_problem, type_problem
from betadeck.core.schema import (
    Branch,
    Pool,
    Schema,
    branches_of,
    fields_of,
    required_of,
    resolved,
    tags_of,
    without_null,
)

__all__ = ["Problem", "problems"]

_DEPTH = 60


class _Tagged(NamedTuple):
    """Branches that their field `key` tells apart; `default` needs no such field."""

    key: str
    by_tag: Mapping[str, list[Branch]]
    default: list[Branch]


def problems(
    pool: Pool, schema: Schema, value: object, failing: Sequence[Way], flat: frozenset[Way] = frozenset()
) -> Iterator[Problem]:
    """Yield what is wrong in `value`. `failing` are the ways to the values that a validator found wrong.

    Of those that are `flat` only the value itself is wrong, such as an object that lacks a member: what lies
    in it is not looked at for that. Of the others, unions, what lies within may be wrong.
    """
    yield from _Walk(pool, failing, flat).check(schema, value, (), _DEPTH)


class _Walk:
    def __init__(self, pool: Pool, failing: Sequence[Way], flat: frozenset[Way]) -> None:
        self._pool = pool
        self._failing = tuple(dict.fromkeys(failing))
        self._deep = tuple(each for each in self._failing if each not in flat)
        self._branches: dict[int, tuple[Schema, tuple[Branch, ...]]] = {}
        self._tags: dict[tuple[int, ...], tuple[Sequence[Branch], _Tagged | None]] = {}

    def check(self, schema: object, value: object, way: Way, depth: int) -> Iterator[Problem]:
        """Yield what is wrong with `value`, which stands at `way`."""
        node = resolved(self._pool, schema)
        if not depth:
            return
        if "anyOf" in node or "oneOf" in node:
            yield from self._union(node, value, way, depth - 1)
            return
        if (wrong := type_problem(node, value, way)) is not None:
            yield wrong
            return
        if isinstance(value, dict):
            yield from self._object(node, value, way, depth - 1)
        elif isinstance(value, list):
            yield from self._list(node, value, way, depth - 1)
        if (wrong := range_problem(node, value, way)) is not None:
            yield wrong

    def _object(self, node: Schema, value: dict[str, object], way: Way, depth: int) -> Iterator[Problem]:
        known = fields_of(self._pool, node)
        required = required_of(self._pool, node)
        for name, each in known.items():
            if name in value and self._is_looked_at((*way, name)):
                yield from self.check(each, value[name], (*way, name), depth)
            elif name in required and name not in value:
                yield Problem((*way, name), "field-missing", each)
        rest = node.get("additionalProperties")
        for name in value.keys() - known.keys():
            if rest is False:
                yield Problem((*way, name), "field-unknown", node, tuple(known))
            elif isinstance(rest, Mapping):
                yield from self.check(rest, value[name], (*way, name), depth)

    def _list(self, node: Schema, value: list[object], way: Way, depth: int) -> Iterator[Problem]:
        items = node.get("items")
        if isinstance(items, Mapping):
            for place in self._places(way, len(value)):
                yield from self.check(items, value[place], (*way, place), depth)

    def _is_looked_at(self, way: Way) -> bool:
        leads = any(each[: len(way)] == way for each in self._failing)
        return leads or any(each == way[: len(each)] for each in self._deep)

    def _places(self, way: Way, count: int) -> Sequence[int]:
        """Return the items to look at: those that a failing way leads into, or all."""
        found: set[int] = set()
        if any(each == way[: len(each)] for each in self._deep):
            return range(count)
        for each in self._failing:
            inside = len(each) > len(way) and each[: len(way)] == way
            if inside and isinstance(place := each[len(way)], int):
                found.add(place)
        return sorted(each for each in found if each < count)

    def _union(self, node: Schema, value: object, way: Way, depth: int) -> Iterator[Problem]:
        if value is None and without_null(node)[1]:
            return
        branches = self._branches_of(node)
        alike = [each for each in branches if kinds_of(each.schema, value)]
        if not alike:
            yield Problem(way, "field-type", {"anyOf": [each.schema for each in branches]})
            return
        if isinstance(value, dict) and (tagged := self._tagged(alike)) is not None:
            yield from self._by_tag(tagged, value, way, depth)
            return
        yield from self._best(alike, value, way, depth)

    def _branches_of(self, node: Schema) -> tuple[Branch, ...]:
        """Return the branches of a union, looked up once: conversations ask for the same ones again."""
        if id(node) not in self._branches:
            self._branches[id(node)] = (node, branches_of(self._pool, node))  # the node is kept, so is its id
        return self._branches[id(node)][1]

    def _by_tag(self, tagged: _Tagged, value: dict[str, object], way: Way, depth: int) -> Iterator[Problem]:
        tag = value.get(tagged.key)
        if isinstance(tag, str) and tag in tagged.by_tag:
            yield from self._best(tagged.by_tag[tag], value, way, depth)
        elif tag is None and tagged.default:
            yield from self._best(tagged.default, value, way, depth)
        elif tagged.key not in value:
            options = {"enum": list(tagged.by_tag)}
            yield Problem((*way, tagged.key), "field-missing", options)
        else:
            options = {"enum": list(tagged.by_tag)}
            yield Problem((*way, tagged.key), "kind-unknown", options)

    def _tagged(self, branches: Sequence[Branch]) -> _Tagged | None:
        """Return the branches by tag, or None where some branch has none; looked up once."""
        which = tuple(id(each) for each in branches)
        if which not in self._tags:
            self._tags[which] = (branches, self._by_their_tags(branches))
        return self._tags[which][1]

    def _by_their_tags(self, branches: Sequence[Branch]) -> _Tagged | None:
        if len(branches) < 2:
            return None
        for key in ("type", "role"):
            by_tag: dict[str, list[Branch]] = {}
            default: list[Branch] = []
            for branch in branches:
                field = fields_of(self._pool, branch.schema).get(key)
                tags = tags_of(self._pool, {"properties": {key: field}}) if field is not None else ()
                for tag in tags:
                    by_tag.setdefault(tag, []).append(branch)
                if tags and key not in required_of(self._pool, branch.schema):
                    default.append(branch)
                if not tags:
                    break
            else:
                return _Tagged(key, by_tag, default)
        return None

    def _best(self, branches: Sequence[Branch], value: object, way: Way, depth: int) -> Iterator[Problem]:
        """Yield the problems of the branch that the value comes nearest to."""
        best: list[Problem] | None = None
        for branch in branches:
            found = list(self.check(branch.schema, value, way, depth))
            if not found:
                return
            if best is None or _farness(found) < _farness(best):
                best = found
        yield from best or ()


def _farness(found: list[Problem]) -> tuple[bool, int, int]:
    """Return what sorts the branch to the front that fails deepest inside, and in the fewest places."""
    shallow = min(len(each.way) for each in found)
    wrong_form = any(each.code in ("field-type", "kind-unknown") for each in found)
    return wrong_form, -shallow, len(found)
