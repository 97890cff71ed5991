import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTreeWidget, QWidget

from betadeck.ui.dialogs.keys import KeyEntry, KeysDialog
from betadeck.ui.dialogs.text_dialog import TextDialog
from betadeck.ui.parts.banner import Banner

LEFT = Qt.MouseButton.LeftButton
SECRET = "not-a-real-key-0123456789"


@pytest.fixture
def dialog(qtbot):
    keys = [KeyEntry("work", "API key", "GNOME Keyring"), KeyEntry("admin", "Admin key", "this session only")]
    made = KeysDialog(keys, "Keys go to GNOME Keyring.")
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitExposed(made)
    made.heard = []
    made.key_added.connect(lambda *args: made.heard.append(("added", *args)))
    made.key_deleted.connect(lambda *args: made.heard.append(("deleted", *args)))
    made.key_renamed.connect(lambda *args: made.heard.append(("renamed", *args)))
    return made


def part(dialog, name, kind=QPushButton):
    return next(each for each in dialog.findChildren(kind, name) if not each.isHidden())


def name_of(dialog):
    return part(dialog, "key_name", QLineEdit)


def secret_of(dialog):
    return part(dialog, "key_secret", QLineEdit)


def test_a_pasted_key_is_trimmed_handed_over_and_forgotten(qtbot, dialog):
    QGuiApplication.clipboard().setText(f"  {SECRET}\n")
    qtbot.keyClicks(name_of(dialog), "home")
    qtbot.keyClick(secret_of(dialog), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert secret_of(dialog).echoMode() == QLineEdit.EchoMode.Password
    assert any("left out" in label.text() for label in dialog.findChildren(QLabel))
    qtbot.mouseClick(part(dialog, "store"), LEFT)
    assert dialog.heard == [("added", "home", SECRET)]
    assert secret_of(dialog).text() == ""
    QGuiApplication.clipboard().clear()


def test_enter_stores_too(qtbot, dialog):
    qtbot.keyClicks(name_of(dialog), "home")
    qtbot.keyClicks(secret_of(dialog), SECRET)
    qtbot.keyClick(secret_of(dialog), Qt.Key.Key_Return)
    assert dialog.heard == [("added", "home", SECRET)]
    assert dialog.isVisible()


@pytest.mark.parametrize(
    ("name", "secret"), [("", SECRET), ("home", ""), ("home", "two words"), ("work", SECRET)]
)
def test_what_cannot_be_stored_is_not(qtbot, dialog, name, secret):
    qtbot.keyClicks(name_of(dialog), name)
    qtbot.keyClicks(secret_of(dialog), secret)
    assert not part(dialog, "store").isEnabled()
    qtbot.keyClick(secret_of(dialog), Qt.Key.Key_Return)
    assert dialog.heard == []


def test_a_key_is_replaced_under_its_name(qtbot, dialog):
    qtbot.mouseClick(part(dialog, "replace"), LEFT)
    assert not name_of(dialog).isEnabled()
    qtbot.keyClicks(secret_of(dialog), SECRET)
    qtbot.mouseClick(part(dialog, "store"), LEFT)
    assert dialog.heard == [("added", "work", SECRET)]
    assert name_of(dialog).isEnabled()


def test_replacing_can_be_given_up(qtbot, dialog):
    qtbot.mouseClick(part(dialog, "replace"), LEFT)
    qtbot.keyClicks(secret_of(dialog), "half")
    qtbot.mouseClick(part(dialog, "keep_old"), LEFT)
    assert secret_of(dialog).text() == ""
    assert dialog.heard == []


def test_deleting_asks_in_place(qtbot, dialog):
    strip = dialog.findChild(Banner, "keys_confirm")
    qtbot.mouseClick(part(dialog, "delete_key"), LEFT)
    assert "work" in strip.accessibleName()
    qtbot.mouseClick(part(strip, "keep"), LEFT)
    assert dialog.heard == []
    qtbot.mouseClick(part(dialog, "delete_key"), LEFT)
    qtbot.mouseClick(part(strip, "delete"), LEFT)
    assert dialog.heard == [("deleted", "work")]


def test_choosing_another_key_takes_the_question_away(qtbot, dialog):
    qtbot.mouseClick(part(dialog, "delete_key"), LEFT)
    table = dialog.findChild(QTreeWidget)
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualItemRect(table.topLevelItem(1)).center())
    assert dialog.findChild(Banner, "keys_confirm").isHidden()


def test_renaming_asks_for_a_name_that_is_free(qtbot, dialog):
    qtbot.mouseClick(part(dialog, "rename_key"), LEFT)
    asked = dialog.findChild(TextDialog)
    field = asked.findChild(QLineEdit)
    field.selectAll()
    qtbot.keyClicks(field, "ADMIN")
    assert not part(asked, "done").isEnabled()
    field.selectAll()
    qtbot.keyClicks(field, "office")
    qtbot.keyClick(asked, Qt.Key.Key_Return)
    assert dialog.heard == [("renamed", "work", "office")]


def test_it_says_where_keys_go_and_what_is_there(dialog):
    status = part(dialog, "keys_status", QLabel)
    assert status.text() == "Keys go to GNOME Keyring."
    dialog.show_status("Only for this session: there is no keyring.", "warn")
    assert status.text().startswith("Only for this session")
    dialog.show_names([])
    assert not dialog.findChild(QTreeWidget).isVisible()
    assert dialog.findChild(QPushButton, "delete_key").isHidden()


def test_the_names_that_come_keep_the_chosen_one(qtbot, dialog):
    table = dialog.findChild(QTreeWidget)
    qtbot.mouseClick(table.viewport(), LEFT, pos=table.visualItemRect(table.topLevelItem(1)).center())
    dialog.show_names([KeyEntry("a"), KeyEntry("work"), KeyEntry("admin")])
    assert table.currentItem().text(0) == "admin"


def test_a_half_typed_key_is_forgotten_when_the_dialog_closes(qtbot, dialog):
    qtbot.keyClicks(secret_of(dialog), SECRET)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.findChild(QLineEdit, "key_secret").text() == ""


def test_no_text_of_the_dialog_ever_holds_the_key(qtbot, dialog):
    qtbot.keyClicks(name_of(dialog), "home")
    qtbot.keyClicks(secret_of(dialog), SECRET)
    shown = [secret_of(dialog).displayText(), *(label.text() for label in dialog.findChildren(QLabel))]
    shown += [each.accessibleName() + each.toolTip() for each in dialog.findChildren(QWidget)]
    assert not any(SECRET in text for text in shown)
