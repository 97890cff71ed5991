"""Content blocks of every type, edited in place."""

import base64
import json

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit

from betadeck.ui.composer.blocks.attach import FileUse
from betadeck.ui.composer.blocks.media_block import MediaBlock
from betadeck.ui.composer.blocks.other_blocks import SchemaBlock
from betadeck.ui.composer.blocks.tool_blocks import ToolResultBlock, ToolUseBlock
from betadeck.ui.composer.form.growing_edit import GrowingEdit
from betadeck.ui.composer.form.messages_editor import MessagesEditor
from helpers.composing import body_of, by_id, named, trigger
from helpers.talking import png, talk_with, user_says

CALL = {"type": "tool_use", "id": "toolu_1", "name": "get_weather", "input": {"city": "Paris"}}
RESULT = {"type": "tool_result", "tool_use_id": "toolu_1", "content": "22"}
PICTURE = base64.b64encode(png()).decode()
IMAGE = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PICTURE}}


def seen(composer, kind):
    return [each for each in composer.findChildren(kind) if each.isVisible()]


def blocks_of(composer, message=0):
    return body_of(composer)["messages"][message]["content"]


def asked_of(composer):
    found = []
    composer.files_asked.connect(found.append)
    return found


def type_over(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def test_a_call_shows_its_parts_and_each_can_be_typed(qtbot):
    composer = talk_with(qtbot, user_says(CALL))
    type_over(qtbot, named(composer, "Message, block 1, tool", QLineEdit), "look")
    type_over(qtbot, named(composer, "Message, block 1, id", QLineEdit), "toolu_9")
    assert blocks_of(composer) == [{**CALL, "id": "toolu_9", "name": "look"}]


def test_an_input_goes_into_the_body_only_while_it_is_an_object(qtbot):
    composer = talk_with(qtbot, user_says(CALL))
    field = named(composer, "Message, block 1, input", GrowingEdit)
    type_over(qtbot, field, '{"n": 1.10')
    assert blocks_of(composer)[0]["input"] == {"city": "Paris"}
    assert field.property("invalid") is True
    qtbot.keyClicks(field, "}")
    assert '{"n": 1.10}' in composer.draft().body_text
    assert field.property("invalid") is False
    assert field.text() == '{"n": 1.10}'


def test_a_result_names_the_tool_that_was_called(qtbot):
    composer = talk_with(
        qtbot,
        {"messages": [{"role": "assistant", "content": [CALL]}, {"role": "user", "content": [RESULT]}]},
    )
    result = seen(composer, ToolResultBlock)[0]
    assert result._tool.text() == "Result of get_weather"
    type_over(qtbot, named(composer, "Message, block 1, call", QLineEdit), "other")
    assert result._tool.text() == "answers no call"


def test_a_call_that_waits_offers_its_result(qtbot):
    composer = talk_with(qtbot, {"messages": [{"role": "assistant", "content": [CALL]}]})
    qtbot.mouseClick(by_id(composer, "add_result"), Qt.MouseButton.LeftButton)
    assert blocks_of(composer, 1) == [{**RESULT, "content": ""}]
    qtbot.keyClicks(composer.focusWidget(), "22")
    assert blocks_of(composer, 1) == [RESULT]
    assert not seen(composer, ToolUseBlock)[0]._answer.isVisible()


def test_a_result_can_be_marked_as_failed_and_back(qtbot):
    composer = talk_with(qtbot, user_says(RESULT))
    tick = named(composer, "Message, block 1, failed", QCheckBox)
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(8, tick.rect().center().y()))
    assert blocks_of(composer)[0]["is_error"] is True
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton, pos=QPoint(8, tick.rect().center().y()))
    assert "is_error" not in blocks_of(composer)[0]


def test_an_added_result_answers_the_call_that_waits(qtbot):
    composer = talk_with(
        qtbot, {"messages": [{"role": "assistant", "content": [CALL]}, {"role": "user", "content": ""}]}
    )
    trigger(by_id(composer, "body_form").links().block_menu(), "Tool result")
    assert blocks_of(composer, 1) == [{**RESULT, "content": ""}]


def test_an_image_says_what_its_bytes_are_and_never_shows_them(qtbot):
    composer = talk_with(
        qtbot, user_says({**IMAGE, "source": {**IMAGE["source"], "media_type": "image/jpeg"}})
    )
    block = seen(composer, MediaBlock)[0]
    assert block._words.text() == f"Image · PNG · 30 × 20 · {len(PICTURE) * 3 // 4} bytes · not image/jpeg"
    qtbot.waitUntil(block._picture.is_drawn)
    assert PICTURE not in "".join(each.text() for each in seen(composer, QLineEdit))


def test_a_source_can_be_changed_and_what_else_the_block_has_stays(qtbot):
    document = {"type": "document", "title": "A", "source": {"type": "url", "url": "https://x/y.pdf"}}
    composer = talk_with(qtbot, user_says(document))
    kind = named(composer, "Message, block 1, source", QComboBox)
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    assert blocks_of(composer)[0]["source"] == {"type": "file", "file_id": ""}
    qtbot.keyClicks(named(composer, "Message, block 1, place", QLineEdit), "file_1")
    assert blocks_of(composer) == [{**document, "source": {"type": "file", "file_id": "file_1"}}]


def test_another_file_is_asked_for_and_not_read_here(qtbot):
    composer = talk_with(qtbot, user_says(IMAGE))
    asked = asked_of(composer)
    qtbot.mouseClick(by_id(composer, "replace_file"), Qt.MouseButton.LeftButton)
    assert (asked[0].pointer, asked[0].use, asked[0].replace) == (
        "/messages/0/content/0",
        FileUse.IMAGE,
        True,
    )


def test_files_and_pictures_pasted_into_a_text_are_asked_to_be_put_in(qtbot, tmp_path):
    composer = talk_with(qtbot, {"messages": [{"role": "user", "content": "See"}]})
    asked = asked_of(composer)
    field = named(composer, "Message, block 1", GrowingEdit)
    files, picture = QMimeData(), QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    picture.setData("image/png", png())
    for each in (files, picture):
        assert field.canInsertFromMimeData(each)
        field.insertFromMimeData(each)
    assert [each.pointer for each in asked] == ["/messages/0/content"] * 2
    assert asked[0].paths == (str(tmp_path / "a.pdf"),)
    assert asked[1].data == png()
    assert field.text() == "See"


def test_a_picture_without_bytes_of_its_own_is_handed_on(qtbot):
    composer = talk_with(qtbot, {"messages": [{"role": "user", "content": "See"}]})
    asked = asked_of(composer)
    picture = QMimeData()
    picture.setImageData(QImage(3, 2, QImage.Format.Format_RGB32))
    named(composer, "Message, block 1", GrowingEdit).insertFromMimeData(picture)
    assert asked[0].image.width() == 3


def test_choices_that_the_model_refuses_say_so(qtbot):
    body = {"model": "claude-opus-5", "thinking": {"type": "disabled"}, "output_config": {"effort": "max"}}
    composer = talk_with(qtbot, {**body, "messages": []})
    effort = named(composer, "Effort", QComboBox)
    assert "efforts up to high only" in effort.toolTip()
    assert not effort.itemIcon(effort.findText("max")).isNull()
    assert effort.itemIcon(effort.findText("high")).isNull()
    qtbot.keyClick(effort, Qt.Key.Key_Home)
    assert effort.toolTip() == ""


def test_text_with_a_picture_beside_it_is_pasted_as_text(qtbot):
    composer = talk_with(qtbot, {"messages": [{"role": "user", "content": ""}]})
    asked = asked_of(composer)
    cell = QMimeData()
    cell.setText("a cell")
    cell.setData("image/png", png())
    named(composer, "Message, block 1", GrowingEdit).insertFromMimeData(cell)
    assert (blocks_of(composer), asked) == ("a cell", [])


@pytest.mark.parametrize(
    "block",
    [
        {"type": "thinking", "thinking": "Hm", "signature": "Eq=="},
        {"type": "search_result", "source": "s", "title": "t", "content": [{"type": "text", "text": "x"}]},
        {"type": "mcp_tool_use", "id": "m", "name": "n", "server_name": "s", "input": {}},
        {"type": "container_upload", "file_id": "file_1"},
        {"type": "server_tool_use", "id": "s", "name": "web_search", "input": {"query": "x"}},
    ],
)
def test_any_block_that_the_schema_knows_opens_in_place(qtbot, block):
    composer = talk_with(qtbot, user_says(block))
    text = composer.draft().body_text
    made = seen(composer, SchemaBlock)[0]
    made.begin()
    assert made._fields.is_open()
    assert composer.view_state()["view"] == "form"
    assert composer.draft().body_text == text


def test_a_block_of_another_type_can_be_added_from_the_catalogue(qtbot):
    composer = talk_with(qtbot, user_says({"type": "text", "text": "x"}))
    menu = by_id(composer, "body_form").links().block_menu()
    more = next(each.menu() for each in menu.actions() if each.text() == "Other blocks")
    trigger(more, "redacted_thinking")
    assert blocks_of(composer)[1] == {"type": "redacted_thinking", "data": ""}


def test_a_cache_mark_is_set_changed_and_taken_away(qtbot):
    composer = talk_with(qtbot, user_says({"type": "text", "text": "a"}, {"type": "text", "text": "b"}))
    block = seen(composer, MessagesEditor)[0].cards()[0].content._blocks[0]
    trigger(block.menu(), "Cached for 5 minutes")
    assert blocks_of(composer)[0]["cache_control"] == {"type": "ephemeral"}
    assert by_id(composer, "cache_mark").text() == "cache 5m"
    trigger(block.menu(), "Cached for an hour")
    assert blocks_of(composer)[0]["cache_control"] == {"type": "ephemeral", "ttl": "1h"}
    trigger(block.menu(), "No cache mark")
    assert "cache_control" not in blocks_of(composer)[0]


def test_a_plain_text_becomes_a_block_for_a_cache_mark(qtbot):
    composer = talk_with(qtbot, {"messages": [{"role": "user", "content": "Hello"}]})
    trigger(seen(composer, MessagesEditor)[0].cards()[0].menu(), "Cached for 5 minutes")
    assert blocks_of(composer) == [{"type": "text", "text": "Hello", "cache_control": {"type": "ephemeral"}}]


def test_the_system_prompt_can_be_marked_too(qtbot):
    composer = talk_with(qtbot, {"system": [{"type": "text", "text": "Be kind."}], "messages": []})
    field = named(composer, "System, block 1", GrowingEdit)
    trigger(field.parentWidget().menu(), "Cached for an hour")
    assert body_of(composer)["system"][0]["cache_control"] == {"type": "ephemeral", "ttl": "1h"}


def test_blocks_move_with_the_keys_and_the_caret_goes_along(qtbot):
    composer = talk_with(qtbot, user_says({"type": "text", "text": "a"}, {"type": "text", "text": "b"}))
    named(composer, "Message, block 2", GrowingEdit).setFocus()
    qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert [each["text"] for each in blocks_of(composer)] == ["b", "a"]
    assert composer.focusWidget() is named(composer, "Message, block 1", GrowingEdit)


def test_a_new_message_begins_at_a_block(qtbot):
    composer = talk_with(qtbot, user_says({"type": "text", "text": "a"}, {"type": "text", "text": "b"}))
    block = seen(composer, MessagesEditor)[0].cards()[0].content._blocks[1]
    trigger(block.menu(), "Begin a new message here")
    assert [json.dumps(blocks_of(composer, at)) for at in (0, 1)] == [
        '[{"type": "text", "text": "a"}]',
        '[{"type": "text", "text": "b"}]',
    ]


@pytest.mark.parametrize("place", ["/messages/0/content/0/cache_control", "/tools/0/cache_control/ttl"])
def test_a_finding_about_a_cache_mark_leads_to_the_mark(qtbot, place):
    mark = {"cache_control": {"type": "ephemeral", "ttl": "1h"}}
    tools = [{"type": "bash_20250124", "name": "bash", **mark}] if place.startswith("/tools") else []
    block = {"type": "text", "text": "a", **({} if tools else mark)}
    composer = talk_with(qtbot, {"tools": tools, **user_says(block)})
    composer.focus_place(f"body:{place}")
    assert composer.focusWidget() is by_id(composer, "cache_mark")
