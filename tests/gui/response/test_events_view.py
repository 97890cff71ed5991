"""The table of events."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from betadeck.core.progress import Progress
from betadeck.core.sse import SseParser
from betadeck.ui.response.body.text_view import ByteTextView
from betadeck.ui.response.events.event_model import Column
from betadeck.ui.response.events.event_table import EventTable
from betadeck.ui.response.events.events_view import EventsView
from helpers.replies import sse, start, stop, text_block

WORDS = text_block(0, ["Hello", "world <b>x</b>"])
BODY = sse(start(), {"type": "ping"}, *WORDS, {"type": "brand_new", "n": 1}, *stop())


@pytest.fixture
def view(qtbot):
    made = EventsView()
    qtbot.addWidget(made)
    made.resize(800, 400)
    made.show()
    qtbot.waitExposed(made)
    return made


def feed(view, body, first=0):
    events = SseParser().feed(body)
    view.add(Progress((), tuple(events), tuple(0.1 * (first + place) for place in range(len(events)))))


def rows(view):
    model = view.findChild(EventTable).model()
    return [
        tuple(model.index(row, column).data() for column in Column if column is not Column.DATA)
        for row in range(model.rowCount())
    ]


def test_every_event_is_shown_pings_and_unknown_ones_too(view):
    feed(view, BODY)
    assert [row[1] for row in rows(view)] == [
        "message_start", "ping", "content_block_start", "content_block_delta", "content_block_delta",
        "content_block_stop", "brand_new", "message_delta", "message_stop",
    ]  # fmt: skip
    assert rows(view)[3][0] == "300"
    assert [row[2] for row in rows(view)] == ["", "", "0", "0", "0", "0", "", "", ""]


def test_the_selected_events_data_is_laid_out_below_and_copied(view, qtbot):
    feed(view, BODY)
    table, detail = view.findChild(EventTable), view.findChild(ByteTextView, "event_data")
    assert not detail.isVisible()
    table.setFocus()
    table.selectRow(1)
    assert detail.isVisible()
    assert bytes(detail.rows().data) == b'{\n  "type": "ping"\n}'
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == '{"type": "ping"}'


@pytest.mark.parametrize(("wanted", "count"), [("DELTA", 3), ("world <b>", 1), ("nowhere", 0), ("", 9)])
def test_the_filter_looks_at_names_and_data(view, qtbot, wanted, count):
    feed(view, BODY)
    view.tools.findChild(QLineEdit, "events_filter").setText(wanted)
    qtbot.waitUntil(lambda: len(rows(view)) == count)
    assert view.total == 9


def test_events_that_come_later_go_through_the_filter(view, qtbot):
    view.tools.findChild(QLineEdit, "events_filter").setText("ping")
    feed(view, BODY)
    feed(view, BODY)
    qtbot.waitUntil(lambda: len(rows(view)) == 2)
    assert view.total == 18


def test_a_hundred_thousand_events(view, qtbot):
    one = sse(*text_block(0, ["x"] * 998))
    events = SseParser().feed(one)
    for batch in range(100):
        view.add(Progress((), tuple(events), (batch * 1.0,) * len(events)))
    assert view.total == 100_000
    view.findChild(EventTable).scrollToBottom()
    assert not view.grab().isNull()


def test_data_that_is_no_json_and_no_text_is_shown_as_it_is(view):
    feed(view, b"event: odd\ndata: not json \xff\x00\ndata: second\n\n")
    table, detail = view.findChild(EventTable), view.findChild(ByteTextView, "event_data")
    table.selectRow(0)
    assert bytes(detail.rows().data) == b"not json \xff\x00\nsecond"
    assert table.model().index(0, Column.DATA).data() == "not json \ufffd␀ ⏎ second"
