"""The timeline of events: what is under the mouse is told, a click goes there, and the wheel zooms."""

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from betadeck.core.live_stream import live_stream
from betadeck.ui.response.body.text_view import ByteTextView
from betadeck.ui.response.events.event_table import EventTable
from betadeck.ui.response.events.events_view import EventsView
from betadeck.ui.response.events.timeline import Timeline
from helpers.replies import sse, start, stop, text_block, thinking_block

EVENTS = [start(), {"type": "ping"}, *thinking_block(0, ["hm "] * 3), *text_block(1, ["so "] * 3), *stop()]


@pytest.fixture
def view(qtbot):
    made = EventsView()
    qtbot.addWidget(made)
    made.resize(900, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def stream(view, events=EVENTS, step_s=0.1):
    live = live_stream("text/event-stream")
    view.show_nothing(live=True)
    for number, event in enumerate(events):
        live.feed(sse(event), number * step_s)
        view.add(live.progress(0, number * step_s))


def line(view):
    return view.findChild(Timeline)


def point(view, number, step_s=0.1):
    """Where the timeline draws event `number`."""
    made = line(view)
    window = made._shown()
    lanes = made._log.lanes()
    row = next(row for row, lane in enumerate(lanes) if number in lane.numbers)
    x = made._left_px() + (number * step_s - window.start_s) / window.span_s * made._wide_px()
    return QPoint(round(x), made._top_px(row) + 9)


def wheel(widget, at, steps, keys):
    where = QPointF(at)
    QApplication.sendEvent(
        widget,
        QWheelEvent(
            where, QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
            keys, Qt.ScrollPhase.NoScrollPhase, False,
        ),
    )  # fmt: skip


def test_a_click_goes_to_the_event_also_while_it_runs(view, qtbot):
    stream(view, EVENTS[:8])
    qtbot.mouseClick(line(view), Qt.MouseButton.LeftButton, pos=point(view, 4))
    assert view.findChild(EventTable).currentIndex().row() == 4
    assert b"thinking_delta" in bytes(view.findChild(ByteTextView, "event_data").rows().data)


def test_a_click_shows_an_event_that_the_filter_hides(view, qtbot):
    stream(view)
    view.tools.findChild(QWidget, "events_filter").setText("ping")
    qtbot.waitUntil(lambda: view.findChild(EventTable).model().rowCount() == 1)
    view.end(None)
    qtbot.mouseClick(line(view), Qt.MouseButton.LeftButton, pos=point(view, 9))
    assert view.findChild(EventTable).currentIndex().row() == 9


def test_hovering_tells_the_event_and_the_silence(view, qtbot):
    stream(view)
    view.end(None)
    qtbot.mouseMove(line(view), point(view, 5))
    assert "Event 6" in QToolTip.text()
    assert "added 3 characters" in QToolTip.text()
    QToolTip.hideText()


def test_arrow_keys_walk_along_the_events(view, qtbot):
    stream(view)
    view.go_to(3)
    line(view).setFocus()
    qtbot.keyClick(line(view), Qt.Key.Key_Right)
    qtbot.keyClick(line(view), Qt.Key.Key_Right)
    qtbot.keyClick(line(view), Qt.Key.Key_Left)
    assert view.findChild(EventTable).currentIndex().row() == 4


def test_the_wheel_zooms_around_the_mouse_and_a_double_click_shows_all(view, qtbot):
    stream(view)
    view.end(None)
    whole = line(view)._shown()
    at = point(view, 6)
    wheel(line(view), at, 5, Qt.KeyboardModifier.ControlModifier)
    assert line(view)._shown().span_s < whole.span_s / 2
    assert (point(view, 6) - at).manhattanLength() <= 2
    before = line(view)._shown()
    wheel(line(view), at, -1, Qt.KeyboardModifier.ShiftModifier)
    assert line(view)._shown().start_s > before.start_s
    qtbot.mouseDClick(line(view), Qt.MouseButton.LeftButton, pos=QPoint(2, 2))
    assert line(view)._shown() == whole


def test_it_says_in_words_what_it_draws(view):
    stream(view)
    view.end(None)
    assert line(view).accessibleDescription().startswith("15 events in 1.4 s, first token after 300 ms")


def test_the_table_follows_a_running_stream_until_the_user_scrolls_away(view, qtbot):
    many = [start(), *text_block(0, ["x"] * 200)]
    stream(view, many[:100])
    bar = view.findChild(EventTable).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 50 and bar.value() == bar.maximum())
    bar.setValue(3)
    live = live_stream("text/event-stream")
    live.feed(sse(*many[100:]), 20.0)
    view.add(live.progress(0, 20.0))
    assert bar.value() == 3
