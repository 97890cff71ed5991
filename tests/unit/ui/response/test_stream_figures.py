"""What the strip over a stream tells."""

from betadeck.core.answer_marks import Mark
from betadeck.core.sse import Event
from betadeck.core.stream_times import StreamTimes
from betadeck.ui.response.stream_figures import figures


def told(*events):
    times = StreamTimes()
    for number, at_s in enumerate(events):
        mark = Mark(0, "text", number, number + 1)
        times.add(Event("content_block_delta", "{}", "", 0, 0), at_s, mark)
    return times


def words(found):
    return {each.key: each.value for each in found}


USAGE = {
    "input_tokens": 10,
    "output_tokens": 30,
    "cache_read_input_tokens": 4,
    "cache_creation_input_tokens": None,
}


def test_a_silence_that_lasts_takes_the_place_of_the_longest_and_warns():
    times = told(0.5, 1.0, 3.0)
    [silence] = [each for each in figures(times, {}, 0, 7.5, told=False) if each.key == "silence"]
    assert (silence.name, silence.value, silence.warns) == ("silent for", "4.5 s", True)
    [silence] = [each for each in figures(times, {}, 0, 3.1, told=False) if each.key == "silence"]
    assert (silence.name, silence.value, silence.warns) == ("longest silence", "2.0 s", False)


def test_output_is_told_only_once_the_server_counted_it():
    times = told(1.0, 2.0, 4.0)
    assert "out" not in words(figures(times, USAGE, 0, 4.0, told=False))
    ended = words(figures(times, USAGE, 0, None, told=True))
    assert (ended["in"], ended["cached"], ended["out"], ended["tokens"]) == ("10", "4", "30", "10")


def test_nothing_is_told_of_what_is_not_known():
    assert figures(StreamTimes(), {}, 0, None, told=True) == []
    assert words(figures(told(1.0), {"input_tokens": True}, 2, None, told=True)).keys() == {
        "first", "unknown", "chars",
    }  # fmt: skip


def test_events_that_are_waited_for_are_counted_and_have_no_speed():
    times = StreamTimes()
    for at_s in (1.0, 1.1, 31.0):
        times.add(Event("session.status_idle", "{}", "", 0, 0), at_s)
    assert words(figures(times, {}, 0, 31.0, told=False)) == {"silence": "29.9 s", "count": "3"}
