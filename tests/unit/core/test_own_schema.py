"""Schemas as people write them, put as the catalogue's are."""

import pytest

from betadeck.core.own_schema import plain_schema, schema_fault
from betadeck.ui.composer.form.schema_fields import fields_of
from betadeck.ui.composer.form.spec import Kind


def kinds(**properties):
    schema = plain_schema({"type": "object", "properties": properties})
    return {field.name: field.kind for field in fields_of(schema)}


def field(schema, **pool):
    found = plain_schema({"type": "object", "properties": {"a": schema}, **pool})
    return fields_of(found)[0]


def test_a_value_that_may_be_null_has_the_editor_of_its_type():
    found = field({"type": ["string", "null"], "description": "Who"})
    assert (found.kind, found.nullable) == (Kind.TEXT, True)


def test_values_are_listed_by_their_type():
    found = field({"type": ["string", "null"], "enum": ["a", "b", None]})
    assert (found.kind, found.options, found.nullable) == (Kind.CHOICE, ("a", "b"), True)


def test_several_types_are_a_choice_among_them():
    assert kinds(a={"type": ["string", "integer"]}) == {"a": Kind.UNION}


@pytest.mark.parametrize("word", ["$defs", "definitions"])
def test_references_are_followed_wherever_the_definitions_stand(word):
    schema = {"allOf": [{"$ref": f"#/{word}/City"}], "description": "Where"}
    found = field(schema, **{word: {"City": {"type": "object", "properties": {"name": {"type": "string"}}}}})
    assert found.kind is Kind.OBJECT


CIRCLES = [
    {"A": {"$ref": "#/$defs/A"}},
    {"A": {"anyOf": [{"$ref": "#/$defs/B"}, {"type": "string"}]}, "B": {"$ref": "#/$defs/A"}},
    {},
]


@pytest.mark.parametrize("pool", CIRCLES)
def test_what_leads_nowhere_says_nothing_and_ends(pool):
    assert field({"$ref": "#/$defs/A"}, **{"$defs": pool}).kind is Kind.OPAQUE


def test_a_schema_within_itself_is_opened_step_by_step():
    tree = {"type": "object", "properties": {"child": {"$ref": "#/$defs/Tree"}, "n": {"type": "integer"}}}
    assert field({"$ref": "#/$defs/Tree"}, **{"$defs": {"Tree": tree}}).kind is Kind.OBJECT


def test_values_of_any_kind_are_left_to_their_json():
    assert kinds(a=True, b={}, c={"items": [{"type": "string"}], "type": "array"})["a"] is Kind.OPAQUE


@pytest.mark.parametrize(
    ("schema", "fault"),
    [
        ({"type": "object"}, None),
        ({"type": "objekt"}, "/type"),
        ({"properties": {"a": {"format": [1]}}}, "/properties/a/format"),
        ({"$schema": "https://127.0.0.1:9/none", "type": "object"}, None),
    ],
)
def test_the_place_of_a_fault_is_told(schema, fault):
    assert schema_fault(schema) == fault
