"""Times and characters that lead to their events."""

from betadeck.core.live_stream import live_stream
from betadeck.core.sse import Event
from betadeck.core.stream_log import REST, StreamLog
from helpers.streams import PING, RICH, START, begin, sse, text


def logged(body, *, timed=True):
    stream, log = live_stream("text/event-stream"), StreamLog()
    stream.feed(body, 0.0)
    told = stream.progress(0, 0.0)
    for number, (event, mark) in enumerate(zip(told.events, told.marks, strict=True)):
        log.add(event, number * 0.1 if timed else None, mark)
    return log, told.events


def test_every_event_is_in_one_lane():
    log, events = logged(RICH)
    assert [lane.name for lane in log.lanes()] == [
        "thinking", "text", "tool_use", "server_tool_use", "web_search_tool_result", "compaction",
        "message", "ping",
    ]  # fmt: skip
    numbers = sorted(number for lane in log.lanes() for number in lane.numbers)
    assert numbers == list(range(len(events)))
    assert [lane.index for lane in log.lanes()][:2] == [0, 1]


def test_a_character_leads_to_the_event_that_added_it():
    log, events = logged(RICH)
    assert "Let me" in events[log.event_at(0, "thinking", 0)].data
    assert "Let me" in events[log.event_at(0, "thinking", 6)].data
    assert "look" in events[log.event_at(0, "thinking", 7)].data
    assert "rich" in events[log.event_at(2, "input_json", 12)].data
    assert log.event_at(0, "thinking", 1000) is None
    assert log.event_at(9, "text", 0) is None


def test_a_block_that_begins_anew_leads_to_its_new_events():
    log, events = logged(
        sse(START, begin(0, type="text"), text(0, "abc"), begin(0, type="text"), text(0, "x"))
    )
    assert events[log.event_at(0, "text", 0)].data.count("x")
    assert log.event_at(0, "text", 2) is None


def test_without_times_there_are_no_lanes_but_characters_are_known():
    log, _ = logged(RICH, timed=False)
    assert log.lanes() == []
    assert log.event_at(1, "text", 0) is not None


def test_a_stretch_of_time_and_the_nearest_event():
    log, _ = logged(sse(START, PING, PING, PING))
    ping = log.lanes()[1]
    assert ping.between(0.1, 0.25) == (0, 2)
    assert min(log.nearest(0.21), key=lambda found: abs(found[0] - 0.21))[1] == 2


def test_names_without_end_share_a_lane_and_time_never_runs_back():
    log = StreamLog()
    for number in range(100):
        log.add(Event(f"kind_{number}", "{}", "", 0, 0), 50.0 - number, None)
    assert [lane.name for lane in log.lanes()][-1] == REST
    assert log.last_s == 50.0
