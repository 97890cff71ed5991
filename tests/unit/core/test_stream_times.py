"""When what came in a stream."""

import pytest

from betadeck.core.answer_marks import Mark
from betadeck.core.sse import Event
from betadeck.core.stream_times import StreamTimes, block_index


def told(*events):
    times = StreamTimes()
    for at_s, name, data, *mark in events:
        times.add(Event(name, data, "", 0, 0), at_s, *mark)
    return times


START = '{"type":"content_block_start","index":0,"content_block":{"type":"thinking"}}'
THINK = '{"type":"content_block_delta","index":0,"delta":{"type":"thinking_delta","thinking":"hm"}}'
STOP = '{"type":"content_block_stop","index":0}'
TEXT = '{"type":"content_block_delta","index":1,"delta":{"type":"text_delta","text":"Hi"}}'


def test_the_first_text_the_longest_silence_and_each_blocks_time():
    times = told(
        (0.3, "message_start", "{}"),
        (0.4, "content_block_start", START),
        (0.5, "content_block_delta", THINK, Mark(0, "thinking", 0, 2)),
        (2.5, "content_block_stop", STOP),
        (2.6, "content_block_delta", TEXT, Mark(1, "text", 0, 2)),
        (2.7, "content_block_delta", TEXT, Mark(1, "text", 2, 4)),
    )
    assert times.first_event_s == 0.3
    assert (times.first_token_s, times.first_text_s, times.chars) == (0.5, 2.6, 6)
    assert (times.silence_s, times.silence_at_s) == (2.0, 0.5)
    assert times.block_s(0) == 2.1
    assert times.events == 6


def test_a_block_that_never_ended_has_no_time():
    assert told((1.0, "content_block_start", START)).block_s(0) is None
    assert told().block_s(7) is None


def test_a_number_deep_in_the_data_is_no_block_index():
    assert block_index('{"type":"ping"}' + " " * 500 + '"index":3') is None
    assert block_index('{"type":"x","index": 12}') == 12


def test_a_silence_that_lasts_until_the_end_counts():
    times = told((1.0, "ping", "{}"), (1.5, "ping", "{}"))
    assert (times.silence_s, times.pings) == (0.5, 2)
    times.end(3.5)
    assert (times.silence_s, times.silence_at_s) == (2.0, 1.5)


def test_speed_is_that_of_the_last_second_and_over_all_of_the_whole():
    times = StreamTimes()
    for step in range(100):
        at_s = step * 0.1
        times.add(Event("content_block_delta", TEXT, "", 0, 0), at_s, Mark(1, "text", step * 2, step * 2 + 2))
        events, chars = times.speed(at_s)
    assert (round(events), round(chars)) == (10, 20)
    assert times.mean_speed() == pytest.approx((100 / 9.9, 200 / 9.9))
    assert times.tokens_per_s(99) == pytest.approx(10.0)


def test_what_came_at_once_has_no_speed():
    times = told((1.0, "content_block_delta", TEXT, Mark(0, "text", 0, 2)))
    assert times.mean_speed() == (0.0, 0.0)
    assert times.tokens_per_s(5) is None
