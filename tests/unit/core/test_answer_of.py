import json

import pytest

from betadeck.core.answer import AnswerKind, FaultSeverity
from betadeck.core.answer_of import answer_of
from helpers.streams import RICH, START, hello, sse

MESSAGE = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "content": [
        {"type": "text", "text": "Hi"},
        {"type": "tool_use", "id": "t", "name": "n", "input": {"error": "x"}},
    ],
    "stop_reason": "tool_use",
    "usage": {"input_tokens": 3, "output_tokens": 2},
}


def of(value, media_type="application/json"):
    return answer_of(json.dumps(value).encode(), media_type)


def test_a_message_in_json_and_in_a_stream_are_the_same():
    streamed = answer_of(RICH, "text/event-stream; charset=utf-8")
    whole = of(streamed.message)
    assert whole.message == streamed.message
    assert [block.data for block in whole.blocks] == [block.data for block in streamed.blocks]
    assert (whole.usage, whole.stop_reason) == (streamed.usage, streamed.stop_reason)
    assert whole.complete
    assert streamed.complete


def test_blocks_of_a_json_message_are_whole():
    answer = of(MESSAGE)
    assert [(block.index, block.type, block.complete, block.valid) for block in answer.blocks] == [
        (0, "text", True, True),
        (1, "tool_use", True, True),
    ]
    assert (answer.kind, answer.error, answer.stop_reason) == (AnswerKind.MESSAGE, None, "tool_use")


@pytest.mark.parametrize("media_type", ["application/json", "", "text/plain", "text/event-stream"])
def test_the_bytes_tell_a_stream_from_json_whatever_the_label(media_type):
    assert answer_of(hello(), media_type).kind is AnswerKind.MESSAGE
    assert answer_of(b"\xef\xbb\xbf: hi\n\n" + hello(), media_type).events == 8
    assert of(MESSAGE, media_type).kind is AnswerKind.MESSAGE
    assert (
        of({"type": "error", "error": {"type": "api_error", "message": "m"}}, media_type).error.type
        == "api_error"
    )


@pytest.mark.parametrize(
    "value",
    [
        {"input_tokens": 14},
        {"data": [{"id": "a", "type": "model"}], "has_more": False, "first_id": "a", "last_id": "a"},
        {"id": "msgbatch_1", "type": "message_batch", "request_counts": {"errored": 1}},
        {"id": "job_1", "type": "dream", "status": "failed", "error": {"type": "x", "message": "y"}},
        {"id": "file_1", "type": "file", "filename": "error.txt"},
        {
            "custom_id": "1",
            "result": {"type": "errored", "error": {"type": "error", "error": {"type": "x", "message": "y"}}},
        },
        [],
        [1],
        [{"type": "text"}],
        "fine",
        None,
        {},
    ],
)
def test_other_json_is_no_message_and_no_error(value):
    answer = of(value)
    assert (answer.kind, answer.message, answer.error, answer.complete) == (AnswerKind.JSON, None, None, True)


def test_lines_of_json_with_failed_entries_are_no_error():
    line = json.dumps(
        {"custom_id": "1", "result": {"error": {"type": "error", "error": {"type": "x", "message": "y"}}}}
    )
    answer = answer_of(f"{line}\n{line}\n".encode(), "application/x-jsonl")
    assert (answer.kind, answer.error, answer.complete, answer.faults) == (AnswerKind.LINES, None, True, ())


def test_json_that_breaks_off_is_a_fault_with_its_place():
    answer = answer_of('{"é": "x"'.encode(), "application/json")
    [fault] = answer.faults
    assert (fault.code, fault.offset, fault.severity) == ("malformed_body", 10, FaultSeverity.ERROR)
    assert "line 1, column 10" in fault.message
    assert answer.complete is False


def test_pages_and_files_are_neither_message_nor_fault():
    for body, media_type in [(b"<html>502</html>", "text/html"), (b"%PDF-1.7 \xff\x00", "application/pdf")]:
        answer = answer_of(body, media_type)
        assert (answer.kind, answer.error, answer.faults, answer.complete) == (
            AnswerKind.OTHER,
            None,
            (),
            True,
        )


def test_an_empty_stream_is_cut_and_an_empty_body_is_nothing():
    assert [fault.code for fault in answer_of(b"", "text/event-stream").faults] == ["cut"]
    assert answer_of(b"", "").complete is False


def test_an_error_in_a_sentence_of_a_gateway_is_found():
    body = b'upstream said: 529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}'
    assert answer_of(body, "text/plain").error.type == "overloaded_error"


def test_completions_and_chats_show_their_text():
    old = of({"type": "completion", "id": "c", "completion": " Hi", "stop_reason": "stop_sequence"})
    assert (old.kind, old.blocks[0].data["text"], old.stop_reason) == (
        AnswerKind.COMPLETION,
        " Hi",
        "stop_sequence",
    )
    chat = of(
        {"object": "chat.completion", "choices": [{"index": 0, "message": {"content": "Yo"}}], "error": None}
    )
    assert (chat.kind, chat.blocks[0].data["text"], chat.error) == (AnswerKind.CHAT, "Yo", None)


def test_a_stream_that_only_fails_is_an_error():
    answer = answer_of(
        sse({"type": "error", "error": {"type": "api_error", "message": "m"}}), "text/event-stream"
    )
    assert answer.error.message == "m"
    assert [fault.code for fault in answer.faults] == ["in_stream_error"]
    assert answer_of(sse(START), "").complete is False


def test_of_a_very_long_stream_the_beginning_is_read_and_said_to_be():
    whole = answer_of(RICH, "text/event-stream")
    cut = answer_of(RICH, "text/event-stream", most_streamed=len(RICH) - 100)
    assert 0 < cut.events < whole.events
    assert cut.complete
    assert [(fault.code, fault.severity) for fault in cut.faults] == [("unread", FaultSeverity.INFO)]
    assert answer_of(RICH, "text/event-stream", most_streamed=len(RICH)) == whole
