"""Typing in the form changes the JSON, and nothing else of it."""

import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QToolButton

from betadeck.ui.composer.blocks.other_blocks import OtherBlock
from betadeck.ui.composer.form.growing_edit import GrowingEdit
from betadeck.ui.composer.form.message_card import MessageCard
from betadeck.ui.composer.form.summary_editor import SummaryButton
from helpers.composing import BODY, body_of, by_id, composer_with, drafts_of, named, trigger


def type_over(qtbot, field, text):
    field.setFocus()
    field.selectAll()
    qtbot.keyClicks(field, text)


def cards(composer):
    return [card for card in composer.findChildren(MessageCard) if card.isVisible()]


def test_a_number_is_replaced_and_every_other_character_kept(qtbot):
    composer = composer_with(qtbot)
    type_over(qtbot, named(composer, "Max tokens"), "2048")
    assert composer.draft().body_text == BODY.replace("1024", "2048")


def test_each_key_announces_a_draft(qtbot):
    composer = composer_with(qtbot)
    seen = drafts_of(composer)
    type_over(qtbot, named(composer, "Max tokens"), "77")
    assert [json.loads(draft.body_text)["max_tokens"] for draft in seen] == [7, 77]


def test_showing_announces_nothing(qtbot):
    composer = composer_with(qtbot)
    seen = drafts_of(composer)
    composer.show_draft(composer.draft(), None)
    composer.show_view("json")
    composer.show_view("form")
    assert seen == []


@pytest.mark.parametrize(
    "text", ["héllo wörld", "👩‍👩‍👧 and 🚀", "مرحبا بالعالم", 'a "quoted" \\ slash', "no\u00a0break"]
)
def test_any_text_can_be_typed_into_a_message(qtbot, text):
    composer = composer_with(qtbot)
    field = named(composer, "Message, block 1")
    field.setFocus()
    field.selectAll()
    field.insertPlainText(text)
    assert body_of(composer)["messages"][0]["content"] == text


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier])
def test_enter_begins_a_plain_new_line_in_a_message(qtbot, modifier):
    composer = composer_with(qtbot)
    field = named(composer, "Message, block 1")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClick(field, Qt.Key.Key_Return, modifier)
    qtbot.keyClicks(field, "two")
    assert body_of(composer)["messages"][0]["content"] == "Hello\ntwo"


def test_the_field_that_is_typed_in_keeps_focus_and_caret(qtbot):
    composer = composer_with(qtbot)
    field = named(composer, "Message, block 1", GrowingEdit)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Home)
    qtbot.keyClicks(field, "abc")
    assert field.hasFocus()
    assert named(composer, "Message, block 1", GrowingEdit) is field
    assert field.textCursor().position() == 3
    assert field.text() == "abcHello"


def test_a_message_grows_with_its_lines_and_then_scrolls(qtbot):
    composer = composer_with(qtbot)
    field = named(composer, "Message, block 1", GrowingEdit)
    one = field.height()
    field.insertPlainText("line\n" * 5)
    six = field.height()
    field.insertPlainText("line\n" * 50)
    assert one < six < field.height() < one * 13


def test_a_cleared_number_that_is_typed_again_comes_back_to_its_place(qtbot):
    composer = composer_with(qtbot)
    field = named(composer, "Max tokens")
    type_over(qtbot, field, "1")
    qtbot.keyClick(field, Qt.Key.Key_Backspace)
    assert "max_tokens" not in body_of(composer)
    qtbot.keyClicks(field, "512")
    assert composer.draft().body_text == BODY.replace("1024", "512")


def test_numbers_are_kept_as_typed(qtbot):
    composer = composer_with(qtbot, {"temperature": 1})
    type_over(qtbot, named(composer, "Temperature"), "0.50")
    assert '"temperature": 0.50' in composer.draft().body_text


def test_a_half_typed_number_is_not_taken_over(qtbot):
    composer = composer_with(qtbot, {"temperature": 1})
    type_over(qtbot, named(composer, "Temperature"), "0.")
    assert '"temperature": 0' in composer.draft().body_text
    assert named(composer, "Temperature").property("invalid") is True


def test_arrow_keys_step_a_number_within_its_bounds(qtbot):
    composer = composer_with(qtbot, {"temperature": 0.9})
    field = named(composer, "Temperature")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert body_of(composer)["temperature"] == 1


def test_stream_is_a_tick_beside_max_tokens(qtbot):
    composer = composer_with(qtbot)
    tick = next(
        each for each in composer.findChildren(QCheckBox) if each.text() == "Stream" and each.isVisible()
    )
    qtbot.mouseClick(tick, Qt.MouseButton.LeftButton)
    assert body_of(composer)["stream"] is True
    qtbot.keyClick(tick, Qt.Key.Key_Space)
    assert body_of(composer)["stream"] is False


def test_the_model_is_typed_or_chosen_and_its_prices_shown(qtbot):
    composer = composer_with(qtbot)
    combo = named(composer, "Model", QComboBox)
    combo.setFocus()
    combo.lineEdit().selectAll()
    qtbot.keyClicks(combo, "my-own-model")
    assert body_of(composer)["model"] == "my-own-model"
    combo.setCurrentIndex(combo.findText("claude-haiku-5-5"))
    combo.textActivated.emit(combo.currentText())
    assert body_of(composer)["model"] == "claude-haiku-5-5"


def test_a_string_stays_a_string_until_a_second_block_is_added(qtbot):
    composer = composer_with(qtbot)
    links = composer.findChild(type(by_id(composer, "body_form").links()))
    trigger(links.block_menu(), "Text")
    assert body_of(composer)["messages"][0]["content"] == [
        {"type": "text", "text": "Hello"},
        {"type": "text", "text": ""},
    ]
    field = named(composer, "Message, block 2")
    assert field.hasFocus()
    qtbot.keyClicks(field, "more")
    assert body_of(composer)["messages"][0]["content"][1]["text"] == "more"


def test_an_image_is_added_and_its_address_typed(qtbot):
    composer = composer_with(qtbot)
    trigger(by_id(composer, "body_form").links().block_menu(), "Image from an address")
    qtbot.keyClicks(composer.focusWidget(), "https://x/y.png")
    added = {"type": "image", "source": {"type": "url", "url": "https://x/y.png"}}
    assert body_of(composer)["messages"][0]["content"] == [{"type": "text", "text": "Hello"}, added]


def test_a_message_of_the_other_side_is_added_and_typed_into(qtbot):
    composer = composer_with(qtbot)
    qtbot.mouseClick(by_id(composer, "add_message"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(composer.focusWidget(), "Hi")
    assert body_of(composer)["messages"] == [
        {"role": "user", "content": "Hello"},
        {"role": "assistant", "content": "Hi"},
    ]


def test_the_role_is_chosen_in_the_cards_head(qtbot):
    composer = composer_with(qtbot)
    role = by_id(composer, "role")
    role.setFocus()
    qtbot.keyClick(role, Qt.Key.Key_Down)
    assert body_of(composer)["messages"][0]["role"] == "assistant"


def test_messages_move_duplicate_and_go_with_their_layout(qtbot):
    body = (
        '{"messages": [\n  {"role":"user",   "content":"one"},\n  {"role":"assistant", "content":"two"}\n]}'
    )
    composer = composer_with(qtbot, body)
    trigger(cards(composer)[0].menu(), "Move down")
    assert composer.draft().body_text == (
        '{"messages": [\n  {"role":"assistant", "content":"two"},\n  {"role":"user",   "content":"one"}\n]}'
    )
    trigger(cards(composer)[1].menu(), "Duplicate")
    assert [each["content"] for each in body_of(composer)["messages"]] == ["two", "one", "one"]
    assert '"one"},\n  {"role":"user",   "content":"one"}' in composer.draft().body_text
    trigger(cards(composer)[0].menu(), "Delete")
    assert [each["content"] for each in body_of(composer)["messages"]] == ["one", "one"]
    QApplication.processEvents()  # layouts show new widgets a turn later
    assert len(cards(composer)) == 2


def test_other_blocks_show_what_they_are_and_can_be_removed(qtbot):
    image = {"type": "image", "source": "odd"}
    call = {"type": "new_type", "name": "get_weather", "input": {}}
    composer = composer_with(qtbot, {"messages": [{"role": "user", "content": [image, call]}]})
    said = [
        each.findChild(SummaryButton).words()
        for each in composer.findChildren(OtherBlock)
        if each.isVisible()
    ]
    assert said == ["image · odd", "new_type · get_weather"]
    remove = next(each for each in composer.findChildren(QToolButton, "remove_block") if each.isVisible())
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert body_of(composer)["messages"][0]["content"] == [call]


def test_thinking_changes_its_fields_with_its_type(qtbot):
    composer = composer_with(qtbot, {"thinking": {"type": "adaptive", "display": "omitted"}})
    kind = named(composer, "Thinking, type", QComboBox)
    kind.setFocus()
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    assert body_of(composer)["thinking"] == {"type": "enabled", "display": "omitted", "budget_tokens": 2048}
    type_over(qtbot, named(composer, "Budget"), "4096")
    qtbot.keyClick(kind, Qt.Key.Key_Down)
    assert body_of(composer)["thinking"] == {"type": "disabled"}


def test_an_optional_choice_inside_a_variant_can_be_unset(qtbot):
    composer = composer_with(qtbot, {"thinking": {"type": "adaptive", "display": "omitted"}})
    display = named(composer, "Display", QComboBox)
    display.setFocus()
    qtbot.keyClick(display, Qt.Key.Key_Home)
    assert body_of(composer)["thinking"] == {"type": "adaptive"}


def test_stop_sequences_are_lines_with_escapes_for_breaks(qtbot):
    composer = composer_with(qtbot, {"stop_sequences": ["\n\nHuman:", "a\\nb"]})
    field = named(composer, "Stop sequences", GrowingEdit)
    assert field.text() == "\\n\\nHuman:\na\\\\nb"
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "END")
    assert body_of(composer)["stop_sequences"] == ["\n\nHuman:", "a\\nb", "END"]


def test_a_field_is_added_from_the_menu_and_taken_out_again(qtbot):
    composer = composer_with(qtbot)
    form = by_id(composer, "body_form")
    trigger(form.links().field_menu(), "Effort")
    assert body_of(composer)["output_config"] == {"effort": "high"}
    trigger(form.links().field_menu(), "Temperature")
    row = next(each for each in form.rows() if each.spec.label == "Temperature")
    qtbot.mouseClick(row.findChild(QToolButton, "remove_field"), Qt.MouseButton.LeftButton)
    row = next(each for each in form.rows() if each.spec.label == "Effort")
    qtbot.mouseClick(row.findChild(QToolButton, "remove_field"), Qt.MouseButton.LeftButton)
    assert composer.draft().body_text == BODY
    assert {each.spec.label for each in form.rows()} == {"Model", "Max tokens", "odd_number", "Messages"}


def test_a_complex_field_is_added_and_opens_as_json(qtbot):
    composer = composer_with(qtbot)
    trigger(by_id(composer, "body_form").links().field_menu(), "Context management")
    assert body_of(composer)["context_management"] == {"edits": []}
    assert "context_management" in by_id(composer, "json_editor").textCursor().block().text()


def test_what_the_form_does_not_know_is_shown_and_opens_as_json(qtbot):
    body = {"made_up": {"x": 1}, "max_tokens": "many", "output_config": {"new_thing": [1, 2]}}
    composer = composer_with(qtbot, body)
    said = {each.accessibleName() for each in composer.findChildren(SummaryButton) if each.isVisible()}
    assert said == {"made_up: 1 field · x", 'Max tokens: "many"', "output_config · new_thing: 2 items"}
    qtbot.mouseClick(named(composer, "made_up: 1 field · x"), Qt.MouseButton.LeftButton)
    assert "made_up" in by_id(composer, "json_editor").textCursor().block().text()


def test_a_value_of_the_right_kind_gets_its_editor_back(qtbot):
    composer = composer_with(qtbot, {"max_tokens": "many"})
    composer.show_draft(composer_draft(composer, '{"max_tokens": 5}'), None)
    assert named(composer, "Max tokens", QLineEdit).text() == "5"


def composer_draft(composer, text):
    from dataclasses import replace

    return replace(composer.draft(), body_text=text)


def test_unusual_messages_are_summed_up_not_hidden(qtbot):
    composer = composer_with(qtbot, {"messages": [None, {"role": "user", "content": 5}, {"role": "user"}]})
    said = [each.words() for each in composer.findChildren(SummaryButton) if each.isVisible()]
    assert said == ["null", "2 fields · role, content"]
    assert len(cards(composer)) == 3


def test_members_of_blocks_without_a_field_are_named(qtbot):
    block = {"type": "text", "text": "x", "cache_control": {"type": "ephemeral"}, "citations": None}
    composer = composer_with(
        qtbot, {"messages": [{"role": "system", "content": [block], "clear_at": "never"}]}
    )
    assert named(composer, "Cache mark, 5m")
    assert named(composer, "Also set: citations, opens as JSON")
    assert named(composer, "Also set: clear_at, opens as JSON")


def test_an_empty_body_begins_with_the_first_key(qtbot):
    composer = composer_with(qtbot, "")
    qtbot.keyClicks(named(composer, "Max tokens"), "9")
    assert body_of(composer) == {"max_tokens": 9}


def test_long_talks_show_their_end_first_and_more_on_request(qtbot):
    talk = [{"role": "user", "content": f"number {place}"} for place in range(30)]
    composer = composer_with(qtbot, {"messages": talk})
    qtbot.waitUntil(lambda: cards(composer)[-1].index == 29)
    shown = len(cards(composer))
    assert shown < 30
    qtbot.mouseClick(by_id(composer, "earlier_messages"), Qt.MouseButton.LeftButton)
    by_id(composer, "body_form")
    assert len(cards(composer)) == 2 * shown
    assert cards(composer)[0].index == 30 - 2 * shown


def test_tab_goes_through_the_rows_from_top_to_bottom(qtbot):
    composer = composer_with(qtbot)
    trigger(by_id(composer, "body_form").links().field_menu(), "Temperature")
    named(composer, "Model", QComboBox).setFocus()
    met = []
    for _ in range(16):
        qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Tab)
        met.append(composer.focusWidget().accessibleName() or composer.focusWidget().text())
    wanted = ["Max tokens", "Stream", "Temperature", "Role", "Message, block 1", "Add a message"]
    assert [each for each in met if each in wanted] == wanted


def test_a_value_that_the_list_does_not_know_can_be_typed(qtbot):
    composer = composer_with(qtbot, {"service_tier": "auto"})
    tier = named(composer, "Service tier", QComboBox)
    tier.setFocus()
    qtbot.keyClick(tier, Qt.Key.Key_End)
    qtbot.keyClicks(composer.focusWidget(), "gold")
    assert body_of(composer)["service_tier"] == "gold"
    assert "Another value…" not in [tier.itemText(place) for place in range(tier.count())]
