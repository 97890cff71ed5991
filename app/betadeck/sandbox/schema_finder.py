"""Finds and removes parts of JSON Schemas by the paths of requests."""

from collections.abc import Iterator, Mapping
from enum import Enum

_KINDS = {"<object>": "object", "<list>": "array"}
"""What the catalogue writes for any object and any list in a `path=value`."""
_BOUNDS = ("minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems", "pattern")
Node = dict[str, object]


class Kind(Enum):
    """What is behind a gate."""

    FIELD = "field"
    VALUE = "value"
    BRANCH = "branch"


class Finder:
    """Finds and removes parts of a schema that stands alone, by request paths such as `tools[].strict`."""

    def __init__(self, schema: Node) -> None:
        self._root = schema
        given = schema.get("$defs")
        self._defs: Mapping[str, object] = given if isinstance(given, dict) else {}

    def has(self, kind: Kind, what: str) -> bool:
        """Tell whether the schema allows `what`."""
        if kind is Kind.FIELD:
            return any(True for _ in self._owners(what))
        if kind is Kind.VALUE:
            path, _, value = what.partition("=")
            return any(self._takes(owner[name], value) for owner, name in self._owners(path))
        return any(what in self._tags(node) for node in _nodes(self._root))

    def drop_field(self, path: str) -> None:
        """Remove the property at the end of `path`."""
        for owner, name in list(self._owners(path)):
            owner.pop(name, None)

    def drop_value(self, pair: str) -> None:
        """Remove one value of a field; `pair` is `path=value`."""
        path, _, value = pair.partition("=")
        for owner, name in list(self._owners(path)):
            owner[name] = self._without(owner[name], value)

    def drop_branches(self, tags: set[str]) -> None:
        """Remove the branches of unions that carry one of `tags`."""
        for node, key in self._unions():
            kept = [each for each in _list(node[key]) if not tags & self._tags(each)]
            if kept:
                node[key] = kept
            else:  # a union of nothing is no schema
                del node[key]
                node["not"] = {}

    def drop_doubles(self) -> None:
        """Remove branches that repeat a tag: the SDK also takes its own answers, which the API does not."""
        for node, key in self._unions():
            seen: set[str] = set()
            kept = []
            for each in _list(node[key]):
                tags = self._tags(each)
                if not tags or not tags <= seen:
                    kept.append(each)
                seen |= tags
            node[key] = kept

    def _unions(self) -> Iterator[tuple[Node, str]]:
        for node in list(_nodes(self._root)):
            for key in ("anyOf", "oneOf"):
                if isinstance(node.get(key), list):
                    yield node, key

    def _takes(self, schema: object, value: str) -> bool:
        return any(
            value in _values(leaf) or leaf.get("type") == _KINDS.get(value) for leaf in self._spread(schema)
        )

    def _without(self, schema: object, value: str) -> object:
        if not isinstance(schema, dict):
            return schema
        for key in ("anyOf", "oneOf"):
            if isinstance(options := schema.get(key), list):
                kept = [each for each in options if not self._is_only(each, value)]
                return {**schema, key: [self._without(each, value) for each in kept]}
        if isinstance(values := schema.get("enum"), list):
            return {**schema, "enum": [each for each in values if each != value]}
        return schema

    def _is_only(self, schema: object, value: str) -> bool:
        """Tell whether a branch of a union takes nothing but `value`."""
        node = self._resolved(schema)
        return _values(node) == {value} or (value in _KINDS and node.get("type") == _KINDS[value])

    def _owners(self, path: str) -> Iterator[tuple[Node, str]]:
        """Yield each `properties` that holds the last name of `path`, with that name."""
        *way, last = path.split(".")
        nodes = list(self._spread(self._root))
        for step in way:
            nodes = [found for node in nodes for found in self._step(node, step)]
        name = last.removesuffix("[]")
        for node in nodes:
            if isinstance(known := node.get("properties"), dict) and name in known:
                yield known, name

    def _step(self, node: Node, step: str) -> Iterator[Node]:
        known = node.get("properties")
        name = step.removesuffix("[]")
        if not isinstance(known, dict) or name not in known:
            return
        for found in self._spread(known[name]):
            if not step.endswith("[]"):
                yield found
            elif "items" in found:
                yield from self._spread(found["items"])

    def _spread(self, schema: object) -> Iterator[Node]:
        """Yield `schema`, or the branches of the union that it is."""
        node = self._resolved(schema)
        options = node.get("anyOf", node.get("oneOf"))
        if isinstance(options, list):
            for each in options:
                yield from self._spread(each)
        else:
            yield node

    def _resolved(self, schema: object) -> Node:
        while isinstance(schema, dict) and isinstance(reference := schema.get("$ref"), str):
            schema = self._defs.get(reference.rpartition("/")[2])
        return schema if isinstance(schema, dict) else {}

    def _tags(self, schema: object) -> set[str]:
        known = self._resolved(schema).get("properties")
        kind = self._resolved(known.get("type")) if isinstance(known, dict) else {}
        return _values(kind)


def drop_bounds(schema: Node) -> Node:
    """Remove from `schema` how big, how long and how many things must be; returns it."""
    for node in list(_nodes(schema)):
        for name in _BOUNDS:
            if not isinstance(node.get(name), dict):  # else it is a field that happens to be called so
                node.pop(name, None)
    return schema


def _values(node: Node) -> set[str]:
    given = [node["const"]] if "const" in node else node.get("enum")
    return {each for each in given if isinstance(each, str)} if isinstance(given, list) else set()


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _nodes(schema: object) -> Iterator[Node]:
    todo = [schema]
    while todo:
        each = todo.pop()
        if isinstance(each, dict):
            yield each
            todo += list(each.values())
        elif isinstance(each, list):
            todo += each
