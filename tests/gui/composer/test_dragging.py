"""Blocks dragged by their grips: within a message, to another one, given up, taken back."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QToolButton

from betadeck.ui.composer.blocks.block_editor import BlockEditor
from betadeck.ui.composer.form.ghost import Ghost
from helpers.composing import body_of, by_id
from helpers.talking import talk_with

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier


def text(said):
    return {"type": "text", "text": said}


def talk(qtbot, *contents, **fields):
    roles = ("user", "assistant")
    messages = [{"role": roles[at % 2], "content": content} for at, content in enumerate(contents)]
    composer = talk_with(qtbot, {**fields, "messages": messages})
    qtbot.waitUntil(lambda: blocks(composer)[-1].height() > 10)
    return composer


def blocks(composer):
    found = [each for each in composer.findChildren(BlockEditor) if each.isVisible()]
    return sorted(found, key=lambda each: each.mapTo(composer, QPoint()).y())


def block_at(composer, pointer):
    return next(each for each in blocks(composer) if each.pointer == pointer)


def hold(composer, pointer, over, below=True):
    """Hold the block at `pointer` by its grip over the lower or upper edge of that at `over`."""
    grip = next(each for each in block_at(composer, pointer).findChildren(QToolButton, "block_menu"))
    to = block_at(composer, over)
    edge = to.rect().bottomLeft() if below else to.rect().topLeft()
    end = QPoint(grip.rect().center().x(), grip.mapFromGlobal(to.mapToGlobal(edge)).y())
    QTest.mousePress(grip, LEFT, NO_KEY, grip.rect().center())
    for place in (grip.rect().center() + QPoint(0, 20), end):
        QTest.mouseMove(grip, place)
    return grip, end


def drag(composer, *args, **kwargs):
    grip, end = hold(composer, *args, **kwargs)
    QTest.mouseRelease(grip, LEFT, NO_KEY, end)


def line(composer):
    lines = [each for each in composer.findChildren(QFrame) if each.property("role") == "dropline"]
    return next(each for each in lines)


def said(composer):
    contents = [each["content"] for each in body_of(composer)["messages"]]
    return [
        each if isinstance(each, str) else [block.get("text", block["type"]) for block in each]
        for each in contents
    ]


@pytest.mark.parametrize(
    ("block", "over", "below", "after"), [(0, 2, True, "bca"), (2, 0, False, "cab"), (1, 1, True, "abc")]
)
def test_a_block_moves_within_its_message(qtbot, block, over, below, after):
    composer = talk(qtbot, [text(each) for each in "abc"])
    drag(composer, f"/messages/0/content/{block}", f"/messages/0/content/{over}", below=below)
    assert said(composer) == [list(after)]


def test_a_block_moves_to_another_message_and_one_step_takes_it_back(qtbot):
    composer = talk(qtbot, [text("a"), text("b")], [text("c")])
    before = composer.draft().body_text
    drag(composer, "/messages/0/content/0", "/messages/1/content/0")
    assert said(composer) == [["b"], ["c", "a"]]
    assert composer.focusWidget().text() == "a"
    qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Z, CTRL)
    assert composer.draft().body_text == before


def test_a_plain_text_takes_a_block_and_an_emptied_message_can_be_written_in(qtbot):
    composer = talk(qtbot, [text("a")], "said")
    drag(composer, "/messages/0/content/0", "/messages/1/content", below=False)
    assert said(composer) == ["", ["a", "said"]]


def test_the_place_is_shown_and_escape_puts_the_block_back(qtbot):
    composer = talk(qtbot, [text("a"), text("b")], [text("c")])
    before = composer.draft().body_text
    grip, end = hold(composer, "/messages/0/content/0", "/messages/1/content/0")
    assert line(composer).isVisible()
    assert composer.findChild(Ghost).isVisible()
    under = block_at(composer, "/messages/1/content/0")
    bottom = under.mapTo(line(composer).parentWidget(), under.rect().bottomLeft()).y()
    assert abs(line(composer).y() - bottom) < 8
    qtbot.keyClick(composer.focusWidget() or composer, Qt.Key.Key_Escape)
    assert not line(composer).isVisible()
    assert not composer.findChild(Ghost).isVisible()
    QTest.mouseRelease(grip, LEFT, NO_KEY, end)
    assert composer.draft().body_text == before


def test_another_button_gives_the_drag_up_too(qtbot):
    composer = talk(qtbot, [text("a"), text("b")])
    before = composer.draft().body_text
    grip, end = hold(composer, "/messages/0/content/0", "/messages/0/content/1")
    QTest.mousePress(grip, Qt.MouseButton.RightButton, NO_KEY, end)
    QTest.mouseRelease(grip, LEFT, NO_KEY, end)
    assert composer.draft().body_text == before


def test_a_block_goes_only_where_its_type_may_stand(qtbot):
    image = {"type": "image", "source": {"type": "url", "url": "https://a/b.png"}}
    composer = talk(qtbot, [image, text("a")], system=[text("s"), text("t")])
    drag(composer, "/messages/0/content/0", "/system/0", below=False)
    assert body_of(composer)["system"] == [text("s"), text("t")]
    drag(composer, "/messages/0/content/1", "/system/0", below=False)
    assert body_of(composer)["system"] == [text("a"), text("s"), text("t")]


def test_a_block_leaves_the_result_that_holds_it(qtbot):
    result = {"type": "tool_result", "tool_use_id": "t", "content": [text("in"), text("stays")]}
    composer = talk(qtbot, [result, text("a")])
    drag(composer, "/messages/0/content/0/content/0", "/messages/0/content/1")
    assert said(composer) == [["tool_result", "a", "in"]]
    assert body_of(composer)["messages"][0]["content"][0]["content"] == [text("stays")]


def test_the_form_scrolls_while_a_block_is_held_at_its_edge(qtbot):
    composer = talk(qtbot, *([text(f"{at}\n\n\n\n")] for at in range(8)))
    form = by_id(composer, "body_form")
    bar = form.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    bar.setValue(0)
    grip, _ = hold(composer, "/messages/0/content/0", "/messages/0/content/0")
    edge = form.viewport().mapToGlobal(form.viewport().rect().bottomLeft())
    QTest.mouseMove(grip, QPoint(2, grip.mapFromGlobal(edge).y()))
    qtbot.waitUntil(lambda: bar.value() == bar.maximum())
    QTest.mouseRelease(grip, LEFT, NO_KEY, QPoint(2, grip.mapFromGlobal(edge).y()))
    assert said(composer)[0] == ""
    assert said(composer)[7] == ["7\n\n\n\n", "0\n\n\n\n"]


def test_a_click_on_the_grip_opens_the_menu(qtbot):
    composer = talk(qtbot, [text("a"), text("b")])
    block = blocks(composer)[0]
    opened = []
    block.menu = lambda: opened.append(True) or BlockEditor.menu(block)
    qtbot.mouseClick(block.findChild(QToolButton, "block_menu"), LEFT)
    assert opened


def test_a_drag_ends_with_its_block(qtbot):
    composer = talk(qtbot, [text("a"), text("b")])
    hold(composer, "/messages/0/content/1", "/messages/0/content/0", below=False)
    composer.focus_place("body:/messages/0/content/0")

    draft = composer.draft()
    composer.show_draft(replace(draft, body_text='{"messages": [{"role": "user", "content": "gone"}]}'), None)
    qtbot.waitUntil(lambda: not line(composer).isVisible())
    assert said(composer) == ["gone"]
