import json

import pytest

from betadeck.core.draft import Draft
from betadeck.core.lint.codes import CODES
from helpers.linting import (
    BODY,
    OLD_VERSION,
    TEXT,
    ask,
    assistant,
    codes,
    finding,
    judge,
    talk,
    tool,
    use,
    user,
)

SCHEMA_CODES = {"field-missing", "field-unknown", "field-type", "field-value", "field-range", "kind-unknown"}


def places(draft):
    return {
        (each.code, each.where.removeprefix("body:")) for each in judge(draft) if each.code in SCHEMA_CODES
    }


def test_a_right_request_has_nothing_wrong():
    assert judge(ask()) == ()
    assert judge(ask(system="Be short.", stop_sequences=["x"], metadata={"user_id": "u"}, stream=True)) == ()


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        (talk(user({**TEXT, "txt": 1})), {("field-unknown", "/messages/0/content/0/txt")}),
        (talk(user({"type": "text", "text": 5})), {("field-type", "/messages/0/content/0/text")}),
        (talk(user({"text": "x"})), {("field-missing", "/messages/0/content/0/type")}),
        (talk({"role": "user", "content": {}}), {("field-type", "/messages/0/content")}),
        (talk({"role": "user", "content": 5}), {("field-type", "/messages/0/content")}),
        (talk({"role": "user"}), {("field-missing", "/messages/0/content")}),
        (talk("hello"), {("field-type", "/messages/0")}),
        (
            talk(
                user({"type": "image", "source": {"type": "base64", "media_type": "image/bmp", "data": ""}})
            ),
            {("field-value", "/messages/0/content/0/source/media_type")},
        ),
        (
            talk(user({"type": "image", "source": {"type": "base46", "data": ""}})),
            {("kind-unknown", "/messages/0/content/0/source/type")},
        ),
        (ask(tools=[{"name": "a"}]), {("field-missing", "/tools/0/input_schema")}),
        (ask(tools=[{"type": "bash_20250124", "name": "sh"}]), {("field-value", "/tools/0/name")}),
        (ask(tools={}), {("field-type", "/tools")}),
        (ask(cache_control={"type": "ephemeral", "ttl": "2h"}), {("field-value", "/cache_control/ttl")}),
        (ask(max_tokens=-1), {("field-range", "/max_tokens")}),
        (ask(max_tokens=True), {("field-type", "/max_tokens")}),
        (ask(max_tokens=400.0), set()),
        (ask(container=5), {("field-type", "/container")}),
        (ask(metadata=None), {("field-type", "/metadata")}),
        (ask(cache_control=None), set()),
    ],
)
def test_the_place_is_the_deepest_in_the_branch_that_was_meant(draft, expected):
    assert places(draft) == expected


def test_every_place_is_told_once():
    draft = talk(user({"type": "txt"}, {"type": "text"}), {"role": "human"}, foo=1, max_tokens="4", bar=2)
    found = [each.where for each in judge(draft) if each.code in SCHEMA_CODES]
    assert sorted(found) == sorted(set(found))
    assert len(found) == 6


def test_a_bad_block_among_many_is_found_without_looking_at_the_others():
    many = [user(TEXT) if number % 2 else assistant(TEXT) for number in range(1, 400)]
    assert places(talk(*many, user({"type": "txt"}))) == {("kind-unknown", "/messages/399/content/0/type")}


def test_words_name_place_and_what_is_wanted():
    said = finding("field-type", ask(stop_sequences="x")).message
    assert said == "stop_sequences must be a list, not a text."
    said = finding("kind-unknown", ask(tool_choice={"type": "atuo"})).message
    assert said == "There is no type “atuo” here. There are auto, any, tool, none."
    said = finding("field-range", ask(max_tokens=-1)).message
    assert said == "max_tokens must be at least 0."


@pytest.mark.parametrize(
    ("draft", "code", "fixed"),
    [
        (ask(max_tokens="400"), "field-type", ("max_tokens", 400)),
        (ask(stream="True"), "field-type", ("stream", True)),
        (ask(stop_sequences="x"), "field-type", ("stop_sequences", ["x"])),
        (ask(service_tier="standard_onyl"), "field-value", ("service_tier", "standard_only")),
        (ask(max_tokens=-5), "field-range", ("max_tokens", 0)),
        (ask(model=5), "field-type", ("model", "5")),
    ],
)
def test_a_value_is_put_right_where_it_is_plain_what_was_meant(draft, code, fixed):
    mended = finding(code, draft).fixes[0].apply(draft)
    name, value = fixed
    assert json.loads(mended.body_text)[name] == value


def test_a_misspelt_field_is_renamed_with_its_value_and_layout():
    draft = Draft(
        body_text='{"model": "claude-opus-5-5", "max_tokens": 4e2, "mesages": [{"role":"user","content":"x"}]}'
    )
    mended = finding("field-unknown", draft).fixes[0].apply(draft)
    assert mended.body_text == draft.body_text.replace("mesages", "messages")


def test_the_newest_of_a_tool_is_offered_for_one_that_is_not_there():
    titles = [
        fix.title for fix in finding("kind-unknown", ask(tools=[{"type": "web_search", "name": "x"}])).fixes
    ]
    assert titles[0] == 'Set tools.0.type to "web_search_20260318"'


def test_fields_of_the_older_version_are_known_there():
    draft = ask(model="claude-haiku-4-5", temperature=0.5, version=OLD_VERSION)
    assert codes(draft) == []
    assert places(ask(model="claude-haiku-4-5", temperature=5, version=OLD_VERSION)) == {
        ("field-range", "/temperature")
    }


def test_fields_of_betas_are_known_to_the_plain_call_too():
    draft = ask("context-management-2025-06-27", context_management={"edits": [{"type": "clear_al"}]})
    assert places(draft) == {("kind-unknown", "/context_management/edits/0/type")}


def test_requests_of_a_batch_are_judged_one_by_one():
    params = [
        {"custom_id": "a", "params": BODY},
        {"custom_id": "b", "params": {**BODY, "max_tokens": "x", "top_p": 1}},
    ]
    draft = Draft(operation=None, path="/v1/messages/batches", body_text=json.dumps({"requests": params}))
    found = {(each.code, each.where) for each in judge(draft)}
    assert found == {
        ("field-type", "body:/requests/1/params/max_tokens"),
        ("version-refuses", "body:/requests/1/params/top_p"),
    }


def test_bodies_of_other_operations_are_judged_by_their_own_schemas():
    draft = Draft(
        operation="beta.agents.create",
        path="/v1/agents",
        betas=("managed-agents-2026-04-01",),
        body_text='{"name": 5}',
    )
    assert ("field-type", "/name") in places(draft)


def test_broken_json_is_one_finding_with_its_place_and_hides_all_others():
    told = judge(Draft(body_text='{"model": "x",\n "max_tokens": 5 "foo": 1}'))
    assert [each.code for each in told] == ["json-broken"]
    assert "line 2, column 18" in told[0].message


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ('{"a": 1,}', "Remove the comma"),
        ('{"a": 1 "b": 2}', "Insert a comma"),
        ('{"a": True}', "Write true"),
        ('{"a": None}', "Write null"),
        ('{"a": [1', "Close it with ]}"),
        ('{"a": "x\ty"}', "Write it as an escape"),
    ],
)
def test_small_slips_in_json_are_mended(text, title):
    fix = finding("json-broken", Draft(body_text=text)).fixes[0]
    assert fix.title == title
    json.loads(fix.apply(Draft(body_text=text)).body_text)


def test_text_that_is_no_json_at_all_gets_no_repair():
    assert finding("json-broken", Draft(body_text="Hello, Claude")).fixes == ()


def test_a_field_that_another_rule_speaks_of_is_not_called_unknown_as_well():
    assert codes(ask(temperature=1)) == ["version-refuses"]


def test_a_tool_call_with_all_that_the_api_adds_is_right():
    call = {**use("a"), "caller": {"type": "direct"}, "cache_control": None}
    back = {"type": "tool_result", "tool_use_id": "a", "content": [TEXT], "is_error": False}
    assert judge(talk(user(TEXT), assistant(call), user(back), tools=[tool()])) == ()


def test_codes_of_schemas_are_in_the_table():
    assert CODES.keys() >= SCHEMA_CODES


@pytest.mark.parametrize("written", ["{{json:?n}}", "{{json:unknown}}"])
def test_a_value_that_comes_only_at_the_send_has_no_wrong_type(written):
    assert not places(ask(max_tokens=written, stream=written))
    assert places(ask(max_tokens="{{?n}}")) == {("field-type", "/max_tokens")}
