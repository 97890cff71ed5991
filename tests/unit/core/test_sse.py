import json

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from betadeck.core.sse import SseParser
from helpers.streams import RICH, hello, pieces, sse


def parsed(chunks):
    parser = SseParser()
    events = [event for chunk in chunks for event in parser.feed(chunk)]
    return [*events, *parser.close()], parser


def data_of(stream):
    return [(event.name, event.data) for event in parsed([stream])[0]]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("step", [1, 2, 3, 5, 10_000])
def test_every_line_end_and_every_cut_give_the_same_events(newline, step):
    stream = hello().replace(b"\n", newline.encode())
    events, parser = parsed([stream[place : place + step] for place in range(0, len(stream), step)])
    assert [json.loads(event.data)["type"] for event in events] == [
        "message_start",
        "ping",
        "content_block_start",
        "content_block_delta",
        "content_block_delta",
        "content_block_stop",
        "message_delta",
        "message_stop",
    ]
    assert parser.rest == b""


@settings(deadline=None)
@given(st.data())
def test_events_cover_the_stream_byte_for_byte(data):
    chunks = data.draw(pieces(RICH))
    events, parser = parsed(chunks)
    assert events == parsed([RICH])[0]
    assert b"".join(RICH[event.start : event.end] for event in events) == RICH
    assert parser.rest == b""


TOKENS = b"\r|\n|\r\n|:| |data|event|id|retry|x|7|\xff|\xc3|\xa9|\xef\xbb\xbf|\0|\x85|\x0b|data: a\n\n".split(
    b"|"
)
ODD = st.lists(st.sampled_from([*TOKENS, "😀".encode(), "\u2028".encode()]), max_size=40).map(b"".join)


@settings(deadline=None)
@given(ODD, st.data())
@example(b"data: a\n\r\n", None)
def test_any_bytes_give_the_same_events_however_cut_and_none_are_lost(stream, data):
    chunks = data.draw(pieces(stream)) if data else [stream[i : i + 1] for i in range(len(stream))]
    events, parser = parsed(chunks)
    whole, other = parsed([stream])
    assert events == whole
    assert (parser.rest, parser.retry_ms) == (other.rest, other.retry_ms)
    ends = [0, *(event.end for event in events)]
    assert [event.start for event in events] == ends[:-1]
    assert stream.endswith(parser.rest)
    assert ends[-1] <= len(stream) - len(parser.rest)


def test_lines_end_only_at_the_three_line_ends():
    assert data_of("data: a\u2028b\u0085c\x0bd\x0ce\n\n".encode()) == [
        ("message", "a\u2028b\u0085c\x0bd\x0ce")
    ]


@pytest.mark.parametrize(
    ("stream", "events"),
    [
        (b"data: one\ndata:two\ndata:  three\n\n", [("message", "one\ntwo\n three")]),
        (b"event: e\ndata\n\n", [("e", "")]),
        (b"data:\n\n", [("message", "")]),
        (b"data:\ndata\n\n", [("message", "\n")]),
        (b"event: lonely\n\ndata: x\n\n", [("message", "x")]),
        (b": comment\n\n:\ndata: x\n: y\n\n", [("message", "x")]),
        (b"Data: no\ndatas: no\n data: no\n\n", []),
        (b"event: a\nevent: b\ndata: x\n\n", [("b", "x")]),
        (b"\n\n\n\ndata: x\n\n\n\n", [("message", "x")]),
        (b"\xef\xbb\xbfdata: x\n\n", [("message", "x")]),
        (b"\xef\xbb\xbf\xef\xbb\xbfdata: x\n\n", []),
        (b"data: x\n\n\xef\xbb\xbfdata: y\n\n", [("message", "x")]),
        (b"data: a:b: c\n\n", [("message", "a:b: c")]),
    ],
)
def test_fields_are_read_as_the_standard_says(stream, events):
    assert data_of(stream) == events


def test_an_id_stays_until_the_next_and_never_holds_a_null_character():
    stream = b"id: 7\ndata: a\n\ndata: b\n\nid: 8\0\ndata: c\n\nid\ndata: d\n\n"
    assert [event.id for event in parsed([stream])[0]] == ["7", "7", "7", ""]


def test_retry_is_kept_when_it_is_a_number():
    for line, wanted in [("1500", 1500), ("1.5", None), ("-3", None), ("٣", None), ("9" * 5000, None)]:
        _, parser = parsed([f"retry: {line}\n\n".encode()])
        assert parser.retry_ms == wanted


def test_an_event_without_its_empty_line_is_rest_and_no_event():
    events, parser = parsed([b"data: a\n\nevent: b\ndata: {\n"])
    assert [event.data for event in events] == ["a"]
    assert parser.rest == b"event: b\ndata: {\n"


def test_a_last_cr_waits_for_its_lf_and_no_longer_than_the_stream():
    parser = SseParser()
    assert parser.feed(b"data: a\r\r") == []
    [event] = parser.feed(b"\ndata: b")
    assert (event.data, event.end) == ("a", 10)
    parser = SseParser()
    parser.feed(b"data: a\r\r")
    assert [event.data for event in parser.close()] == ["a"]


def test_bytes_that_are_no_utf8_come_back_from_the_text():
    raw = b"caf\xe9 \xf0\x9f\x98 \xff"
    [event] = parsed([b"data: " + raw + b"\n\n"])[0]
    assert event.data.encode("utf-8", "surrogateescape") == raw


def test_an_event_of_megabytes_in_small_pieces():
    stream = b"data: " + b"x" * 3_000_000 + b"\n\n"
    [event] = parsed([stream[place : place + 4096] for place in range(0, len(stream), 4096)])[0]
    assert len(event.data) == 3_000_000


def test_offsets_reach_over_comments_to_the_event_before():
    stream = sse(": keep-alive\n\n", {"type": "ping"}, "\n: more\n\n", {"type": "ping"})
    first, second = parsed([stream])[0]
    assert (first.start, first.end, second.end) == (0, second.start, len(stream))
