"""The events of a stream: order, shapes, pace."""

import pytest

from betadeck.sandbox.events import events_of, paced, pieces, sse
from betadeck.sandbox.reply import Wait
from helpers.sandbox_calls import user

USAGE = {"input_tokens": 3, "output_tokens": 7, "output_tokens_details": {"thinking_tokens": 2}}


def message(*blocks):
    return {
        "id": "msg_1",
        "type": "message",
        "content": list(blocks),
        "stop_reason": "end_turn",
        "stop_sequence": None,
        "usage": USAGE,
    }


def names(*blocks):
    return [name for name, _ in events_of(message(*blocks))]


def deltas_of(block):
    return [data["delta"] for name, data in events_of(message(block)) if name == "content_block_delta"]


def test_the_events_come_in_the_order_of_the_api():
    assert names({"type": "text", "text": "one two"}) == [
        "message_start",
        "content_block_start",
        "ping",
        "content_block_delta",
        "content_block_stop",
        "message_delta",
        "message_stop",
    ]


def test_a_message_without_content_still_has_a_ping():
    assert names() == ["message_start", "ping", "message_delta", "message_stop"]


def test_the_start_knows_nothing_of_the_end():
    _, start = next(events_of(message({"type": "text", "text": "x"})))
    assert start["message"]["content"] == []
    assert start["message"]["stop_reason"] is None
    assert start["message"]["usage"] == {"input_tokens": 3, "output_tokens": 1}


def test_the_usage_at_the_end_counts_everything():
    (closing,) = [data for name, data in events_of(message()) if name == "message_delta"]
    assert closing["delta"] == {"stop_reason": "end_turn", "stop_sequence": None}
    assert closing["usage"] == USAGE


def test_a_signature_is_the_last_delta_of_thinking():
    block = {"type": "thinking", "thinking": "a b c d e f", "signature": "s"}
    deltas = deltas_of(block)
    assert [delta["type"] for delta in deltas] == ["thinking_delta", "thinking_delta", "signature_delta"]


def test_thinking_that_is_not_shown_has_only_its_signature():
    block = {"type": "thinking", "thinking": "", "signature": "s"}
    assert deltas_of(block) == [{"type": "signature_delta", "signature": "s"}]


@pytest.mark.parametrize(
    ("block", "counted"), [("thinking-token-count-2026-05-13", True), ("pdfs-2024-09-25", False)]
)
def test_thinking_is_estimated_when_the_beta_asks_for_it(block, counted):
    thought = {"type": "thinking", "thinking": "some words", "signature": "s"}
    deltas = [data.get("delta", {}) for _, data in events_of(message(thought), (block,))]
    assert any("estimated_tokens" in delta for delta in deltas) == counted


def test_input_begins_with_an_empty_piece():
    block = {"type": "tool_use", "id": "t", "name": "n", "input": {"question": "how many legs has it"}}
    pieces_sent = [delta["partial_json"] for delta in deltas_of(block)]
    assert pieces_sent[0] == ""
    assert "".join(pieces_sent) == '{"question":"how many legs has it"}'


def test_results_of_server_tools_come_whole():
    block = {"type": "web_search_tool_result", "tool_use_id": "t", "content": [{"url": "u"}]}
    starts = [
        data["content_block"] for name, data in events_of(message(block)) if name == "content_block_start"
    ]
    assert starts == [block]
    assert "content_block_delta" not in names(block)


def test_there_is_a_pause_before_each_delta_and_nowhere_else():
    steps = list(paced(events_of(message({"type": "text", "text": "one two three four five"})), 0.5))
    assert [step for step in steps if isinstance(step, Wait)] == [Wait(0.5), Wait(0.5)]
    for place, step in enumerate(steps):
        if isinstance(step, Wait):
            assert b"content_block_delta" in steps[place + 1]


def test_without_delay_there_is_no_pause():
    assert all(isinstance(step, bytes) for step in paced(events_of(message()), 0.0))


def test_an_event_is_two_lines_and_an_empty_one():
    assert sse(("ping", {"type": "ping"})) == b'event: ping\ndata: {"type":"ping"}\n\n'


@pytest.mark.parametrize(
    "text", ["", "x", "  leading", "trailing \n", " \n ", "a b c d e f g h i", "\N{WOMAN} é"]
)
def test_pieces_add_up_to_the_text(text):
    assert "".join(pieces(text)) == text


def test_line_breaks_in_a_prompt_do_not_break_the_stream(api):
    events = api.events(messages=[user({"type": "text", "text": "one\n\ndata: two\r\nevent: x"})])
    assert events[-1][0] == "message_stop"
