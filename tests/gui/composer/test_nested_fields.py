"""Fields within fields: objects, lists, maps and unions out of a schema."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPushButton, QToolButton

from betadeck.core.catalog import Catalogue, Operation
from betadeck.core.draft import Draft
from betadeck.ui.composer.form.group_editor import FoldButton
from betadeck.ui.composer.form.inputs import ChoiceInput
from betadeck.ui.composer.form.list_editor import ListEditor
from betadeck.ui.composer.form.make import Maker
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from betadeck.ui.composer.form.union_editor import UnionEditor
from helpers.composing import body_of, by_id, composer_with, drafts_of, named, trigger
from helpers.talking import talk_with

AGENT = Operation("beta.agents.create", "POST", "/v1/agents", "Agents", "Create", body="Agent")
SCHEMA = {
    "$ref": "#/$defs/Agent",
    "$defs": {
        "Agent": {
            "type": "object",
            "additionalProperties": False,
            "required": ["name"],
            "properties": {
                "name": {"type": "string"},
                "note": {"anyOf": [{"type": "string"}, {"type": "null"}]},
                "limits": {"$ref": "#/$defs/Limits"},
                "tools": {"type": "array", "items": {"$ref": "#/$defs/Tool"}},
                "metadata": {"type": "object", "additionalProperties": {"type": "string"}},
                "source": {"anyOf": [{"type": "string"}, {"$ref": "#/$defs/Limits"}]},
                "api_key": {"type": "string"},
                "starts_at": {"type": "string", "format": "date-time"},
            },
        },
        "Limits": {
            "type": "object",
            "additionalProperties": False,
            "required": ["most"],
            "properties": {
                "most": {"type": "integer", "minimum": 1, "maximum": 9},
                "within": {"$ref": "#/$defs/Limits"},
            },
        },
        "Tool": {
            "anyOf": [{"$ref": "#/$defs/Shell"}, {"$ref": "#/$defs/Own"}],
            "discriminator": {"propertyName": "type"},
        },
        "Shell": {
            "type": "object",
            "required": ["type"],
            "properties": {"type": {"const": "shell", "type": "string"}, "shared": {"type": "string"}},
        },
        "Own": {
            "type": "object",
            "required": ["type", "title"],
            "properties": {
                "type": {"const": "own", "type": "string"},
                "title": {"type": "string"},
                "shared": {"type": "string"},
            },
        },
    },
}


def agent(qtbot, body):
    composer = composer_with(qtbot, body, listed=AGENT, path="/v1/agents")
    composer.set_schema(SCHEMA)
    return composer


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def buttons(composer, name, kind=QToolButton):
    QApplication.processEvents()
    return [each for each in composer.findChildren(kind, name) if each.isVisible()]


def test_typing_deep_inside_keeps_every_other_character(qtbot):
    text = '{ "name":"a",\n   "limits" : {"odd": 1.10, "most":  3} }'
    composer = agent(qtbot, text)
    field = named(composer, "Most", QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "7")
    assert composer.draft().body_text == text.replace("3", "7")
    assert field.hasFocus() or field.text() == "7"


def test_a_list_is_added_to_moved_repeated_and_taken_from(qtbot):
    composer = agent(qtbot, {"name": "a", "tools": [{"type": "shell"}]})
    tools = composer.findChild(ListEditor)
    trigger(tools.add_menu(), "own")
    assert body_of(composer)["tools"] == [{"type": "shell"}, {"type": "own", "title": ""}]
    qtbot.keyClicks(named(composer, "Title", QLineEdit), "T")
    click(qtbot, buttons(composer, "item_up")[1])
    assert [each["type"] for each in body_of(composer)["tools"]] == ["own", "shell"]
    click(qtbot, buttons(composer, "item_duplicate")[0])
    assert [each.get("title") for each in body_of(composer)["tools"]] == ["T", "T", None]
    click(qtbot, buttons(composer, "item_close")[0])
    click(qtbot, buttons(composer, "item_close")[0])
    assert body_of(composer)["tools"] == [{"type": "shell"}]


def test_fields_of_an_item_follow_it_when_one_before_it_goes(qtbot):
    composer = agent(qtbot, {"name": "a", "tools": [{"type": "shell"}, {"type": "own", "title": "x"}]})
    click(qtbot, buttons(composer, "item_close")[0])
    field = named(composer, "Title", QLineEdit)
    field.end(False)
    qtbot.keyClicks(field, "y")
    assert body_of(composer)["tools"] == [{"type": "own", "title": "xy"}]


def test_another_shape_keeps_what_both_know_and_begins_what_it_needs(qtbot):
    composer = agent(
        qtbot, {"name": "a", "tools": [{"type": "own", "title": "x", "shared": "s", "odd": [1.50]}]}
    )
    kind = composer.findChild(UnionEditor).findChild(ChoiceInput)
    kind.picked.emit("shell")
    assert body_of(composer)["tools"] == [{"type": "shell", "shared": "s", "odd": [1.50]}]
    kind.picked.emit("own")
    assert body_of(composer)["tools"] == [{"type": "own", "shared": "s", "odd": [1.50], "title": ""}]


def test_a_union_without_types_is_chosen_by_kind(qtbot):
    composer = agent(qtbot, {"name": "a", "source": "text"})
    kind = named(composer, "Source, kind", ChoiceInput)
    assert kind.currentText() == "Text"
    kind.picked.emit("Fields")
    assert body_of(composer)["source"] == {"most": 1}


def test_entries_of_a_map_get_names_that_are_not_taken(qtbot):
    composer = agent(qtbot, '{"name": "a", "metadata": {"one": "1", "two": "2"}}')
    fields = [each for each in composer.findChildren(QLineEdit) if each.accessibleName() == "Metadata, name"]
    fields[0].setFocus()
    fields[0].selectAll()
    qtbot.keyClicks(fields[0], "two")
    fields[1].setFocus()
    assert composer.draft().body_text == '{"name": "a", "metadata": {"one": "1", "two": "2"}}'
    assert fields[0].property("invalid") is True
    fields[0].setFocus()
    qtbot.keyClicks(fields[0], '"3')
    fields[1].setFocus()
    assert composer.draft().body_text == '{"name": "a", "metadata": {"two\\"3": "1", "two": "2"}}'
    click(qtbot, by_id(composer, "add_entry"))
    assert list(body_of(composer)["metadata"]) == ['two"3', "two", "name_1"]


def test_null_is_shown_set_and_left(qtbot):
    composer = agent(qtbot, {"name": "a", "note": None})
    click(qtbot, named(composer, "Note is null, set a value"))
    assert body_of(composer)["note"] == ""
    click(qtbot, named(composer, "Set Note to null"))
    assert body_of(composer)["note"] is None


def test_members_that_the_schema_does_not_know_are_kept_and_marked(qtbot):
    composer = agent(qtbot, {"name": "a", "odd": 1, "limits": {"most": 2, "also": True}})
    marked = {row.spec.name for row in by_id(composer, "body_form").rows() if row.spec.unknown}
    assert marked == {"odd"}
    field = named(composer, "Name", QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "b")
    assert body_of(composer) == {"name": "b", "odd": 1, "limits": {"most": 2, "also": True}}


def test_deep_objects_begin_closed_and_open_for_a_place(qtbot):
    deep = {"most": 1, "within": {"most": 2, "within": {"most": 3, "within": {"most": 4}}}}
    composer = agent(qtbot, {"name": "a", "limits": deep})
    assert len(buttons(composer, "fold_field", QPushButton)) == 3
    composer.focus_place("body:/limits/within/within/within/most")
    assert len(buttons(composer, "fold_field", QPushButton)) == 4
    assert sorted(
        each.text() for each in composer.findChildren(QLineEdit) if each.accessibleName() == "Most"
    ) == ["1", "2", "3", "4"]


def test_secrets_are_hidden_and_wrong_days_marked(qtbot):
    composer = agent(qtbot, {"name": "a", "api_key": "s3cret", "starts_at": "tomorrow"})
    assert named(composer, "API key", QLineEdit).echoMode() is QLineEdit.EchoMode.Password
    assert named(composer, "Starts at", QLineEdit).property("invalid") is True


def test_long_lists_are_shown_a_page_at_a_time(qtbot):
    tools = [{"type": "own", "title": str(n)} for n in range(50)]
    composer = agent(qtbot, json.dumps({"name": "a", "tools": tools}))
    seen = drafts_of(composer)
    assert len(composer.findChild(ListEditor).rows()) == 20
    click(qtbot, by_id(composer, "more_items"))
    composer.focus_place("body:/tools/49/title")
    assert len(composer.findChild(ListEditor).rows()) == 50
    assert seen == []


def test_the_whole_list_can_become_something_else_and_back(qtbot):
    composer = agent(qtbot, {"name": "a", "tools": [{"type": "shell"}]})
    own = '{"tools": [{"type": "own", "title": "q"}]}'
    for text in ('{"tools": [7, {"type": "shell"}, {"type": "new"}]}', '{"tools": 5}', "{}", "[", own):
        composer.show_draft(Draft(path="/v1/agents", body_text=text), None)
    assert named(composer, "Title", QLineEdit).text() == "q"


def test_a_shape_that_says_it_all_shows_nothing_more_until_it_holds_more(qtbot):
    composer = talk_with(qtbot, {"thread": {"type": "create"}, "messages": []})
    shown = named(composer, "Thread, kind", QComboBox)
    assert not [each for each in composer.findChildren(FoldButton) if each.isVisible()]
    assert shown.width() < 200
    composer.show_draft(replace(composer.draft(), body_text='{"thread": {"type": "create", "odd": 1}}'), None)
    assert [each for each in composer.findChildren(FoldButton) if not each.isHidden()]


def test_keys_that_move_an_item_go_on_moving_the_same_one(qtbot):
    tools = [{"type": "own", "title": "first"}, {"type": "shell"}, {"type": "shell"}]
    composer = agent(qtbot, {"name": "a", "tools": tools})
    buttons(composer, "item_down")[0].setFocus()
    for _ in range(2):
        qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Space)
    assert [each["type"] for each in body_of(composer)["tools"]] == ["shell", "shell", "own"]
    assert composer.focusWidget() is buttons(composer, "item_up")[2]


@pytest.mark.parametrize("kind", [Kind.LIST, Kind.MAP, Kind.OBJECT, Kind.TOOLS])
def test_a_group_without_a_value_can_be_gone_to_and_a_place_within_leads_to_its_line(qtbot, kind):
    editor = Maker(Catalogue())(FieldSpec("/a", "A", kind))
    qtbot.addWidget(editor)
    editor.begin()
    assert editor.reveal("/a/0/b") is editor.focusProxy()
