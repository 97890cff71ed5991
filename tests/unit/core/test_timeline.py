"""Times on a line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.timeline import Window, round_end, runs, tick_words, ticks

TIMES = st.lists(st.floats(0, 10), max_size=60).map(sorted)


@pytest.mark.parametrize(("seconds", "end"), [(0.0, 0.0005), (0.7, 1), (1, 1), (1.01, 2), (4, 5), (73, 100)])
def test_the_scale_grows_by_few_round_steps(seconds, end):
    assert round_end(seconds) == pytest.approx(end)


@given(st.floats(0, 100), st.floats(0.001, 1000), st.integers(1, 12))
def test_ticks_are_few_and_inside(start_s, span_s, most):
    window = Window(start_s, start_s + span_s)
    found = ticks(window, most)
    assert len(found) <= most + 1
    assert all(window.start_s - 1e-6 <= at_s <= window.end_s + 1e-6 for at_s in found)


@pytest.mark.parametrize(
    ("at_s", "window", "words"),
    [
        (0.0, Window(0, 5), "0"),
        (0.2, Window(0, 0.5), "200 ms"),
        (2.5, Window(0, 5), "2.5 s"),
        (20, Window(0, 50), "20 s"),
        (31.25, Window(31, 31.5), "31.25 s"),
    ],
)
def test_a_tick_says_its_time(at_s, window, words):
    assert tick_words(at_s, window) == words


@given(TIMES, st.integers(1, 40))
def test_runs_cover_just_the_pixels_with_events_whichever_way_they_are_counted(times, width_px):
    window = Window(0, 10)
    found = runs(times, window, width_px)
    assert [run[0] for run in found] == sorted(run[0] for run in found)
    covered = {pixel for first, end, _ in found for pixel in range(first, end)}
    if len(times) < width_px:
        assert covered == {min(width_px - 1, int(at_s * width_px / 10)) for at_s in times}
    else:
        assert bool(covered) == bool(times)
    assert all(1 <= level <= 3 for _, _, level in found)


def test_a_flood_is_one_run():
    assert runs([number / 1000 for number in range(10_000)], Window(0, 10), 100) == [(0, 100, 3)]


def test_zooming_keeps_the_place_under_the_mouse_and_stays_inside():
    near = Window(0, 10).zoomed(4.0, 0.5, 10)
    assert (near.start_s, near.end_s) == (2.0, 7.0)
    assert near.zoomed(4.0, 100, 10) == Window(0, 10)
    assert near.moved(100, 10) == Window(5.0, 10.0)
    assert near.moved(-100, 10) == Window(0.0, 5.0)
