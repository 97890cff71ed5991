import json

from betadeck.core import fixes_talk
from betadeck.core.draft import Draft

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


def test_a_system_message_moves_behind_what_the_system_field_says():
    message = said("system", [{"type": "text", "text": "Be brief."}])
    fix = fixes_talk.move_to_system("/messages/0")
    for before, after in (
        ({}, "Be brief."),
        ({"system": "Hello."}, "Hello.\n\nBe brief."),
        ({"system": []}, [{"type": "text", "text": "Be brief."}]),
    ):
        fixed = body(fix.apply(draft(message, said("user", "hi"), **before)))
        assert fixed["system"] == after
        assert [each["role"] for each in fixed["messages"]] == ["user"]


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
