"""A stream watched while it runs: figures, marks from events to characters and back, copies, faults, ends."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QPushButton

from betadeck.core.answer_of import answer_of
from betadeck.core.live_stream import live_stream
from betadeck.ui.response.blocks.flow_text import FlowText
from betadeck.ui.response.blocks.tool_block import ToolBlock
from betadeck.ui.response.events.event_table import EventTable
from betadeck.ui.response.events.timeline import Timeline
from betadeck.ui.response.stream_strip import StreamStrip
from betadeck.ui.response.viewer import ResponseViewer
from helpers.replies import (
    SENT,
    STREAM_TYPE,
    exchange,
    head,
    sse,
    start,
    stop,
    text_block,
    thinking_block,
    tool_block,
)

EVENTS = [
    start(),
    *thinking_block(0, ["Let me ", "think."]),
    *text_block(1, ["**Hello**, ", "world"]),
    *tool_block(2, "find", ['{"wo', 'rd": "x', '", "n": [1,2]}']),
    *stop("tool_use"),
]
LINES = "application/x-jsonl"


class Live:
    """A stream on its way into a viewer."""

    def __init__(self, viewer, media_type="text/event-stream"):
        self.viewer, self.stream, self.body, self.at_s = viewer, live_stream(media_type), b"", 0.0
        viewer.show_sending(SENT)
        viewer.show_head(head(200, media_type))

    def feed(self, data, seconds=0.5):
        self.at_s += seconds
        self.body += data
        self.stream.feed(data, self.at_s)
        self.viewer.show_progress(self.stream.progress(len(self.body), self.at_s))

    def end(self):
        answer = self.stream.close(self.at_s)
        self.viewer.show_progress(self.stream.progress(len(self.body), self.at_s))
        made = exchange(self.body, head(200, STREAM_TYPE), total_s=self.at_s, pieces=4)
        self.viewer.show_exchange(made, answer, None, None)


@pytest.fixture
def viewer(qtbot):
    made = ResponseViewer()
    qtbot.addWidget(made)
    made.resize(900, 560)
    made.show()
    qtbot.waitExposed(made)
    return made


def seen(viewer):
    return [each.text() for each in viewer.findChildren(QLabel) if each.isVisible()]


def figures(viewer):
    return viewer.findChild(StreamStrip).words()


def named(viewer, name):
    return viewer.findChild(QAbstractButton, name)


def table(viewer):
    return viewer.findChild(EventTable, "events_table")


def marked(viewer):
    """What is marked, in all texts."""
    flows = [each for each in viewer.findChildren(FlowText) if each.mark()[0] < each.mark()[1]]
    return ["".join(each.pieces())[slice(*each.mark())] for each in flows]


def lane(viewer, name):
    return next(each for each in viewer.findChildren(FlowText) if each.accessibleName() == name)


def all_fed(viewer, *, ended=True):
    live = Live(viewer)
    for event in EVENTS:
        live.feed(sse(event))
    if ended:
        live.end()
    return live


def test_figures_run_with_the_stream_and_stay(viewer, qtbot):
    viewer.show_sending(SENT)
    assert not viewer.findChild(StreamStrip).isVisible()
    live = Live(viewer)
    for event in EVENTS[:4]:
        live.feed(sse(event))
    qtbot.waitUntil(lambda: "first token 1.5 s" in figures(viewer))
    assert "in 812" in figures(viewer)
    assert "out " not in figures(viewer)
    live.feed(sse(*EVENTS[4:], {"type": "ping"}), seconds=3.0)
    live.end()
    shown = figures(viewer)
    assert "longest silence 3.0 s" in shown
    assert "out 240, tokens/s 69" in shown
    assert "pings 1" in shown


def test_the_message_is_copied_while_it_comes_and_afterwards(viewer, qtbot):
    live = Live(viewer)
    body = sse(*EVENTS)
    middle = body.index(b"world")
    live.feed(body[:middle])
    viewer._answer.tools.copy_requested.emit("message")
    qtbot.waitUntil(lambda: "Hello" in QGuiApplication.clipboard().text())
    early = json.loads(QGuiApplication.clipboard().text())
    assert [each["type"] for each in early["content"]] == ["thinking", "text"]
    live.feed(body[middle:])
    live.end()
    viewer._answer.tools.copy_requested.emit("message")
    qtbot.waitUntil(lambda: "tool_use" in QGuiApplication.clipboard().text())
    assert json.loads(QGuiApplication.clipboard().text()) == answer_of(body, STREAM_TYPE).message


def test_a_chosen_event_marks_its_characters_where_they_stand(viewer, qtbot):
    all_fed(viewer, ended=False)
    for row, words in ((2, "Let me "), (3, "think."), (7, "**Hello**, ")):
        table(viewer).selectRow(row)
        qtbot.waitUntil(lambda words=words: marked(viewer) == [words])
    table(viewer).selectRow(13)
    qtbot.waitUntil(lambda: marked(viewer) == ['",\n  "n": [\n    1,\n    2\n  ]\n}'])
    table(viewer).selectRow(0)
    assert marked(viewer) == []


def test_rendered_text_is_shown_as_written_while_something_in_it_is_marked(viewer, qtbot):
    all_fed(viewer)
    text = lane(viewer, "Answer text")
    qtbot.waitUntil(lambda: not text.isVisible())
    table(viewer).selectRow(7)
    qtbot.waitUntil(lambda: text.isVisible() and marked(viewer) == ["**Hello**, "])
    viewer.show_view("events")
    qtbot.mouseClick(named(viewer, "show_in_answer"), Qt.MouseButton.LeftButton)
    assert viewer.view() == "answer"
    viewer._answer.mark_removed.emit()
    assert not text.isVisible()
    assert marked(viewer) == []


def test_a_click_in_a_lane_leads_to_the_event_that_added_the_character(viewer, qtbot):
    all_fed(viewer, ended=False)
    table(viewer).selectRow(2)
    text = lane(viewer, "Answer text")
    qtbot.waitUntil(lambda: text.height() > 5)
    qtbot.mouseClick(text, Qt.MouseButton.LeftButton, pos=QPoint(110, 8))
    qtbot.waitUntil(lambda: marked(viewer) == ["world"])
    assert table(viewer).currentIndex().row() == 8
    qtbot.mouseClick(named(viewer, "show_event"), Qt.MouseButton.LeftButton)
    assert viewer.view() == "events"


def test_a_drag_selects_and_leads_nowhere(viewer, qtbot):
    all_fed(viewer, ended=False)
    text = lane(viewer, "Answer text")
    qtbot.waitUntil(lambda: text.height() > 5)
    qtbot.mousePress(text, Qt.MouseButton.LeftButton, pos=QPoint(2, 8))
    qtbot.mouseMove(text, QPoint(60, 8))
    qtbot.mouseRelease(text, Qt.MouseButton.LeftButton, pos=QPoint(60, 8))
    assert marked(viewer) == []


def test_events_stand_beside_the_answer_and_choose_together(viewer, qtbot):
    all_fed(viewer)
    beside = viewer.findChild(EventTable, "events_beside")
    assert not beside.isVisible()
    qtbot.mouseClick(named(viewer, "answer_events"), Qt.MouseButton.LeftButton)
    assert beside.isVisible()
    beside.selectRow(3)
    qtbot.waitUntil(lambda: marked(viewer) == ["think."])
    assert table(viewer).currentIndex().row() == 3


def test_tool_input_is_laid_out_while_it_comes_and_says_what_it_lacks(viewer, qtbot):
    live = Live(viewer)
    tool = tool_block(0, "find", ['{"a": [1', ', {"b": "x'], ended=False)
    live.feed(sse(start(), *tool))
    block = viewer.findChild(ToolBlock)
    lacks = 'arriving, not yet valid, lacks "}]}'
    qtbot.waitUntil(lambda: lacks in [each.text() for each in block.findChildren(QLabel)])
    assert lane(viewer, "Tool input").text() == '{\n  "a": [\n    1,\n    {\n      "b": "x'
    live.feed(sse({"type": "content_block_delta", "index": 0,
                   "delta": {"type": "input_json_delta", "partial_json": '"}]}'}},
                  {"type": "content_block_stop", "index": 0}))  # fmt: skip
    qtbot.waitUntil(lambda: lane(viewer, "Tool input").text().endswith("\n}"))
    before = lane(viewer, "Tool input").text()
    live.feed(sse(*stop()))
    live.end()
    assert lane(viewer, "Tool input").text() == before
    assert json.loads(before) == {"a": [1, {"b": "x"}]}


def test_an_error_and_what_is_unknown_are_told_before_the_stream_ends(viewer, qtbot):
    live = Live(viewer)
    live.feed(sse(start(), *text_block(0, ["So far"], ended=False), {"type": "brand_new"}))
    assert any("brand_new" in each.text() for each in viewer.findChildren(QLabel) if each.isVisible())
    live.feed(sse({"type": "error", "error": {"type": "overloaded_error", "message": "Too much"}}))
    faults = viewer.findChild(QLabel, "state"), viewer._answer._faults.bad
    assert faults[1].isVisible()
    assert "overloaded_error: Too much" in faults[1].findChildren(QLabel)[-1].text()
    qtbot.waitUntil(lambda: lane(viewer, "Answer text").text() == "So far")
    qtbot.waitUntil(lambda: "unknown 1" in figures(viewer))


def test_usage_and_times_are_told_while_it_runs(viewer, qtbot):
    live = Live(viewer)
    for event in EVENTS[:5]:
        live.feed(sse(event))
    viewer.show_view("usage")
    qtbot.waitUntil(lambda: any(each.text() == "812" for each in viewer._usage.findChildren(QLabel)))
    viewer.show_view("timing")
    qtbot.waitUntil(
        lambda: any(each.text() == "First token after" for each in viewer._timing.findChildren(QLabel))
    )


def test_lines_of_json_are_listed_as_they_come(viewer, qtbot):
    live = Live(viewer, LINES)
    live.feed(b'{"custom_id": "a", "result": {"type": "succeeded"}}\n{"custom_id": "b", ')
    assert viewer.findChild(Timeline)._log.events == 1
    live.feed(b'"result": {"type": "errored"}}\n')
    model = table(viewer).model()
    assert [model.index(row, 1).data() for row in range(model.rowCount())] == ["succeeded", "errored"]
    answer = live.stream.close(2.0)
    viewer.show_exchange(exchange(live.body, head(200, LINES)), answer, None, None)
    assert model.rowCount() == 2


def test_a_kept_stream_can_be_marked_like_a_live_one(viewer, qtbot):
    body = sse(*EVENTS)
    made = exchange(body, head(200, STREAM_TYPE), pieces=3)
    viewer.show_exchange(made, answer_of(body, STREAM_TYPE), None, None)
    qtbot.waitUntil(lambda: table(viewer).model().rowCount() == len(EVENTS))
    table(viewer).selectRow(11)
    qtbot.waitUntil(lambda: marked(viewer) == ['{\n  "wo'])
    assert "tokens/s" in figures(viewer)


def test_a_block_that_was_cut_says_so_and_no_longer_that_it_arrives(viewer, qtbot):
    live = Live(viewer)
    live.feed(sse(start(), *tool_block(0, "find", ['{"a": '], ended=False)))
    live.end()
    block = viewer.findChild(ToolBlock)
    qtbot.waitUntil(lambda: "incomplete, lacks }" in [each.text() for each in block.findChildren(QLabel)])


def test_a_count_that_the_server_never_finished_is_not_told(viewer, qtbot):
    live = Live(viewer)
    for event in EVENTS[:8]:
        live.feed(sse(event))
    live.end()
    assert "out" not in figures(viewer)
    assert not any("token out" in each.text() for each in viewer.findChildren(QLabel))
    viewer.show_view("usage")
    told = [each.text() for each in viewer._usage.findChildren(QLabel)]
    assert "Input" in told
    assert "Output" not in told
    assert any("before the server counted the output" in each for each in told)


def test_a_stream_whose_head_alone_has_come_is_said_to_have_begun(viewer, qtbot):
    viewer.show_sending(SENT)
    assert "The answer has not begun yet. Esc cancels." in seen(viewer)
    viewer.show_head(head(200, STREAM_TYPE))
    assert "The server has answered, and nothing has followed yet. Esc cancels." in seen(viewer)


def test_events_that_make_up_no_message_can_be_gone_to_while_they_come(viewer, qtbot):
    live = Live(viewer)
    live.feed(b'event: session.status_idle\ndata: {"type": "session.status_idle"}\n\n')
    assert "Events are coming in" in seen(viewer)
    qtbot.waitUntil(lambda: "events 1" in figures(viewer))
    [step] = [each for each in viewer.findChildren(QPushButton) if each.text() == "Show events"]
    qtbot.mouseClick(step, Qt.MouseButton.LeftButton)
    assert viewer.view() == "events"


def test_lines_that_came_at_once_have_no_empty_strip_above_them(viewer):
    live = Live(viewer, LINES)
    live.feed(b'{"custom_id": "a", "result": {"type": "succeeded"}}\n' * 3)
    answer = live.stream.close(0.5)
    viewer.show_exchange(exchange(live.body, head(200, LINES)), answer, None, None)
    assert "3 lines" in seen(viewer)
    assert not viewer.findChild(StreamStrip).isVisible()


def test_a_mark_holds_the_view_still_while_the_stream_goes_on(viewer, qtbot):
    live = Live(viewer)
    live.feed(sse(start(), *text_block(0, ["a line of text\n"] * 200, ended=False)))
    bar = viewer._answer._column.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 500 and bar.value() == bar.maximum())
    viewer._events.go_to(3)
    qtbot.waitUntil(lambda: bar.value() < 100)
    held, most = bar.value(), bar.maximum()
    delta = {"type": "text_delta", "text": "more\n" * 100}
    live.feed(sse({"type": "content_block_delta", "index": 0, "delta": delta}))
    qtbot.waitUntil(lambda: bar.maximum() > most)
    assert bar.value() == held
