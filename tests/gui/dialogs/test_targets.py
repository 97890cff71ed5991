from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QToolButton,
)

from betadeck.core.draft import Row
from betadeck.core.target import ANTHROPIC, SANDBOX, AuthScheme, Platform, Target, Timeouts
from betadeck.ui.composer.rows.rows_editor import RowsEditor
from betadeck.ui.dialogs.targets import TargetsDialog

LEFT = Qt.MouseButton.LeftButton
GATEWAY = Target(
    "Gateway", "https://gw.example/anthropic", AuthScheme.X_API_KEY, "work", Platform.GATEWAY,
    "http://p.example:1", "/ca.pem", Timeouts(1, 2, 3, 4.5), True, (("later", "1"),),
)  # fmt: skip
TARGETS = (SANDBOX, ANTHROPIC, GATEWAY)


def check(address):
    return "" if address.startswith("http") else "It must begin with http:// or https://."


@pytest.fixture
def dialog(qtbot):
    made = TargetsDialog(TARGETS, ["work", "home"], check)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(made)
    made.open()
    qtbot.waitExposed(made)
    made.heard = []
    made.saved.connect(made.heard.append)
    return made


def choose(qtbot, dialog, row):
    listed = dialog.findChild(QListWidget)
    qtbot.mouseClick(listed.viewport(), LEFT, pos=listed.visualItemRect(listed.item(row)).center())


def part(dialog, kind, name):
    return dialog.findChild(kind, name)


def retype(qtbot, field, text):
    field.selectAll()
    qtbot.keyClicks(field, text)


def save(qtbot, dialog):
    qtbot.mouseClick(part(dialog, QPushButton, "save"), LEFT)


def said(dialog):
    return part(dialog, QLabel, "said").text()


def test_looking_at_targets_changes_nothing(qtbot, dialog):
    for row in (1, 2, 0, 2):
        choose(qtbot, dialog, row)
    save(qtbot, dialog)
    assert dialog.heard == [TARGETS]


def test_every_field_changes_its_part_and_what_is_not_shown_stays(qtbot, dialog):
    choose(qtbot, dialog, 2)
    retype(qtbot, part(dialog, QLineEdit, "target_name"), "Test")
    retype(qtbot, part(dialog, QLineEdit, "target_base_url"), "http://127.0.0.1:9/x")
    picks = {"platform": "Amazon Bedrock", "auth": "Bearer", "key": "home", "proxy": "None"}
    for name, words in picks.items():
        qtbot.keyClicks(part(dialog, QComboBox, f"target_{name}"), words)
    retype(qtbot, part(dialog, QLineEdit, "target_ca"), "/other.pem")
    part(dialog, QDoubleSpinBox, "target_idle_s").setValue(0)
    part(dialog, QCheckBox, "target_redirects").setFocus()
    qtbot.keyClick(part(dialog, QCheckBox, "target_redirects"), Qt.Key.Key_Space)
    save(qtbot, dialog)
    assert dialog.heard[0][2] == Target(
        "Test", "http://127.0.0.1:9/x", AuthScheme.BEARER, "home", Platform.BEDROCK, "none", "/other.pem",
        Timeouts(1, 2, 3, 0), False, (("later", "1"),),
    )  # fmt: skip


def test_a_bad_address_is_explained_and_nothing_is_saved(qtbot, dialog):
    choose(qtbot, dialog, 1)
    retype(qtbot, part(dialog, QLineEdit, "target_base_url"), "ftp:x")
    assert "It must begin with http" in said(dialog)
    assert part(dialog, QLineEdit, "target_base_url").property("invalid")
    save(qtbot, dialog)
    qtbot.keyClick(part(dialog, QLineEdit, "target_base_url"), Qt.Key.Key_Return)
    assert dialog.heard == []
    choose(qtbot, dialog, 2)
    assert said(dialog).startswith("Claude API:")
    choose(qtbot, dialog, 1)
    retype(qtbot, part(dialog, QLineEdit, "target_base_url"), "https://x")
    qtbot.keyClick(part(dialog, QLineEdit, "target_base_url"), Qt.Key.Key_Return)
    assert dialog.heard[0][1].base_url == "https://x"


@pytest.mark.parametrize("name", ["", "  ", "gateway", "sandbox"])
def test_a_name_must_be_there_and_its_own(qtbot, dialog, name):
    choose(qtbot, dialog, 1)
    field = part(dialog, QLineEdit, "target_name")
    field.clear()
    qtbot.keyClicks(field, name)
    assert not part(dialog, QPushButton, "save").isEnabled()


def test_a_proxy_of_ones_own_needs_an_address(qtbot, dialog):
    choose(qtbot, dialog, 1)
    assert part(dialog, QLineEdit, "target_proxy_url").isHidden()
    qtbot.keyClicks(part(dialog, QComboBox, "target_proxy"), "This")
    assert not part(dialog, QPushButton, "save").isEnabled()
    qtbot.keyClicks(part(dialog, QLineEdit, "target_proxy_url"), "http://p.example:8080")
    save(qtbot, dialog)
    assert dialog.heard[0][1].proxy == "http://p.example:8080"


def test_targets_are_added_duplicated_and_deleted(qtbot, dialog):
    qtbot.mouseClick(part(dialog, QToolButton, "add_target"), LEFT)
    qtbot.mouseClick(part(dialog, QToolButton, "add_target"), LEFT)
    retype(qtbot, part(dialog, QLineEdit, "target_base_url"), "https://one.example")
    qtbot.mouseClick(part(dialog, QToolButton, "duplicate_target"), LEFT)
    choose(qtbot, dialog, 1)
    qtbot.mouseClick(part(dialog, QToolButton, "delete_target"), LEFT)
    save(qtbot, dialog)
    names = [target.name for target in dialog.heard[0]]
    assert names == ["Sandbox", "Gateway", "New target", "New target 2", "New target 2 2"]
    assert dialog.heard[0][4].base_url == "https://one.example"


def test_a_long_name_is_cut_not_scrolled(qtbot, dialog):
    choose(qtbot, dialog, 2)
    retype(qtbot, part(dialog, QLineEdit, "target_name"), "The gateway of the other department in the south")
    listed = dialog.findChild(QListWidget)
    assert listed.visualItemRect(listed.item(2)).width() <= listed.viewport().width()
    assert "south" in listed.item(2).toolTip()


def test_the_sandbox_is_fixed(qtbot, dialog):
    choose(qtbot, dialog, 0)
    assert not part(dialog, QToolButton, "delete_target").isEnabled()
    assert not part(dialog, QToolButton, "duplicate_target").isEnabled()
    assert not part(dialog, QLineEdit, "target_name").isVisible()


def test_a_key_that_is_gone_is_kept_and_told(qtbot, dialog):
    made = TargetsDialog([Target("T", key_name="lost")], ["work"], check)
    qtbot.addWidget(made)
    made.heard = []
    made.saved.connect(made.heard.append)
    assert "not there any more" in part(made, QComboBox, "target_key").currentText()
    made.accept()
    assert made.heard[0][0].key_name == "lost"


def test_escape_saves_nothing(qtbot, dialog):
    choose(qtbot, dialog, 1)
    retype(qtbot, part(dialog, QLineEdit, "target_name"), "Other")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.heard == []
    assert not dialog.isVisible()


def test_browsing_for_a_ca_file_blocks_nothing(qtbot, dialog, tmp_path):
    choose(qtbot, dialog, 1)
    qtbot.mouseClick(part(dialog, QPushButton, "target_browse"), LEFT)
    browser = dialog.findChild(QFileDialog)
    assert browser.isVisible()
    browser.fileSelected.emit(str(tmp_path / "ca.pem"))
    browser.reject()
    assert part(dialog, QLineEdit, "target_ca").text() == str(tmp_path / "ca.pem")


@pytest.mark.parametrize("row", [0, 2])
def test_every_target_can_have_variables_also_the_sandbox(qtbot, dialog, row):
    choose(qtbot, dialog, row)
    rows = next(each for each in dialog.findChildren(RowsEditor, "target_variable_rows") if each.isVisible())
    qtbot.keyClicks(rows.lines()[0].name, "region")
    qtbot.keyClicks(rows.lines()[0].value, "eu")
    choose(qtbot, dialog, 1)
    save(qtbot, dialog)
    told = dialog.heard[-1]
    assert told[row] == replace(TARGETS[row], variables=(Row("region", "eu"),))
    assert [each for each in told if each.variables] == [told[row]]
