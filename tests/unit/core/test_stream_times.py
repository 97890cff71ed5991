"""When what came in a stream."""

from betadeck.core.sse import Event
from betadeck.core.stream_times import StreamTimes, block_index


def told(*events):
    times = StreamTimes()
    for at_s, name, data in events:
        times.add(Event(name, data, "", 0, 0), at_s)
    return times


START = '{"type":"content_block_start","index":0,"content_block":{"type":"thinking"}}'
THINK = '{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}'
STOP = '{"type":"content_block_stop","index":0}'
TEXT = '{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hi"}}'


def test_the_first_text_the_longest_silence_and_each_blocks_time():
    times = told(
        (0.3, "message_start", "{}"),
        (0.4, "content_block_start", START),
        (0.5, "content_block_delta", THINK),
        (2.5, "content_block_stop", STOP),
        (2.6, "content_block_delta", TEXT),
        (2.7, "content_block_delta", TEXT),
    )
    assert times.first_event_s == 0.3
    assert times.first_text_s == 2.6
    assert (times.silence_s, times.silence_at_s) == (2.0, 0.5)
    assert times.block_s(0) == 2.1
    assert times.events == 6


def test_a_block_that_never_ended_has_no_time():
    assert told((1.0, "content_block_start", START)).block_s(0) is None
    assert told().block_s(7) is None


def test_a_number_deep_in_the_data_is_no_block_index():
    assert block_index('{"type":"ping"}' + " " * 500 + '"index":3') is None
    assert block_index('{"type":"x","index": 12}') == 12
