"""The compare panel with a real mouse, real keys and a real worker behind it."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QToolButton

from betadeck.control.compare import CompareController
from betadeck.control.compare_worker import NearWorker
from betadeck.core.compare.asking import AskDetail, Ended
from betadeck.core.compare.comparing import Part, View
from betadeck.core.compare.side import Side
from betadeck.core.draft import Draft
from betadeck.core.exchange import Sent
from betadeck.ui.compare.difference_list import DifferenceList
from betadeck.ui.compare.panel import ComparePanel
from betadeck.ui.compare.side_view import SideView
from betadeck.ui.compare.words import SideFacts

LEFT, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier
FACTS = SideFacts("One", "200 OK", "ok", ("today",)), SideFacts("Two", "400 bad", "error")


def side(value: object, model: str = "a") -> Side:
    sent = Sent("POST", "http://h/v1/messages", (("x", "1"),), json.dumps({"model": model}).encode())
    return Side(Draft(), sent, json.dumps(value).encode(), "application/json")


def said(text: str, id_: str, **more: object) -> dict[str, object]:
    return {"id": id_, "content": [{"type": "text", "text": text}], **more}


ONE = side(said("One\ntwo", "msg_01XFDUDYJgAACzvnptvVoYEL", n=1, z=0))
TWO = side(said("One\nthree", "msg_013Zva2CMHLNnXjNJJKqJ2EF", n=2), "b")


class Comparison:
    """A panel joined to a controller, as the program joins them."""

    def __init__(self, qtbot):
        self.qtbot, self.panel, self.controller = qtbot, ComparePanel(), CompareController(NearWorker)
        panel, controller = self.panel, self.controller
        qtbot.addWidget(panel)
        panel.resize(1000, 600)
        panel.asked.connect(controller.ask)
        panel.detail_asked.connect(controller.ask_detail)
        panel.cancel_requested.connect(controller.cancel)
        controller.listed.connect(panel.show_more)
        controller.ended.connect(panel.show_ended)
        controller.texts_told.connect(panel.show_texts)
        controller.detail_told.connect(panel.show_detail)
        controller.failed.connect(panel.show_failure)
        controller.busy_changed.connect(panel.show_busy)
        panel.show()
        qtbot.waitExposed(panel)

    def show(self, left=ONE, right=TWO, facts=FACTS):
        self.controller.compare(left, right)
        self.panel.show_sides(*facts)
        self.rest()

    def rest(self):
        self.qtbot.waitUntil(lambda: not self.controller.is_busy())

    def click(self, name, kind=QPushButton):
        found = [each for each in self.panel.findChildren(kind, name) if each.isVisible()]
        self.qtbot.mouseClick(found[0], LEFT)
        self.rest()

    def tick(self, name):
        box = self.panel.findChild(QCheckBox, name)
        self.qtbot.keyClick(box, Qt.Key.Key_Space)
        self.rest()

    def rows(self):
        model = self.list().model()
        return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]

    def list(self):
        return self.panel.findChild(DifferenceList)

    def texts(self):
        """Return the left and the right text in sight."""
        found = [each for each in self.panel.findChildren(SideView) if each.isVisible()]
        return sorted(found, key=lambda view: view.objectName())

    def words(self):
        return "\n".join(each.text() for each in self.panel.findChildren(QLabel) if each.isVisible())

    def said(self):
        return self.panel.findChild(QLabel, "compare_said").text()


@pytest.fixture
def compared(qtbot):
    made = Comparison(qtbot)
    yield made
    made.controller.stop()


def test_differences_are_listed_by_place_in_words(compared):
    compared.show()
    assert compared.rows() == [
        ["changed, text", "/content/0/text", '"One\\ntwo"', '"One\\nthree"'],
        ["changed, number", "/n", "1", "2"],
        ["removed", "/z", "0", ""],
    ]
    assert compared.said().startswith("1 of 3  ·  3 differences: 1 removed, 2 changed")
    assert "200 OK" in compared.words() and "Two" in compared.words()


def test_both_values_of_the_chosen_one_stand_below(compared):
    compared.show()
    left, right = compared.texts()
    compared.qtbot.waitUntil(lambda: b"three" in right.rows().data)
    compared.qtbot.keyClick(compared.list(), Qt.Key.Key_Down)
    compared.qtbot.waitUntil(lambda: right.rows().data == b"2")
    assert left.rows().data == b"1"
    for key in (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Down):
        compared.qtbot.keyClick(compared.list(), key)
    compared.qtbot.waitUntil(lambda: left.rows().data == b"0")
    assert right.rows().data == b""


def test_f8_goes_on_and_shift_f8_goes_back_round_the_end(compared):
    compared.show()
    compared.list().setFocus()
    seen = []
    for modifier in (Qt.KeyboardModifier.NoModifier,) * 3 + (SHIFT,) * 2:
        compared.qtbot.keyClick(compared.list(), Qt.Key.Key_F8, modifier)
        seen.append(compared.list().currentIndex().row())
    assert seen == [1, 2, 0, 2, 1]
    down = next(b for b in compared.panel.findChildren(QToolButton) if "Next difference" in b.toolTip())
    compared.qtbot.mouseClick(down, LEFT)
    assert compared.list().currentIndex().row() == 2


def test_ids_count_when_the_box_is_empty(compared):
    compared.show()
    assert len(compared.rows()) == 3
    compared.tick("ignore_ids")
    assert compared.rows()[0][:2] == ["changed, text", "/id"]
    compared.tick("ignore_ids")
    assert len(compared.rows()) == 3


def test_the_request_is_compared_on_its_own_tab(compared):
    compared.show()
    compared.click("request")
    assert compared.rows() == [["changed, text", "/body/model", '"a"', '"b"']]
    assert compared.panel.part() is Part.REQUEST


def test_lines_stand_side_by_side_with_gaps_and_scroll_together(compared):
    many = {f"k{place}": place for place in range(300)}
    compared.show(side(many), side({"new": [1, 2, 3], **many, "k299": "last"}))
    compared.click("lines")
    left, right = compared.texts()
    assert left.rows().count == right.rows().count
    assert compared.said() == "1 of 2  ·  2 places differ"
    assert [left.rows().label(row).strip() for row in range(8)] == ["1", "", "", "", "", "", "2", "3"]
    right.setFocus()
    compared.qtbot.keyClick(right, Qt.Key.Key_F8)
    assert compared.said().startswith("2 of 2")
    assert left.verticalScrollBar().value() == right.verticalScrollBar().value() > 200
    compared.qtbot.keyClick(right, Qt.Key.Key_F8)
    assert compared.said().startswith("1 of 2")
    assert left.verticalScrollBar().value() == right.verticalScrollBar().value() < 5
    left.verticalScrollBar().setValue(100)
    assert right.verticalScrollBar().value() == 100


def test_bytes_are_copied_and_found_in_either_text(compared):
    compared.show()
    compared.click("lines")
    left, _right = compared.texts()
    left.setFocus()
    compared.qtbot.keyClick(left, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    compared.qtbot.keyClick(left, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert "│ two" in QGuiApplication.clipboard().text()
    compared.qtbot.keyClick(left, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert [bar.isVisible() for bar in compared.panel._texts._bars] == [True, False]


def test_what_was_received_is_shown_byte_for_byte(compared):
    compared.show()
    compared.click("raw")
    left, right = compared.texts()
    assert (left.rows().data, right.rows().data) == (ONE.answer, TWO.answer)


def test_no_difference_is_said_with_what_did_not_count(compared):
    compared.show(ONE, ONE)
    assert "No difference" in compared.words()
    assert "apart from ids and times, which do not count" in compared.words()
    compared.tick("ignore_ids")
    compared.tick("ignore_times")
    assert "Both sides are the same." in compared.words()


def test_an_answer_that_is_too_long_says_so(compared):
    long = SideFacts("Long", has_answer=False, lack="An answer of 1.0 GB is too long to compare.")
    compared.show(ONE, Side(draft=Draft(body_text="{}")), (FACTS[0], long))
    compared.click("answer")
    assert long.lack in compared.words()


def test_a_side_without_an_answer_shows_the_request_and_says_so(compared):
    facts = SideFacts("A preset", "preset", has_answer=False)
    compared.show(ONE, Side(draft=Draft(body_text='{"model": "b"}')), (FACTS[0], facts))
    assert compared.panel.part() is Part.REQUEST
    assert any(row[1] == "/body" for row in compared.rows())
    compared.click("answer")
    assert "The right side has no answer." in compared.words()


def test_stopping_is_offered_while_it_takes_time(qtbot):
    panel = ComparePanel()
    qtbot.addWidget(panel)
    panel.show()
    panel.show_sides(*FACTS)
    panel.show_busy(True)
    with qtbot.waitSignal(panel.cancel_requested):
        qtbot.mouseClick(panel.findChild(QPushButton, "compare_stop"), LEFT)
    panel.show_busy(False)
    panel.show_stopped()
    assert not panel.findChild(QPushButton, "compare_stop").isVisible()
    assert panel.findChild(QLabel, "compare_said").text() == "Stopped"


def test_a_side_can_be_changed_and_both_can_be_swapped(qtbot, compared):
    compared.show()
    with qtbot.waitSignal(compared.panel.change_requested) as changed:
        compared.click("change_right")
    assert changed.args == [1]
    with qtbot.waitSignal(compared.panel.swap_requested):
        compared.click("swap", QToolButton)


def test_details_are_not_asked_for_before_the_list_is_whole(qtbot):
    panel = ComparePanel()
    qtbot.addWidget(panel)
    asked = []
    panel.detail_asked.connect(asked.append)
    comparing = Comparison(qtbot)
    comparing.show()
    rows = comparing.list().model()._rows
    panel.show_sides(*FACTS)
    panel.show_more(rows)
    assert asked == []
    panel.show_ended(Ended({"changed": 2, "removed": 1}))
    assert asked == [AskDetail(0, panel.ignoring())]
    comparing.controller.stop()


@pytest.mark.parametrize("view", list(View))
def test_odd_bodies_can_be_compared_in_every_view(qtbot, compared, view):
    bodies = [b"", b"\xff\xfe\x00", b"one\rtwo\r\nthree", "\u202egnp.exe".encode(), b"x" * 100_000, b'{"a":']
    for left in bodies:
        compared.controller.compare(Side(answer=left), Side(answer=b"other"))
        compared.panel.show_sides(SideFacts("l", has_request=False), SideFacts("r", has_request=False))
        compared.click(view.value)
        compared.panel.grab()
