"""Messages moved, folded, cut and copied in the form."""

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest

from betadeck.core.schema import closure
from betadeck.resources import load_schemas
from betadeck.ui.composer.form.growing_edit import GrowingEdit
from betadeck.ui.composer.form.messages_editor import MessagesEditor
from helpers.composing import body_of, by_id, composer_with, trigger
from helpers.talking import real_catalogue, talk_with

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier


def talk(qtbot, *texts):
    roles = ("user", "assistant")
    messages = [{"role": roles[at % 2], "content": text} for at, text in enumerate(texts)]
    composer = talk_with(qtbot, {"messages": messages})
    qtbot.waitUntil(lambda: cards(composer)[-1].height() > 60)
    return composer


def cards(composer):
    found = next(each for each in composer.findChildren(MessagesEditor) if each.isVisible())
    return found.cards()


def texts(composer):
    return [each["content"] for each in body_of(composer)["messages"]]


def field_of(card):
    return next(each for each in card.findChildren(GrowingEdit) if each.isVisible())


def drag(card, to, below):
    head = card.head
    start = head.rect().center()
    edge = to.rect().bottomLeft() if below else to.rect().topLeft()
    end = QPoint(start.x(), head.mapFromGlobal(to.mapToGlobal(edge)).y())
    QTest.mousePress(head, LEFT, NO_KEY, start)
    for place in (start + QPoint(0, 30), end):
        QTest.mouseMove(head, place)
    QTest.mouseRelease(head, LEFT, NO_KEY, end)


@pytest.mark.parametrize(
    ("start", "to", "below", "after"), [(0, 2, True, "bca"), (2, 0, False, "cab"), (0, 1, True, "bac")]
)
def test_a_message_is_dragged_to_its_new_place(qtbot, start, to, below, after):
    composer = talk(qtbot, *"abc")
    drag(cards(composer)[start], cards(composer)[to], below)
    assert "".join(texts(composer)) == after


def test_a_drag_back_to_where_it_was_changes_nothing(qtbot):
    composer = talk(qtbot, *"abc")
    text = composer.draft().body_text
    drag(cards(composer)[1], cards(composer)[1], below=True)
    assert composer.draft().body_text == text


def test_the_keys_move_a_message_and_the_caret_stays_in_it(qtbot):
    composer = talk(qtbot, *"abc")
    field_of(cards(composer)[2]).setFocus()
    qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Up, ALT | SHIFT)
    assert texts(composer) == ["a", "c", "b"]
    qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Up, ALT)
    assert texts(composer) == ["c", "a", "b"]
    assert composer.focusWidget() is field_of(cards(composer)[0])
    qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Up, ALT)
    assert texts(composer) == ["c", "a", "b"]


def test_a_move_is_one_step_back(qtbot):
    composer = talk(qtbot, *"abc")
    text = composer.draft().body_text
    field_of(cards(composer)[0]).setFocus()
    qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Down, ALT)
    qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert composer.draft().body_text == text


def test_a_folded_message_says_how_it_begins_and_keeps_folded_where_it_goes(qtbot):
    composer = talk(qtbot, "first words", "b")
    qtbot.mouseClick(cards(composer)[0].head.fold, LEFT)
    assert cards(composer)[0].head.words.text() == "1 block · first words"
    assert not field_of_or_none(cards(composer)[0])
    drag(cards(composer)[0], cards(composer)[1], below=True)
    assert [each.is_folded() for each in cards(composer)] == [False, True]
    composer.focus_place("body:/messages/1/content")
    assert not cards(composer)[1].is_folded()


def field_of_or_none(card):
    return [each for each in card.findChildren(GrowingEdit) if each.isVisible()]


def test_all_messages_fold_and_open_at_once(qtbot):
    composer = talk(qtbot, *"abc")
    trigger(cards(composer)[0].menu(), "Fold all")
    assert all(each.is_folded() for each in cards(composer))
    trigger(cards(composer)[0].menu(), "Open all")
    assert not any(each.is_folded() for each in cards(composer))


def test_a_message_is_cut_where_the_caret_stands(qtbot):
    composer = talk(qtbot, "one 🙂 two")
    field = field_of(cards(composer)[0])
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    for _ in range(3):
        qtbot.keyClick(field, Qt.Key.Key_Left)
    trigger(cards(composer)[0].menu(), "Split at the caret")
    assert texts(composer) == ["one 🙂 ", "two"]
    assert [each["role"] for each in body_of(composer)["messages"]] == ["user", "user"]


def test_a_conversation_within_a_batch_has_a_link_of_its_own(qtbot):
    composer = composer_with(
        qtbot,
        {"requests": [{"custom_id": "a", "params": {"messages": []}}]},
        method="POST",
        path="/v1/messages/batches",
        listed=real_catalogue().operations["messages.batches.create"],
    )
    composer.set_catalogue(real_catalogue())
    composer.set_schema(closure(load_schemas(), "BetaMessagesBatchesCreateBody"))
    composer.focus_place("body:/requests/0/params/messages")
    qtbot.mouseClick(by_id(composer, "add_nested_message"), LEFT)
    qtbot.keyClicks(composer.focusWidget(), "Hi")
    assert body_of(composer)["requests"][0]["params"]["messages"] == [{"role": "user", "content": "Hi"}]


def test_files_dropped_on_the_form_go_to_the_message_under_the_mouse(qtbot, tmp_path):
    composer = talk(qtbot, "a", "b")
    asked = []
    composer.files_asked.connect(asked.append)
    form, data = by_id(composer, "body_form"), QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.png"))])
    head = cards(composer)[0].head
    place = QPointF(form.mapFromGlobal(head.mapToGlobal(head.rect().center())))
    rest = (Qt.DropAction.CopyAction, data, LEFT, NO_KEY)
    entered = QDragEnterEvent(place.toPoint(), *rest)
    form.dragEnterEvent(entered)
    assert entered.isAccepted()
    form.dropEvent(QDropEvent(place, *rest))
    assert (asked[0].pointer, asked[0].paths) == ("/messages/0/content", (str(tmp_path / "a.png"),))
