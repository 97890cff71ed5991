"""The body view: what is copied are the received bytes, whatever is drawn."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QLabel, QLineEdit

from betadeck.ui.response.body.clipboard import RAW

NASTY = "naïve 漢字 🦉\r\nline\rtwo\u2028\ttab \u202eback\ufeff".encode() + b"\x00\xff\xfe\xed\xa0\x80 end"
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier


def mode(view, key):
    view._mode.findChild(QAbstractButton, key).click()


def copied(qtbot, text):
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(text, Qt.Key.Key_C, CONTROL)
    mime = QGuiApplication.clipboard().mimeData()
    return mime.data(RAW).data(), mime.text()


def point_of(text, offset):
    """Return where in the viewport the byte at `offset` is drawn."""
    row = text.rows().row_of(offset)
    x = text._margin_px() + text.rows().part_at(row, offset, text._ink).x_of(offset)
    y = (row - text.verticalScrollBar().value() + 0.5) * text._ink.line_px
    return QPoint(round(x - text.horizontalScrollBar().value()), round(y))


def laid_out(text):
    """Return what is shown as it would be copied whole."""
    return b"".join(text.rows().copied(0, len(text.rows().data)))


def note(view):
    return " ".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


@pytest.mark.parametrize("key", ["raw", "hex"])
def test_all_bytes_are_copied_exactly(view, qtbot, key):
    view.show_body(NASTY, "text/plain")
    mode(view, key)
    qtbot.keyClick(view.text_view(), Qt.Key.Key_A, CONTROL)
    raw, text = copied(qtbot, view.text_view())
    assert raw == NASTY
    assert text == NASTY.decode("utf-8", "replace")


def test_a_text_is_copied_as_it_is_with_its_line_breaks(view, qtbot):
    data = "a\r\nb\u2028c 🦉\n".encode()
    view.show_body(data, "text/plain")
    qtbot.keyClick(view.text_view(), Qt.Key.Key_A, CONTROL)
    assert copied(qtbot, view.text_view())[1].encode() == data


def test_dragging_selects_the_bytes_under_the_mouse(view, qtbot):
    data = b"first line\nsecond line\nthird"
    view.show_body(data, "text/plain")
    text = view.text_view()
    first, end = data.index(b"line"), data.index(b"nd line")
    qtbot.mousePress(text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(text, first))
    qtbot.mouseMove(text.viewport(), point_of(text, end))
    qtbot.mouseRelease(text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(text, end))
    assert copied(qtbot, text)[0] == b"line\nseco"
    assert "9 bytes selected" in note(view)


def test_a_double_click_takes_the_word_and_a_third_the_line(view, qtbot):
    view.show_body('{"some_key": "värde"}\n'.encode() * 3, "text/plain")
    mode(view, "raw")
    text = view.text_view()
    place = point_of(text, 15)
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert text.selected_bytes().decode() == "värde"
    qtbot.mousePress(text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert text.selected_bytes().decode() == '{"some_key": "värde"}'


def test_the_keys_walk_over_characters_not_bytes(view, qtbot):
    view.show_body("é🦉\r\nx".encode(), "text/plain")
    text = view.text_view()
    places = []
    for _ in range(5):
        qtbot.keyClick(text, Qt.Key.Key_Right)
        places.append(text.caret().position)
    assert places == [2, 6, 8, 9, 9]
    for _ in range(5):
        qtbot.keyClick(text, Qt.Key.Key_Left)
        places.append(text.caret().position)
    assert places[5:] == [8, 6, 2, 0, 0]


def test_keys_select_by_line_page_and_to_the_end(view, qtbot):
    data = b"".join(b"line %d\n" % number for number in range(1000))
    view.show_body(data, "text/plain")
    text = view.text_view()
    qtbot.keyClick(text, Qt.Key.Key_Down, SHIFT)
    assert text.selected_bytes() == b"line 0\n"
    qtbot.keyClick(text, Qt.Key.Key_PageDown)
    assert text.rows().row_of(text.caret().position) == text.page_rows()
    qtbot.keyClick(text, Qt.Key.Key_End, CONTROL | SHIFT)
    assert text.selected_bytes() == data[data.index(b"line %d" % text.page_rows()) :]
    assert text.verticalScrollBar().value() == text.verticalScrollBar().maximum()


def test_json_is_laid_out_and_raw_is_one_click_away(view, qtbot):
    data = b'{"n":1.10,"big":12345678901234567890,"e":"\\u00e9"}'
    view.show_body(data, "application/json")
    text = view.text_view()
    assert laid_out(text) == b'{\n  "n": 1.10,\n  "big": 12345678901234567890,\n  "e": "\\u00e9"\n}'
    assert "5 lines" in note(view)
    mode(view, "raw")
    assert bytes(text.rows().data) == data


def test_big_json_shows_its_head_before_the_rest_is_laid_out(view, qtbot):
    data = json.dumps([{"number": number, "text": "x" * 20} for number in range(12_000)]).encode()
    view.show_body(data, "application/json")
    text = view.text_view()
    assert [text.rows().parts(row, 0, 700, text._ink)[0].text() for row in range(3)] == [
        "[",
        "{",
        '"number": 0,',
    ]
    assert "laying out" in note(view)
    qtbot.waitUntil(lambda: "laying out" not in note(view), timeout=20_000)
    assert laid_out(text).decode() == json.dumps(json.loads(data), indent=2)
    assert text.rows().count == 48_002


def test_cut_json_says_so(view):
    view.show_body(b'{"a": [1, 2', "application/json")
    assert "not whole JSON" in note(view)


def test_bytes_that_are_no_text_are_shown_as_hex(view, qtbot):
    data = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    view.show_body(data, "image/png")
    mode(view, "hex")
    text = view.text_view()
    assert text.rows().parts(0, 0, 700, text._ink)[0].text().startswith("00000000  89 50 4e 47")
    text.select(18, 33)
    assert copied(qtbot, text)[0] == data[18:33]


def test_what_cannot_be_seen_is_written_out(view):
    view.show_body(NASTY, "text/plain")
    mode(view, "raw")
    rows = view.text_view().rows()
    shown = [rows.parts(row, 0, 900, view.text_view()._ink)[0].text() for row in range(rows.count)]
    assert shown[0] == "naïve 漢字 🦉"
    assert shown[2] == "two⟨LS⟩\ttab ⟨RLO⟩back⟨BOM⟩␀⟨FF⟩⟨FE⟩⟨ED⟩⟨A0⟩⟨80⟩ end"
    assert "not all of it is UTF-8" in note(view)


def test_a_line_of_a_megabyte_scrolls_sideways_to_its_end(view, qtbot):
    data = b'{"a": "' + b"x" * 1_000_000 + "é needle".encode() + b'"}'
    view.show_body(data, "application/json")
    mode(view, "raw")
    text = view.text_view()
    text.grab()
    qtbot.waitUntil(lambda: text.horizontalScrollBar().maximum() > 5_000_000)
    place = data.index(b"needle")
    text.select(place, place + 6)
    assert text.horizontalScrollBar().value() > 5_000_000
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=point_of(text, place + 3))
    assert text.caret().position == place + 3


def test_find_counts_steps_and_wraps(view, qtbot):
    view.show_body(b"Needle one\nneedle two\nNEEDLE three", "text/plain")
    text = view.text_view()
    view.open_find()
    field, count = view.findChild(QLineEdit, "find"), view.findChild(QLabel, "find_count")
    qtbot.keyClicks(field, "needle")
    assert count.text() == "1 of 3"
    assert text.selected_bytes() == b"Needle"
    for expected in ("2 of 3", "3 of 3", "1 of 3"):
        qtbot.keyClick(field, Qt.Key.Key_Return)
        assert count.text() == expected
    qtbot.keyClick(field, Qt.Key.Key_Return, SHIFT)
    assert count.text() == "3 of 3"
    qtbot.keyClicks(field, "s")
    assert count.text() == "None"
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not field.isVisible()


def test_find_in_other_bytes_begins_anew(view, qtbot):
    view.show_body(b'{"needle":1,"other":"needle"}', "application/json")
    view.open_find()
    field, count = view.findChild(QLineEdit, "find"), view.findChild(QLabel, "find_count")
    qtbot.keyClicks(field, '"needle":')
    assert count.text() == "1 of 1"
    mode(view, "raw")
    assert count.text() == "1 of 1"
    assert view.text_view().selected_bytes() == b'"needle":'
    view.show_body(b"nothing here", "text/plain")
    assert count.text() == "None"


def test_a_selection_becomes_what_is_looked_for(view, qtbot):
    view.show_body(b"one two one", "text/plain")
    view.text_view().select(4, 7)
    qtbot.keyClick(view.text_view(), Qt.Key.Key_F, CONTROL)
    assert view.findChild(QLineEdit, "find").text() == "two"


def test_an_empty_body_says_so(view):
    view.show_body(b"", "application/json")
    assert "No body" in note(view)
    view.open_find()
    assert not view.findChild(QLineEdit, "find").isVisible()


def test_what_is_given_while_hidden_is_shown_later(view, qtbot):
    view.hide()
    view.show_body(b"later", "text/plain")
    view.show()
    assert bytes(view.text_view().rows().data) == b"later"


def test_many_megabytes_open_at_once_and_count_their_lines(view, qtbot):
    data = b"a line of plain text, not very long\n" * 600_000
    view.show_body(data, "text/plain")
    text = view.text_view()
    assert text.rows().count > 10_000
    qtbot.waitUntil(lambda: text.rows().count == 600_001, timeout=10_000)
    text.verticalScrollBar().setValue(text.verticalScrollBar().maximum())
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(60, 4))
    row = text.rows().row_of(text.caret().position)
    assert row == text.verticalScrollBar().value()


@pytest.fixture
def find(view):
    """Return the field, the switch for expressions and the count of the find strip."""
    return (
        view.findChild(QLineEdit, "find"),
        view.findChild(QAbstractButton, "find_regex"),
        view.findChild(QLabel, "find_count"),
    )


def test_an_expression_is_found_and_a_wrong_one_is_explained(view, qtbot, find):
    field, regex, count = find
    view.show_body(b'{"id": "msg_01", "other": "msg_22"}', "application/json")
    view.open_find()
    qtbot.mouseClick(regex, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field, "msg_[0-9]+")
    qtbot.waitUntil(lambda: count.text() == "1 of 2")
    assert view.text_view().selected_bytes() == b"msg_01"
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert view.text_view().selected_bytes() == b"msg_22"
    qtbot.keyClicks(field, "(")
    qtbot.waitUntil(lambda: "missing ) at character" in count.text())


def test_a_search_that_hangs_does_not_hold_up_the_window(view, qtbot, find):
    field, regex, count = find
    view.show_body(b"a" * 5000 + b"b", "text/plain")
    view.open_find()
    regex.click()
    field.setText("(a|a)*$")
    ticks = []
    timer = QTimer(view, interval=1)
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start()
    qtbot.waitUntil(lambda: len(ticks) > 20, timeout=1500)
    field.setText("b")
    qtbot.waitUntil(lambda: count.text() == "1 of 1")


def test_all_finds_of_a_large_body_are_counted_and_marked(view, qtbot, find):
    field, _, count = find
    data = (b"needle" + b"x" * 994) * 4000
    view.show_body(data, "text/plain")
    view.open_find()
    field.setText("NEEDLE")
    qtbot.waitUntil(lambda: count.text() == "1 of 4,000", timeout=5000)
    marks = view.text_view()._marks._places
    assert marks[0] == 0.0
    assert marks[-1] > 0.99


def test_what_is_seen_in_the_layout_is_found_in_the_bytes(view, qtbot, find):
    view.show_body(b'{"a":1,"b":{"c":2}}', "application/json")
    view.open_find()
    qtbot.keyClicks(find[0], '"c": 2')
    assert find[2].text() == "1 of 1"
    assert view.text_view().selected_bytes() == b'"c":2'
