"""The input of a tool call as the fields of the tool's own schema."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from betadeck.ui.composer.form.group_editor import FoldButton
from betadeck.ui.composer.form.growing_edit import GrowingEdit
from betadeck.ui.composer.form.inputs import SwitchInput
from betadeck.ui.composer.offer_button import OfferButton
from helpers.composing import body_of, by_id, named, trigger
from helpers.talking import talk_with

LEFT = Qt.MouseButton.LeftButton
SCHEMA = {
    "type": "object",
    "properties": {
        "city": {"type": "string", "description": "Which city"},
        "unit": {"type": ["string", "null"], "enum": ["c", "f", None]},
        "wet": {"type": "boolean"},
    },
    "required": ["city", "unit", "wet"],
    "additionalProperties": False,
}
TOOL = {"name": "get_weather", "input_schema": SCHEMA}


def call(given=None, name="get_weather"):
    return {"type": "tool_use", "id": "toolu_1", "name": name, "input": given or {}}


def talk(qtbot, *blocks, tools=(TOOL,)):
    messages = [{"role": "user", "content": "Hi"}, {"role": "assistant", "content": list(blocks)}]
    return talk_with(qtbot, {"tools": list(tools), "messages": messages})


def inputs(composer):
    return [each["input"] for each in body_of(composer)["messages"][1]["content"]]


def switch(qtbot, composer):
    button = by_id(composer, "input_as_json")
    qtbot.waitUntil(lambda: button.height() > 0)
    qtbot.mouseClick(button, LEFT)


def note(composer):
    return by_id(composer, "input_note", QLabel).text()


def test_each_field_of_the_tool_has_its_editor(qtbot):
    composer = talk(qtbot, call({"city": "", "unit": "c", "wet": True}))
    field = named(composer, "City", QLineEdit)
    field.setFocus()
    qtbot.keyClicks(field, "Paris")
    named(composer, "Unit", QComboBox).textActivated.emit("f")
    wet = next(each for each in composer.findChildren(SwitchInput) if each.isVisible() and each.isChecked())
    qtbot.keyClick(wet, Qt.Key.Key_Space)
    assert inputs(composer) == [{"city": "Paris", "unit": "f", "wet": False}]


def test_json_is_the_other_view_and_what_the_schema_does_not_know_stays(qtbot):
    composer = talk(qtbot, call({"city": "Rome", "odd": 1.5}))
    assert any(
        "not in the schema" in each.text() for each in composer.findChildren(QLabel) if each.isVisible()
    )
    switch(qtbot, composer)
    raw = named(composer, "Message, block 1, input", GrowingEdit)
    assert '"odd": 1.5' in raw.text()
    raw.selectAll()
    qtbot.keyClicks(raw, '{"city": "Bonn", "odd": 1.50}')
    switch(qtbot, composer)
    assert named(composer, "City", QLineEdit).text() == "Bonn"
    assert "1.50" in composer.draft().body_text


@pytest.mark.parametrize(
    ("tools", "words"),
    [
        ([], "The request has no tool get_weather, so JSON"),
        ([{"name": "get_weather", "type": "bash_20250124"}], "The request has no tool get_weather, so JSON"),
        (
            [{**TOOL, "input_schema": {"type": "objekt"}}],
            "The tool's input schema is broken at /type, so JSON",
        ),
        ([{**TOOL, "input_schema": {"type": "object"}}], "The tool's input schema names no fields, so JSON"),
        ([{**TOOL, "input_schema": 7}], ""),
        (None, "The request has no tool get_weather, so JSON"),
    ],
)
def test_what_has_no_usable_schema_is_json_and_says_why(qtbot, tools, words):
    composer = talk(qtbot, call({"a": 1}), tools=tools or [])
    assert note(composer) == words
    assert named(composer, "Message, block 1, input", GrowingEdit).text() == '{\n  "a": 1\n}'


def test_the_fields_follow_the_tools_of_the_request(qtbot):
    composer = talk(qtbot, call({"city": "Rome"}))
    field = named(composer, "Message, block 1, tool", QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "other")
    assert "no tool other" in note(composer)
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert named(composer, "City", QLineEdit).text() == "Rome"


def test_a_chosen_tool_begins_its_input_and_a_filled_one_is_kept(qtbot):
    other = {
        "name": "add",
        "input_schema": {"type": "object", "properties": {"n": {"type": "integer"}}, "required": ["n"]},
    }
    composer = talk(qtbot, call(name=""), tools=[TOOL, other])
    offers = by_id(composer, "offers", OfferButton)
    offers.picked.emit("add")
    assert inputs(composer) == [{"n": 0}]
    offers.picked.emit("get_weather")
    assert inputs(composer) == [{"n": 0}]


def test_a_call_of_a_tool_is_added_by_its_name_with_id_and_input(qtbot):
    composer = talk(qtbot)
    trigger(by_id(composer, "body_form").links().block_menu(), "Call of get_weather")
    assert body_of(composer)["messages"][1]["content"] == [call({"city": "", "unit": "c", "wet": False})]
    assert composer.focusWidget() is named(composer, "City", QLineEdit)


def test_many_tools_stand_in_a_menu_of_their_own(qtbot):
    composer = talk(qtbot, tools=[{**TOOL, "name": f"tool_{n}"} for n in range(9)])
    menu = by_id(composer, "body_form").links().block_menu()
    assert not [each for each in menu.actions() if each.text().startswith("tool_")]
    inner = next(each.menu() for each in menu.actions() if each.text() == "Call of")
    assert len(inner.actions()) == 9


def test_a_finding_within_the_input_leads_to_its_field(qtbot):
    composer = talk(qtbot, call({"city": "Rome", "unit": "c", "wet": True}))
    composer.focus_place("body:/messages/1/content/0/input/city")
    assert composer.focusWidget() is named(composer, "City", QLineEdit)


def test_in_a_talk_of_many_calls_inputs_are_summed_up_until_they_are_opened(qtbot):
    calls = [{**call({"city": "Rome", "wet": True}), "id": f"toolu_{n}"} for n in range(6)]
    composer = talk(qtbot, *calls)
    folds = [each for each in composer.findChildren(FoldButton) if "input" in each.accessibleName()]
    assert folds[0].accessibleName() == "Message, block 1, input: city: Rome, wet: true"
    assert not [each for each in composer.findChildren(QLineEdit) if each.accessibleName() == "City"]
    composer.focus_place("body:/messages/1/content/3/input/city")
    assert named(composer, "City", QLineEdit).text() == "Rome"
    composer.focusWidget().selectAll()
    qtbot.keyClicks(composer.focusWidget(), "Bonn")
    assert [each["city"] for each in inputs(composer)] == ["Rome"] * 3 + ["Bonn"] + ["Rome"] * 2
