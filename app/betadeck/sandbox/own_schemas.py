"""JSON Schemas that a request brings along: for tools, and for structured output.

What they refer to is looked up in themselves alone: an address in one is never fetched.
Source of the text: a refusal by the API quoted in a public report, 2026.
"""

from collections.abc import Iterator, Mapping
from typing import Never

import jsonschema_rs

from betadeck.sandbox.ask import Ask, Json, part
from betadeck.sandbox.errors import invalid

_BROKEN = "JSON schema is invalid. It must match JSON Schema draft 2020-12"


def check(ask: Ask) -> None:
    """Refuse schemas that are none by the rules of draft 2020-12.

    Raises:
        ApiFault: 400.
    """
    for place, schema in _schemas(ask):
        try:
            validator(schema)
        except ValueError as error:
            raise invalid(f"{place}: {_BROKEN}.") from error


def validator(schema: Mapping[str, object]) -> jsonschema_rs.Draft202012Validator:
    """Return what tells whether a value fits `schema`.

    Raises:
        ValueError: it is no schema, or refers to what is not in it.
    """
    return jsonschema_rs.Draft202012Validator(dict(schema), validate_formats=True, retriever=_refused)


def _refused(uri: str) -> Never:
    raise ValueError(f"not fetched: {uri}")


def _schemas(ask: Ask) -> Iterator[tuple[str, Json]]:
    for index, tool in enumerate(ask.tools):
        if tool.get("type") in (None, "custom"):
            yield f"tools.{index}.custom.input_schema", part(tool, "input_schema")
    for way in (("output_config", "format"), ("output_format",)):
        form = part(ask.body, *way)
        if form.get("type") == "json_schema":
            yield ".".join((*way, "schema")), part(form, "schema")
