"""Form and JSON are two views of one text with one history."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from betadeck.ui.composer.form.growing_edit import GrowingEdit
from helpers.composing import BODY, body_of, by_id, composer_with, drafts_of, named

CTRL = Qt.KeyboardModifier.ControlModifier
BROKEN = '{\n  "max_tokens": 1024\n  "model": "m"\n}'


def press(qtbot, widget, key, modifiers=CTRL):
    widget.setFocus()
    qtbot.keyClick(widget, key, modifiers)


def type_behind(qtbot, field, text):
    press(qtbot, field, Qt.Key.Key_End, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClicks(field, text)


def test_what_was_typed_in_the_form_is_undone_from_the_json_view(qtbot):
    composer = composer_with(qtbot)
    qtbot.keyClicks(named(composer, "Message, block 1"), "!")
    composer.show_view("json")
    press(qtbot, by_id(composer, "json_editor"), Qt.Key.Key_Z)
    assert composer.draft().body_text == BODY


def test_what_was_typed_in_the_json_is_undone_from_a_field_of_the_form(qtbot):
    composer = composer_with(qtbot, view="json")
    editor = by_id(composer, "json_editor")
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_End, CTRL)
    qtbot.keyClicks(editor, " ")
    composer.show_view("form")
    seen = drafts_of(composer)
    press(qtbot, named(composer, "Max tokens"), Qt.Key.Key_Z)
    assert composer.draft().body_text == BODY
    assert len(seen) == 1


def test_undo_and_redo_in_the_form_show_in_its_fields(qtbot):
    composer = composer_with(qtbot)
    field = named(composer, "Message, block 1", GrowingEdit)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, " you")
    press(qtbot, field, Qt.Key.Key_Z)
    assert field.text() == "Hello"
    press(qtbot, field, Qt.Key.Key_Y)
    assert field.text() == "Hello you"
    assert field.hasFocus()


def test_edits_of_two_fields_are_two_steps(qtbot):
    composer = composer_with(qtbot)
    type_behind(qtbot, named(composer, "Max tokens"), "5")
    message = named(composer, "Message, block 1", GrowingEdit)
    message.setFocus()
    qtbot.keyClicks(message, "x")
    press(qtbot, message, Qt.Key.Key_Z)
    assert body_of(composer)["max_tokens"] == 10245
    assert body_of(composer)["messages"][0]["content"] == "Hello"


def test_a_fix_from_outside_is_one_step_that_can_be_undone(qtbot):
    composer = composer_with(qtbot, view="json")
    fixed = replace(composer.draft(), body_text=BODY.replace("1024", "4096"))
    composer.show_draft(fixed, None)
    assert composer.draft().body_text == fixed.body_text
    press(qtbot, by_id(composer, "json_editor"), Qt.Key.Key_Z)
    assert composer.draft().body_text == BODY


def test_the_first_draft_cannot_be_undone_into_nothing(qtbot):
    composer = composer_with(qtbot, view="json")
    press(qtbot, by_id(composer, "json_editor"), Qt.Key.Key_Z)
    assert composer.draft().body_text == BODY


def test_caret_and_scroll_stay_when_the_same_text_is_shown(qtbot):
    composer = composer_with(
        qtbot, {"messages": [{"role": "user", "content": str(n)} for n in range(200)]}, "json"
    )
    editor = by_id(composer, "json_editor")
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_End, CTRL)
    caret, scroll = editor.textCursor().position(), editor.verticalScrollBar().value()
    composer.show_draft(replace(composer.draft(), name="other"), None)
    assert (editor.textCursor().position(), editor.verticalScrollBar().value()) == (caret, scroll)
    assert caret > 0 < scroll


def test_the_caret_stays_when_another_place_changes(qtbot):
    composer = composer_with(qtbot, view="json")
    editor = by_id(composer, "json_editor")
    editor.select(BODY.index('"Hello"'), BODY.index('"Hello"'))
    composer.show_draft(replace(composer.draft(), body_text=BODY.replace("1024", "64000")), None)
    assert editor.textCursor().block().text()[editor.textCursor().positionInBlock() :].startswith('"Hello"')


def test_a_tab_with_changes_that_are_not_saved_has_a_dot(qtbot):
    composer = composer_with(qtbot)
    composer.show_draft(composer.draft(), composer.draft())
    assert by_id(composer, "body", QPushButton).text() == "Body"
    type_behind(qtbot, named(composer, "Max tokens"), "5")
    assert by_id(composer, "body", QPushButton).text() == "Body  •"
    composer.show_draft(composer.draft(), composer.draft())
    assert by_id(composer, "body", QPushButton).text() == "Body"


def test_broken_json_replaces_the_form_and_nothing_is_lost(qtbot):
    composer = composer_with(qtbot, BROKEN)
    pane = by_id(composer, "show_in_json", QPushButton).parentWidget()
    assert "line 3, column 3: a comma is missing" in pane.words()
    assert composer.draft().body_text == BROKEN
    qtbot.mouseClick(by_id(composer, "show_in_json"), Qt.MouseButton.LeftButton)
    editor = by_id(composer, "json_editor")
    assert editor.hasFocus()
    assert editor.textCursor().blockNumber() == 2
    qtbot.keyClick(editor, Qt.Key.Key_Up)
    qtbot.keyClick(editor, Qt.Key.Key_End)
    qtbot.keyClicks(editor, ",")
    composer.show_view("form")
    assert named(composer, "Max tokens").text() == "1024"


def test_an_undo_that_breaks_the_json_can_be_done_again_from_the_form(qtbot):
    composer = composer_with(qtbot, BROKEN, view="json")
    editor = by_id(composer, "json_editor")
    editor.select(BROKEN.index('\n  "model'), BROKEN.index('\n  "model'))
    qtbot.keyClicks(editor, ",")
    composer.show_view("form")
    press(qtbot, named(composer, "Max tokens"), Qt.Key.Key_Z)
    assert composer.draft().body_text == BROKEN
    qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Y, CTRL)
    assert named(composer, "Max tokens").text() == "1024"


@pytest.mark.parametrize("body", ["[1, 2]", '"text"', "12", "null"])
def test_a_body_that_is_no_object_has_no_form_but_stays(qtbot, body):
    composer = composer_with(qtbot, body)
    assert by_id(composer, "show_in_json")
    assert composer.draft().body_text == body


@pytest.mark.parametrize(
    "odd", ["\r\n", "\r", "\u2028", "\u2029", "\u00a0", "\ufdd0", "\ufffc", "\x00", "😀"]
)
def test_characters_that_a_text_widget_changes_outlive_an_edit_elsewhere(qtbot, odd):
    body = f'{{"a": 1,{odd}"max_tokens": 5, "b": "{odd}"}}'
    composer = composer_with(qtbot, body, view="json")
    editor = by_id(composer, "json_editor")
    editor.setFocus()
    editor.select(editor.shown_text().index("5"), editor.shown_text().index("5"))
    qtbot.keyClicks(editor, "7")
    assert composer.draft().body_text == body.replace("5,", "75,")


def test_a_windows_body_keeps_its_line_ends_when_the_form_is_used(qtbot):
    body = BODY.replace("\n", "\r\n")
    composer = composer_with(qtbot, body)
    type_behind(qtbot, named(composer, "Max tokens"), "9")
    assert composer.draft().body_text == body.replace("1024", "10249")


def test_lone_surrogates_of_the_body_outlive_the_form(qtbot):
    composer = composer_with(qtbot, '{"max_tokens": 1, "system": "\\ud83d"}')
    type_behind(qtbot, named(composer, "Max tokens"), "2")
    assert composer.draft().body_text == '{"max_tokens": 12, "system": "\\ud83d"}'
    press(qtbot, named(composer, "System, block 1"), Qt.Key.Key_Home, Qt.KeyboardModifier.NoModifier)
    qtbot.keyClicks(named(composer, "System, block 1"), "x")
    assert composer.draft().body_text == '{"max_tokens": 12, "system": "x\\ud83d"}'


@pytest.mark.parametrize("field", ["Max tokens", "Model", "Message, block 1", "Role"])
def test_ctrl_enter_sends_from_every_field_and_changes_nothing(qtbot, field):
    composer = composer_with(qtbot)
    seen, sent = drafts_of(composer), []
    composer.send_requested.connect(lambda: sent.append(1))
    press(qtbot, composer_field(composer, field), Qt.Key.Key_Return)
    assert (sent, seen) == ([1], [])


def composer_field(composer, name):
    found = [each for each in composer.findChildren(object) if _is(each, name)]
    return next(each for each in found if each.focusProxy() is None)


def _is(each, name):
    return hasattr(each, "accessibleName") and each.accessibleName() == name and each.isVisible()


def test_ctrl_enter_sends_from_the_json_without_a_new_line(qtbot):
    composer = composer_with(qtbot, view="json")
    sent = []
    composer.send_requested.connect(lambda: sent.append(1))
    press(qtbot, by_id(composer, "json_editor"), Qt.Key.Key_Return)
    assert sent == [1]
    assert composer.draft().body_text == BODY


def test_a_megabyte_can_be_typed_in_both_views(qtbot):
    talk = [{"role": "user", "content": "hello there " * 40} for _ in range(2000)]
    composer = composer_with(qtbot, {"model": "m", "max_tokens": 1, "messages": talk})
    type_behind(qtbot, named(composer, "Max tokens"), "23")
    composer.show_view("json")
    editor = by_id(composer, "json_editor")
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_End, CTRL)
    qtbot.keyClicks(editor, " ")
    text = composer.draft().body_text
    assert len(text) > 1_000_000
    assert text.endswith("} ")
    assert json.loads(text)["max_tokens"] == 123


def test_a_megabyte_of_base64_is_shortened_for_show_and_whole_in_the_draft(qtbot):
    data = "QUJD" * 250_000
    composer = composer_with(qtbot, {"max_tokens": 1, "data": data}, view="json")
    editor = by_id(composer, "json_editor")
    assert len(editor.shown_text()) < 1000
    editor.setFocus()
    qtbot.keyClick(editor, Qt.Key.Key_End, CTRL)
    qtbot.keyClicks(editor, " ")
    assert json.loads(composer.draft().body_text)["data"] == data
    editor.selectAll()
    editor.copy()
    editor.paste()
    assert json.loads(composer.draft().body_text)["data"] == data
    composer.format_body()
    assert json.loads(composer.draft().body_text)["data"] == data
