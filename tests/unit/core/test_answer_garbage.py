import json

from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.answer_fold import AnswerFold
from betadeck.core.answer_of import answer_of
from betadeck.core.sse import SseParser
from helpers.streams import RICH, START, pieces, sse

KINDS = [
    "message_start",
    "content_block_start",
    "content_block_delta",
    "content_block_stop",
    "message_delta",
    "message_stop",
    "error",
    "ping",
    "completion",
    "agent.message",
    "odd",
]
DELTAS = [
    "text_delta",
    "thinking_delta",
    "signature_delta",
    "citations_delta",
    "input_json_delta",
    "compaction_delta",
    "text",
    "tool_use",
    "thinking",
    "fallback",
]
FIELDS = [
    "type",
    "index",
    "delta",
    "content_block",
    "message",
    "usage",
    "error",
    "content",
    "text",
    "thinking",
    "input",
    "partial_json",
    "citation",
    "citations",
    "signature",
    "stop_reason",
    "choices",
    "finish_reason",
    "completion",
    "to",
    "model",
    "id",
    "detail",
]

WORDS = st.sampled_from([*KINDS, *DELTAS, "", "x", "{", '{"a": 1}'])
VALUES = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(-2, 3), WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(FIELDS), inner, max_size=4)
    ),
    max_leaves=10,
)


@st.composite
def near_events(draw):
    """An event that looks much like a good one, or is one."""
    data = draw(st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=5))
    kind = draw(st.sampled_from([*KINDS, ""]))
    if kind:
        data["type"] = kind
    if draw(st.booleans()):
        data["index"] = draw(st.integers(0, 2))
    return f"event: {kind or 'odd'}\ndata: {json.dumps(data)}\n\n".encode()


STREAMS = st.lists(
    st.one_of(near_events(), near_events(), st.binary(max_size=20), st.just(sse(START))), max_size=12
).map(b"".join)


def fold(chunks):
    parser, folding = SseParser(), AnswerFold()
    for chunk in chunks:
        folding.feed(parser.feed(chunk))
        folding.snapshot()
    folding.feed(parser.close())
    folding.close(parser.rest)
    return folding.snapshot()


@settings(deadline=None)
@given(STREAMS, st.data())
def test_no_garbage_raises_and_its_answer_does_not_hang_on_the_cuts(stream, data):
    assert fold(data.draw(pieces(stream))) == fold([stream])
    answer_of(stream, "text/event-stream")


@settings(deadline=None)
@given(st.data())
def test_a_good_stream_with_broken_bytes_never_raises(data):
    stream = bytearray(RICH)
    for place in data.draw(st.lists(st.integers(0, len(stream) - 1), max_size=6)):
        stream[place] = data.draw(st.integers(0, 255))
    fold([bytes(stream[: data.draw(st.integers(0, len(stream)))])])


@settings(deadline=None)
@given(st.one_of(STREAMS, VALUES.map(lambda value: json.dumps(value).encode()), st.binary(max_size=60)))
def test_no_body_raises_under_any_label(body):
    for media_type in ("application/json", "text/event-stream; charset=utf-8", "text/html", ""):
        answer_of(body, media_type)


def test_data_as_deep_as_a_parser_can_bear_does_not_crash():
    for depth in (100, 900, 940, 950, 960, 970, 980, 20_000):
        deep = "[" * depth + "]" * depth
        delta = '{"type": "citations_delta", "citation": ' + deep + "}"
        stream = sse(
            START,
            'data: {"type": "content_block_delta", "index": 0, "delta": ' + delta + "}\n\n",
            'data: {"type": ' + deep + ', "error": {"message": ' + deep + "}}\n\n",
            'data: {"error": {"errors": ' + deep + ', "detail": ' + deep + "}}\n\n",
        )
        fold([stream])
        answer_of(b'{"error": {"detail": ' + deep.encode() + b"}}", "application/json")
