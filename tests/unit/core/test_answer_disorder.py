import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.answer import (
    AnswerKind,
    BlockGrew,
    ErrorArrived,
    FaultSeverity,
    Unknown,
)
from helpers.folding import codes, fold
from helpers.streams import (
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

BOOM = {"type": "api_error", "message": "Boom"}


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


def test_an_unknown_event_before_the_message_is_told_once_the_message_begins():
    answer, _ = fold(sse({"type": "message_preface"}) + hello())
    assert codes(answer) == ["unknown_event"]
    assert answer.complete


def test_garbage_without_end_does_not_fill_the_memory():
    answer, _ = fold(sse(START, *(["data: {\n\n"] * 1000)))
    assert len(answer.faults) < 300
    assert any("more faults" in fault.message for fault in answer.faults)
    assert "cut" in codes(answer) or answer.faults[-1].severity is FaultSeverity.ERROR
