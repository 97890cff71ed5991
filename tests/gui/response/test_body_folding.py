"""Folding and wrapping a body with mouse and keys."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QMenu

from betadeck.ui.response.body.rows import Fold

CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
DATA = json.dumps({"a": {"b": [1, 2, 3], "c": "needle"}, "d": {"e": 1}}).encode()


@pytest.fixture
def text(view):
    view.show_body(DATA, "application/json")
    return view.text_view()


def shown(text):
    """Return what is drawn, row by row."""
    rows = text.rows()
    return [
        " ".join(part.text() for part in rows.parts(row, 0, text.viewport().width(), text._ink)).strip()
        for row in range(rows.count)
    ]


def click_mark(qtbot, text, row):
    place = QPoint(round(text._margin_px()) - 8, round((row + 0.5) * text._ink.line_px))
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_the_mark_in_the_margin_folds_and_unfolds(text, qtbot):
    click_mark(qtbot, text, 1)
    assert shown(text) == ["{", '"a": { … 30 B }', '"d": {', '"e": 1', "}", "}"]
    assert text.rows().label(2) == "10"
    click_mark(qtbot, text, 1)
    assert text.rows().count == 13


def test_keys_fold_what_the_caret_stands_in(text, qtbot):
    text.select(DATA.index(b"2,"), DATA.index(b"2,"))
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_BracketLeft, CONTROL | SHIFT)
    assert shown(text)[2] == '"b": [ … 8 B ]'
    qtbot.keyClick(text, Qt.Key.Key_BracketLeft, CONTROL | SHIFT)
    assert shown(text)[1].startswith('"a": { …')
    qtbot.keyClick(text, Qt.Key.Key_BracketRight, CONTROL | SHIFT)
    assert shown(text)[2] == '"b": [ … 8 B ]'


def test_the_menu_folds_by_level_and_unfolds_all(text, qtbot):
    menu = QMenu(text)
    text.folding.fill(menu)
    actions = {each.text(): each for each in menu.actions()}
    actions["Fold level 2 and deeper"].trigger()
    assert shown(text)[2].startswith('"b": [ …')
    actions["Fold all"].trigger()
    assert len(shown(text)) == 4
    actions["Unfold all"].trigger()
    assert text.rows().count == 13


def test_a_find_in_a_folded_part_unfolds_it(view, text, qtbot):
    text.folding.fold_level(1)
    view.open_find()
    qtbot.keyClicks(view._find._field, "needle")
    qtbot.waitUntil(lambda: view.findChild(QLabel, "find_count").text() == "1 of 1")
    assert text.selected_bytes() == b"needle"
    assert '"c": "needle"' in shown(text)


def test_what_is_folded_is_copied_too(text, qtbot):
    text.folding.fold_level(1)
    text.select_all()
    copied = b"".join(text.rows().copied(0, len(DATA)))
    assert copied.decode() == json.dumps(json.loads(DATA), indent=2)


def test_a_large_body_folds_while_the_window_lives(view, qtbot):
    data = json.dumps([{"number": number, "list": [1, 2]} for number in range(30_000)]).encode()
    view.show_body(data, "application/json")
    text = view.text_view()
    click_mark(qtbot, text, 0)  # its end is not found yet
    qtbot.waitUntil(lambda: text.rows().count == 1, timeout=20_000)
    assert text.rows().fold(0) is Fold.CLOSED
    text.folding.unfold_all()
    text.folding.fold_level(1)
    qtbot.waitUntil(lambda: text.rows().count == 30_002, timeout=20_000)
    text.verticalScrollBar().setValue(20_000)
    text.folding.unfold_all()
    top = text.verticalScrollBar().value()
    assert text.rows().span(top)[0] == data.index(b'{"number": 19999')


def test_wrapping_breaks_long_rows_and_keeps_every_byte(view, qtbot):
    data = json.dumps(
        {"text": "words and words " * 100, "cyrillic": "слова " * 100, "n": 1}, ensure_ascii=False
    )
    view.show_body(data.encode(), "application/json")
    text = view.text_view()
    text.set_wrap(True)
    rows = text.rows()
    assert rows.count > 20
    spans = [rows.span(row) for row in range(rows.count)]
    assert all(rows.width_px(row, text._ink) <= text.viewport().width() for row in range(rows.count))
    assert b"".join(data.encode()[a:b] for a, b in spans).replace(b" ", b"") == data.encode().replace(
        b" ", b""
    )
    assert [rows.row_of(start) for start, _ in spans] == list(range(rows.count))
    assert "5 lines" in " ".join(label.text() for label in view.findChildren(QLabel))


@pytest.mark.parametrize("line", [b"x" * 300_000, "é漢".encode() * 60_000, b"\xff" * 9000])
def test_one_long_line_wraps_too(view, qtbot, line):
    view.show_body(line, "text/plain")
    view._mode.findChild(type(view._mode._buttons["raw"]), "raw").click()
    text = view.text_view()
    text.set_wrap(True)
    rows = text.rows()
    qtbot.waitUntil(lambda: rows.found_all)
    last = rows.count - 1
    assert rows.span(0)[0] == 0
    assert rows.span(last)[1] == len(line)
    assert rows.row_of(rows.span(last // 2)[0]) == last // 2
    text.select(len(line) - 2, len(line))
    assert text.verticalScrollBar().value() > 0
    text.grab()


def test_a_narrower_view_wraps_anew(view, qtbot):
    view.show_body(b"many words in a line " * 50, "text/plain")
    text = view.text_view()
    text.set_wrap(True)
    before = text.rows().count
    view.resize(360, 320)
    qtbot.waitUntil(lambda: text.rows().count > before)
    text.set_wrap(False)
    assert text.rows().count == 1


def test_the_key_and_the_button_wrap_and_the_button_offers_to_fold(view, text, qtbot):
    qtbot.addWidget(view.tools)
    view.tools.show()
    text.setFocus()
    wrap = view.tools.findChild(QAbstractButton, "body_wrap")
    qtbot.keyClick(text, Qt.Key.Key_Z, Qt.KeyboardModifier.AltModifier)
    assert text.wraps()
    assert wrap.isChecked()
    wrap.click()
    assert not text.wraps()
    fold = view.tools.findChild(QAbstractButton, "body_fold")
    qtbot.mouseClick(fold, Qt.MouseButton.LeftButton)
    menu = view.findChild(QMenu)
    next(each for each in menu.actions() if each.text() == "Fold all").trigger()
    assert len(shown(text)) == 4
    menu.close()
    view._mode.findChild(QAbstractButton, "raw").click()
    assert fold.isHidden()
