"""Filtering a body: the strip, the result in the same view, and the work behind it."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from betadeck.control.body_filter import FilterController
from betadeck.ui.response.body.body_view import BodyView

DATA = json.dumps({"data": [{"id": f"msg_{number}"} for number in range(3)]}).encode()


@pytest.fixture
def view(qtbot):
    made = BodyView()
    qtbot.addWidget(made)
    qtbot.addWidget(made.tools)
    made.resize(800, 320)
    made.tools.show()
    made.show()
    qtbot.waitExposed(made)
    return made


@pytest.fixture
def filters(view):
    """Return the controller, joined to the view as the window does it."""
    made = FilterController(view)
    view.filter_requested.connect(lambda body, text, lines: made.filter(body, text, lines=lines))
    view.filter_dropped.connect(made.cancel)
    made.found.connect(lambda found: view.show_filtered(found.text, found.count))
    made.failed.connect(view.show_filter_fault)
    return made


def ask(qtbot, view, expression):
    opener = view.tools.findChild(QAbstractButton, "body_filter_open")
    if not opener.isChecked():
        qtbot.mouseClick(opener, Qt.MouseButton.LeftButton)
    field = view.findChild(QLineEdit, "body_filter")
    field.clear()
    qtbot.keyClicks(field, expression)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    return field


def said(view):
    return view.findChild(QLabel, "filter_said").text()


def test_the_result_is_shown_and_all_comes_back(view, filters, qtbot):
    view.show_body(DATA, "application/json")
    field = ask(qtbot, view, "data[].id")
    qtbot.waitUntil(lambda: said(view) == "3 results")
    assert json.loads(bytes(view.text_view().rows().data)) == ["msg_0", "msg_1", "msg_2"]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert bytes(view.text_view().rows().data) == DATA
    assert not field.isVisible()


def test_a_second_filter_works_on_the_whole_body(view, filters, qtbot):
    view.show_body(DATA, "application/json")
    ask(qtbot, view, "data[0]")
    qtbot.waitUntil(lambda: said(view) == "1 result")
    ask(qtbot, view, "data[1].id")
    qtbot.waitUntil(lambda: bytes(view.text_view().rows().data) == b'"msg_1"')


def test_a_wrong_filter_is_told_with_its_place_and_changes_nothing(view, filters, qtbot):
    view.show_body(DATA, "application/json")
    field = ask(qtbot, view, "data.]x")
    assert said(view) == '"]" cannot stand there at character 6'
    assert field.cursorPosition() == 5
    assert bytes(view.text_view().rows().data) == DATA


def test_nothing_found_is_said(view, filters, qtbot):
    view.show_body(DATA, "application/json")
    ask(qtbot, view, "nosuch")
    qtbot.waitUntil(lambda: said(view) == "Nothing found")
    assert bytes(view.text_view().rows().data) == b"null"


def test_another_answer_is_shown_whole(view, filters, qtbot):
    view.show_body(DATA, "application/json")
    ask(qtbot, view, "data[0]")
    qtbot.waitUntil(lambda: said(view) == "1 result")
    view.show_body(b'{"other": 1}', "application/json")
    assert bytes(view.text_view().rows().data) == b'{"other": 1}'
    assert said(view) == ""


def test_filters_used_before_are_offered(view, filters, qtbot):
    view.set_recent_filters(["data[1]", "length(data)"])
    view.show_body(DATA, "application/json")
    ask(qtbot, view, "data")
    menu = view._filter.menu()
    assert [each.text() for each in menu.actions()] == ["data[1]", "length(data)"]
    menu.actions()[1].trigger()
    qtbot.waitUntil(lambda: bytes(view.text_view().rows().data) == b"3")


def test_a_large_body_is_filtered_in_another_process_and_can_be_stopped(view, filters, qtbot):
    data = json.dumps({"data": [{"id": number, "text": "x" * 50} for number in range(3000)]}).encode()
    view.show_body(data, "application/json")
    ask(qtbot, view, "data[?id > `2990`].id")
    assert filters.is_busy()
    qtbot.waitUntil(lambda: said(view) == "9 results", timeout=20_000)
    ask(qtbot, view, "data[].text")
    view._filter._stop.click()
    assert not filters.is_busy()
    assert said(view) == "Stopped"
    assert bytes(view.text_view().rows().data) == data
