"""Turns moved, cut, and made of answers, in the body's own text."""

import json

import pytest

from betadeck.core.answer_of import answer_of
from betadeck.core.answer_turn import Turn, turn_of
from betadeck.core.conversation import continued, split_message
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent
from betadeck.core.json_items import item_spans, move_item

LIST = '{"a": [ 1.10,\n  {"b": [2]} ,"three" ], "c": 0}'
ASKED = {"role": "user", "content": "Weather?"}


def exchange(body: bytes, media_type: str = "application/json") -> Exchange:
    return Exchange(
        "1", "2026-11-22T10:00:00+00:00", Draft(), "Sandbox", Sent("POST", "http://127.0.0.1", ()),
        head=Head(200, headers=(("content-type", media_type),)), body=body, ending=Ending.FINISHED,
    )  # fmt: skip


def turn(body: bytes, media_type: str = "application/json") -> Turn | None:
    return turn_of(exchange(body, media_type), answer_of(body, media_type))


def message(content: str, stop: str = "end_turn") -> bytes:
    head = '{"id": "msg_1", "type": "message", "role": "assistant", "model": "m", '
    return f'{head}"content": {content}, "stop_reason": "{stop}", "usage": {{}}}}'.encode()


def stream(*events: dict[str, object]) -> bytes:
    return "".join(f"event: {each['type']}\ndata: {json.dumps(each)}\n\n" for each in events).encode()


def test_an_item_moves_and_the_space_between_stays():
    assert move_item(LIST, "/a", 0, 2) == '{"a": [ {"b": [2]},\n  "three" ,1.10 ], "c": 0}'
    assert move_item(LIST, "/a", 2, 0) == '{"a": [ "three",\n  1.10 ,{"b": [2]} ], "c": 0}'


@pytest.mark.parametrize("place", [("/a", 0, 3), ("/a", -1, 0), ("/c", 0, 1), ("/a/1", 0, 1), ("/x", 0, 1)])
def test_what_cannot_move_stays(place):
    assert move_item(LIST, *place) == LIST


def test_the_items_of_an_empty_list_are_none():
    assert item_spans('{"a": []}', "/a") == []


def test_a_text_is_cut_where_the_caret_is():
    text = '{"messages": [{"role": "user", "content": "ab🙂cd", "x": 1.10}]}'
    assert split_message(text, "/messages/0", 0, 3) == (
        '{"messages": [{"role": "user", "content": "ab🙂", "x": 1.10}, {"role": "user", "content": "cd", "x": 1.10}]}'
    )


@pytest.mark.parametrize("offset", [0, 5])
def test_a_text_is_not_cut_at_its_ends(offset):
    text = '{"messages": [{"role": "user", "content": "abcde"}]}'
    assert split_message(text, "/messages/0", 0, offset) == text


def test_blocks_go_to_the_half_they_stand_in():
    blocks = [{"type": "text", "text": "one"}, {"type": "image", "n": 1}, {"type": "text", "text": "two"}]
    text = json.dumps({"messages": [{"role": "user", "content": blocks}]})
    cut = json.loads(split_message(text, "/messages/0", 1, 0))["messages"]
    assert [each["content"] for each in cut] == [blocks[:1], blocks[1:]]
    behind = json.loads(split_message(text, "/messages/0", 0, 3))["messages"]
    assert [each["content"] for each in behind] == [blocks[:1], blocks[1:]]


def test_a_cut_block_keeps_its_cache_mark_on_its_last_words():
    mark = {"type": "ephemeral"}
    block = {"type": "text", "text": "one two", "cache_control": mark}
    text = json.dumps({"messages": [{"role": "user", "content": [block]}]})
    first, last = json.loads(split_message(text, "/messages/0", 0, 4))["messages"]
    assert first["content"] == [{"type": "text", "text": "one "}]
    assert last["content"] == [{"type": "text", "text": "two", "cache_control": mark}]


def test_an_answer_becomes_the_next_turn_digit_for_digit():
    content = '[{"type": "thinking", "thinking": "Hm\\u00e9", "signature": "Eq+/=="}, {"type": "text", "text": "1.10"}]'
    found = turn(message(content))
    assert found is not None and found.content == content
    text = '{"model": "m",\n "messages": [{"role": "user", "content": "Weather?"}]}'
    done = continued(text, found)
    assert done is not None and '"Hm\\u00e9"' in done.text and done.text.startswith('{"model": "m",\n ')
    assert json.loads(done.text)["messages"] == [
        ASKED,
        {"role": "assistant", "content": json.loads(content)},
        {"role": "user", "content": ""},
    ]
    assert done.pointer == "/messages/2/content"


def test_every_tool_call_gets_a_result_to_fill_in():
    content = json.dumps(
        [
            {"type": "tool_use", "id": "toolu_1", "name": "a", "input": {}},
            {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {}},
            {"type": "tool_use", "id": "toolu_2", "name": "b", "input": {}},
        ]
    )
    done = continued(json.dumps({"messages": [ASKED]}), turn(message(content, "tool_use")))
    results = json.loads(done.text)["messages"][2]["content"]
    assert [each["tool_use_id"] for each in results] == ["toolu_1", "toolu_2"]
    assert done.pointer == "/messages/2/content/0/content"


def test_after_a_pause_the_turn_alone_goes_back():
    done = continued(
        json.dumps({"messages": [ASKED]}), turn(message('[{"type": "text", "text": "a"}]', "pause_turn"))
    )
    assert len(json.loads(done.text)["messages"]) == 2
    assert done.pointer == "/messages/1"


def test_an_answer_that_stands_there_already_is_not_put_in_twice():
    found = turn(message('[{"type": "text", "text": "a"}]'))
    once = continued(json.dumps({"messages": [ASKED]}), found)
    assert continued(once.text, found) == once


def test_words_put_into_the_models_mouth_are_completed():
    begun = {"role": "assistant", "content": "It is"}
    done = continued(
        json.dumps({"messages": [ASKED, begun]}), turn(message('[{"type": "text", "text": " fine"}]'))
    )
    said = json.loads(done.text)["messages"][1]["content"]
    assert said == [{"type": "text", "text": "It is"}, {"type": "text", "text": " fine"}]
    assert continued(done.text, turn(message('[{"type": "text", "text": " fine"}]'))).text == done.text


def test_a_streamed_tool_input_keeps_its_digits():
    events = stream(
        {"type": "message_start", "message": {"id": "m", "type": "message", "role": "assistant", "content": []}},
        {"type": "content_block_start", "index": 0,
         "content_block": {"type": "tool_use", "id": "toolu_1", "name": "a", "input": {}}},
        {"type": "content_block_delta", "index": 0,
         "delta": {"type": "input_json_delta", "partial_json": '{"x": 1.10, "y": 1e400}'}},
        {"type": "content_block_stop", "index": 0},
        {"type": "message_delta", "delta": {"stop_reason": "tool_use"}, "usage": {}},
        {"type": "message_stop"},
    )  # fmt: skip
    found = turn(events, "text/event-stream")
    assert '"input": {"x": 1.10, "y": 1e400}' in found.content


def test_of_a_cut_stream_the_text_is_kept_and_thinking_without_signature_left_out():
    events = stream(
        {
            "type": "message_start",
            "message": {"id": "m", "type": "message", "role": "assistant", "content": []},
        },
        {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}},
        {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": "Hal"}},
        {"type": "content_block_stop", "index": 0},
        {"type": "content_block_start", "index": 1, "content_block": {"type": "thinking", "thinking": ""}},
        {"type": "content_block_delta", "index": 1, "delta": {"type": "thinking_delta", "thinking": "Hm"}},
    )
    found = turn(events, "text/event-stream")
    assert json.loads(found.content) == [{"type": "text", "text": "Hal"}]
    assert found.left_out == 1


@pytest.mark.parametrize("body", [b'{"object": "x"}', message("[]"), b"no JSON"])
def test_what_is_no_message_makes_no_turn(body):
    assert turn(body) is None


def test_a_body_without_messages_has_no_next_turn():
    assert continued('{"prompt": "a"}', turn(message('[{"type": "text", "text": "a"}]'))) is None
