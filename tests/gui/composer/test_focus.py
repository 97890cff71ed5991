"""Where the focus goes when what has it goes away: to what is next to it, never out of the form."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from betadeck.ui.composer.form.messages_editor import MessagesEditor
from helpers.composing import body_of, by_id, named, trigger
from helpers.talking import talk_with, user_says

LEFT = Qt.MouseButton.LeftButton
IMAGE = {"type": "image", "source": {"type": "url", "url": "https://a/b.png"}}


def text(said):
    return {"type": "text", "text": said}


def crosses(composer, name="remove_block"):
    found = [each for each in composer.findChildren(QToolButton, name) if each.isVisible()]
    return sorted(found, key=lambda each: each.mapTo(composer, each.rect().topLeft()).y())


def conversation(composer):
    return next(each for each in composer.findChildren(MessagesEditor) if each.isVisible())


def laid_out(qtbot, composer):
    qtbot.waitUntil(lambda: all(each.height() > 10 for each in crosses(composer)))
    return composer


def press(qtbot, button):
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)


def test_a_block_that_goes_leaves_the_focus_to_its_neighbour(qtbot):
    composer = laid_out(qtbot, talk_with(qtbot, user_says(text("a"), IMAGE, text("b"))))
    press(qtbot, crosses(composer)[2])
    assert composer.focusWidget() is named(composer, "Message, block 2, place")
    press(qtbot, crosses(composer)[0])
    assert body_of(composer)["messages"][0]["content"] == [IMAGE]
    assert composer.focusWidget() is named(composer, "Message, block 1, place")


def test_another_blocks_cross_leaves_focus_and_caret_alone(qtbot):
    composer = laid_out(qtbot, talk_with(qtbot, user_says(IMAGE, text("a"), text("bcd"))))
    field = named(composer, "Message, block 3")
    field.setFocus()
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right):
        qtbot.keyClick(field, key)
    qtbot.mouseClick(crosses(composer)[0], LEFT)
    assert composer.focusWidget() is field
    qtbot.keyClicks(field, "X")
    assert body_of(composer)["messages"][0]["content"] == [text("a"), text("bXcd")]


def test_the_last_block_leaves_a_text_to_be_written(qtbot):
    composer = talk_with(qtbot, user_says(IMAGE))
    press(qtbot, crosses(composer)[0])
    qtbot.keyClicks(composer.focusWidget(), "Hi")
    assert body_of(composer)["messages"][0]["content"] == "Hi"


def test_a_copy_of_a_block_or_message_is_gone_to(qtbot):
    composer = talk_with(qtbot, user_says(text("a"), text("b")))
    cards = conversation(composer).cards
    trigger(cards()[0].content._blocks[0].menu(), "Duplicate")
    assert composer.focusWidget() is named(composer, "Message, block 2")
    trigger(cards()[0].menu(), "Duplicate")
    assert cards()[1].isAncestorOf(composer.focusWidget())


def test_a_deleted_message_leaves_the_focus_to_the_next_and_the_others_as_they_are(qtbot):
    messages = [{"role": "user", "content": each} for each in "abc"]
    composer = talk_with(qtbot, {"messages": messages})
    cards = conversation(composer).cards
    cards()[2].set_folded(True)
    cards()[0].begin()
    trigger(cards()[0].menu(), "Delete")
    assert [each["content"] for each in body_of(composer)["messages"]] == ["b", "c"]
    assert composer.focusWidget().text() == "b"
    assert [each.is_folded() for each in cards()] == [False, True]


def test_a_field_that_is_taken_out_by_key_leaves_the_focus_in_the_form(qtbot):
    composer = talk_with(qtbot, {"stop_sequences": ["a"], "temperature": 1, "messages": []})
    press(qtbot, named(composer, "Remove Stop sequences"))
    assert list(body_of(composer)) == ["temperature", "messages"]
    form = by_id(composer, "body_form")
    assert form.isAncestorOf(composer.focusWidget())
