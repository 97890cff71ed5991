"""The smallest request of an operation, and requests typed as method and path."""

import json
from dataclasses import replace

import pytest

from betadeck.core.catalog import Operation, Param
from betadeck.core.draft import Draft, Row
from betadeck.core.new_request import free_request, minimal_body, request_for, same_query, suits

TALK = {
    "$ref": "#/$defs/Talk",
    "$defs": {
        "Talk": {
            "type": "object",
            "required": ["model", "max_tokens", "messages", "title"],
            "properties": {
                "model": {"type": "string", "examples": ["m-1", "m-2"]},
                "max_tokens": {"type": "integer"},
                "messages": {"type": "array", "items": {}},
                "title": {"type": "string", "minLength": 1},
                "extra": {"type": "string"},
            },
        }
    },
}
MADE = Operation(
    "x.make", "POST", "/v1/x/{x_id}", "X", "Make", (Param("x_id", True, {}),), body="Talk", betas=("b",)
)


def test_a_minimal_body_has_what_is_required_and_can_be_sent():
    assert json.loads(minimal_body(TALK)) == {
        "model": "m-1",
        "max_tokens": 1024,
        "messages": [{"role": "user", "content": "Hello"}],
        "title": "Untitled",
    }


def test_betas_of_the_sdk_are_ticked_once_and_known_parameters_kept():
    draft = Draft(betas=("a", "b"), path_params=(("x_id", "7"), ("y", "8")), body_text='{"extra": 1}')
    made = request_for(draft, MADE, TALK)
    assert made.betas == ("a", "b")
    assert made.path_params == (("x_id", "7"),)
    assert made.body_text == '{"extra": 1}'


def test_betas_of_the_call_before_are_taken_off_and_those_ticked_by_hand_stay():
    before = replace(MADE, betas=("old", "both"))
    after = replace(MADE, betas=("both", "new"))
    draft = Draft(betas=("mine", "old", "both"))
    assert request_for(draft, after, TALK, before).betas == ("mine", "both", "new")


def test_a_query_suits_an_operation_that_knows_all_its_names():
    listing = replace(MADE, query=(Param("limit", False, {}), Param("ids[]", False, {})))
    assert same_query(Draft(query=(Row("limit", "1"), Row("ids[]", "a"), Row("", ""))), listing)
    assert not same_query(Draft(query=(Row("order", "asc"),)), listing)


def test_a_path_alone_is_asked_for():
    assert free_request(Draft(method="POST"), "/v1/foo").method == "GET"


def test_an_empty_body_goes_where_none_is_taken():
    assert request_for(Draft(body_text="{}"), replace(MADE, body=""), None).body_text == ""


@pytest.mark.parametrize(
    ("body", "good"), [("", True), ("{}", True), ('{"extra": 1}', True), ('{"odd": 1}', False), ("[", False)]
)
def test_a_body_suits_an_operation_that_knows_all_its_members(body, good):
    assert suits(body, TALK) is good


def test_no_body_suits_an_operation_without_one():
    assert not suits('{"a": 1}', None)


def test_a_method_and_path_can_be_typed():
    made = free_request(Draft(), " get  /v1/foo?x=1 ")
    assert (made.method, made.path, made.operation) == ("GET", "/v1/foo?x=1", None)


@pytest.mark.parametrize("text", ["", "GET", "get models", "FETCH /v1", "GET /v1 /v2"])
def test_other_words_are_no_request(text):
    assert free_request(Draft(), text) is None
