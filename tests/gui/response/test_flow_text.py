"""Growing text: nothing is lost or changed, however it came and however wide it is."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication

from betadeck.ui.response.blocks.flow_text import FlowText

LONG = "".join(f"Sentence number {number} of a rather long text. " for number in range(3000))
MIXED = "é 漢字 🦉\tx\u202e\r\n\x00" * 500


@pytest.fixture
def flow(qtbot):
    made = FlowText("Text")
    qtbot.addWidget(made)
    made.resize(500, 100)
    made.show()
    qtbot.waitExposed(made)
    return made


def settled(qtbot, flow):
    qtbot.waitUntil(lambda: not flow._timer.isActive())
    return flow.height()


def all_copied(qtbot, flow):
    qtbot.keyClick(flow, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(flow, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    return QGuiApplication.clipboard().text()


@pytest.mark.parametrize("text", [LONG, MIXED, "", "\n\n\n", "x" * 30_000])
def test_text_that_came_in_pieces_is_copied_as_it_was(flow, qtbot, text):
    for place in range(0, len(text), 777):
        flow.append(text[place : place + 777])
    assert flow.text() == text
    if text:
        assert all_copied(qtbot, flow) == text


@pytest.mark.parametrize("text", [LONG, MIXED, "one\ntwo\n"])
def test_it_becomes_as_high_as_if_it_had_come_at_once(flow, qtbot, text):
    flow.set_text(text)
    at_once = settled(qtbot, flow)
    flow.set_text("")
    for place in range(0, len(text), 1001):
        flow.append(text[place : place + 1001])
    assert settled(qtbot, flow) == at_once


def test_narrower_is_higher_and_back_again(flow, qtbot):
    flow.set_text(LONG)
    wide = settled(qtbot, flow)
    flow.resize(250, flow.height())
    assert settled(qtbot, flow) > wide * 1.5
    flow.resize(500, flow.height())
    assert settled(qtbot, flow) == wide


def test_hidden_text_is_measured_when_it_is_shown(flow, qtbot):
    flow.hide()
    flow.append(LONG)
    assert not flow._timer.isActive()
    flow.show()
    high = settled(qtbot, flow)
    flow.set_text(LONG)
    assert settled(qtbot, flow) == high


def test_a_double_click_takes_the_word_also_behind_an_emoji(flow, qtbot):
    flow.set_text("🦉🦉 owl café ends")
    settled(qtbot, flow)
    x = flow.fontMetrics().horizontalAdvance("🦉🦉 owl ca")
    qtbot.mouseDClick(flow, Qt.MouseButton.LeftButton, pos=QPoint(x, 8))
    assert flow.selected_text() == "café"


def test_dragging_selects_over_many_pieces(flow, qtbot):
    flow.set_text("first\n" + LONG + "\nlast")
    height = settled(qtbot, flow)
    qtbot.mousePress(flow, Qt.MouseButton.LeftButton, pos=QPoint(0, 4))
    qtbot.mouseMove(flow, QPoint(499, height - 4))
    qtbot.mouseRelease(flow, Qt.MouseButton.LeftButton, pos=QPoint(499, height - 4))
    assert flow.selected_text() == flow.text()


def test_a_long_selection_is_drawn_without_fault(flow, qtbot):
    flow.set_text(MIXED * 20)
    flow.select_all()
    assert not flow.grab(QRect(0, 2000, 500, 300)).isNull()
