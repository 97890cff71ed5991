"""Names of a request's own parts."""

import json

import pytest

from betadeck.core.request_names import names_among

BODY = {
    "tools": [{"name": "a"}, {"type": "mcp_toolset"}, "odd", {"name": "b"}, {"name": "a"}],
    "tool_choice": {},
}


def test_the_names_stand_once_each_and_what_has_none_is_left_out():
    assert names_among(json.dumps(BODY), "/tool_choice/name", "tools") == ["a", "b"]


def test_in_a_batch_each_request_has_its_own():
    batch = {"requests": [{"params": {"tools": [{"name": "x"}]}}, {"params": BODY}]}
    assert names_among(json.dumps(batch), "/requests/1/params/tool_choice/name", "tools") == ["a", "b"]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"tools": {}}', "{}"])
def test_where_there_are_none_there_are_none(text):
    assert names_among(text, "/tool_choice/name", "tools") == []
