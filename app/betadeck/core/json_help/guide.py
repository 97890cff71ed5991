"""What the schema and the catalogue know of a place in a JSON text."""

from collections.abc import Mapping
from dataclasses import dataclass

from betadeck.core.catalog import Beta, Catalogue
from betadeck.core.catalog_rules import ModelRule, VersionRule
from betadeck.core.json_help.nesting import Nesting
from betadeck.core.json_help.spot import Frame, Role, Spot, members_of
from betadeck.core.schema import Branch, Schema, branches_of, fields_of, required_of
from betadeck.core.schema_place import fitting, step_into

_IN_BATCH = "requests[].params"
_NO_SCHEMA: Schema = {}


@dataclass(frozen=True, slots=True)
class Known:
    """A field of an object: its schema, whether it must be there, and the schema that it belongs to."""

    name: str
    schema: Schema
    required: bool
    origin: str


@dataclass(frozen=True, slots=True)
class Place:
    """What is known of a spot.

    `path` is a request path such as `messages[].content[]`; `objects` are the forms that the object around
    may have, `present` its other members' names, `values` the forms that the value may have.
    """

    spot: Spot
    path: str
    objects: tuple[Branch, ...] = ()
    present: frozenset[str] = frozenset()
    values: tuple[Schema, ...] = ()


class Guide:
    """The body of one operation: its closed schema, and the catalogue. Made once for each of them."""

    def __init__(
        self,
        schema: Schema = _NO_SCHEMA,
        catalogue: Catalogue | None = None,
        operation: str = "",
        version: str = "",
    ) -> None:
        """Take the closed schema of the body of `operation`, as in `POST /v1/messages`.

        `version` is the API version of the request; fields that only older versions have are added.
        """
        pool = schema.get("$defs")
        self.schema, self.catalogue = schema, catalogue or Catalogue()
        self.operation, self.version = operation, version
        self.pool: Mapping[str, object] = pool if isinstance(pool, Mapping) else {}
        self._names = {id(each): name for name, each in self.pool.items()}

    def name_of(self, schema: Schema) -> str:
        """Return what the pool calls `schema`, empty when it is written out in place."""
        return self._names.get(id(schema), "")

    def place(self, text: str, spot: Spot, nesting: Nesting) -> Place:
        """Return what is known of `spot`."""
        forms: list[Schema] = [self.schema]
        objects: tuple[Branch, ...] = ()
        present: frozenset[str] = frozenset()
        for depth, frame in enumerate(spot.frames):
            if depth:
                forms = self.inner(objects, frame.name)
            is_last = depth == len(spot.frames) - 1
            value, present = self._read(text, frame, nesting, spot if is_last else None, root=depth == 0)
            objects = tuple(
                branch
                for form in forms
                for branch in fitting(self.pool, form, value)
                if _opens(branch, frame)
            )
        values: tuple[Schema, ...] = ()
        if spot.role is Role.VALUE:
            values = tuple(self.inner(objects, spot.key) if spot.frames else [self.schema])
        return Place(spot, path_of(spot), objects, present, values)

    def fields(self, place: Place) -> dict[str, Known]:
        """Return the fields that the object around may have; the first form that knows a name counts."""
        found: dict[str, Known] = {}
        every = [required_of(self.pool, branch.schema) for branch in place.objects]
        always = frozenset.intersection(*every) if every else frozenset()
        for branch in place.objects:
            required = required_of(self.pool, branch.schema)
            origin = self.name_of(branch.schema)
            for name, schema in fields_of(self.pool, branch.schema).items():
                found.setdefault(name, Known(name, schema, name in required and name in always, origin))
        if place.path in ("", _IN_BATCH) and place.objects:
            for name, schema in self._version_fields(place.path).items():
                found.setdefault(name, Known(name, schema, False, f"version {self.version}"))
        return found

    def inner(self, objects: tuple[Branch, ...], name: str | None) -> list[Schema]:
        """Return the schemas of a member or (None) of the items."""
        found: list[Schema] = []
        for branch in objects:
            schema = step_into(self.pool, branch.schema, "0" if name is None else name)
            if schema is not None and schema not in found:
                found.append(schema)
        if not found and name is not None and name in (own := self._version_fields("")):
            found.append(own[name])
        return found

    def forms(self, place: Place) -> tuple[Branch, ...]:
        """Return the forms of the value at the place, unions laid flat."""
        return tuple(branch for each in place.values for branch in branches_of(self.pool, each))

    def betas_for(self, path: str) -> tuple[Beta, ...]:
        """Return the betas that the field at `path` belongs to."""
        path = path.removeprefix(_IN_BATCH + ".")
        return tuple(each for each in self.catalogue.betas.values() if path in each.fields)

    def betas_of_value(self, path: str, value: str) -> tuple[Beta, ...]:
        """Return the betas that `value` at `path` belongs to, where it may be a type of block, tool or edit."""
        pair = f"{path.removeprefix(_IN_BATCH + '.')}={value}"
        is_type = path.endswith(".type")
        return tuple(
            each
            for each in self.catalogue.betas.values()
            if pair in each.values or (is_type and value in (*each.blocks, *each.tools, *each.edits))
        )

    def version_rules(self, path: str) -> tuple[VersionRule, ...]:
        """Return what this version refuses at `path`."""
        path = path.removeprefix(_IN_BATCH + ".")
        rules = self.catalogue.version_rules
        return tuple(each for each in rules if each.where == path and each.version == self.version)

    def model_rules(self, path: str) -> tuple[ModelRule, ...]:
        """Return what some models refuse at `path`."""
        path = path.removeprefix(_IN_BATCH + ".")
        return tuple(each for each in self.catalogue.model_rules if each.field == path)

    def _version_fields(self, path: str) -> dict[str, Schema]:
        operation = self.operation.removesuffix("/batches") if path else self.operation
        return {
            each.name: each.schema
            for each in self.catalogue.version_fields
            if operation in each.operations and self.version and self.version <= each.version
        }

    def _read(
        self, text: str, frame: Frame, nesting: Nesting, spot: Spot | None, root: bool
    ) -> tuple[object, frozenset[str]]:
        """Return enough of a container's value to tell its form, and the names of its members."""
        if frame.opens == "[":
            return [], frozenset()
        members = members_of(text, frame.start, nesting.top_strings() if root else None)
        found = {name: value for name, value, at in members if not _is_here(spot, name, at)}
        return found, frozenset(found)


def path_of(spot: Spot) -> str:
    """Return the request path of what stands at `spot`: of the object for a name, else of the value."""
    path = ""
    for place, frame in enumerate(spot.frames):
        if place:
            path = _joined(path, frame.name)
    return _joined(path, spot.key) if spot.role is Role.VALUE and spot.frames else path


def _joined(path: str, name: str | None) -> str:
    if name is None:
        return path + "[]"
    return f"{path}.{name}" if path else name


def _opens(branch: Branch, frame: Frame) -> bool:
    kind = branch.schema.get("type")
    wanted = "object" if frame.opens == "{" else "array"
    return kind in (None, wanted)


def _is_here(spot: Spot | None, name: str, at: int) -> bool:
    """Tell whether a member is the one that the caret is in, which does not count yet."""
    if spot is None:
        return False
    return at == spot.start if spot.role is Role.KEY else name == spot.key
