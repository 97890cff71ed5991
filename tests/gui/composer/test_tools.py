"""Tools: one's own with a table of fields, and those of the catalogue."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPushButton

from betadeck.ui.composer.offer_button import OfferButton
from betadeck.ui.composer.tools.tools_editor import ToolsEditor
from helpers.composing import body_of, by_id, named, trigger
from helpers.talking import talk_with

LEFT = Qt.MouseButton.LeftButton
SCHEMA = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
WEATHER = {"name": "get_weather", "input_schema": SCHEMA}


def tools(composer):
    return body_of(composer)["tools"]


def editor(composer):
    return next(each for each in composer.findChildren(ToolsEditor) if each.isVisible())


def opened(qtbot, *found):
    composer = talk_with(qtbot, {"tools": list(found), "messages": []})
    for block in editor(composer)._blocks:
        block.begin()
    return composer


def type_over(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_a_tool_of_ones_own_is_made_with_fields(qtbot):
    composer = opened(qtbot)
    trigger(editor(composer).add_menu(), "A tool of your own")
    type_over(qtbot, composer.focusWidget(), "look_up")
    qtbot.mouseClick(by_id(composer, "add_property", QPushButton), LEFT)
    qtbot.keyClicks(composer.focusWidget(), "word")
    qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Tab)
    assert tools(composer) == [
        {
            "name": "look_up",
            "description": "",
            "input_schema": {"type": "object", "properties": {"word": {"type": "string"}}},
        }
    ]


def test_a_renamed_field_stays_required_and_in_its_place(qtbot):
    composer = opened(qtbot, WEATHER)
    field = named(composer, "Input schema, field 1, name", QLineEdit)
    type_over(qtbot, field, "town")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    schema = tools(composer)[0]["input_schema"]
    assert (list(schema["properties"]), schema["required"]) == (["town"], ["town"])


def test_type_description_and_required_are_set_in_the_row(qtbot):
    composer = opened(qtbot, WEATHER)
    kind = named(composer, "Input schema, field 1, type", QComboBox)
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    qtbot.keyClicks(named(composer, "Input schema, field 1, description", QLineEdit), "Where")
    tick = named(composer, "Input schema, field 1, required", QCheckBox)
    qtbot.mouseClick(tick, LEFT, pos=QPoint(8, tick.rect().center().y()))
    schema = tools(composer)[0]["input_schema"]
    assert schema == {"type": "object", "properties": {"city": {"type": "integer", "description": "Where"}}}


def test_a_removed_field_is_required_no_more(qtbot):
    composer = opened(qtbot, WEATHER)
    qtbot.mouseClick(by_id(composer, "remove_property"), LEFT)
    assert tools(composer)[0]["input_schema"] == {"type": "object", "properties": {}}


def test_a_schema_that_is_no_table_stands_as_json(qtbot):
    composer = opened(qtbot, {"name": "a", "input_schema": {"anyOf": [SCHEMA]}})
    field = named(composer, "Input schema, as JSON")
    assert '"anyOf"' in field.text()
    assert not [each for each in composer.findChildren(QPushButton, "add_property") if each.isVisible()]


def test_a_server_tool_comes_with_what_it_requires(qtbot):
    composer = opened(qtbot)
    trigger(editor(composer).add_menu(), "web_search_20260318")
    assert tools(composer) == [{"name": "web_search", "type": "web_search_20260318"}]


def test_a_tool_tells_of_the_beta_that_it_needs(qtbot):
    composer = opened(qtbot, {"type": "computer_20251124", "name": "computer"})
    assert editor(composer)._blocks[0]._fields._fold.toolTip() == (
        "computer · computer_20251124 · needs computer-use-2025-11-24"
    )
    labels = [each.text() for each in editor(composer).add_menu().actions()]
    assert "computer_20251124  ·  needs Computer use with zoom" in labels


def test_older_versions_stand_apart(qtbot):
    composer = opened(qtbot)
    menu = editor(composer).add_menu()
    old = next(each.menu() for each in menu.actions() if each.text() == "Older versions")
    assert "web_search_20250305" in [each.text() for each in old.actions()]
    assert "web_search_20250305" not in [each.text() for each in menu.actions()]


def test_tools_move_and_are_marked_for_the_cache(qtbot):
    composer = opened(qtbot, WEATHER, {"type": "bash_20250124", "name": "bash"})
    trigger(editor(composer)._blocks[0].menu(), "Move down")
    assert [each["name"] for each in tools(composer)] == ["bash", "get_weather"]
    trigger(editor(composer)._blocks[1].menu(), "Cached for 5 minutes")
    assert tools(composer)[1]["cache_control"] == {"type": "ephemeral"}


def test_a_tool_that_nobody_knows_is_kept_and_opens_as_json(qtbot):
    odd = {"type": "new_tool_20990101", "x": 1}
    composer = opened(qtbot, odd)
    assert tools(composer) == [odd]


def test_a_tool_choice_and_a_toolset_choose_among_the_names_of_the_request(qtbot):
    tools = [{"name": "look", "input_schema": {}}, {"type": "mcp_toolset", "mcp_server_name": ""}]
    body = {"tools": tools, "mcp_servers": [{"type": "url", "name": "docs", "url": "https://a"}],
            "tool_choice": {"type": "tool", "name": ""}, "messages": []}  # fmt: skip
    composer = talk_with(qtbot, body)
    composer.focus_place("body:/tools/1/mcp_server_name")
    for name, words in (("Tool", ["look"]), ("MCP server name", ["docs"])):
        editor = named(composer, name, QLineEdit).parentWidget()
        button = editor.findChild(OfferButton)
        assert [each.text for each in button._offers()] == words
        button.picked.emit(words[0])
    assert body_of(composer)["tool_choice"]["name"] == "look"
    assert body_of(composer)["tools"][1]["mcp_server_name"] == "docs"
