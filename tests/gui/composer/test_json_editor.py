"""What the JSON editor does by itself, with real keys."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton

from betadeck.core.finding import Finding, Severity
from betadeck.ui.composer.editor.json_editor import JsonEditor
from helpers.composing import by_id, composer_with, drafts_of

KEY, MOD = Qt.Key, Qt.KeyboardModifier
CTRL, SHIFT, ALT = MOD.ControlModifier, MOD.ShiftModifier, MOD.AltModifier


@pytest.fixture
def composer(qtbot):
    return composer_with(qtbot, "", view="json")


@pytest.fixture
def editor(composer):
    found = by_id(composer, "json_editor")
    found.setFocus()
    return found


def put(editor, text):
    """Type nothing: set `text`, with the caret where | stands and a selection between two of them."""
    places = [place for place, char in enumerate(text) if char == "|"]
    editor.retype(text.replace("|", ""))
    editor.select(places[0], places[-1] - (len(places) - 1))


def seen(editor):
    """Return the text with | where the caret is."""
    text, at = editor.text(), editor.offset_of(editor.textCursor().position())
    return f"{text[:at]}|{text[at:]}"


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ("|", "{", "{|}"),
        ("|", '{"a', '{"a|"}'),
        ("|", '{"a"', '{"a"|}'),
        ("|", "[]", "[]|"),
        ('{"a": "x|"}', "{", '{"a": "x{|"}'),
        ('{"a": "x|"}', "]", '{"a": "x]|"}'),
        ("|12", "[", "[|12"),
        ('{"a": "say \\|"}', '"', '{"a": "say \\"|"}'),
        ("[|1, 2|]", "{", "[{1, 2|}]"),
        ("|word|", '"', '"word|"'),
        ("[\n  |\n]", "]", "[\n]|\n]"),
    ],
)
def test_brackets_and_quotes_come_in_pairs_outside_strings(qtbot, editor, before, keys, after):
    put(editor, before)
    qtbot.keyClicks(editor, keys)
    assert seen(editor) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{|}", "{\n  |\n}"),
        ('  "a": [|', '  "a": [\n    |'),
        ('  "a": 1,|', '  "a": 1,\n  |'),
        ("{ | }", "{ \n  | \n }".replace("  | ", "  | ").replace("\n }", "\n}")),
        ('"{|"', '"{\n|"'),
    ],
)
def test_enter_keeps_the_indent_and_opens_brackets(qtbot, editor, before, after):
    put(editor, before)
    qtbot.keyClick(editor, KEY.Key_Return)
    assert [line.strip() for line in seen(editor).split("\n")] == [line.strip() for line in after.split("\n")]
    assert seen(editor).split("\n")[1].index("|") == after.split("\n")[1].index("|")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("{|}", "|"),
        ('["|"]', "[|]"),
        ("    |1", "  |1"),
        ("   |1", "  |1"),
        (" |1", "|1"),
        ("ab|", "a|"),
        ('"a"|', '"a|'),
    ],
)
def test_backspace_takes_pairs_and_levels(qtbot, editor, before, after):
    put(editor, before)
    qtbot.keyClick(editor, KEY.Key_Backspace)
    assert seen(editor) == after


def test_tab_and_shift_tab_move_whole_lines(qtbot, editor):
    put(editor, "|a\n  b\n\nc|")
    qtbot.keyClick(editor, KEY.Key_Tab)
    assert editor.text() == "  a\n    b\n\n  c"
    qtbot.keyClick(editor, KEY.Key_Backtab, SHIFT)
    qtbot.keyClick(editor, KEY.Key_Backtab, SHIFT)
    assert editor.text() == "a\nb\n\nc"


def test_tab_without_a_selection_goes_to_the_next_stop(qtbot, editor):
    put(editor, "abc|")
    qtbot.keyClick(editor, KEY.Key_Tab)
    assert editor.text() == "abc "
    assert editor.hasFocus()


def test_lines_move_and_double_as_one_step_each(qtbot, editor):
    put(editor, "one\ntw|o\nthree")
    qtbot.keyClick(editor, KEY.Key_Down, ALT)
    assert seen(editor) == "one\nthree\ntw|o"
    qtbot.keyClick(editor, KEY.Key_Up, ALT)
    qtbot.keyClick(editor, KEY.Key_Up, ALT)
    assert seen(editor) == "tw|o\none\nthree"
    qtbot.keyClick(editor, KEY.Key_Up, ALT)
    qtbot.keyClick(editor, KEY.Key_Down, ALT | SHIFT)
    assert seen(editor) == "two\ntw|o\none\nthree"
    qtbot.keyClick(editor, KEY.Key_Z, CTRL)
    assert editor.text() == "two\none\nthree"


@pytest.mark.parametrize(
    ("before", "key", "after"),
    [
        ('{\n  "a": 1,\n  "😀": 2|\n}', KEY.Key_Up, '{\n  "😀": 2|,\n  "a": 1\n}'),
        ('{\n  "😀": 1|,\n  "b": 2\n}', KEY.Key_Down, '{\n  "b": 2,\n  "😀": 1|\n}'),
        ('{\n  "a": 1,\n  "b": 2|,\n  "c": 3\n}', KEY.Key_Up, '{\n  "b": 2|,\n  "a": 1,\n  "c": 3\n}'),
        ("[\n  1,\n|  {},\n  []|\n]", KEY.Key_Up, "[\n  {},\n  []|,\n  1\n]"),
        ('{\n  "a": 1|\n}', KEY.Key_Down, '{\n}\n  "a": 1|'),
    ],
)
def test_a_moved_last_member_takes_its_comma_along(qtbot, editor, before, key, after):
    put(editor, before)
    qtbot.keyClick(editor, key, ALT)
    assert seen(editor) == after
    qtbot.keyClick(editor, KEY.Key_Z, CTRL)
    assert editor.text() == before.replace("|", "")


def test_a_last_member_is_repeated_with_a_comma_between(qtbot, editor):
    put(editor, '{\n  "a": 1|\n}')
    qtbot.keyClick(editor, KEY.Key_Down, ALT | SHIFT)
    assert seen(editor) == '{\n  "a": 1,\n  "a": 1|\n}'


def test_home_goes_to_the_first_word_then_to_the_start(qtbot, editor):
    put(editor, '{\n  "a": 1|\n}')
    for after in ('{\n  |"a": 1\n}', '{\n|  "a": 1\n}', '{\n  |"a": 1\n}'):
        qtbot.keyClick(editor, KEY.Key_Home)
        assert seen(editor) == after
    qtbot.keyClick(editor, KEY.Key_End)
    qtbot.keyClick(editor, KEY.Key_Home, SHIFT)
    assert editor.textCursor().selectedText() == '"a": 1'


def test_lines_with_emoji_move_whole(qtbot, editor):
    put(editor, '"😀😀"|\n"b"')
    qtbot.keyClick(editor, KEY.Key_Down, ALT)
    assert seen(editor) == '"b"\n"😀😀"|'


@pytest.mark.parametrize("text", ["héllo", "👩‍👩‍👧", "مرحبا", "line\nbreak", "tab\there", "no\u00a0break"])
def test_paste_and_copy_keep_every_character(qtbot, composer, editor, text):
    QGuiApplication.clipboard().setText(text)
    qtbot.keyClick(editor, KEY.Key_V, CTRL)
    assert composer.draft().body_text == text
    QGuiApplication.clipboard().clear()
    editor.selectAll()
    qtbot.keyClick(editor, KEY.Key_C, CTRL)
    assert QGuiApplication.clipboard().text() == text


def test_format_is_one_step_and_keeps_numbers_and_the_place_of_the_caret(qtbot, composer, editor):
    put(editor, '{"a":1.10,"b":[1,|2]}')
    drafts = drafts_of(composer)
    qtbot.keyClick(editor, KEY.Key_F, CTRL | SHIFT)
    assert seen(editor).startswith('{\n  "a": 1.10,\n  "b": [')
    assert seen(editor).split("|")[1].startswith("2")
    assert len(drafts) == 1
    qtbot.keyClick(editor, KEY.Key_Z, CTRL)
    assert editor.text() == '{"a":1.10,"b":[1,2]}'


def test_format_of_broken_json_changes_nothing_and_goes_to_the_fault(qtbot, composer, editor):
    put(editor, '{"a": 1 "b": 2}|')
    qtbot.keyClick(editor, KEY.Key_F, CTRL | SHIFT)
    assert seen(editor) == '{"a": 1 |"b": 2}'


def test_a_fault_is_said_under_the_text_and_shown_on_request(qtbot, composer, editor):
    put(editor, '|{\n  "a": 1\n  "b": 2\n}')
    status = by_id(composer, "json_status")
    qtbot.waitUntil(lambda: status.text() == 'Line 3, column 3: a comma is missing before "b"')
    assert editor.line_marks()[2][0] is Severity.ERROR
    qtbot.mouseClick(by_id(composer, "json_status_action"), Qt.MouseButton.LeftButton)
    assert seen(editor) == '{\n  "a": 1\n  |"b": 2\n}'
    qtbot.keyClick(editor, KEY.Key_Backspace)
    put(editor, '{"a": 1}|')
    qtbot.waitUntil(lambda: status.text().startswith("JSON"))
    assert editor.line_marks() == {}


def test_findings_mark_their_lines(qtbot, composer, editor):
    put(editor, '{\n  "model": "x",\n  "messages": []\n}|')
    one = Finding(Severity.WARN, "a", "Unknown model", "body:/model")
    two = Finding(Severity.ERROR, "b", "No message", "body:/messages/0")
    composer.show_findings((one, two, Finding(Severity.HINT, "c", "Elsewhere", "beta:x")))
    qtbot.waitUntil(lambda: bool(editor.line_marks()))
    assert editor.line_marks() == {1: (Severity.WARN, "Unknown model"), 2: (Severity.ERROR, "No message")}


def test_find_counts_steps_round_and_respects_case(qtbot, composer, editor):
    put(editor, '|["ab", "AB", "ab"]')
    qtbot.keyClick(editor, KEY.Key_F, CTRL)
    field = by_id(composer, "find_field")
    assert field.hasFocus()
    qtbot.keyClicks(field, "ab")
    assert editor.textCursor().selectionStart() == 2
    qtbot.keyClick(field, KEY.Key_F3)
    assert editor.textCursor().selectionStart() == 8
    qtbot.keyClick(field, KEY.Key_F3, SHIFT)
    qtbot.keyClick(field, KEY.Key_F3, SHIFT)
    assert editor.textCursor().selectionStart() == 14
    qtbot.mouseClick(by_id(composer, "find_case", QPushButton), Qt.MouseButton.LeftButton)
    qtbot.keyClick(field, KEY.Key_F3)
    assert editor.textCursor().selectionStart() == 2
    qtbot.keyClick(field, KEY.Key_Escape)
    assert editor.hasFocus()
    assert not field.isVisible()
    composer.find()
    editor.setFocus()
    qtbot.keyClick(editor, KEY.Key_Escape)
    assert not field.isVisible()


def test_find_is_right_behind_emoji(qtbot, composer, editor):
    put(editor, '|["😀😀😀", "here"]')
    composer.find()
    qtbot.keyClicks(by_id(composer, "find_field"), "here")
    assert editor.textCursor().selectedText() == "here"


def test_replace_takes_one_or_all_and_all_is_one_step(qtbot, composer, editor):
    put(editor, '|["x", "x", "x"]')
    composer.find()
    qtbot.keyClicks(by_id(composer, "find_field"), "x")
    qtbot.keyClicks(by_id(composer, "replace_field"), "y")
    qtbot.mouseClick(by_id(composer, "replace_one"), Qt.MouseButton.LeftButton)
    assert editor.text() == '["y", "x", "x"]'
    qtbot.mouseClick(by_id(composer, "replace_all"), Qt.MouseButton.LeftButton)
    assert json.loads(composer.draft().body_text) == ["y", "y", "y"]
    editor.undo()
    assert editor.text() == '["y", "x", "x"]'


def test_text_that_is_not_found_is_said(qtbot, composer, editor):
    put(editor, "{}|")
    composer.find()
    field = by_id(composer, "find_field")
    qtbot.keyClicks(field, "zz")
    assert field.property("invalid") is True


def test_a_long_paste_into_a_string_is_shortened_for_show_only(qtbot, composer, editor):
    put(editor, '{"data": "|"}')
    QGuiApplication.clipboard().setText("QUJD" * 100_000)
    qtbot.keyClick(editor, KEY.Key_V, CTRL)
    assert len(editor.shown_text()) < 500
    assert json.loads(composer.draft().body_text) == {"data": "QUJD" * 100_000}
    qtbot.keyClick(editor, KEY.Key_Z, CTRL)
    assert composer.draft().body_text == '{"data": ""}'


def test_a_far_place_is_shown_while_places_in_sight_are_marked(qtbot):
    editor = JsonEditor()
    qtbot.addWidget(editor)
    editor.resize(500, 400)
    editor.show()
    qtbot.waitExposed(editor)
    line = f'  "{"in several rows " * 20}",\n'
    editor.start_with("[\n" + line * 150 + "  2\n]")
    editor.show_problems([((3, 7), Severity.ERROR), ((0, 1), Severity.WARN)])
    QApplication.processEvents()
    at = len(editor.shown_text()) - 3
    editor.select(at, at)
    QApplication.processEvents()
    assert editor.firstVisibleBlock().blockNumber() > 100
