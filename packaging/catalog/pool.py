"""Turns Python types into one pool of JSON Schemas, by pydantic."""

from collections.abc import Mapping
from typing import Any, NotRequired, Required, cast

from pydantic import ConfigDict, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import PydanticOmit, core_schema
from typing_extensions import TypedDict

from sdk_types import Typed

Schema = dict[str, object]

ANSWER_MARK = "x-answer"
"""Set on what the API answers with; `shapes` takes it away again."""


class _Generator(GenerateJsonSchema):
    """Leaves out titles and what cannot be JSON, and closes objects: the API refuses unknown fields."""

    def field_title_should_be_set(self, schema: object) -> bool:  # noqa: ARG002
        """Say no: titles are the SDK's words."""
        return False

    def is_instance_schema(self, schema: core_schema.IsInstanceSchema) -> JsonSchemaValue:  # noqa: ARG002
        """Drop Python objects that the SDK takes besides JSON, such as open files."""
        raise PydanticOmit

    def typed_dict_schema(self, schema: core_schema.TypedDictSchema) -> JsonSchemaValue:
        """Close what the SDK does not leave open."""
        found = super().typed_dict_schema(schema)
        found.setdefault("additionalProperties", _is_open(schema.get("cls")))
        return found

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Mark the SDK's classes, which stand for answers alone."""
        return {**super().model_schema(schema), ANSWER_MARK: True}


def _is_open(cls: object) -> bool:
    return getattr(cls, "__extra_items__", None) is object


def object_type(name: str, fields: Mapping[str, Typed]) -> object:
    """Return a TypedDict `name` with `fields`; their names may be any text."""
    hints = {key: (Required if each.required else NotRequired)[each.hint] for key, each in fields.items()}
    made = cast(Any, TypedDict)(name, hints)
    made.__pydantic_config__ = ConfigDict(arbitrary_types_allowed=True)
    return cast(object, made)


def schemas_of(types: Mapping[str, object]) -> tuple[dict[str, Schema], dict[str, Schema]]:
    """Return the schema of each of `types`, and the definitions that they share.

    Raises:
        PydanticUserError: a type that has no JSON form.
    """
    every = object_type("Every", {name: Typed(hint, True) for name, hint in types.items()})
    whole = TypeAdapter[object](cast(Any, every)).json_schema(schema_generator=_Generator)
    return dict(whole["properties"]), dict(whole.get("$defs", {}))
