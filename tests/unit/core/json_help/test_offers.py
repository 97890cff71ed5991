"""What is offered at the caret, in whole and in broken JSON, and what putting it in makes of the text."""

import json

import pytest

from helpers.json_help import guide_for, labels, offered, taken

USER = '{"messages": [{"role": "user", "content": [%s]}]}'


def test_required_fields_come_first_and_say_what_they_are():
    first = offered("{|}")[:3]
    assert [(each.label, each.required) for each in first] == [
        ("max_tokens", True),
        ("messages", True),
        ("model", True),
    ]
    assert first[0].detail == "whole number"
    assert "tokens" in first[0].note


def test_what_is_there_already_is_not_offered():
    assert "model" not in labels('{"model": "x", |}')
    assert "stream" not in labels('{|, "stream": true}')
    assert "model" in labels('{"model|": "x"}')


@pytest.mark.parametrize("beside", ['{"model": "x"}|', ' |{"model": "x"}', "[]\n|"])
def test_nothing_is_offered_beside_a_body_that_stands_there(beside):
    assert (labels(beside), labels("|")) == ([], ["{ }"])


@pytest.mark.parametrize(
    "broken",
    [
        '{"mo|',
        '{"x": "x",\n "mod|\n "messages": []}',
        "{m|",
    ],
)
def test_broken_json_at_the_caret_is_no_hindrance(broken):
    assert "model" in labels(broken)


def test_a_field_of_a_beta_names_the_header_it_needs():
    found = {each.label: each.betas for each in offered("{|}")}
    assert found["compaction"] == ("compact-2026-09-04",)
    assert found["model"] == ()


def test_blocks_are_offered_whole_by_their_type():
    found = labels(USER % "|")
    assert {"text", "image", "document", "tool_result"} <= set(found)
    made = taken(USER % "|", "text").replace("|", "")
    assert json.loads(made)["messages"][0]["content"] == [{"type": "text", "text": ""}]


def test_the_type_decides_which_fields_are_offered():
    assert "source" in labels(USER % '{"type": "image", "|"}')
    assert "source" not in labels(USER % '{"type": "text", "|"}')


def test_while_the_type_is_open_it_is_offered_first():
    assert labels(USER % "{|}")[0] == "type"
    assert labels('{"thinking": {"|"}}')[0] == "type"


@pytest.mark.parametrize(
    ("marked", "some"),
    [
        ('{"model": "|"}', "claude-opus-5-5"),
        ('{"model": |}', "claude-opus-5-5"),
        ('{"stream": |}', "true"),
        ('{"output_config": {"effort": "|"}}', "high"),
        (USER % '{"type": "|"}', "image"),
        ('{"messages": [{"role": "|"}]}', "assistant"),
        ('{"cache_control": {"type": "ephemeral", "ttl": "|"}}', "1h"),
        ('{"cache_control": |}', "null"),
    ],
)
def test_known_values_are_offered(marked, some):
    assert some in labels(marked)


def test_tools_of_the_request_are_offered_in_tool_choice():
    tools = '"tools": [{"name": "look", "input_schema": {"properties": {"name": 1}}}, {"name": "act"}]'
    assert labels("{" + tools + ', "tool_choice": {"type": "tool", "name": "|"}}') == ["look", "act"]
    assert labels('{"tool_choice": {"type": "tool", "name": "|"}, ' + tools + "}") == ["look", "act"]


def test_calls_further_up_are_offered_to_their_results():
    call = '{"type": "tool_use", "id": "toolu_01A", "name": "a", "input": {}}'
    assert labels(USER % (call + ', {"type": "tool_result", "tool_use_id": "|"}')) == ["toolu_01A"]


def test_free_text_is_left_alone():
    assert labels(USER % '{"type": "text", "text": "mod|"}') == []
    assert labels('{"tool_choice": {"name": "|"}}') == []


def test_fields_of_an_older_version_are_offered_with_that_version_only():
    assert "temperature" not in labels("{|}")
    assert "temperature" in labels("{|}", guide_for(version="2023-06-01"))


@pytest.mark.parametrize(
    ("before", "label", "after"),
    [
        ('{"mo|"}', "model", '{"model": "|"}'),
        ('{"mo|', "model", '{"model": "|"'),
        ("{mo|}", "model", '{"model": "|"}'),
        ('{"stre|": true}', "stream", '{"stream"|: true}'),
        ('{"a": 1 |}', "model", '{"a": 1, "model": "|"}'),
        ('{\n  "a": 1\n  |\n}', "model", '{\n  "a": 1,\n  "model": "|"\n}'),
        ('{"|"\n "a": 1}', "thinking", '{"thinking": |\n "a": 1}'),
        ('{"model": "cl|aude"}', "claude-opus-5-5", '{"model": "claude-opus-5-5"|}'),
        ('{"model": | "a": 1}', "claude-opus-5-5", '{"model": "claude-opus-5-5"|, "a": 1}'),
        ('{"stream": t|}', "true", '{"stream": true|}'),
    ],
)
def test_quotes_colon_and_commas_come_right(before, label, after):
    assert taken(before, label) == after


def test_what_is_put_in_takes_the_indent_of_the_text():
    before = '{\n    "model": "x",\n    "thinking": |\n}'
    after = '{\n    "model": "x",\n    "thinking": {\n        "type": "disabled"\n    }|\n}'
    assert taken(before, "disabled") == after


def test_every_offer_at_the_root_keeps_json_whole():
    for offer in offered("{|}"):
        text = taken("{|}", offer.label).replace("|", "null" if offer.text.endswith(": \x00") else "")
        assert offer.label in json.loads(text)


def test_a_batch_offers_the_fields_of_its_requests():
    guide = guide_for("BetaMessagesBatchesCreateBody")
    assert "max_tokens" in labels('{"requests": [{"custom_id": "a", "params": {"|"}}]}', guide)
