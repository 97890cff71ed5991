"""Turns Python types into one pool of JSON Schemas, by pydantic."""

from collections.abc import Mapping

from pydantic import ConfigDict, PydanticUserError, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue, PydanticOmit
from pydantic_core import core_schema
from sdk_types import Typed
from typing_extensions import NotRequired, Required, TypedDict

Schema = dict[str, object]


class _Generator(GenerateJsonSchema):
    """Leaves out titles and what cannot be JSON, and closes objects: the API refuses unknown fields."""

    def field_title_should_be_set(self, schema: object) -> bool:
        """Say no: titles are the SDK's words."""
        return False

    def is_instance_schema(self, schema: core_schema.IsInstanceSchema) -> JsonSchemaValue:
        """Drop Python objects that the SDK takes besides JSON, such as open files."""
        raise PydanticOmit

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        """Close what the SDK does not leave open."""
        found = super().typed_dict_schema(schema)
        found.setdefault("additionalProperties", _is_open(schema.get("cls")))
        return found


def _is_open(cls: object) -> bool:
    return getattr(cls, "__extra_items__", None) is object


def object_type(name: str, fields: Mapping[str, Typed]) -> object:
    """Return a TypedDict `name` with `fields`; their names may be any text."""
    hints = {key: (Required if each.required else NotRequired)[each.hint] for key, each in fields.items()}  # type: ignore[index]
    made = TypedDict(name, hints)  # type: ignore[operator]
    made.__pydantic_config__ = ConfigDict(arbitrary_types_allowed=True)
    return made


def schemas_of(types: Mapping[str, object]) -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return the schema of each of `types`, and the definitions that they share.

    Raises:
        PydanticUserError: a type that has no JSON form.
    """
    every = object_type("Every", {name: Typed(hint, True) for name, hint in types.items()})
    try:
        whole = TypeAdapter(every).json_schema(schema_generator=_Generator)
    except PydanticUserError as error:
        raise PydanticUserError(f"a type of the SDK has no JSON form: {error}", code=None) from error
    definitions = dict(whole.get("$defs", {}))
    return dict(whole["properties"]), definitions
