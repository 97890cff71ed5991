import json

from betadeck.core.answer import (
    AnswerKind,
    BlockEnded,
    BlockGrew,
    BlockStarted,
    MessageChanged,
)
from betadeck.core.answer_fold import AnswerFold
from betadeck.core.sse import SseParser
from helpers.folding import codes, fold
from helpers.streams import (
    RICH,
    START,
    STOP,
    begin,
    closing,
    end,
    hello,
    partial,
    sse,
    text,
)


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


def test_a_second_close_changes_nothing():
    folding = AnswerFold()
    folding.close()
    first = folding.snapshot()
    assert folding.close() == []
    assert folding.snapshot() == first
