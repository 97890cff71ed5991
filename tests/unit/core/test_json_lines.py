"""JSON lines read while they come, and the answer that they are."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.answer import AnswerKind
from betadeck.core.answer_of import answer_of
from betadeck.core.json_lines import BROKEN, JsonLinesParser
from betadeck.core.live_stream import live_stream
from helpers.streams import pieces

TYPE = "application/x-jsonl"


def result(custom_id, kind, **more):
    return json.dumps({"custom_id": custom_id, "result": {"type": kind, **more}}, ensure_ascii=False)


LINES = "\n".join([result("a", "succeeded", message={"content": "é😀"}), result("b", "errored"), "", "[1]"])


def parsed(chunks):
    parser = JsonLinesParser()
    return [event for chunk in chunks for event in parser.feed(chunk)] + parser.close()


def test_a_line_is_named_after_its_result_and_has_its_id():
    assert [(each.name, each.id) for each in parsed([LINES.encode()])] == [
        ("succeeded", "a"),
        ("errored", "b"),
        ("line", ""),
    ]


@settings(deadline=None)
@given(st.data(), st.sampled_from(["\n", "\r\n"]), st.booleans())
def test_the_cuts_do_not_matter_and_offsets_lead_to_the_lines(data, newline, ended):
    stream = (LINES + "\n" * ended).replace("\n", newline).encode()
    events = parsed(data.draw(pieces(stream)))
    assert events == parsed([stream])
    for event in events:
        assert stream[event.start : event.end].decode().strip() == event.data


@settings(deadline=None)
@given(st.binary(max_size=60), st.data())
def test_no_bytes_raise_or_are_lost(stream, data):
    events = parsed(data.draw(pieces(stream)))
    at = 0
    for event in events:
        assert stream[at : event.start].strip(b" \t\r\n") in (b"", b"\xef\xbb\xbf")
        line = event.data.encode("utf-8", "surrogateescape")
        assert stream[event.start : event.end].rstrip(b"\r\n").endswith(line.rstrip(b"\r\n"))
        at = event.end
    assert stream[at:].strip(b" \t\r\n") in (b"", b"\xef\xbb\xbf")
    answer_of(stream, TYPE)


def test_the_answer_counts_the_lines():
    answer = answer_of(LINES.encode(), TYPE)
    assert (answer.kind, answer.events, answer.complete) == (AnswerKind.LINES, 3, True)
    assert answer.faults == ()


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        (b'{"a": 1}\n{"b": ', ["cut"]),
        (b'{"a": 1}\nwhat\n{"b": 2}\n', ["malformed_event"]),
    ],
)
def test_lines_that_are_no_json_are_told(body, codes):
    answer = answer_of(body, TYPE)
    assert [fault.code for fault in answer.faults] == codes
    assert parsed([body])[1].name == BROKEN


def test_lines_are_told_while_they_come():
    stream = live_stream(TYPE)
    stream.feed(LINES.encode()[:-3], 0.5)
    told = stream.progress(10, 0.6)
    assert ([each.id for each in told.events], told.at_s, told.marks) == (
        ["a", "b"],
        (0.5, 0.5),
        (None, None),
    )
    stream.feed(LINES.encode()[-3:], 0.7)
    answer = stream.close(0.8)
    assert [each.data for each in stream.progress(20, 0.9).events] == ["[1]"]
    assert answer == answer_of(LINES.encode(), TYPE)
