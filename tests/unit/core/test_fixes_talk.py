import json

from betadeck.core import fixes_talk
from betadeck.core.draft import Draft, Row

CALL = {"type": "tool_use", "id": "toolu_1", "name": "look", "input": {}}


def draft(*messages, **more):
    return Draft(body_text=json.dumps({"model": "m", "messages": list(messages), **more}))


def body(fixed):
    return json.loads(fixed.body_text)


def said(role, content):
    return {"role": role, "content": content}


def test_values_within_each_other_are_removed_once_and_lists_from_the_end():
    asked = draft(tools=[{"a": 1}, {"b": 2}, {"c": 3}])
    fixed = fixes_talk.remove_members(["/tools/0", "/tools/2", "/tools/2/c", "/model"]).apply(asked)
    assert body(fixed) == {"messages": [], "tools": [{"b": 2}]}


def test_more_than_ten_items_are_removed_in_their_order():
    asked = Draft(body_text=json.dumps({"tools": list(range(12))}))
    fixed = fixes_talk.remove_members([f"/tools/{each}" for each in (1, 9, 10)]).apply(asked)
    assert body(fixed)["tools"] == [0, 2, 3, 4, 5, 6, 7, 8, 11]


def test_a_double_id_is_changed_with_the_result_that_answers_it():
    results = [{"type": "tool_result", "tool_use_id": "toolu_1"}] * 2
    for given, place in ((results, "/messages/2/content/1"), (results[:1], "")):
        asked = draft(said("user", "hi"), said("assistant", [CALL, CALL]), said("user", given))
        fix = fixes_talk.rename_call("/messages/1/content/1", "toolu_1_2", result=place)
        messages = body(fix.apply(asked))["messages"]
        assert [each["id"] for each in messages[1]["content"]] == ["toolu_1", "toolu_1_2"]
        assert {each["tool_use_id"] for each in messages[2]["content"]} == {"toolu_1", "toolu_1_2"}


def test_a_query_parameter_is_set_once():
    asked = Draft(query=(Row("limit", "x"), Row("limit", "y"), Row("page", "1")))
    assert fixes_talk.set_query("limit", "5").apply(asked).query == (Row("page", "1"), Row("limit", "5"))


def test_another_method_leaves_the_rest():
    assert fixes_talk.set_method("GET").apply(Draft(path="/v1/models")) == Draft(
        method="GET", path="/v1/models"
    )


def test_a_renamed_tool_is_renamed_where_it_is_called():
    tools = [{"name": "look"}]
    asked = draft(said("assistant", [CALL]), tools=tools, tool_choice={"type": "tool", "name": "look"})
    found = body(fixes_talk.rename_tool("/tools/0", "look", "see", everywhere=True).apply(asked))
    names = (
        found["tools"][0]["name"],
        found["tool_choice"]["name"],
        found["messages"][0]["content"][0]["name"],
    )
    assert names == ("see", "see", "see")
