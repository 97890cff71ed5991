import json

from betadeck.core.answer import (
    AnswerKind,
    Unknown,
)
from helpers.folding import codes, fold
from helpers.streams import (
    PING,
    hello,
    sse,
)


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
    text, tool = answer.blocks
    assert text.data == {"type": "text", "text": "Hello"}
    assert tool.data == {"type": "tool_use", "id": "call_1", "name": "f"}
    assert (tool.index, tool.partial_json, tool.complete, tool.valid) == (1, '{"a": 1}', True, True)
    assert "".join(each.text for each in changes if getattr(each, "field", "") == "input_json") == '{"a": 1}'
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
            {"type": "agent.tool_use", "id": "e2", "name": "bash", "input": {"command": "ls"}},
            {"type": "agent.tool_result", "tool_use_id": "e2", "content": [{"type": "text", "text": "x"}]},
            {"type": "session.error", "error": {"type": "unknown_error", "message": "m"}},
            ": keep-alive\n\n",
            {"type": "session.status_idle"},
        )
    )
    assert (answer.kind, answer.message, answer.faults) == (AnswerKind.EVENTS, None, ())
    assert (answer.complete, answer.error, answer.events) == (True, None, 6)
    assert [block.type for block in answer.blocks] == ["text", "server_tool_use", "tool_result"]
    assert answer.blocks[0].data["text"] == "Done."
    assert sum(isinstance(change, Unknown) for change in changes) == 3


def test_events_of_plain_text_are_no_broken_message():
    answer, _ = fold(b"data: hello\n\nevent: tick\ndata: 5\n\n")
    assert (answer.kind, answer.faults, answer.events) == (AnswerKind.EVENTS, (), 2)
