"""What a stream tells while it arrives: events with what each of them added, faults, the answer so far."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.answer_marks import Mark
from betadeck.core.answer_of import answer_of
from betadeck.core.live_stream import live_stream
from betadeck.core.message_json import message_json
from helpers.streams import PING, RICH, START, begin, closing, delta, end, hello, partial, pieces, sse, text

TYPE = "text/event-stream"


def told(chunks):
    stream = live_stream(TYPE)
    found = []
    for at_s, chunk in enumerate(chunks):
        stream.feed(chunk, float(at_s))
        found.append(stream.progress(0, at_s))
    answer = stream.close(len(chunks))
    return [*found, stream.progress(0, 0.0)], answer


def lane(answer, mark):
    block = next(block for block in answer.blocks if block.index == mark.index)
    return block.partial_json if mark.field == "input_json" else block.data.get(mark.field, "")


@settings(deadline=None)
@given(st.data())
def test_the_marks_of_all_events_cover_every_lane_once_and_in_order(data):
    progress, answer = told(data.draw(pieces(RICH)))
    marks = [mark for each in progress for mark in each.marks]
    events = [event for each in progress for event in each.events]
    assert len(marks) == len(events) == len([at for each in progress for at in each.at_s])
    lanes = {}
    for event, mark in zip(events, marks, strict=True):
        if mark is None or not mark.field:
            continue
        words = json.loads(event.data)
        added = lane(answer, mark)[mark.start : mark.end]
        assert added in words["delta"].values() or not added
        if mark.chars:
            key = (mark.index, mark.field)
            assert mark.start == len(lanes.get(key, ""))
            lanes[key] = lanes.get(key, "") + added
    assert lanes[0, "thinking"] == "Let me look — 看"
    assert lanes[1, "text"] == "It says so."
    assert lanes[2, "input_json"] == answer.blocks[2].partial_json


def test_events_of_no_block_have_no_mark_and_a_start_marks_the_text_that_it_brings():
    progress, _ = told(
        [sse(START, PING, begin(3, type="text", text="Hi"), text(3, " you"), end(3), closing())]
    )
    assert progress[0].marks == (*(None, None, Mark(3, "text", 0, 2), Mark(3, "text", 2, 6), Mark(3), None),)


def test_the_message_can_be_asked_for_at_any_time_and_is_what_it_will_be_so_far():
    stream = live_stream(TYPE)
    body = hello()
    middle = body.index(b"Welt")
    stream.feed(body[:middle], 0.0)
    early = stream.progress(middle, 0.0).snapshot()
    stream.feed(body[middle:], 0.1)
    assert early.message["content"] == [{"type": "text", "text": "Grüße, "}]
    assert not early.complete
    assert stream.close(0.2).message == answer_of(body, TYPE).message


def test_faults_are_told_as_soon_as_they_are_met():
    odd = {"type": "brand_new"}
    progress, _ = told([sse(START), sse(odd), sse({"type": "error", "error": {"type": "overloaded_error"}})])
    assert [[fault.code for fault in each.faults] for each in progress[:3]] == [
        [],
        ["unknown_event"],
        ["unknown_event", "in_stream_error"],
    ]


def test_a_block_that_begins_twice_is_counted_anew():
    body = sse(START, begin(0, type="tool_use"), partial(0, "{}"), begin(0, type="text"), text(0, "a"))
    progress, _ = told([body])
    assert progress[0].marks[-1] == Mark(0, "text", 0, 1)


def test_signatures_and_citations_are_about_a_block_and_add_no_characters():
    progress, _ = told([sse(START, begin(0, type="thinking"), delta(0, "signature_delta", signature="c2ln"))])
    assert progress[0].marks[-1] == Mark(0, "signature")


def test_a_message_as_json_can_always_be_encoded_and_read_again():
    message = {"half\ud800": ["é", "\udcff", 1e999, -1e999, {}, []], "n": 1.5}
    written = message_json(message)
    written.encode()
    assert json.loads(written) == message
    assert message_json({"a": "é"}) == '{\n  "a": "é"\n}'
