"""Values made up for schemas, and texts made up for patterns."""

import re

import jsonschema_rs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.sandbox.instance import instance
from betadeck.sandbox.pattern import sample

SCHEMAS = [
    {},
    {"type": "string", "minLength": 20, "maxLength": 22},
    {"type": "string", "maxLength": 2},
    {"type": "string", "format": "uuid"},
    {"type": "string", "format": "ipv6"},
    {"type": "integer", "exclusiveMinimum": 3, "maximum": 4},
    {"type": "integer", "exclusiveMaximum": 0},
    {"type": "integer", "multipleOf": 7, "minimum": 20},
    {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
    {"type": "number", "minimum": 0.25, "maximum": 0.3},
    {"type": ["null", "string"]},
    {"const": 5},
    {"enum": [None, 1]},
    {"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": True},
    {"type": "array", "prefixItems": [{"type": "integer"}, {"type": "string"}], "minItems": 2},
    {"type": "array", "maxItems": 0},
    {"type": "object", "required": ["free"]},
    {"type": "object", "properties": {"a": False}},
    {"allOf": [{"properties": {"a": {"type": "integer"}}, "required": ["a"]}, {"type": "object"}]},
    {"oneOf": [{"type": "null"}, {"type": "object", "properties": {"k": {"const": "v"}}, "required": ["k"]}]},
    {
        "$ref": "#/$defs/tree",
        "$defs": {
            "tree": {
                "type": "object",
                "properties": {"children": {"type": "array", "items": {"$ref": "#/$defs/tree"}}},
                "required": ["children"],
            }
        },
    },
    {
        "type": "object",
        "properties": {"next": {"$ref": "#"}, "name": {"type": "string"}},
        "additionalProperties": False,
    },
]


@pytest.mark.parametrize("schema", SCHEMAS, ids=str)
def test_the_value_satisfies_its_schema(schema):
    made = instance(schema, "What did the user ask?")
    assert jsonschema_rs.is_valid(schema, made, validate_formats=True), made
    assert made == instance(schema, "What did the user ask?")


def test_fields_that_ask_for_words_get_those_of_the_user():
    schema = {"type": "object", "properties": {"search_query": {"type": "string"}, "n": {"type": "string"}}}
    assert instance(schema, "spiders") == {"search_query": "spiders", "n": "sample"}


@pytest.mark.parametrize("schema", [{"not": {}}, {"type": "string", "pattern": "(["}, {"$ref": "#/nowhere"}])
def test_an_impossible_schema_is_no_crash(schema):
    instance(schema)


@pytest.mark.parametrize(
    "pattern",
    [
        "^[A-Z]{3}-\\d{4}$",
        "^(foo|bar)+$",
        "^\\+?[1-9]\\d{1,14}$",
        "^#[0-9a-fA-F]{6}$",
        "^[^@\\s]+@[^@\\s]+\\.[a-z]{2,}$",
        "a?b*c+",
        "^$",
        "^(?:x|y){2,3}\\.z$",
        "^(?!bad)[a-z]+$",
        "^\\w+(?:\\.\\w+)*$",
        "^[\\]\\-]$",
        "^(a|(b|c))d$",
        "\\bword\\b",
    ],
)
def test_the_sample_matches_its_pattern(pattern):
    assert re.search(pattern, sample(pattern))


@given(st.text(max_size=30))
def test_no_pattern_crashes_the_sampler(pattern):
    assert isinstance(sample(pattern), str)
