"""A stream without end: the newest events are listed, and each keeps its number."""

import pytest

from betadeck.core.progress import Progress
from betadeck.core.sse import Event
from betadeck.ui.parts.labels import Label
from betadeck.ui.response.events.event_list import Arrival
from betadeck.ui.response.events.event_model import MOST_EVENTS, EventModel
from betadeck.ui.response.events.events_view import EventsView


def arrivals(first, count, size=100):
    return [
        Arrival(
            Event("even" if each % 2 == 0 else "odd", str(each), "", each * size, (each + 1) * size), None
        )
        for each in range(first, first + count)
    ]


def listed(model):
    return [model.arrival(row).event.data for row in range(model.rowCount())]


def test_the_newest_are_kept_under_their_numbers():
    model = EventModel(most=10)
    for first in range(0, 25, 5):
        model.add(arrivals(first, 5))
    kept = [str(each) for each in range(model.left_out, 25)]
    assert (model.total, listed(model)) == (25, kept)
    assert 5 <= len(kept) <= 10
    assert model.number(0) == model.left_out
    assert (model.row_of(24), model.row_of(model.left_out - 1)) == (len(kept) - 1, -1)
    assert model.numbered(24).event.data == "24"
    assert model.numbered(3) is None


def test_few_big_events_are_no_more_memory_than_many_small_ones():
    model = EventModel(most_bytes=1000)
    model.add(arrivals(0, 30, size=100))
    assert len(listed(model)) == 15
    assert listed(model)[-1] == "29"


@pytest.mark.parametrize("step", [1, 3, 100])
def test_a_filter_goes_on_over_what_is_left(step):
    model = EventModel(most=10)
    model.set_filter("odd")
    for first in range(0, 60, 6):
        model.add(arrivals(first, 6))
        model.filter_more(step)
    while not model.filter_more(step):
        pass
    assert listed(model) == [str(each) for each in range(model.left_out, 60) if each % 2]
    assert [model.row_of(model.number(row)) for row in range(model.rowCount())] == list(
        range(model.rowCount())
    )
    model.clear()
    assert (model.total, model.left_out) == (0, 0)


def test_the_view_says_that_it_lists_the_newest(qtbot):
    view = EventsView()
    qtbot.addWidget(view)
    view.show()
    note = view.findChild(Label, "events_left_out")
    view.add(Progress((), tuple(each.event for each in arrivals(0, 5))))
    assert not note.isVisible()
    view.add(Progress((), tuple(each.event for each in arrivals(5, MOST_EVENTS))))
    assert f"of {MOST_EVENTS + 5:,} events" in note.text()
    assert note.isVisible()
    view.show_nothing()
    assert not note.isVisible()
