"""A big form is made in slices: what is in sight first, the rest in the next turns, and nothing is lost."""

import json

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from betadeck.core.draft import Draft
from betadeck.ui.composer.composer import Composer
from betadeck.ui.composer.form.body_form import BodyForm
from betadeck.ui.composer.form.inputs import LineInput
from betadeck.ui.composer.form.message_card import MessageCard
from helpers.composing import body_of, composer_with, named

NAMES = [f"field_{number:02}" for number in range(60)]
SCHEMA = {"type": "object", "properties": {name: {"type": "string"} for name in NAMES}}
BODY = {name: f"text of {name}" for name in NAMES}
TALK = {"model": "m", "messages": [{"role": "user", "content": f"number {place}"} for place in range(12)]}


@pytest.fixture
def composer(qtbot):
    made = composer_with(qtbot, BODY, listed=None, method="POST", path="/v1/many")
    made.set_schema(SCHEMA)
    return made


def made_rows(composer):
    return composer.findChild(BodyForm)._fields.rows()


def filled(composer):
    return not composer.findChild(BodyForm)._fields.is_filling()


def test_what_is_in_sight_comes_first_and_stays_where_it_is(qtbot, composer):
    assert 0 < len(made_rows(composer)) < len(NAMES)
    QApplication.processEvents()
    first = {row.spec.name: row.y() for row in made_rows(composer)[:8]}
    qtbot.waitUntil(lambda: filled(composer))
    QApplication.processEvents()
    rows = sorted(made_rows(composer), key=lambda row: row.y())
    assert [row.spec.name for row in rows] == NAMES
    assert {row.spec.name: row.y() for row in rows[:8]} == first


def test_keys_typed_while_it_fills_reach_their_field_and_its_neighbours_follow(qtbot, composer):
    field = named(composer, "Field 00", LineInput)
    field.setFocus()
    QTest.keyClicks(field, "!")
    qtbot.waitUntil(lambda: filled(composer))
    QTest.keyClicks(field, "?")
    assert field.hasFocus()
    assert body_of(composer) == {**BODY, "field_00": "!?text of field_00"}
    assert {row.spec.name for row in made_rows(composer)} == set(NAMES)


def test_another_body_while_it_fills_shows_that_body(qtbot, composer):
    body = {"field_59": "last", "field_00": "first"}
    composer.show_draft(Draft(method="POST", path="/v1/many", body_text=json.dumps(body)), None)
    qtbot.waitUntil(lambda: filled(composer))
    assert {row.spec.name for row in made_rows(composer)} == set(body)


def test_other_fields_while_it_fills_leave_nothing_of_the_old_ones(qtbot, composer):
    composer.set_schema({"type": "object", "properties": {"other": {"type": "integer"}}})
    qtbot.waitUntil(lambda: filled(composer))
    assert all(row.spec.unknown for row in made_rows(composer))


def test_a_place_that_is_not_made_yet_is_shown_when_it_is_asked_for(composer):
    composer.focus_place("body:/field_59")
    assert named(composer, "Field 59", LineInput).hasFocus()


def test_tab_goes_on_into_what_was_not_made_yet(composer):
    QApplication.processEvents()
    last = [row for row in made_rows(composer) if row.isVisible()][-1]
    assert not filled(composer)
    last.editor.setFocus()
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    after = NAMES[NAMES.index(last.spec.name) + 1]
    assert QApplication.focusWidget().accessibleName().endswith(after.replace("_", " ").capitalize())


def test_a_long_talk_ends_with_its_last_message_and_the_links(qtbot):
    composer = composer_with(qtbot, TALK)
    qtbot.waitUntil(lambda: filled(composer))
    QApplication.processEvents()
    cards = sorted(composer.findChildren(MessageCard), key=lambda card: card.y())
    assert [card.index for card in cards] == list(range(12))
    assert composer.findChild(BodyForm).links().isVisible()


def test_a_message_added_while_a_talk_fills_comes_after_its_last(qtbot):
    composer = composer_with(qtbot, TALK, view="json")
    composer.show_view("form")
    composer.findChild(BodyForm).links().message_asked.emit()
    assert [each["content"] for each in body_of(composer)["messages"]][-2:] == ["number 11", ""]
    assert composer.findChildren(MessageCard)[-1].isAncestorOf(QApplication.focusWidget())


def test_the_form_scrolls_to_where_it_was_kept_as_soon_as_it_reaches_so_far(qtbot):
    composer = Composer()
    qtbot.addWidget(composer)
    composer.resize(900, 400)
    composer.show_draft(Draft(method="POST", path="/v1/many", body_text=json.dumps(BODY)), None)
    composer.restore_view_state({"tab": "body", "view": "form", "form_scroll": 900})
    composer.show()
    bar = composer.findChild(BodyForm).verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() == 900)
    qtbot.waitUntil(lambda: filled(composer))
    assert bar.value() == 900


def test_a_composer_that_goes_while_it_fills_goes_quietly(qapp):
    composer = Composer()
    composer.show_draft(Draft(method="POST", path="/v1/many", body_text=json.dumps(BODY)), None)
    assert not filled(composer)
    composer.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
