"""Pasting what is no JSON."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QFrame, QPushButton

from helpers.composing import by_id, composer_with, drafts_of


@pytest.fixture
def composer(qtbot):
    return composer_with(qtbot, '{\n  "messages": [\n    \n  ]\n}', view="json")


@pytest.fixture
def editor(composer):
    found = by_id(composer, "json_editor")
    found.setFocus()
    return found


def paste(qtbot, editor, text):
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(editor, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QApplication.processEvents()


def is_offered(composer):
    QApplication.processEvents()
    return composer.findChild(QFrame, "paste_offer").isVisible()


def test_python_is_written_as_json_with_a_click_and_brought_back_by_undo(qtbot, composer, editor):
    at = editor.text().index("    \n") + 4
    editor.select(at, at)
    drafts = drafts_of(composer)
    paste(qtbot, editor, "{'role': 'user', 'content': None}")
    assert "Python" in by_id(composer, "paste_words").text()
    qtbot.mouseClick(by_id(composer, "paste_as_json", QPushButton), Qt.MouseButton.LeftButton)
    assert json.loads(drafts[-1].body_text) == {"messages": [{"role": "user", "content": None}]}
    assert '\n    {\n      "role": "user",\n' in editor.text()
    assert not is_offered(composer)
    editor.undo()
    assert "{'role': 'user', 'content': None}" in editor.text()


def test_what_cannot_become_json_says_why_and_offers_no_click(qtbot, composer, editor):
    editor.selectAll()
    paste(qtbot, editor, "{'a': f'{x}'}")
    assert "f-string" in by_id(composer, "paste_words").text()
    assert not composer.findChild(QPushButton, "paste_as_json").isVisible()


def test_json_is_pasted_in_silence(qtbot, composer, editor):
    editor.selectAll()
    paste(qtbot, editor, '{"a": 1}')
    assert not is_offered(composer)


def test_who_goes_on_editing_does_not_want_it(qtbot, composer, editor):
    editor.selectAll()
    paste(qtbot, editor, "{a: 1}")
    assert is_offered(composer)
    qtbot.keyClicks(editor, " ")
    assert not is_offered(composer)


def test_members_keep_their_comma(qtbot, composer, editor):
    editor.select(1, 1)
    paste(qtbot, editor, "'model': 'x',")
    qtbot.mouseClick(by_id(composer, "paste_as_json", QPushButton), Qt.MouseButton.LeftButton)
    assert json.loads(editor.text()) == {"model": "x", "messages": []}
