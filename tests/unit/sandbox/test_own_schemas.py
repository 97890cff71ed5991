"""Schemas that a request brings along: what is none is refused in words, whatever it holds; none is fetched."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.sandbox.instance import instance
from betadeck.sandbox.own_schemas import validator
from betadeck.sandbox.pattern import sample
from helpers.fault_behaviours import answer
from helpers.fault_server import fault_server

KEYWORDS = st.sampled_from(
    """type properties required items prefixItems enum const default anyOf allOf oneOf not $ref $defs format
    pattern minLength maxLength minimum maximum exclusiveMinimum multipleOf minItems maxItems uniqueItems
    additionalProperties examples $schema $id title""".split()  # noqa: SIM905
)
WORDS = st.sampled_from(
    [
        "type",
        "properties",
        "required",
        "items",
        "prefixItems",
        "enum",
        "const",
        "default",
        "anyOf",
        "allOf",
        "oneOf",
        "not",
        "$ref",
        "$defs",
        "format",
        "pattern",
        "minLength",
        "maxLength",
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "multipleOf",
        "minItems",
        "maxItems",
        "uniqueItems",
        "additionalProperties",
        "examples",
        "$schema",
        "$id",
        "title",
    ]
)
WORDS = st.sampled_from(
    [
        "object",
        "string",
        "array",
        "integer",
        "number",
        "null",
        "a",
        "#",
        "#/$defs/a",
        "date",
        "[a-",
        "a{9}",
        "",
    ]
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers(-3, 10**13)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS
)
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(KEYWORDS, inner, max_size=4)
        | st.dictionaries(WORDS, inner)
    ),
    max_leaves=12,
)
SCHEMAS = st.dictionaries(KEYWORDS, ANYTHING, max_size=5)
BROKEN = [
    {"type": "object", "required": [["a"]], "properties": {"a": {"type": "string"}}},
    {"type": "object", "required": 5},
    {"type": "object", "properties": [1]},
    {"type": "object", "properties": {"a": {"type": "text"}}},
    {"type": "object", "properties": {"a": {"$ref": "#/$defs/none"}}},
    {"type": "object", "properties": {"a": {"pattern": "("}}},
]


def tool(schema):
    return {"tools": [{"name": "t", "input_schema": schema}], "tool_choice": {"type": "any"}}


def output(schema):
    return {"output_config": {"format": {"type": "json_schema", "schema": schema}}}


@pytest.mark.parametrize("schema", BROKEN, ids=json.dumps)
def test_what_is_no_schema_is_refused_with_its_place(api, schema):
    text = "JSON schema is invalid. It must match JSON Schema draft 2020-12."
    assert api.invalid(**tool(schema)) == f"tools.0.custom.input_schema: {text}"
    assert api.invalid(**output(schema)) == f"output_config.format.schema: {text}"


@settings(max_examples=60, deadline=None)
@given(schema=SCHEMAS)
def test_no_schema_makes_the_sandbox_fail(api, schema):
    for body in (output(schema), tool({**schema, "type": "object"})):
        assert api.create(**body).status_code in (200, 400)


@settings(max_examples=100, deadline=None)
@given(schema=SCHEMAS)
def test_a_value_is_made_for_anything_and_is_never_huge(schema):
    assert len(json.dumps(instance(schema), default=str)) < 2_000_000


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "object", "properties": {"a": {"$ref": "#"}}, "required": ["a"]},
        {"type": "object", "properties": {name: {"$ref": "#"} for name in "abcdefghij"}},
        {"type": "array", "minItems": 10**12, "items": {"type": "string", "minLength": 10**12}},
        {"$ref": "#"},
    ],
)
def test_endless_schemas_come_to_an_end(schema):
    assert len(json.dumps(instance(schema))) < 2_000_000


def test_a_pattern_repeats_no_more_than_can_be_held():
    assert len(sample("a{4000000}")) < 10_000


def test_what_a_schema_refers_to_outside_is_never_fetched(api):
    with fault_server(answer(b"{}", "200 OK", "content-type: application/json")) as server:
        far = {"type": "object", "properties": {"a": {"$ref": f"{server.url}/x"}}}
        assert "JSON schema is invalid" in api.invalid(**tool(far))
        assert "JSON schema is invalid" in api.invalid(**output(far))
        assert instance(far)
        with pytest.raises(ValueError, match="not fetched"):
            validator(far)
        assert not server.requests


def test_a_schema_may_name_another_draft(api):
    old = {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object", "properties": {"a": {}}}
    assert api.create(**tool(old)).status_code == 200
