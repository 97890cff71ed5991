"""Ids, variables and betas offered while one types, with real keys; variables in fields of any type."""

import json

import pytest
import shiboken6
from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QFocusEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QToolButton

from betadeck.core.draft import Row
from betadeck.core.json_help.guide import Guide
from betadeck.core.schema import closure
from betadeck.core.seen_ids import SeenIds
from betadeck.resources import load_schemas
from betadeck.ui.composer.editor.offer_list import OfferList
from betadeck.ui.composer.field_completer import FieldCompleter
from betadeck.ui.composer.rows.rows_editor import RowsEditor
from helpers.answers import answered
from helpers.catalogue import shipped
from helpers.composing import body_of, by_id, composer_with, named

KEY = Qt.Key
LEFT = Qt.MouseButton.LeftButton
AGENTS = b'{"data":[{"id":"agent_1","name":"One"},{"id":"agent_2","name":"Two"}]}'
VARIABLES = (Row("n", "512"), Row("town", "Bern"), Row("off", "x", on=False))
TALK = [{"role": "user", "content": "Hi"}]


@pytest.fixture(scope="module")
def pool():
    return load_schemas()


def session(qtbot, pool, body, view="form"):
    """Return a composer for a new session, with a target that has told of two agents."""
    operation = shipped().operations["beta.sessions.create"]
    made = composer_with(
        qtbot, body, view, operation, method="POST", path="/v1/sessions", variables=VARIABLES
    )
    made.set_catalogue(shipped())
    schema = closure(pool, operation.body)
    made.set_schema(schema)
    made.set_guide(Guide(schema, shipped(), "POST /v1/sessions"))
    seen = SeenIds()
    seen.take(answered("https://x/v1/agents", AGENTS))
    made.show_ids("T", seen.book("T"))
    made.show_view(view)
    return made


def message(qtbot, **fields):
    body = {"model": "claude-opus-5-5", "max_tokens": 1, **fields, "messages": TALK}
    return composer_with(qtbot, body, variables=VARIABLES)


def offers(composer):
    """Return what is offered now, None when nothing is."""
    QApplication.processEvents()
    lists = [each for each in composer.findChildren(OfferList) if each.isVisible()]
    return lists[0].labels() if lists else None


def begin(qtbot, field, keys):
    field.setFocus()
    qtbot.keyClicks(field, keys)


def menu_beside(qtbot, composer, name):
    qtbot.mouseClick(named(composer, name, QToolButton), LEFT)
    return QApplication.activePopupWidget()


def test_the_ids_of_a_body_field_are_chosen_from_its_menu(qtbot, pool):
    composer = session(qtbot, pool, {"agent": "", "environment_id": ""})
    menu = menu_beside(qtbot, composer, "Choose an id for Agent")
    assert [each.text() for each in menu.actions()] == ["agent_1   One", "agent_2   Two", "", "Load from T"]
    menu.actions()[1].trigger()
    menu.close()
    assert body_of(composer)["agent"] == "agent_2"
    assert named(composer, "Agent", QLineEdit).text() == "agent_2"


def test_loading_is_announced_and_what_came_of_it_stands_at_the_field(qtbot, pool):
    composer = session(qtbot, pool, {"agent": "", "environment_id": ""})
    menu = menu_beside(qtbot, composer, "Choose an id for Environment id")
    with qtbot.waitSignal(composer.ids_asked) as asked:
        menu.actions()[-1].trigger()
    menu.close()
    assert asked.args == ["body:/environment_id"]
    composer.tell_ids("body:/environment_id", "Not loaded. No such thing.")
    told = by_id(composer, "load_problem")
    assert told.text() == "Not loaded. No such thing."
    composer.tell_ids("body:/environment_id", "")
    QApplication.activePopupWidget().close()
    assert not told.isVisible()


def test_ids_are_added_to_a_list_once_each(qtbot, pool):
    composer = session(qtbot, pool, {"agent": "a", "environment_id": "e", "vault_ids": ["v"]})
    seen = SeenIds()
    seen.take(answered("https://x/v1/vaults", b'{"data":[{"id":"v"},{"id":"w"}]}'))
    composer.show_ids("T", seen.book("T"))
    for place in (0, 1, 1):
        menu = menu_beside(qtbot, composer, "Choose an id for Vault ids")
        menu.actions()[place].trigger()
        menu.close()
    assert body_of(composer)["vault_ids"] == ["v", "w"]


def test_ids_are_offered_while_one_types_and_unknown_ones_are_taken(qtbot, pool):
    composer = session(qtbot, pool, {"agent": "", "environment_id": "e"})
    field = named(composer, "Agent", QLineEdit)
    begin(qtbot, field, "tw")
    assert offers(composer) == ["agent_2"]
    qtbot.keyClick(field, KEY.Key_Tab)
    assert body_of(composer)["agent"] == "agent_2"
    field.selectAll()
    qtbot.keyClicks(field, "agent_1")
    assert offers(composer) is None  # it is there already
    qtbot.keyClicks(field, "99")
    assert offers(composer) is None
    assert body_of(composer)["agent"] == "agent_199"


def test_ids_are_offered_in_the_json_too(qtbot, pool):
    composer = session(qtbot, pool, '{\n  "agent": ""\n}', "json")
    editor = by_id(composer, "json_editor")
    editor.setFocus()
    editor.select(14, 14)
    qtbot.keyClick(editor, KEY.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert offers(composer)[:2] == ["agent_1", "agent_2"]
    qtbot.keyClick(editor, KEY.Key_Down)
    qtbot.keyClick(editor, KEY.Key_Return)
    assert body_of(composer) == {"agent": "agent_2"}


def test_more_ids_are_loaded_from_the_json_only_where_a_list_was_asked_for(qtbot, pool):
    composer = session(qtbot, pool, '{\n  "environment_id": ""\n}', "json")
    editor = by_id(composer, "json_editor")
    editor.setFocus()
    editor.select(23, 23)
    qtbot.keyClicks(editor, "e")
    assert offers(composer) is None
    qtbot.keyClick(editor, KEY.Key_Backspace)
    qtbot.keyClick(editor, KEY.Key_Space, Qt.KeyboardModifier.ControlModifier)
    assert offers(composer)[-1] == "Load from T"
    qtbot.keyClick(editor, KEY.Key_Up)
    with qtbot.waitSignal(composer.ids_asked) as asked:
        qtbot.keyClick(editor, KEY.Key_Return)
    assert asked.args == ["body:/environment_id"]
    assert editor.text() == '{\n  "environment_id": ""\n}'
    seen = SeenIds()
    seen.take(answered("https://x/v1/environments", b'{"id":"env_1"}'))
    composer.show_ids("T", seen.book("T"))
    composer.tell_ids("body:/environment_id", "")
    assert offers(composer)[0] == "env_1"


@pytest.mark.parametrize(
    ("before", "keys", "after"),
    [
        ('"title": "in ', "{{to", '"title": "in {{town}}"'),
        ('"title": "', "{{json:n", '"title": "{{json:n}}"'),
        ('"title": "', "{{cl", '"title": "{{clipboard}}"'),
    ],
)
def test_variables_are_offered_within_strings_of_the_json(qtbot, pool, before, keys, after):
    composer = session(qtbot, pool, '{"agent": "a", ' + before + '", "environment_id": "e"}', "json")
    editor = by_id(composer, "json_editor")
    editor.setFocus()
    at = editor.shown_text().index(before) + len(before)
    editor.select(at, at)
    qtbot.keyClicks(editor, keys)
    assert offers(composer)
    qtbot.keyClick(editor, KEY.Key_Return)
    assert after in editor.text()
    assert json.loads(editor.text())["environment_id"] == "e"


def test_a_question_leaves_the_caret_where_its_name_goes(qtbot):
    composer = message(qtbot)
    field = next(each for each in composer.findChildren(QPlainTextEdit) if each.toPlainText() == "Hi")
    field.moveCursor(field.textCursor().MoveOperation.End)
    begin(qtbot, field, " {{?")
    assert offers(composer)[0] == "{{?}}"
    qtbot.keyClick(field, KEY.Key_Return)
    qtbot.keyClicks(field, "who")
    assert body_of(composer)["messages"][0]["content"] == "Hi {{?who}}"


def test_escape_puts_the_list_away_and_no_more(qtbot, pool):
    composer = session(qtbot, pool, {"agent": "", "environment_id": "e"})
    field = named(composer, "Agent", QLineEdit)
    begin(qtbot, field, "{{")
    assert offers(composer)[:2] == ["{{n}}", "{{town}}"]
    qtbot.keyClick(field, KEY.Key_Escape)
    assert offers(composer) is None
    assert field.text() == "{{"


def test_variables_are_offered_in_parameters_and_headers_but_not_in_variables(qtbot):
    composer = message(qtbot)
    for view, rows in (("params", "query_rows"), ("headers", "header_rows"), ("variables", "variable_rows")):
        composer.show_view(view)
        begin(qtbot, by_id(composer, rows, RowsEditor).lines()[-1].value, "{{to")
        assert (offers(composer) is None) == (view == "variables")


def test_betas_are_completed_item_by_item_in_their_header(qtbot, pool):
    composer = session(qtbot, pool, {"agent": "a"}, "headers")
    line = by_id(composer, "header_rows", RowsEditor).lines()[0]
    begin(qtbot, line.name, "anthropic-beta")
    QApplication.processEvents()
    if (popup := QApplication.activePopupWidget()) is not None:
        popup.close()
        composer.activateWindow()
    begin(qtbot, line.value, "files-api-2025-04-14, mcp-cl")
    found = offers(composer)
    assert found
    assert "files-api-2025-04-14" not in found
    qtbot.keyClick(line.value, KEY.Key_Return)
    assert line.value.text() == f"files-api-2025-04-14, {found[0]}"
    assert composer.draft().headers == (Row("anthropic-beta", f"files-api-2025-04-14, {found[0]}"),)


@pytest.mark.parametrize(
    ("field", "value", "label"),
    [
        ("max_tokens", "{{json:n}}", "Max tokens"),
        ("stream", "{{json:?live}}", "Stream"),
        ("service_tier", "{{tier}}", "Service tier"),
        ("stop_sequences", "{{json:stops}}", "Stop sequences"),
        ("tool_choice", "{{json:choice}}", "Tool choice"),
    ],
)
def test_a_variable_in_a_field_of_any_type_is_shown_and_edited(qtbot, field, value, label):
    composer = message(qtbot, **{field: value})
    line = named(composer, f"{label}, a variable", QLineEdit)
    assert line.text() == value
    line.setCursorPosition(len(value) - 2)
    begin(qtbot, line, "2")
    assert body_of(composer)[field] == f"{value[:-2]}2}}}}"
    line.selectAll()
    qtbot.keyClick(line, KEY.Key_Delete)
    assert body_of(composer)[field] == f"{value[:-2]}2}}}}"
    assert line.property("invalid")
    qtbot.mouseClick(named(composer, f"{label} is a variable, set a value", QPushButton), LEFT)
    assert not isinstance(body_of(composer)[field], str) or field == "service_tier"


@pytest.mark.parametrize(
    ("field", "label", "plain"),
    [("resources", "Resources", []), ("metadata", "Metadata", {})],
)
def test_what_takes_the_place_of_a_variable_is_ready_to_be_added_to(qtbot, pool, field, label, plain):
    composer = session(qtbot, pool, {field: "{{json:n}}"})
    qtbot.mouseClick(named(composer, f"{label} is a variable, set a value", QPushButton), LEFT)
    assert body_of(composer)[field] == plain
    assert QApplication.focusWidget().accessibleName().startswith(label)


def test_a_variable_for_the_model_is_offered_and_not_called_unknown(qtbot):
    composer = message(qtbot)
    model = named(composer, "Model", QComboBox)
    model.setFocus()
    model.lineEdit().selectAll()
    qtbot.keyClicks(QApplication.focusWidget(), "{{to")
    assert offers(composer) == ["{{town}}"]
    qtbot.keyClick(QApplication.focusWidget(), KEY.Key_Return)
    assert body_of(composer)["model"] == "{{town}}"
    assert model.lineEdit()._note == ""


def test_a_variable_within_a_typed_object_leaves_the_other_fields_as_they_are(qtbot):
    composer = message(qtbot, thinking={"type": "enabled", "budget_tokens": "{{json:n}}"})
    assert named(composer, "Budget, a variable", QLineEdit).text() == "{{json:n}}"
    assert named(composer, "Thinking, type").currentText() == "enabled"


def test_a_brace_in_a_number_begins_a_variable_and_the_focus_goes_along(qtbot):
    composer = message(qtbot)
    field = named(composer, "Max tokens", QLineEdit)
    field.selectAll()
    begin(qtbot, field, "{{n")
    assert offers(composer)[0] == "{{json:n}}"
    assert body_of(composer)["max_tokens"] == 1
    qtbot.keyClick(field, KEY.Key_Return)
    assert body_of(composer)["max_tokens"] == "{{json:n}}"
    line = named(composer, "Max tokens, a variable", QLineEdit)
    assert QApplication.focusWidget() is line
    assert line.cursorPosition() == len("{{json:n}}")


def test_a_variable_is_chosen_from_the_menu_of_a_field_by_the_keyboard_too(qtbot):
    composer = message(qtbot, service_tier="auto")
    field = named(composer, "Service tier")
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, field.rect().center(), field.mapToGlobal(QPoint())
    )
    QApplication.sendEvent(field, asked)
    menu = QApplication.activePopupWidget()
    words = [each.text() for each in menu.actions()]
    assert words == ["n   512, from the preset", "town   Bern, from the preset", "",
                     "Ask for it at each send", "A new variable, service_tier"]  # fmt: skip
    menu.actions()[-1].trigger()
    menu.close()
    assert body_of(composer)["service_tier"] == "{{service_tier}}"


def test_no_list_is_made_ready_for_a_field_that_has_gone(qtbot, pool):
    composer = session(qtbot, pool, {"title": "T"})
    field = named(composer, "Title", QLineEdit)
    field.setFocus()
    QApplication.sendEvent(field, QFocusEvent(QEvent.Type.FocusIn))
    timers = composer.findChild(FieldCompleter).findChildren(QTimer)
    assert any(each.isActive() for each in timers)
    field.hide()
    assert not any(each.isActive() for each in timers)


def test_nothing_is_offered_for_a_field_that_is_destroyed_right_after_a_key(qtbot, pool):
    composer = session(qtbot, pool, {"title": "T"})
    field = named(composer, "Title", QLineEdit)
    field.setFocus()
    field.hide()  # as when the form is made anew
    qtbot.keyClicks(field, "{")
    completer = composer.findChild(FieldCompleter)
    waiting = [each for each in completer.findChildren(QTimer) if each.isActive()]
    assert waiting
    shiboken6.delete(field)
    qtbot.waitUntil(lambda: not any(each.isActive() for each in waiting))
    assert not completer.is_open()
