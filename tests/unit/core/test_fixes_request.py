import json

from betadeck.core import fixes, fixes_request
from betadeck.core.draft import Draft, Row


def talk(*messages, indent=None, **more):
    return Draft(
        body_text=json.dumps({"messages": list(messages), **more}, indent=indent, ensure_ascii=False)
    )


def messages(draft):
    return json.loads(draft.body_text)["messages"]


CALL = {"role": "assistant", "content": [{"type": "tool_use", "id": "a"}, {"type": "tool_use", "id": "b"}]}
RESULTS = [{"type": "tool_result", "tool_use_id": name, "content": ""} for name in "ab"]


def test_results_go_before_what_the_user_says():
    said = {"role": "user", "content": [{"type": "text", "text": "x"}]}
    fixed = fixes.insert_tool_results("/messages/0", ["a", "b"]).apply(talk(CALL, said))
    assert messages(fixed)[1]["content"] == [*RESULTS, {"type": "text", "text": "x"}]


def test_a_text_becomes_a_block_behind_the_results_as_it_was_written():
    draft = talk(CALL, {"role": "user", "content": "DRAFT"}, indent=2)
    draft = Draft(body_text=draft.body_text.replace("DRAFT", "\\u00e9\\/"))
    fixed = fixes.insert_tool_results("/messages/0", ["a", "b"]).apply(draft)
    assert messages(fixed)[1]["content"] == [*RESULTS, {"type": "text", "text": "é/"}]
    assert '"text": "\\u00e9\\/"' in fixed.body_text


def test_an_empty_text_is_left_out():
    fixed = fixes.insert_tool_results("/messages/0", ["a", "b"]).apply(
        talk(CALL, {"role": "user", "content": ""})
    )
    assert messages(fixed)[1]["content"] == RESULTS


def test_an_empty_list_is_filled():
    fixed = fixes.insert_tool_results("/messages/0", ["a", "b"]).apply(
        talk(CALL, {"role": "user", "content": []})
    )
    assert messages(fixed)[1]["content"] == RESULTS


def test_without_a_user_message_one_is_made_at_the_end_or_between():
    made = {"role": "user", "content": RESULTS}
    assert messages(fixes.insert_tool_results("/messages/0", ["a", "b"]).apply(talk(CALL))) == [CALL, made]
    other = {"role": "assistant", "content": "x"}
    fixed = fixes.insert_tool_results("/messages/0", ["a", "b"]).apply(talk(CALL, other, indent=2))
    assert messages(fixed) == [CALL, made, other]


def test_results_for_a_message_that_is_gone_change_nothing():
    assert fixes.insert_tool_results("/messages/7", ["a"]).apply(talk(CALL)) == talk(CALL)


def test_a_system_message_moves_into_the_system_field_of_any_form():
    note = {"role": "system", "content": [{"type": "text", "text": "Be brief."}]}
    fix = fixes.move_to_system("/messages/0")
    assert json.loads(fix.apply(talk(note)).body_text) == {"messages": [], "system": "Be brief."}
    joined = json.loads(fix.apply(talk(note, system="Be kind.")).body_text)
    assert joined["system"] == "Be kind.\n\nBe brief."
    listed = json.loads(fix.apply(talk(note, system=[{"type": "text", "text": "Be kind."}])).body_text)
    assert [each["text"] for each in listed["system"]] == ["Be kind.", "Be brief."]


def test_an_item_moves_to_the_front_as_it_was_written():
    draft = Draft(body_text='{"a": [1.0, 2.50, 3]}')
    assert fixes.move_first("/a/1").apply(draft).body_text == '{"a": [2.50, 1.0, 3]}'
    assert fixes.move_first("/b/1").apply(draft) == draft


def test_query_rows_are_renamed_and_removed():
    draft = Draft(query=(Row("lmit", "5"), Row("x", "1", on=False)))
    assert fixes_request.rename_query("lmit", "limit").apply(draft).query[0] == Row("limit", "5")
    assert fixes_request.remove_query("x").apply(draft).query == (Row("lmit", "5"),)


def test_betas_in_ticked_header_rows_become_ticks():
    rows = (Row("Anthropic-Beta", "b, a"), Row("anthropic-beta", "c", on=False), Row("x-other", "o"))
    fixed = fixes_request.adopt_betas().apply(Draft(betas=("a",), headers=rows))
    assert fixed.betas == ("a", "b")
    assert fixed.headers == rows[1:]


def test_the_body_is_set_or_dropped():
    assert fixes_request.drop_body().apply(Draft(body_text="x")).body_text == ""
    assert json.loads(fixes_request.set_body({"a": 1}, "Begin").apply(Draft()).body_text) == {"a": 1}
