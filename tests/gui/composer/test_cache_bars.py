"""Bars beside the parts of the form that are cached."""

from PySide6.QtCore import Qt

from betadeck.ui.composer.form.cache_bar import CacheBarView
from helpers.composing import by_id, composer_with

MARK = {"type": "ephemeral"}
BODY = {
    "model": "claude-opus-5-5",
    "max_tokens": 10,
    "system": [{"type": "text", "text": "Be brief", "cache_control": {**MARK, "ttl": "1h"}}],
    "messages": [{"role": "user", "content": [{"type": "text", "text": "x"}]}],
}


def shown(composer):
    return {each.bar().part: each for each in composer.findChildren(CacheBarView) if each.isVisible()}


def test_a_marked_part_has_a_bar_that_says_how_long(qtbot):
    composer = composer_with(qtbot, BODY)
    bar = shown(composer)["system"]
    assert "1 hour" in bar.accessibleName()
    assert set(shown(composer)) == {"system"}
    assert bar.height() <= bar.parentWidget().height()


def test_the_bar_goes_with_the_mark_and_comes_back_with_undo(qtbot):
    composer = composer_with(qtbot, BODY)
    composer.show_draft(
        type(composer.draft())(body_text=composer.draft().body_text.replace('"cache_control"', '"x"')), None
    )
    assert shown(composer) == {}
    composer._body.json.editor.undo()
    assert set(shown(composer)) == {"system"}


def test_the_bar_leaves_the_buttons_of_its_row_alone(qtbot):
    composer = composer_with(qtbot, BODY)
    row = shown(composer)["system"].parentWidget()
    remove = row.findChild(type(row._remove), "remove_field")
    centre = remove.mapTo(row, remove.rect().center())
    assert row.childAt(centre) is remove


def test_in_a_narrow_form_there_is_no_room_for_bars(qtbot):
    composer = composer_with(qtbot, BODY)
    composer.resize(420, 600)
    qtbot.waitUntil(lambda: shown(composer) == {})
    composer.resize(900, 600)
    qtbot.waitUntil(lambda: set(shown(composer)) == {"system"})
    qtbot.keyClick(by_id(composer, "body_form"), Qt.Key.Key_PageDown)
