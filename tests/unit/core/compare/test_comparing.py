import json
from dataclasses import replace

import pytest

from betadeck.cli.exchange_json import exchange_members
from betadeck.core import preset_text
from betadeck.core.answer_of import answer_of
from betadeck.core.compare import Kind
from betadeck.core.compare.comparing import Comparing, Part, View
from betadeck.core.compare.ignoring import Ignoring
from betadeck.core.compare.side import Side, answer_value, side_of, side_of_file
from betadeck.core.draft import Draft, Row
from betadeck.core.exchange import Ending, Exchange, Head, Sent

EXACT = Ignoring(ids=False, times=False)
STREAM = b"""event: message_start
data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[]}}

event: content_block_start
data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

event: content_block_delta
data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}

event: content_block_stop
data: {"type":"content_block_stop","index":0}

event: message_stop
data: {"type":"message_stop"}

"""


def exchange(body: bytes = b"{}", answer: bytes = b"{}", **more: object) -> Exchange:
    headers = more.pop("headers", (("anthropic-beta", "a-2025-01-01,b-2025-01-01"), ("Content-Length", "9")))
    return Exchange(
        id="1",
        started_at="2026-11-22T10:00:00.000Z",
        draft=Draft(body_text=body.decode()),
        target_name="t",
        sent=Sent("POST", more.pop("url", "https://api.example/v1/messages"), headers, body),
        head=Head(200, headers=(("content-type", "application/json"),)),
        body=answer,
        ending=Ending.FINISHED,
    )


def paths(left: Side, right: Side, part: Part) -> list[tuple[str, str]]:
    found = Comparing(left, right).structure(part, EXACT)
    return [(each.kind.value, each.path) for each in found]


def test_betas_are_compared_as_a_set_and_the_length_of_the_body_not_at_all():
    one = exchange()
    other = exchange(headers=(("anthropic-beta", "c-2025-01-01, a-2025-01-01"), ("content-length", "1")))
    assert paths(side_of(one), side_of(other), Part.REQUEST) == [
        ("removed", "/betas/b-2025-01-01"),
        ("added", "/betas/c-2025-01-01"),
    ]


def test_address_query_headers_and_body_each_have_their_place():
    one = exchange(b'{"max_tokens": 1}', headers=(("X-One", "1"),))
    other = exchange(
        b'{"max_tokens": 2}', url="https://api.example/v1/other?beta=true", headers=(("x-one", "2"),)
    )
    assert [path for _, path in paths(side_of(one), side_of(other), Part.REQUEST)] == [
        "/url",
        "/query/beta",
        "/headers/x-one",
        "/body/max_tokens",
    ]


def test_a_body_that_is_no_json_is_compared_as_text():
    one, other = exchange(b'{"a": 1'), exchange(b'{"a": 2')
    assert paths(side_of(one), side_of(other), Part.REQUEST) == [("changed", "/body")]


def test_an_exchange_and_a_preset_are_compared_as_composed():
    preset = preset_text.dump(
        Draft(betas=("x-2025-01-01",), query=(Row("q", "1", on=False),), body_text="{}")
    )
    found = paths(side_of(exchange()), side_of_file(preset.encode()), Part.REQUEST)
    assert found == [("added", "/betas/x-2025-01-01")]


def test_a_preset_has_no_answer_and_an_answer_no_request():
    answer = side_of_file(b'{"type": "message"}')
    preset = side_of_file(preset_text.dump(Draft()).encode())
    assert answer.answer is not None and not answer.has_request
    assert preset.answer is None and preset.has_request
    assert paths(answer, preset, Part.ANSWER) == []


def test_a_stream_and_the_same_message_whole_do_not_differ():
    whole = {
        "id": "msg_1",
        "type": "message",
        "role": "assistant",
        "content": [{"type": "text", "text": "Hello"}],
    }
    left = Side(answer=STREAM, media_type="text/event-stream")
    right = Side(answer=json.dumps(whole).encode(), media_type="application/json")
    assert paths(left, right, Part.ANSWER) == []


def test_json_lines_are_a_list():
    value, is_json = answer_value(b'{"a":1}\n{"a":2}\n', "application/x-jsonl")
    assert (value, is_json) == ([{"a": 1}, {"a": 2}], True)
    assert answer_value(b'{"a":1}\n{"a":2}\n', "") == (value, True)


def test_a_stream_of_another_kind_is_the_list_of_its_data():
    value, _ = answer_value(b'event: x\ndata: {"n": 1}\n\nevent: x\ndata: gone\n\n', "text/event-stream")
    assert value == [{"n": 1}, "gone"]


@pytest.mark.parametrize("body", [b"", b"plain", b"\xff\xfe", b"{", b"<html>", b"\x00\x01" * 50])
def test_no_body_is_too_odd_to_compare(body):
    left, right = Side(answer=body), Side(answer=b"other\n")
    comparing = Comparing(left, right)
    assert len(list(comparing.structure(Part.ANSWER, EXACT))) == 1
    for view in (View.LINES, View.RAW):
        assert comparing.texts(Part.ANSWER, view, EXACT).right == b"other\n"


def test_raw_lines_are_the_bytes_as_received():
    left, right = Side(answer=b'{"a":  1.10}\r\n'), Side(answer=b'{"a":  1.1}\r\n')
    texts = Comparing(left, right).texts(Part.ANSWER, View.RAW, EXACT)
    assert (texts.left, texts.right) == (left.answer, right.answer)
    assert len(texts.blocks.places) == 1


def test_both_values_of_a_difference_can_be_looked_at_whole():
    left = Side(answer=json.dumps({"text": "one\ntwo " + "x" * 1000}).encode())
    right = Side(answer=json.dumps({"text": "one\nthree"}).encode())
    comparing = Comparing(left, right)
    found = list(comparing.structure(Part.ANSWER, EXACT))
    assert (found[0].kind, found[0].path, found[0].nature) == (Kind.CHANGED, "/text", "text")
    assert len(found[0].left) == 300
    detail = comparing.detail(0, EXACT)
    assert detail.right.decode().splitlines() == ["  │ one", "  │ three"]
    assert len(detail.left) > 1000


def test_an_answer_that_the_history_removed_is_no_answer():
    gone = exchange(answer=b"")
    assert side_of(gone).answer == b""
    assert side_of(replace(gone, body_gone=True)).answer is None


def test_an_exchange_as_the_command_line_prints_it_is_a_file_with_both_parts():
    one = exchange(b'{"a": 1}', b"\xff\x00")
    printed = json.dumps(exchange_members(one, answer_of(one.body, ""))).encode()
    side = side_of_file(printed)
    assert (side.sent, side.answer, side.media_type) == (one.sent, one.body, "application/json")
    assert paths(side_of(one), side, Part.REQUEST) == []


def test_an_answer_that_speaks_of_what_was_sent_is_an_answer():
    for body in (b'{"sent": {}}', b'{"sent": 1, "ending": "", "timings": 1}', b'{"sent"'):
        assert side_of_file(body) == Side(answer=body)
