"""What the form begins its fields and tools with is what the API takes, as far as its schema tells."""

import json

import pytest

from betadeck.ui.composer.form.body_fields import BodyFields
from betadeck.ui.composer.form.schema_fields import fields_in
from betadeck.ui.composer.form.spec import FieldSpec
from betadeck.ui.composer.tools.tool_kinds import tool_kinds
from helpers.linting import ask, judge
from helpers.talking import messages_schema, real_catalogue

SHAPES = {"field-missing", "field-unknown", "field-type", "field-value", "field-range", "kind-unknown"}
"""What lint says of the shape; that a text is still empty is for whoever fills it in."""


def specs() -> tuple[FieldSpec, ...]:
    fields = BodyFields()
    fields.set_schema(messages_schema())
    return fields.at("POST", "/v1/messages")[0]


def kinds():
    tools = next(each for each in specs() if each.name == "tools")
    return tool_kinds(tools.shape, real_catalogue().betas)


def misshapen(**changes):
    """Return what is wrong with the shape of a body, betas and models aside."""
    return [each for each in judge(ask(**changes)) if each.code in SHAPES]


def body_with(spec: FieldSpec) -> dict[str, object]:
    made: object = json.loads(spec.start)
    for name in reversed(spec.pointer[1:].split("/")[1:]):
        made = {name: made}
    return {spec.pointer.split("/")[1]: made}


@pytest.mark.parametrize("pointer", [each.pointer for each in specs() if not each.required])
def test_an_added_field_begins_as_its_schema_wants_it(pointer):
    spec = next(each for each in specs() if each.pointer == pointer)
    assert misshapen(**body_with(spec)) == []


@pytest.mark.parametrize("kind", list(kinds()))
def test_a_tool_and_each_of_its_options_begin_as_their_schema_wants_them(kind):
    found = kinds()[kind]
    tool = json.loads(found.start())
    options = {each.name: json.loads(each.start) for each in fields_in(found.shape) if each.name not in tool}
    options.pop("strict", None)  # closes the input schema, which says so by itself
    assert misshapen(tools=[tool]) == []
    assert misshapen(tools=[{**tool, **options}]) == []
