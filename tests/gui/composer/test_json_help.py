"""Offers, words and fixes in the JSON editor, with real keys and a real mouse."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QListWidget, QToolTip

from betadeck.core.finding import Finding, Fix, Severity
from betadeck.ui.composer.editor.offer_list import OfferList
from helpers.composing import by_id, composer_with
from helpers.json_help import guide_for

KEY, MOD = Qt.Key, Qt.KeyboardModifier
CTRL = MOD.ControlModifier
BODY = '{\n  "model": "claude-opus-5-5",\n  "max_tokens": "many",\n  "messages": []\n}'


@pytest.fixture
def composer(qtbot):
    made = composer_with(qtbot, BODY, view="json")
    made.set_guide(guide_for())
    return made


@pytest.fixture
def editor(composer):
    found = by_id(composer, "json_editor")
    found.setFocus()
    return found


def go_to(editor, text, after=True):
    at = editor.shown_text().index(text) + (len(text) if after else 0)
    editor.select(at, at)


def offers(composer):
    """Return what is offered now, None when nothing is."""
    QApplication.processEvents()
    lists = [each for each in composer.findChildren(OfferList) if each.isVisible()]
    return lists[0].labels() if lists else None


def new_line(qtbot, editor):
    go_to(editor, '"many",')
    qtbot.keyClick(editor, KEY.Key_Return)


def test_a_quote_offers_names_and_letters_narrow_them(qtbot, composer, editor):
    new_line(qtbot, editor)
    qtbot.keyClicks(editor, '"')
    assert "thinking" in offers(composer)
    qtbot.keyClicks(editor, "str")
    assert offers(composer) == ["stream"]
    qtbot.keyClick(editor, KEY.Key_Backspace)
    assert "stream" in offers(composer)
    assert len(offers(composer)) > 1


def test_a_name_is_put_in_and_its_values_follow(qtbot, composer, editor):
    new_line(qtbot, editor)
    qtbot.keyClicks(editor, '"str')
    QApplication.processEvents()
    qtbot.keyClick(editor, KEY.Key_Tab)
    assert offers(composer) == ["true", "false"]
    qtbot.keyClick(editor, KEY.Key_Down)
    qtbot.keyClick(editor, KEY.Key_Return)
    assert json.loads(editor.text())["stream"] is False
    assert offers(composer) is None
    assert editor.hasFocus()


def test_control_space_offers_at_once_and_escape_leaves(qtbot, composer, editor):
    go_to(editor, '"claude-opus-5-5"', after=False)
    qtbot.keyClick(editor, KEY.Key_Right)
    qtbot.keyClick(editor, KEY.Key_Space, CTRL)
    assert "claude-haiku-5-5" in offers(composer)
    qtbot.keyClick(editor, KEY.Key_Escape)
    assert offers(composer) is None
    assert editor.text() == BODY


def test_who_goes_on_typing_is_not_hindered(qtbot, composer, editor):
    new_line(qtbot, editor)
    qtbot.keyClicks(editor, '"own": "any text, with commas: and true"')
    assert offers(composer) is None
    assert '"own": "any text, with commas: and true"' in editor.text()


def test_the_caret_going_away_puts_the_list_away(qtbot, composer, editor):
    new_line(qtbot, editor)
    qtbot.keyClicks(editor, '"')
    assert offers(composer)
    qtbot.keyClick(editor, KEY.Key_Left)
    assert offers(composer) is None


def test_a_click_takes_an_offer(qtbot, composer, editor):
    new_line(qtbot, editor)
    qtbot.keyClicks(editor, '"tem')
    composer.set_guide(guide_for(version="2023-06-01"))
    qtbot.keyClick(editor, KEY.Key_Space, CTRL)
    listed = by_id(composer, "offers", QListWidget)
    qtbot.mouseClick(
        listed.viewport(), Qt.MouseButton.LeftButton, pos=listed.visualItemRect(listed.item(0)).center()
    )
    assert '"temperature": ' in editor.text()


def test_an_offer_is_one_step_to_undo(qtbot, composer, editor):
    go_to(editor, '"messages": [')
    qtbot.keyClick(editor, KEY.Key_Space, CTRL)
    before = editor.text()
    qtbot.keyClick(editor, KEY.Key_Return)
    assert json.loads(editor.text())["messages"] != []
    editor.undo()
    assert editor.text() == before


WRONG = Finding(
    Severity.ERROR,
    "field-type",
    "max_tokens must be a whole number",
    "body:/max_tokens",
    (Fix("mend", "Write 1024", lambda draft: draft),),
)


def wait_for_marks(qtbot, composer, findings):
    composer.show_findings(findings)
    pane = composer._body.json
    qtbot.waitUntil(lambda: len(pane.problems()) == len(findings))
    return pane


def test_findings_are_underlined_where_they_are_and_move_with_the_text(qtbot, composer, editor):
    pane = wait_for_marks(qtbot, composer, (WRONG,))

    def marked():
        return [editor.shown_text()[each.start : each.end] for each in pane.problems()]

    assert marked() == ['"many"']
    go_to(editor, "{")
    qtbot.keyClicks(editor, "  ")
    assert marked() == ['"many"']
    go_to(editor, '"man')
    qtbot.keyClicks(editor, "xx")
    assert marked() == ['"manxxy"']


def test_control_period_offers_the_fixes_of_the_place(qtbot, composer, editor):
    wait_for_marks(qtbot, composer, (WRONG,))
    chosen, ignored = [], []
    composer.fix_chosen.connect(lambda finding, fix: chosen.append(fix.id))
    composer.finding_ignored.connect(ignored.append)
    go_to(editor, '"man')
    qtbot.keyClick(editor, KEY.Key_Period, CTRL)
    entries = {each.text(): each for each in menu_entries()}
    entries["Write 1024"].trigger()
    qtbot.keyClick(editor, KEY.Key_Period, CTRL)
    {each.text(): each for each in menu_entries()}["Ignore this"].trigger()
    assert (chosen, ignored) == (["mend"], [WRONG])


def test_the_menu_of_the_right_button_mends_the_place_under_the_mouse(qtbot, composer, editor):
    wait_for_marks(qtbot, composer, (WRONG,))
    chosen = []
    composer.fix_chosen.connect(lambda finding, fix: chosen.append(fix.id))
    go_to(editor, '"man')
    place = editor.cursorRect().center()
    go_to(editor, "{")
    editor.customContextMenuRequested.emit(place)
    entries = {each.text(): each for each in menu_entries()}
    assert any(each.startswith("&Paste") for each in entries)
    entries["Write 1024"].trigger()
    editor.customContextMenuRequested.emit(editor.cursorRect().center())
    assert "Write 1024" not in {each.text() for each in menu_entries()}
    assert chosen == ["mend"]


def menu_entries() -> list[QAction]:
    menu = QApplication.activePopupWidget()
    entries = menu.actions()
    menu.close()
    return entries


def test_where_nothing_is_wrong_the_line_says_so(qtbot, composer, editor):
    go_to(editor, "{")
    qtbot.keyClick(editor, KEY.Key_Period, CTRL)
    assert QApplication.activePopupWidget() is None
    assert by_id(composer, "json_status").text() == "Nothing is wrong in this line."


def test_control_i_says_what_stands_at_the_caret(qtbot, composer, editor):
    wait_for_marks(qtbot, composer, (WRONG,))
    go_to(editor, '"max_')
    qtbot.keyClick(editor, KEY.Key_I, CTRL)
    assert "Whole number, at least 0. Required." in QToolTip.text()
    go_to(editor, '"man')
    qtbot.keyClick(editor, KEY.Key_I, CTRL)
    assert QToolTip.text().index("must be a whole number") < QToolTip.text().index("Required.")


def test_big_bodies_are_checked_in_slices_and_marked(qtbot, composer, editor):
    turns = ",\n".join(['{"role": "user", "content": "' + "word " * 20 + '"}'] * 8_000)
    editor.retype('{"model": 1,\n"messages": [' + turns + '], "x": oops}')
    pane = composer._body.json
    qtbot.waitUntil(lambda: [each.severity for each in pane.problems()] == [Severity.ERROR], timeout=5000)
    problem = pane.problems()[0]
    assert editor.shown_text()[problem.start : problem.end] == "oops"
