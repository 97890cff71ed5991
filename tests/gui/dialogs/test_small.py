import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QWidget,
)

from betadeck.core.settings import Panes, Settings, Theme
from betadeck.ui.dialogs.about import AboutDialog
from betadeck.ui.dialogs.pick_list import PickList
from betadeck.ui.dialogs.practise import PractiseDialog
from betadeck.ui.dialogs.problem import ProblemWindow
from betadeck.ui.dialogs.quick_pick import PickItem, QuickPick
from betadeck.ui.dialogs.save_as import SaveDialog
from betadeck.ui.dialogs.settings import SettingsDialog
from betadeck.ui.dialogs.text_dialog import TextDialog

LEFT = Qt.MouseButton.LeftButton
ITEMS = tuple(PickItem(key, title, detail) for key, title, detail in (
    ("send", "Send", "Request"), ("save", "Save", "File"), ("save_as", "Save as…", "File"),
))  # fmt: skip


def opened(qtbot, dialog, signal):
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    dialog.heard = []
    getattr(dialog, signal).connect(lambda *args: dialog.heard.append(args))
    return dialog


def press(qtbot, dialog, name):
    qtbot.mouseClick(dialog.findChild(QPushButton, name), LEFT)


def test_a_name_is_asked_for(qtbot):
    dialog = opened(qtbot, TextDialog("T", "Name", "old", taken=["Taken"]), "text_entered")
    field = dialog.findChild(QLineEdit)
    qtbot.keyClicks(field, " taken ")
    assert not dialog.findChild(QPushButton, "done").isEnabled()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    field.clear()
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.heard == []
    qtbot.keyClicks(field, "  new one ")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.heard == [("new one",)]
    assert not dialog.isVisible()


def test_escape_answers_nothing(qtbot):
    dialog = opened(qtbot, TextDialog("T", "Name", "old"), "text_entered")
    qtbot.keyClick(dialog.findChild(QLineEdit), Qt.Key.Key_Escape)
    assert dialog.heard == []
    assert not dialog.isVisible()


@pytest.mark.parametrize(
    ("folder", "name", "heard"),
    [
        ("", "Hello", [("", "Hello")]),
        ("Agents", "Hello", [("Agents", "Hello")]),
        (" New / Deep /", "Hello", [("New/Deep", "Hello")]),
        ("", "taken", []),
        ("Agents", "LOOP", []),
        ("", "  ", []),
    ],
)
def test_saving_asks_for_folder_and_name(qtbot, folder, name, heard):
    dialog = opened(qtbot, SaveDialog("Draft", ["Agents"], ["Taken", "Agents/Loop"]), "accepted_as")
    dialog.set_folder(folder)
    field = dialog.findChild(QLineEdit, "preset_name")
    field.selectAll()
    qtbot.keyClicks(field, name)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert dialog.heard == heard


def test_saving_starts_in_the_folder_it_came_from(qtbot):
    dialog = SaveDialog("Draft", ["Agents"], [])
    qtbot.addWidget(dialog)
    dialog.set_folder("Agents")
    assert dialog.findChild(QComboBox).currentText() == "Agents"


def test_settings_come_back_as_they_were_when_nothing_is_touched(qtbot):
    settings = Settings(Theme.DARK, 16, Panes.BESIDE, False, 123_456_789, False, True, True, 3,
                        shortcuts=(("send", ("F5",)),), extra=(("x", "1"),), in_memory_bytes=12_345_678)  # fmt: skip
    dialog = opened(qtbot, SettingsDialog(settings), "saved")
    press(qtbot, dialog, "save")
    assert dialog.heard == [(settings,)]


def test_every_setting_can_be_changed(qtbot):
    dialog = opened(qtbot, SettingsDialog(Settings()), "saved")
    for name in ("restore_tabs", "confirm_close", "follow_redirects", "block_on_errors"):
        box = dialog.findChild(QCheckBox, name)
        box.setFocus()
        qtbot.keyClick(box, Qt.Key.Key_Space)
    press(qtbot, dialog, "dark")
    press(qtbot, dialog, "beside")
    dialog.findChild(QSpinBox, "text_px").setValue(15)
    dialog.findChild(QSpinBox, "history_cap").setValue(900)
    dialog.findChild(QSpinBox, "in_memory").setValue(50)
    dialog.findChild(QSpinBox, "retries").setValue(2)
    press(qtbot, dialog, "save")
    chosen = Settings(
        Theme.DARK, 15, Panes.BESIDE, False, 900_000_000, False, True, True, 2, in_memory_bytes=50_000_000
    )
    assert dialog.heard == [(chosen,)]


def test_nothing_is_sent_again_by_itself_unless_the_user_says_how_often(qtbot):
    dialog = opened(qtbot, SettingsDialog(Settings()), "saved")
    field = dialog.findChild(QSpinBox, "retries")
    assert field.text() == "Never"
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "up to 1 time"
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "up to 2 times"
    press(qtbot, dialog, "save")
    assert dialog.heard[0][0].retries == 2


def test_the_settings_fit_on_the_screen_and_all_can_be_reached(qtbot):
    dialog = opened(qtbot, SettingsDialog(Settings()), "saved")
    assert dialog.height() <= dialog.screen().availableGeometry().height()
    last = dialog.findChild(QSpinBox, "in_memory")
    last.setFocus()
    dialog.findChild(QScrollArea).ensureWidgetVisible(last)
    assert last.visibleRegion().boundingRect() == last.rect()


def test_the_sentences_of_a_dialog_are_never_cut(qtbot):
    dialog = opened(qtbot, SettingsDialog(Settings()), "saved")
    for label in dialog.findChildren(QLabel):
        if label.wordWrap() and label.isVisible():
            assert label.height() >= label.heightForWidth(label.width()), label.text()


@pytest.fixture
def pick(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 600)
    window.show()
    made = opened(qtbot, QuickPick(ITEMS, "Type a command", window), "picked")
    made.keeps = window
    return made


def test_quick_pick_needs_only_the_keyboard(qtbot, pick):
    field = pick.findChild(QLineEdit, "quick_filter")
    qtbot.keyClicks(field, "sa")
    qtbot.keyClick(field, Qt.Key.Key_Down)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pick.heard == [("save_as",)]
    assert not pick.isVisible()


def test_quick_pick_goes_round_the_ends(qtbot, pick):
    field = pick.findChild(QLineEdit, "quick_filter")
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert pick.findChild(PickList).current_key() == "save_as"
    qtbot.keyClick(field, Qt.Key.Key_Down)
    assert pick.findChild(PickList).current_key() == "send"
    qtbot.keyClick(field, Qt.Key.Key_PageDown)
    assert pick.findChild(PickList).current_key() == "save_as"


def test_quick_pick_takes_a_click(qtbot, pick):
    listed = pick.findChild(PickList)
    qtbot.mouseClick(listed.viewport(), LEFT, pos=listed.visualRect(listed.model().index(1)).center())
    assert pick.heard == [("save",)]


def test_quick_pick_with_nothing_left_says_so_and_picks_nothing(qtbot, pick):
    field = pick.findChild(QLineEdit, "quick_filter")
    qtbot.keyClicks(field, "zzz")
    assert any("Nothing" in label.text() and label.isVisible() for label in pick.findChildren(QLabel))
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert pick.heard == []
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not pick.isVisible()


def test_practising_hands_out_what_was_chosen(qtbot):
    dialog = opened(qtbot, PractiseDialog(ITEMS), "used")
    qtbot.keyClicks(dialog.findChild(QLineEdit), "file")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.heard == [("save",)]


def test_problems_pile_up_and_can_be_copied(qtbot):
    window = ProblemWindow()
    qtbot.addWidget(window)
    window.show_problem("First", "It broke.", "line 1")
    window.show_problem("Second", "It broke again.", "line 2")
    assert not window.isModal()
    press(qtbot, window, "copy")
    text = QGuiApplication.clipboard().text()
    assert text.index("Second") < text.index("First")
    assert "line 1" in text
    window.close()
    window.show_problem("Third", "", "")
    assert window.isVisible()


def test_about_copies_its_facts(qtbot):
    dialog = AboutDialog("0.1.0", [("Qt", "6.11"), ("Data", "/home/x")])
    qtbot.addWidget(dialog)
    press(qtbot, dialog, "copy")
    assert QGuiApplication.clipboard().text() == "Betadeck: 0.1.0\nQt: 6.11\nData: /home/x"
