"""The editor puts its text together from what Qt says has changed; it must be what the document holds."""

import random

import pytest
from PySide6.QtGui import QTextCursor

from betadeck.ui.composer.exact_edit import ExactEdit

PIECES = ["a", "é", "😀", "\n", "\u2028", "\xa0", "🎉x", "", "\n\n", '"']


def any_text(chance, most):
    return "".join(chance.choice(PIECES) for _ in range(chance.randrange(most)))


def edit_somehow(chance, editor):
    text = editor.shown_text()
    start, end = sorted((chance.randrange(len(text) + 1), chance.randrange(len(text) + 1)))
    kind = chance.randrange(5)
    if kind == 0:
        editor.undo()
    elif kind == 1:
        editor.redo()
    elif kind == 2:
        editor.show_text(any_text(chance, 12), join=chance.random() < 0.5)
    elif kind == 3:
        editor.replace(start, end, any_text(chance, 4), start)
    else:
        cursor = QTextCursor(editor.document())
        cursor.beginEditBlock()
        cursor.setPosition(editor.position_of(start))
        cursor.setPosition(editor.position_of(end), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(chance.choice(PIECES))
        cursor.setPosition(0)
        cursor.insertText(chance.choice(PIECES))
        cursor.endEditBlock()


@pytest.mark.parametrize("seed", range(8))
def test_any_edits_leave_the_text_and_offsets_of_the_document(qtbot, seed):
    chance = random.Random(seed)
    editor = ExactEdit()
    qtbot.addWidget(editor)
    editor.start_with(any_text(chance, 12))
    rebuilt = [editor.shown_text()]
    editor.spliced.connect(lambda change: rebuilt.append(applied(rebuilt[-1], change, editor.shown_text())))
    for _ in range(60):
        edit_somehow(chance, editor)
        shown = editor.document().toRawText().replace("\u2029", "\n")
        assert editor.shown_text() == shown
        assert rebuilt[-1] == shown
        end = QTextCursor(editor.document())
        end.movePosition(QTextCursor.MoveOperation.End)
        assert editor.position_of(len(shown)) == end.position()


def applied(before, change, after):
    """Return `before` with what `change` says was put in, read from `after`."""
    return before[: change.start] + after[change.start : change.new_end] + before[change.old_end :]


def test_what_is_put_in_its_place_is_one_step(qtbot):
    editor = ExactEdit()
    qtbot.addWidget(editor)
    editor.start_with("one 😀 two")
    told = []
    editor.text_edited.connect(told.append)
    editor.replace(4, 5, "three", 9)
    assert (editor.text(), editor.offset_of(editor.textCursor().position())) == ("one three two", 9)
    editor.undo()
    assert told == ["one three two", "one 😀 two"]


@pytest.mark.parametrize("taken", ["\r\n  two", "\u2029", "\ud800", "one\r\n  two\r\n  three"])
def test_undoing_brings_back_what_the_document_cannot_hold(qtbot, taken):
    edit = ExactEdit()
    qtbot.addWidget(edit)
    before = "one\r\n  two\r\n  three \u2029 \ud800"
    edit.start_with(before)
    edit.show_text(before.replace(taken, "x"))
    edit.undo()
    assert edit.text() == before
    edit.redo()
    assert edit.text() == before.replace(taken, "x")


def test_undoing_several_joined_edits_brings_back_all_of_them(qtbot):
    edit = ExactEdit()
    qtbot.addWidget(edit)
    before = '{"a": [\r\n  1\r\n]}'
    edit.start_with(before)
    edit.show_text('{"a": [2]}')
    edit.show_text('{"a": [22]}', join=True)
    edit.undo()
    assert edit.text() == before
