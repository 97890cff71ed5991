"""Required fields that hold nothing yet, and empty texts that mean something."""

import json

import pytest

from betadeck.core.draft import Draft
from betadeck.core.finding import Severity
from helpers.linting import TEXT, ask, assistant, judge, result, talk, thought, tool, use, user


def empties(draft):
    return [each.where.removeprefix("body:") for each in judge(draft) if each.code == "field-empty"]


def test_a_new_request_says_which_fields_wait_for_a_value():
    body = json.dumps({"agent": "", "environment_id": "", "title": "", "vault_ids": []})
    draft = Draft(operation="beta.sessions.create", path="/v1/sessions", body_text=body)
    assert empties(draft) == ["/agent", "/environment_id"]
    assert {each.severity for each in judge(draft) if each.code == "field-empty"} == {Severity.HINT}


def test_what_a_rule_says_in_better_words_is_not_said_twice():
    assert empties(ask(model="")) == []
    assert empties(ask(tools=[tool() | {"name": ""}])) == []


@pytest.mark.parametrize(
    "draft",
    [
        ask(metadata={"user_id": ""}),
        ask(system=""),
        talk(user(TEXT), assistant(thought() | {"signature": ""}), user(TEXT)),
        talk(
            user(TEXT), assistant(use("a") | {"input": {"id": "", "name": "", "url": ""}}), user(result("a"))
        ),
        ask(
            tools=[tool(schema={"type": "object", "properties": {"name": {"type": "string", "default": ""}}})]
        ),
        Draft(method="POST", path="/v1/nobody/knows", operation=None, body_text='{"id": "", "name": ""}'),
    ],
)
def test_empty_texts_that_are_allowed_are_left_alone(draft):
    assert empties(draft) == []


def test_a_variable_is_no_empty_text():
    body = '{"agent": "{{agent}}", "environment_id": "x"}'
    draft = Draft(operation="beta.sessions.create", path="/v1/sessions", body_text=body)
    assert empties(draft) == []


def test_deep_and_broken_bodies_are_passed_over():
    deep = '{"id": "", "a": ' * 900 + "1" + "}" * 900
    assert empties(Draft(operation="messages.create", body_text=deep)) == []
    assert empties(Draft(operation="messages.create", body_text='{"model": "", ')) == []
