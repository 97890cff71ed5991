import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.answer import (
    AnswerKind,
    BlockEnded,
    BlockGrew,
    BlockStarted,
    ErrorArrived,
    FaultSeverity,
    MessageChanged,
    Unknown,
)
from betadeck.core.answer_fold import AnswerFold
from betadeck.core.sse import SseParser
from helpers.streams import (
    PING,
    RICH,
    START,
    STOP,
    begin,
    closing,
    delta,
    end,
    hello,
    partial,
    pieces,
    sse,
    text,
)


def fold(chunks):
    """The answer and all changes of a stream that came in these pieces."""
    if isinstance(chunks, bytes):
        chunks = [chunks]
    parser, folding = SseParser(), AnswerFold()
    changes = [change for chunk in chunks for change in folding.feed(parser.feed(chunk))]
    changes += folding.feed(parser.close())
    changes += folding.close(parser.rest)
    return folding.snapshot(), changes


BOOM = {"type": "api_error", "message": "Boom"}


def codes(answer):
    return [fault.code for fault in answer.faults]


def test_a_stream_gives_the_message_that_a_call_without_one_would_give():
    answer, _ = fold(RICH)
    assert answer.message == {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-test-1",
        "content": [
            {"type": "thinking", "thinking": "Let me look — 看", "signature": "c2ln"},
            {
                "type": "text",
                "text": "It says so.",
                "citations": [
                    {"type": "char_location", "cited_text": "é", "start_char_index": 0},
                    {"type": "char_location", "cited_text": "𝄞", "start_char_index": 1},
                ],
            },
            {
                "type": "tool_use",
                "id": "toolu_1",
                "name": "weather",
                "input": {"city": "Zürich", "n": 12345678901234567890},
            },
            {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {}},
            {
                "type": "web_search_tool_result",
                "tool_use_id": "srvtoolu_1",
                "content": [{"type": "web_search_result"}],
            },
            {"type": "compaction", "content": "So far: hello."},
        ],
        "stop_reason": "tool_use",
        "stop_sequence": None,
        "usage": {"input_tokens": 12, "cache_read_input_tokens": 3, "output_tokens": 40},
        "context_management": {"applied_edits": []},
    }
    assert list(answer.message)[:5] == ["id", "type", "role", "model", "content"]
    assert (answer.complete, answer.faults, answer.stop_reason) == (True, (), "tool_use")
    assert answer.kind is AnswerKind.MESSAGE
    assert answer.usage["output_tokens"] == 40


@given(st.data())
def test_any_cut_of_the_bytes_gives_the_same_answer_and_the_same_growth(data):
    whole, all_changes = fold(RICH)
    answer, changes = fold(data.draw(pieces(RICH)))
    assert answer == whole

    def grown(steps):
        joined = {}
        for step in steps:
            if isinstance(step, BlockGrew):
                joined[step.index, step.field] = joined.get((step.index, step.field), "") + step.text
        return joined

    assert grown(changes) == grown(all_changes)


def test_changes_tell_the_story_and_neighbouring_growth_is_one():
    _, changes = fold(hello())
    kinds = [type(change) for change in changes]
    assert kinds == [MessageChanged, BlockStarted, BlockGrew, BlockEnded, MessageChanged]
    assert changes[2] == BlockGrew(0, "text", "Grüße, Welt 🌍")
    assert "content" not in changes[0].message
    assert changes[-1].message["usage"]["output_tokens"] == 9


def test_a_snapshot_is_not_changed_by_what_comes_later():
    parser, folding = SseParser(), AnswerFold()
    half = RICH.index(b"so.")
    folding.feed(parser.feed(RICH[:half]))
    before = folding.snapshot()
    copy = json.loads(json.dumps(before.message))
    folding.feed(parser.feed(RICH[half:]))
    assert before.message == copy
    assert before.complete is False
    assert folding.snapshot().complete is True


def test_tool_input_that_is_no_whole_json_is_kept_as_text_and_told():
    answer, changes = fold(
        hello(
            begin(0, type="tool_use", id="t", name="n", input={}),
            partial(0, '{"a": [1, '),
            end(0),
            reason="max_tokens",
        )
    )
    [block] = answer.blocks
    assert (block.valid, block.complete, block.partial_json) == (False, True, '{"a": [1, ')
    assert block.data["input"] == {}
    assert codes(answer) == ["bad_tool_input"]
    assert '{"a": [1, ' in answer.faults[0].message
    assert BlockEnded(0, valid=False) in changes


def test_tool_input_that_came_with_the_start_stays_and_an_absent_one_is_empty():
    answer, _ = fold(
        hello(
            begin(0, type="tool_use", id="t", name="n", input={"ready": 1}),
            end(0),
            begin(1, type="mcp_tool_use", id="m", name="n", server_name="s"),
            end(1),
        )
    )
    assert [block.data["input"] for block in answer.blocks] == [{"ready": 1}, {}]


def test_a_cut_stream_keeps_what_came_and_says_where_it_ended():
    stream = sse(START, begin(0, type="text", text=""), text(0, "Half a"))
    answer, _ = fold(stream)
    assert answer.message["content"] == [{"type": "text", "text": "Half a"}]
    assert answer.complete is False
    assert answer.blocks[0].complete is False
    [fault] = answer.faults
    assert (fault.code, fault.offset, fault.severity) == ("cut", len(stream), FaultSeverity.ERROR)
    assert "before message_stop, after 3 events" in fault.message


def test_a_stream_cut_within_an_event_tells_the_bytes_that_were_lost():
    stream = hello()
    answer, _ = fold(stream[: stream.index(b"Welt")])
    assert codes(answer) == ["unended_event", "cut"]
    assert answer.message["content"][0]["text"] == "Grüße, "


def test_a_stream_that_lacks_only_its_last_empty_line_is_whole():
    for lacking in (1, 2):
        answer, _ = fold(hello()[:-lacking])
        assert answer.complete
        assert codes(answer) == ["unended_event"]
        assert answer.faults[0].severity is FaultSeverity.WARN


def test_an_empty_stream_is_cut():
    answer, _ = fold(b"")
    assert codes(answer) == ["cut"]
    assert (answer.message, answer.complete, answer.kind) == (None, False, AnswerKind.OTHER)


def test_an_error_within_the_stream_ends_it_as_a_failure_but_not_as_a_cut():
    failing = {
        "type": "error",
        "error": {"type": "overloaded_error", "message": "Overloaded"},
        "request_id": "req_9",
    }
    answer, changes = fold(sse(START, begin(0, type="text", text=""), text(0, "So"), failing))
    assert (answer.error.type, answer.error.message, answer.error.request_id) == (
        "overloaded_error",
        "Overloaded",
        "req_9",
    )
    assert json.loads(answer.error.raw) == failing
    assert codes(answer) == ["in_stream_error"]
    assert answer.faults[0].severity is FaultSeverity.ERROR
    assert answer.complete is False
    assert answer.message["content"][0]["text"] == "So"
    assert isinstance(changes[-1], ErrorArrived)


@pytest.mark.parametrize(
    "event",
    [
        'event: error\ndata: {"error": {"type": "api_error", "message": "Boom"}}\n\n',
        'data: {"error": {"type": "api_error", "message": "Boom"}}\n\n',
        'event: error\ndata: {"type": "api_error", "message": "Boom"}\n\n',
        "event: error\ndata: "
        + json.dumps({"message": json.dumps({"type": "error", "error": BOOM})})
        + "\n\n",
    ],
)
def test_errors_within_a_stream_are_known_in_other_dress(event):
    answer, _ = fold(sse(START) + event.encode())
    assert (answer.error.type, answer.error.message) == ("api_error", "Boom")


def test_an_error_event_that_is_no_json_keeps_its_words():
    answer, _ = fold(sse(START, "event: error\ndata: upstream gone\n\n"))
    assert answer.error.message == "upstream gone"


def test_unknown_kinds_are_kept_and_told_mildly_once_each():
    answer, changes = fold(
        hello(
            begin(0, type="hologram", depth=3),
            delta(0, "hologram_delta", light="a"),
            delta(0, "hologram_delta", light="b"),
            end(0),
            {"type": "message_weather", "sun": 1},
            {"type": "message_weather", "sun": 2},
        )
    )
    assert answer.message["content"] == [{"type": "hologram", "depth": 3}]
    assert [dict(kept)["light"] for kept in answer.blocks[0].unknown] == ["a", "b"]
    assert codes(answer) == ["unknown_block", "unknown_delta", "unknown_event"]
    assert {fault.severity for fault in answer.faults} == {FaultSeverity.INFO}
    assert sum(isinstance(change, Unknown) for change in changes) == 5
    assert answer.complete


@pytest.mark.parametrize(
    ("data", "severity"),
    [
        ("{broken", FaultSeverity.ERROR),
        ("[1]", FaultSeverity.ERROR),
        ('{"type":"x","index":NaN}', FaultSeverity.ERROR),
    ],
)
def test_an_event_that_cannot_be_read_is_told_and_the_rest_goes_on(data, severity):
    bad = f"event: content_block_delta\ndata: {data}\n\n"
    answer, _ = fold(hello(begin(0, type="text", text=""), text(0, "a"), bad, text(0, "b"), end(0)))
    assert answer.message["content"][0]["text"] == "ab"
    assert [(fault.code, fault.severity) for fault in answer.faults] == [("malformed_event", severity)]
    assert answer.complete


@pytest.mark.parametrize(
    "event",
    [
        {"type": "message_start"},
        {"type": "content_block_start", "index": 0},
        {"type": "content_block_start", "index": "0", "content_block": {}},
        {"type": "content_block_delta", "index": True, "delta": {}},
        {"type": "content_block_delta", "index": -1, "delta": {}},
        {"type": "content_block_delta", "index": 0},
        {"type": "content_block_stop"},
        {"type": "message_delta"},
    ],
)
def test_events_without_their_parts_are_malformed(event):
    answer, _ = fold(sse(START, event, STOP))
    assert codes(answer) == ["malformed_event"]


def test_a_first_event_that_cannot_be_read_still_tells_the_kind_of_stream():
    answer, _ = fold(
        sse("event: message_start\ndata: {\n\n", begin(0, type="text", text=""), text(0, "x"), STOP)
    )
    assert answer.kind is AnswerKind.MESSAGE
    assert answer.message["content"][0]["text"] == "x"
    assert codes(answer) == ["malformed_event", "out_of_order"]


def test_blocks_stand_at_their_index_whatever_the_order():
    answer, _ = fold(
        sse(
            START,
            begin(1, type="text", text=""),
            begin(0, type="text", text=""),
            text(0, "zero"),
            text(1, "one"),
            end(1),
            end(0),
            STOP,
        )
    )
    assert [block["text"] for block in answer.message["content"]] == ["zero", "one"]
    assert codes(answer) == []


def test_growth_without_a_start_is_kept_and_told():
    answer, _ = fold(
        sse(START, text(0, "lost "), text(0, "start"), partial(1, '{"a": 1}'), end(0), end(1), STOP)
    )
    first, second = answer.blocks
    assert (first.data, first.valid) == ({"type": "text", "text": "lost start"}, False)
    assert second.data == {"type": "tool_use", "input": {"a": 1}}
    assert codes(answer) == ["out_of_order", "out_of_order"]


def test_doubles_lose_nothing():
    answer, _ = fold(
        sse(
            START,
            begin(0, type="text", text=""),
            text(0, "first"),
            START,
            begin(0, type="text", text=""),
            text(0, "second"),
            end(0),
            end(0),
            text(0, " more"),
            STOP,
            text(0, "after the end"),
        )
    )
    assert [block["text"] for block in answer.message["content"]] == ["first", "second more"]
    assert codes(answer) == ["out_of_order"] * 5
    assert answer.complete


def test_a_block_that_never_began_is_told():
    answer, _ = fold(hello(begin(0, type="text", text=""), end(0), begin(2, type="text", text=""), end(2)))
    assert "block 1 never began" in answer.faults[0].message


def test_a_stream_without_its_beginning_is_put_together_as_far_as_it_goes():
    answer, _ = fold(sse(begin(0, type="text", text=""), text(0, "tail"), end(0), closing(), STOP))
    assert answer.message["content"] == [{"type": "text", "text": "tail"}]
    assert answer.stop_reason == "end_turn"
    assert codes(answer) == ["out_of_order"]


def test_usage_is_a_total_and_null_says_nothing():
    answer, _ = fold(
        sse(
            START,
            {**closing(), "usage": {"output_tokens": 5, "input_tokens": None, "cache_read_input_tokens": 3}},
            {**closing(), "usage": {"output_tokens": 8, "server_tool_use": {"web_search_requests": 1}}},
            STOP,
        )
    )
    assert answer.usage == answer.message["usage"]
    assert answer.usage == {
        "input_tokens": 12,
        "cache_read_input_tokens": 3,
        "output_tokens": 8,
        "server_tool_use": {"web_search_requests": 1},
    }


def test_a_fallback_names_the_model_that_went_on():
    block = {"type": "fallback", "from": {"model": "claude-test-1"}, "to": {"model": "claude-test-2"}}
    answer, _ = fold(hello(begin(0, **block), end(0)))
    assert answer.message["content"] == [block]
    assert answer.message["model"] == "claude-test-2"


def test_a_message_that_starts_with_content_keeps_it():
    start = {
        "type": "message_start",
        "message": {**START["message"], "content": [{"type": "text", "text": "pre"}]},
    }
    answer, _ = fold(sse(start, text(0, "fix"), STOP))
    assert answer.message["content"] == [{"type": "text", "text": "prefix"}]


def test_old_completions_are_joined():
    pieces_ = [
        {"type": "completion", "id": "c1", "completion": " Hel", "stop_reason": None, "model": "old"},
        PING,
        {
            "type": "completion",
            "id": "c1",
            "completion": "lo",
            "stop_reason": "stop_sequence",
            "model": "old",
        },
    ]
    answer, _ = fold(sse(*pieces_))
    assert answer.message["completion"] == " Hello"
    assert (answer.kind, answer.complete, answer.stop_reason) == (
        AnswerKind.COMPLETION,
        True,
        "stop_sequence",
    )
    assert answer.blocks[0].data == {"type": "text", "text": " Hello"}
    assert answer.faults == ()
    assert codes(fold(sse(pieces_[0]))[0]) == ["cut"]


def chunk(delta_, reason=None, index=0, **more):
    choice = {"index": index, "delta": delta_, "finish_reason": reason}
    return (
        "data: "
        + json.dumps({"id": "c", "object": "chat.completion.chunk", "choices": [choice], **more})
        + "\n\n"
    )


def test_chat_completions_of_other_makes_are_joined():
    call = {"index": 0, "id": "call_1", "type": "function", "function": {"name": "f", "arguments": '{"a"'}}
    stream = sse(
        chunk({"role": "assistant", "content": ""}),
        chunk({"content": "Hel"}),
        chunk({"content": "lo"}),
        chunk({"tool_calls": [call]}),
        chunk({"tool_calls": [{"index": 0, "function": {"arguments": ": 1}"}}]}),
        chunk({}, "stop", usage={"prompt_tokens": 3}),
        "data: [DONE]\n\n",
    )
    answer, changes = fold(stream)
    [choice] = answer.message["choices"]
    assert choice["message"]["content"] == "Hello"
    assert choice["message"]["tool_calls"] == [
        {"id": "call_1", "type": "function", "function": {"name": "f", "arguments": '{"a": 1}'}}
    ]
    assert answer.message["object"] == "chat.completion"
    assert (answer.kind, answer.complete, answer.stop_reason) == (AnswerKind.CHAT, True, "stop")
    assert [block.data for block in answer.blocks] == [{"type": "text", "text": "Hello"}]
    assert answer.usage == {"prompt_tokens": 3}
    assert answer.faults == ()
    assert not any(isinstance(change, Unknown) for change in changes)
    assert codes(fold(sse(chunk({"content": "x"})))[0]) == ["cut"]


def test_an_end_mark_of_other_makes_does_no_harm_after_a_message():
    answer, _ = fold(hello() + b"data: [DONE]\n\n")
    assert (answer.complete, answer.faults) == (True, ())


def test_session_events_are_no_broken_message():
    answer, changes = fold(
        sse(
            {"type": "session.status_running", "id": "e1"},
            {"type": "agent.message", "content": [{"type": "text", "text": "Done."}]},
            {"type": "session.error", "error": {"type": "unknown_error", "message": "m"}},
            ": keep-alive\n\n",
            {"type": "session.status_idle"},
        )
    )
    assert (answer.kind, answer.message, answer.faults) == (AnswerKind.EVENTS, None, ())
    assert (answer.complete, answer.error, answer.events) == (True, None, 4)
    assert [block.data["text"] for block in answer.blocks] == ["Done."]
    assert sum(isinstance(change, Unknown) for change in changes) == 3


def test_events_of_plain_text_are_no_broken_message():
    answer, _ = fold(b"data: hello\n\nevent: tick\ndata: 5\n\n")
    assert (answer.kind, answer.faults, answer.events) == (AnswerKind.EVENTS, (), 2)


def test_an_unknown_event_before_the_message_is_told_once_the_message_begins():
    answer, _ = fold(sse({"type": "message_preface"}) + hello())
    assert codes(answer) == ["unknown_event"]
    assert answer.complete


def test_garbage_without_end_does_not_fill_the_memory():
    answer, _ = fold(sse(START, *(["data: {\n\n"] * 1000)))
    assert len(answer.faults) < 300
    assert any("more faults" in fault.message for fault in answer.faults)
    assert "cut" in codes(answer) or answer.faults[-1].severity is FaultSeverity.ERROR


def test_a_second_close_changes_nothing():
    folding = AnswerFold()
    folding.close()
    first = folding.snapshot()
    assert folding.close() == []
    assert folding.snapshot() == first
