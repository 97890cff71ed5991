"""Folding: lines go and come back, and nothing that is hidden is lost or stays hidden from who needs it."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication

from betadeck.ui.composer.editor.gutter import Gutter
from helpers.composing import by_id, composer_with

KEY, MOD = Qt.Key, Qt.KeyboardModifier
BOTH = MOD.ControlModifier | MOD.ShiftModifier
TEXT = json.dumps(
    {"model": "x", "messages": [{"role": "user", "content": "a"}] * 2, "end": {"a": 1}}, indent=2
)


@pytest.fixture
def composer(qtbot):
    return composer_with(qtbot, TEXT, view="json")


@pytest.fixture
def editor(composer):
    found = by_id(composer, "json_editor")
    found.setFocus()
    return found


def seen(editor):
    """Return the visible lines, without their blanks."""
    QApplication.processEvents()
    block, lines = editor.document().firstBlock(), []
    while block.isValid():
        if block.isVisible():
            lines.append(block.text().strip())
        block = block.next()
    return lines


def go_to(editor, text):
    at = editor.shown_text().index(text)
    editor.select(at, at)


FOLDED = ["{", '"model": "x",', '"messages": [', "],", '"end": {', '"a": 1', "}", "}"]


def test_keys_fold_the_list_around_the_caret_and_show_it_again(qtbot, editor):
    go_to(editor, '"messages"')
    qtbot.keyClick(editor, KEY.Key_BraceLeft, BOTH)
    assert seen(editor) == FOLDED
    qtbot.keyClick(editor, KEY.Key_BraceRight, BOTH)
    assert "\n".join(seen(editor)) == "\n".join(line.strip() for line in TEXT.split("\n"))


def test_from_inside_the_caret_goes_to_the_line_that_stays(qtbot, editor):
    go_to(editor, '"content"')
    qtbot.keyClick(editor, KEY.Key_BraceLeft, BOTH)
    assert editor.textCursor().block().text().strip() == "{"
    assert len(seen(editor)) == len(TEXT.split("\n")) - 2


def test_the_sign_in_the_margin_folds(qtbot, composer, editor):
    gutter = composer.findChild(Gutter)
    top = editor.blockBoundingGeometry(editor.document().findBlockByNumber(2)).center().y()
    place = QPoint(gutter.width() - 5, round(top))
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=place)
    assert seen(editor) == FOLDED
    qtbot.mouseClick(gutter, Qt.MouseButton.LeftButton, pos=place)
    assert len(seen(editor)) == len(TEXT.split("\n"))


def test_folding_is_no_edit(qtbot, composer, editor):
    drafts = []
    composer.draft_edited.connect(drafts.append)
    go_to(editor, '"messages"')
    qtbot.keyClick(editor, KEY.Key_BraceLeft, BOTH)
    assert (drafts, editor.text(), editor.document().isUndoAvailable()) == ([], TEXT, False)


def test_what_is_searched_for_comes_to_light(qtbot, composer, editor):
    go_to(editor, '"messages"')
    qtbot.keyClick(editor, KEY.Key_BraceLeft, BOTH)
    composer.focus_place("body:/messages/1/role")
    assert len(seen(editor)) == len(TEXT.split("\n"))


@pytest.mark.parametrize("key", [KEY.Key_Return, KEY.Key_Delete, KEY.Key_Backspace])
def test_edits_at_the_fold_leave_no_line_hidden_for_ever(qtbot, editor, key):
    go_to(editor, '"messages"')
    qtbot.keyClick(editor, KEY.Key_BraceLeft, BOTH)
    go_to(editor, '"messages"')
    qtbot.keyClick(editor, KEY.Key_End if key != KEY.Key_Backspace else KEY.Key_Home)
    qtbot.keyClick(editor, key)
    assert len(seen(editor)) == len(editor.text().split("\n"))


def test_undo_and_edits_from_the_form_show_what_they_change(qtbot, composer, editor):
    go_to(editor, '"messages"')
    qtbot.keyClick(editor, KEY.Key_BraceLeft, BOTH)
    editor.show_text(TEXT.replace('"a"\n', '"b"\n', 1))
    assert len(seen(editor)) == len(TEXT.split("\n"))
