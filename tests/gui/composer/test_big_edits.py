"""Changes of megabytes: the text is known at once, the document comes after it, nothing gets lost or mixed up."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu

from helpers.composing import by_id, composer_with

KEY, MOD = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT = MOD.ControlModifier, MOD.ShiftModifier
BIG = json.dumps([f"line {number} 😀 and more" for number in range(4_500)], indent=1, ensure_ascii=False)


@pytest.fixture
def composer(qtbot):
    return composer_with(qtbot, '{"a": 1}', view="json")


@pytest.fixture
def editor(composer):
    found = by_id(composer, "json_editor")
    found.setFocus()
    return found


def in_document(editor):
    return editor.document().toRawText().replace("\u2029", "\n")


def caught_up(qtbot, editor):
    qtbot.waitUntil(editor.is_settled)
    assert in_document(editor) == editor.shown_text()


def paste(qtbot, editor, text):
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(editor, KEY.Key_V, CTRL)


def test_a_big_paste_is_in_the_draft_before_the_document_has_it(qtbot, composer, editor):
    editor.selectAll()
    paste(qtbot, editor, BIG)
    assert (composer.draft().body_text, editor.is_settled()) == (BIG, False)
    caught_up(qtbot, editor)
    assert editor.offset_of(editor.textCursor().position()) == len(BIG)


def test_keys_typed_meanwhile_come_after_it_in_their_order(qtbot, composer, editor):
    editor.select(0, 0)
    paste(qtbot, editor, BIG)
    qtbot.keyClicks(editor, "xyz")
    assert not editor.is_settled()
    qtbot.waitUntil(lambda: composer.draft().body_text == BIG + 'xyz{"a": 1}')
    caught_up(qtbot, editor)


def test_undo_and_redo_take_it_in_one_step(qtbot, composer, editor):
    told = []
    editor.selectAll()
    paste(qtbot, editor, BIG)
    editor.text_edited.connect(told.append)
    caught_up(qtbot, editor)
    qtbot.keyClicks(editor, "!")
    for key, wanted in [(KEY.Key_Z, BIG), (KEY.Key_Z, '{"a": 1}'), (KEY.Key_Y, BIG), (KEY.Key_Y, BIG + "!")]:
        qtbot.keyClick(editor, key, CTRL)
        caught_up(qtbot, editor)
        assert composer.draft().body_text == wanted
    assert told == [BIG + "!", BIG, '{"a": 1}', BIG, BIG + "!"]


def test_the_menu_undoes_a_big_change_as_one_too(qtbot, composer, editor):
    editor.selectAll()
    paste(qtbot, editor, BIG)
    caught_up(qtbot, editor)
    editor.customContextMenuRequested.emit(QPoint(5, 5))
    menu = composer.findChild(QMenu, "fix_menu")
    next(each for each in menu.actions() if each.objectName() == "edit-undo").trigger()
    caught_up(qtbot, editor)
    menu.close()
    assert composer.draft().body_text == '{"a": 1}'


def test_an_edit_after_undoing_it_leaves_nothing_to_do_again(qtbot, editor):
    editor.selectAll()
    paste(qtbot, editor, BIG)
    editor.undo()
    caught_up(qtbot, editor)
    qtbot.keyClicks(editor, "1")
    typed = editor.text()
    editor.redo()
    caught_up(qtbot, editor)
    assert editor.text() == typed
    editor.undo()
    editor.undo()
    caught_up(qtbot, editor)
    assert editor.text() == '{"a": 1}'


def test_what_is_shown_from_outside_meanwhile_wins(qtbot, composer, editor):
    told = []
    editor.selectAll()
    paste(qtbot, editor, BIG)
    editor.text_edited.connect(told.append)
    editor.show_text("[]")
    caught_up(qtbot, editor)
    assert (editor.text(), told) == ("[]", [])


def test_a_big_body_that_is_opened_is_there_at_once_and_cannot_be_undone(qtbot, editor):
    editor.start_with(BIG)
    assert editor.text() == BIG
    editor.select(len(BIG), len(BIG))
    caught_up(qtbot, editor)
    assert editor.textCursor().atEnd()
    editor.undo()
    assert editor.text() == BIG


def test_the_caret_of_the_last_run_comes_back_in_a_big_body(qtbot, composer, editor):
    editor.start_with(BIG)
    composer.restore_view_state({"view": "json", "tab": "body", "caret": 80_000})
    caught_up(qtbot, editor)
    assert editor.textCursor().position() == 80_000


def test_taking_a_big_selection_away_is_one_step(qtbot, composer, editor):
    editor.start_with(BIG)
    editor.select(1, len(BIG) - 1)
    qtbot.waitUntil(editor.is_settled)
    qtbot.keyClick(editor, KEY.Key_X, CTRL)
    assert (composer.draft().body_text, QGuiApplication.clipboard().text()) == ("[]", BIG[1:-1])
    caught_up(qtbot, editor)
    editor.undo()
    caught_up(qtbot, editor)
    assert editor.text() == BIG


def test_big_bodies_are_formatted_in_a_thread_as_one_step(qtbot, composer, editor):
    tight = json.dumps(json.loads(BIG), ensure_ascii=False)
    assert len(tight) > 100_000
    editor.start_with(tight)
    at = editor.shown_text().index("line 4000 ")
    editor.select(at, at)
    qtbot.waitUntil(editor.is_settled)
    qtbot.keyClick(editor, KEY.Key_F, CTRL | SHIFT)
    pretty = json.dumps(json.loads(BIG), ensure_ascii=False, indent=2)
    qtbot.waitUntil(lambda: composer.draft().body_text == pretty)
    caught_up(qtbot, editor)
    assert editor.offset_of(editor.textCursor().position()) == pretty.index("line 4000 ")
    editor.undo()
    caught_up(qtbot, editor)
    assert editor.text() == tight


def test_a_body_edited_while_it_is_formatted_keeps_the_edit(qtbot, composer, editor):
    editor.start_with(BIG)
    qtbot.waitUntil(editor.is_settled)
    composer.format_body()
    qtbot.keyClicks(editor, " ")
    words = by_id(composer, "json_status")
    qtbot.waitUntil(lambda: "edited meanwhile" in words.text())
    assert editor.text() == " " + BIG


def test_find_in_a_big_body_goes_on_in_a_thread(qtbot, composer, editor):
    editor.start_with("\n".join([BIG] * 3))
    qtbot.waitUntil(editor.is_settled)
    composer.find()
    qtbot.keyClicks(by_id(composer, "find_field"), "LINE 4499")
    qtbot.waitUntil(lambda: editor.textCursor().selectedText() == "line 4499")


def test_a_long_line_is_broken_for_show_alone(qtbot, composer, editor):
    tight = json.dumps(["a, b " * 9, {"k": 1}] * 900)
    editor.start_with(tight)
    assert editor.blockCount() > 20
    editor.select(*[editor.shown_text().index("b a", 30_000)] * 2)
    qtbot.keyClicks(editor, "Q")
    typed = composer.draft().body_text
    assert typed.replace("Q", "") == tight
    start = editor.shown_text().index("\n", 30_000) + 1
    editor.select(start, start)
    qtbot.keyClick(editor, KEY.Key_Backspace)
    assert editor.text() == typed
    editor.selectAll()
    editor.copy()
    assert QGuiApplication.clipboard().text() == typed


def test_lines_are_broken_elsewhere_once_a_quote_is_closed(qtbot, composer, editor):
    values = ["x, " * 9 + "y"] * 900
    whole = json.dumps(values)
    editor.start_with(whole.replace('"', "", 1))
    words = by_id(composer, "json_status")
    qtbot.waitUntil(lambda: words.text().startswith("Line"))
    editor.replace(1, 1, '"', 2)
    qtbot.waitUntil(lambda: words.text().startswith("JSON"))
    assert json.loads(editor.json_text()) == values
    assert editor.text() == whole


def test_a_text_to_start_with_leaves_no_big_edit_to_do_again(editor):
    editor.show_text(BIG)
    editor.settle()
    editor.start_with("{}")
    editor.redo()
    assert editor.is_settled()
    assert editor.text() == "{}"
