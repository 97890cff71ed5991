"""Event streams as the API sends them, written for tests, and ways to cut bytes into pieces."""

import json

from hypothesis import strategies as st

START = {
    "type": "message_start",
    "message": {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "model": "claude-test-1",
        "content": [],
        "stop_reason": None,
        "stop_sequence": None,
        "usage": {"input_tokens": 12, "cache_read_input_tokens": 3, "output_tokens": 1},
    },
}
STOP = {"type": "message_stop"}
PING = {"type": "ping"}


def begin(index, **block):
    return {"type": "content_block_start", "index": index, "content_block": block}


def delta(index, kind, **fields):
    return {"type": "content_block_delta", "index": index, "delta": {"type": kind, **fields}}


def text(index, words):
    return delta(index, "text_delta", text=words)


def partial(index, words):
    return delta(index, "input_json_delta", partial_json=words)


def end(index):
    return {"type": "content_block_stop", "index": index}


def closing(reason="end_turn", output_tokens=9, **more):
    return {
        "type": "message_delta",
        "delta": {"stop_reason": reason, "stop_sequence": None},
        "usage": {"output_tokens": output_tokens},
        **more,
    }


def sse(*events, newline="\n"):
    """The bytes of `events`, each a dictionary named by its type, or a text taken as it stands."""
    blocks = []
    for event in events:
        if isinstance(event, str):
            blocks.append(event)
        else:
            data = json.dumps(event, ensure_ascii=False)
            blocks.append(f"event: {event['type']}\ndata: {data}\n\n")
    return "".join(blocks).replace("\n", newline).encode("utf-8", "surrogateescape")


def hello(*blocks, reason="end_turn"):
    """A whole stream with the given block events, or with one text."""
    blocks = blocks or (begin(0, type="text", text=""), text(0, "Grüße, "), text(0, "Welt 🌍"), end(0))
    return sse(START, PING, *blocks, closing(reason), STOP)


RICH = sse(
    START,
    begin(0, type="thinking", thinking="", signature=""),
    delta(0, "thinking_delta", thinking="Let me "),
    PING,
    delta(0, "thinking_delta", thinking="look — 看"),
    delta(0, "signature_delta", signature="c2ln"),
    end(0),
    begin(1, type="text", text="", citations=[]),
    delta(1, "citations_delta", citation={"type": "char_location", "cited_text": "é", "start_char_index": 0}),
    text(1, "It says "),
    delta(1, "citations_delta", citation={"type": "char_location", "cited_text": "𝄞", "start_char_index": 1}),
    text(1, "so."),
    end(1),
    begin(2, type="tool_use", id="toolu_1", name="weather", input={}),
    partial(2, ""),
    partial(2, '{"city": "Zü'),
    partial(2, 'rich", "n": 12345678901234567890}'),
    end(2),
    begin(3, type="server_tool_use", id="srvtoolu_1", name="web_search", input={}),
    end(3),
    begin(
        4, type="web_search_tool_result", tool_use_id="srvtoolu_1", content=[{"type": "web_search_result"}]
    ),
    end(4),
    begin(5, type="compaction", content=None),
    delta(5, "compaction_delta", content="So far: hello."),
    end(5),
    closing("tool_use", 40, context_management={"applied_edits": []}),
    STOP,
)


@st.composite
def pieces(draw, data):
    """`data` cut at random places."""
    cuts = sorted(draw(st.lists(st.integers(0, len(data)), max_size=12)))
    return [data[a:b] for a, b in zip([0, *cuts], [*cuts, len(data)], strict=True)]
