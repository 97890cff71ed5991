import json

import jsonschema_rs
import pytest

from betadeck.core.schema import (
    branches_of,
    closure,
    fields_of,
    references,
    required_of,
    resolved,
    suggestions_of,
    without_null,
)
from helpers.catalogue import pool, shipped

SMALL = {
    "A": {
        "type": "object",
        "properties": {"b": {"$ref": "#/$defs/B"}, "c": {"items": {"$ref": "#/$defs/C"}}},
    },
    "B": {"type": "string"},
    "C": {"anyOf": [{"$ref": "#/$defs/A"}, {"type": "null"}]},
    "D": {"$ref": "#/$defs/B"},
}


def test_a_closure_holds_what_is_reachable_and_no_more():
    found = closure(SMALL, "A")
    assert found["$ref"] == "#/$defs/A"
    assert sorted(found["$defs"]) == ["A", "B", "C"]


def test_a_closure_of_what_is_not_there_fails():
    with pytest.raises(KeyError):
        closure(SMALL, "Z")


def test_every_schema_of_every_operation_stands_alone_and_compiles():
    names = {
        name
        for each in shipped().operations.values()
        for name in (each.body, each.response, each.events)
        if name
    }
    assert len(names) > 200
    for name in sorted(names):
        jsonschema_rs.meta.validate(closure(pool(), name))
    for name in {each.body for each in shipped().operations.values() if each.body}:
        jsonschema_rs.validator_for(closure(pool(), name))


def test_every_reference_of_the_pool_leads_somewhere():
    assert set(references(pool())) <= set(pool())


def test_nothing_of_the_pool_is_unreachable():
    wanted = {
        name
        for each in shipped().operations.values()
        for name in (each.body, each.response, each.events)
        if name
    }
    reached: set[str] = set()
    while wanted:
        name = wanted.pop()
        reached.add(name)
        wanted |= set(references(pool()[name])) - reached
    assert set(pool()) == reached


@pytest.mark.parametrize(
    "body",
    [
        {"messages": [{"role": "user", "content": "Hi"}]},
        {"messages": [{"role": "user", "content": [{"type": "text", "text": "Hi", "citations": None}]}]},
        {"messages": [], "tools": [{"name": "a", "input_schema": {"type": "object", "x-own": 1}}]},
        {"messages": [], "tools": [{"type": "custom", "name": "a", "input_schema": {}}]},
        {"messages": [], "tools": [{"type": "bash_20250124", "name": "bash"}]},
        {"messages": [], "system": [{"type": "text", "text": "a", "cache_control": {"type": "ephemeral"}}]},
        {"messages": [], "model": "a-model-to-come", "stream": True, "thinking": {"type": "adaptive"}},
        {
            "messages": [
                {"role": "assistant", "content": [{"type": "thinking", "thinking": "", "signature": "x"}]}
            ]
        },
    ],
)
def test_good_messages_pass(body):
    whole = {"model": "claude-opus-5-5", "max_tokens": 1, **body}
    assert jsonschema_rs.is_valid(closure(pool(), "MessagesCreateBody"), whole)
    assert jsonschema_rs.is_valid(closure(pool(), "BetaMessagesCreateBody"), whole)


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"messages": [{"role": "user"}]},
        {"messages": [{"role": "tool", "content": ""}]},
        {"messages": [{"role": "user", "content": [{"type": "text", "txt": "Hi"}]}]},
        {"messages": [{"role": "user", "content": [{"type": "text", "text": "Hi", "extra": 1}]}]},
        {"messages": [], "temperature": 1},
        {"messages": [], "max_tokens": -1},
        {"messages": [], "max_tokens": "1"},
        {"messages": [], "thinking": {"type": "enabled", "budget_tokens": 1023}},
        {"messages": [], "tools": [{"name": "a b", "input_schema": {}}]},
        {"messages": [], "extra_body": {}},
    ],
)
def test_bad_messages_do_not_pass(body):
    whole = {"model": "claude-opus-5-5", "max_tokens": 1, **body}
    assert not jsonschema_rs.is_valid(closure(pool(), "MessagesCreateBody"), whole)


def test_beta_fields_pass_only_where_betas_are_meant():
    whole = {"model": "m", "max_tokens": 1, "messages": [], "context_management": {"edits": []}}
    assert not jsonschema_rs.is_valid(closure(pool(), "MessagesCreateBody"), whole)
    assert jsonschema_rs.is_valid(closure(pool(), "BetaMessagesCreateBody"), whole)


def test_an_answer_may_hold_more_than_is_known():
    answer = {"id": "m", "type": "message", "role": "assistant", "model": "m", "content": [], "new": 1}
    answer |= {"stop_reason": None, "stop_sequence": None, "usage": {"input_tokens": 1, "output_tokens": 1}}
    problems = [each.message for each in jsonschema_rs.iter_errors(closure(pool(), "Message"), answer)]
    assert not [each for each in problems if "new" in each]


def test_a_request_in_a_batch_is_a_body_of_messages():
    item = (
        fields_of(pool(), "x") or fields_of(pool(), {"$ref": "#/$defs/MessagesBatchesCreateBody"})["requests"]
    )
    assert fields_of(pool(), item["items"])["params"] == {"$ref": "#/$defs/MessagesCreateBody"}


def test_bodies_have_no_arguments_for_headers():
    for name, schema in pool().items():
        assert "betas" not in fields_of(pool(), schema), name


def test_small_questions():
    assert resolved(SMALL, {"$ref": "#/$defs/D"}) == {"type": "string"}
    assert resolved(SMALL, "nonsense") == {}
    assert without_null({"anyOf": [{"type": "string"}, {"type": "null"}]}) == ({"type": "string"}, True)
    assert without_null({"type": "string"}) == ({"type": "string"}, False)
    assert required_of(pool(), {"$ref": "#/$defs/MessagesCreateBody"}) == {"max_tokens", "messages", "model"}
    assert [each.tag for each in branches_of(pool(), {"$ref": "#/$defs/ThinkingConfigParam"})] == [
        "enabled",
        "disabled",
        "between_tools",
        "adaptive",
    ]
    assert branches_of(SMALL, {"type": "null"}) == ()


def test_known_models_are_suggested_and_others_allowed():
    model = fields_of(pool(), {"$ref": "#/$defs/MessagesCreateBody"})["model"]
    assert "claude-opus-5-5" in suggestions_of(pool(), model)
    assert "enum" not in json.dumps(model)
