import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QKeySequenceEdit, QLabel, QLineEdit, QPushButton, QTreeWidget

from betadeck.ui.actions import ACTIONS
from betadeck.ui.dialogs.shortcuts import ShortcutsDialog

LEFT, CTRL, SHIFT = (
    Qt.MouseButton.LeftButton,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)


@pytest.fixture
def dialog(qtbot):
    made = ShortcutsDialog(ACTIONS, {"format": ("F9",)})
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitExposed(made)
    made.heard = []
    made.changed.connect(made.heard.append)
    return made


def row(dialog, words):
    table = dialog.findChild(QTreeWidget)
    items = [table.topLevelItem(place) for place in range(table.topLevelItemCount())]
    item = next(each for each in items if each.text(0).endswith(words))
    table.setCurrentItem(item)
    return item


def press(qtbot, dialog, name):
    qtbot.mouseClick(dialog.findChild(QPushButton, name), LEFT)


def bind(qtbot, dialog, words, key, modifier):
    row(dialog, words)
    press(qtbot, dialog, "change")
    edit = next(each for each in dialog.findChildren(QKeySequenceEdit) if each.isVisible())
    qtbot.keyClick(edit, key, modifier)
    qtbot.keyRelease(edit, key, modifier)
    qtbot.waitUntil(lambda: not any(each.isVisible() for each in dialog.findChildren(QKeySequenceEdit)))


def test_new_keys_are_pressed_and_saved(qtbot, dialog):
    bind(qtbot, dialog, "Save", Qt.Key.Key_J, CTRL | SHIFT)
    assert row(dialog, "Save").text(1) == "Ctrl+Shift+J"
    press(qtbot, dialog, "save")
    assert dialog.heard == [{"format": ("F9",), "save": ("Ctrl+Shift+J",)}]


def test_enter_with_ctrl_can_be_bound(qtbot, dialog):
    bind(qtbot, dialog, "Duplicate", Qt.Key.Key_Return, SHIFT)
    assert row(dialog, "Duplicate").text(1) == "Shift+Return"


def test_a_clash_is_marked_on_both_and_not_saved(qtbot, dialog):
    bind(qtbot, dialog, "Duplicate", Qt.Key.Key_S, CTRL)
    assert row(dialog, "Duplicate").text(2) == "also: Save"
    assert row(dialog, "› Save").text(2) == "also: Duplicate"
    assert dialog.findChild(QLabel, "said").text()
    press(qtbot, dialog, "save")
    assert dialog.heard == []
    row(dialog, "Duplicate")
    press(qtbot, dialog, "reset")
    assert dialog.findChild(QPushButton, "save").isEnabled()


def test_keys_are_switched_off_and_all_reset(qtbot, dialog):
    row(dialog, "Send")
    press(qtbot, dialog, "switch_off")
    assert row(dialog, "Send").text(1) == ""
    assert dialog.overrides()["send"] == ()
    press(qtbot, dialog, "reset_all")
    press(qtbot, dialog, "save")
    assert dialog.heard == [{}]


def test_escape_keeps_the_old_keys_and_the_dialog(qtbot, dialog):
    row(dialog, "Duplicate")
    press(qtbot, dialog, "change")
    edit = next(each for each in dialog.findChildren(QKeySequenceEdit) if each.isVisible())
    qtbot.keyClick(edit, Qt.Key.Key_Escape)
    assert row(dialog, "Duplicate").text(1) == "Ctrl+D"
    assert dialog.isVisible()


def test_the_table_is_filtered_by_words_and_keys(qtbot, dialog):
    field = dialog.findChild(QLineEdit, "shortcuts_filter")
    qtbot.keyClicks(field, "f9")
    table = dialog.findChild(QTreeWidget)
    shown = [table.topLevelItem(place) for place in range(table.topLevelItemCount())]
    assert [item.text(0) for item in shown if not item.isHidden()] == ["Edit › Format body"]
