"""Every action of the table is joined to something and does what it says; nothing is forgotten."""

import json

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QToolTip

from betadeck.ui.actions import ACTIONS, MENUS
from betadeck.ui.history.window import HistoryWindow
from helpers.programs import program_in
from helpers.waiting import until

DIALOGS = (
    "open_preset", "open_tabs", "open_example", "operation", "palette", "save_as", "settings", "shortcuts",
    "targets", "keys", "practise", "about", "data_folder", "rename", "save_answer",
    "run_batch",
)  # fmt: skip
LOOKS = {"theme_system", "theme_light", "theme_dark", "zoom_in", "zoom_out", "zoom_reset"}
"""These are looked at in test_looks."""


def opened(person):
    """Return what lies over the window."""
    return [each for each in person.window.findChildren(QDialog) if each.isVisible()]


async def put_away(person):
    for each in opened(person):
        each.close()
    if (menu := QApplication.activePopupWidget()) is not None:
        menu.close()
    await until(lambda: not opened(person))
    await person.look_at(person.window)


def clipboard():
    return QGuiApplication.clipboard().text()


def test_every_action_stands_in_a_menu_and_no_two_share_a_key():
    assert {spec.menu for spec in ACTIONS} == set(MENUS)
    keys = [QKeySequence(key).toString() for spec in ACTIONS for key in spec.keys]
    assert sorted(keys) == sorted(set(keys))
    assert all(keys)


class Doing:
    """Triggers actions as a click in their menus does, and knows which were."""

    def __init__(self, person):
        self.table, self.done = person.window.actions_table, set()

    def __call__(self, action_id):
        action = self.action(action_id)
        assert action.isEnabled(), action_id
        action.trigger()
        self.done.add(action_id)

    def action(self, action_id):
        return self.table._actions[action_id]


async def test_every_action_does_what_it_says(tmp_path):
    async with program_in(tmp_path) as person:
        do = Doing(person)
        await person.sent()
        for steps in (
            lists_and_dialogs,
            tabs,
            editing,
            in_the_json,
            sending,
            finding_out,
            what_is_in_sight,
            keeping,
        ):
            await steps(person, do)
        assert {spec.id for spec in ACTIONS} - do.done == LOOKS
        assert {spec.id for spec in ACTIONS} == set(person.program.menus.ids())
        QGuiApplication.clipboard().clear()


async def lists_and_dialogs(person, do):
    for action_id in DIALOGS:
        do(action_id)
        await until(lambda: opened(person))
        await put_away(person)
    do("target")
    await until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    await put_away(person)


async def tabs(person, do):
    count = len(person.program.tabs.all())
    do("new")
    assert len(person.program.tabs.all()) == count + 1
    do("duplicate")
    assert "copy" in person.title()
    do("previous_tab")
    assert "copy" not in person.title()
    do("next_tab")
    assert "copy" in person.title()
    do("close_tab")
    do("reopen_tab")
    assert "copy" in person.title()


async def editing(person, do):
    for view in ("form", "params", "headers", "variables", "wire", "json"):
        do(view)
        shown = person.find("composer").view_state()
        assert shown["tab"] == ("body" if view in {"form", "json"} else view)
    person.write_body('{"a":1}')
    do("format")
    assert person.editor().text() == '{\n  "a": 1\n}'
    do("undo")
    assert person.editor().text() == '{"a":1}'
    do("redo")
    assert person.editor().text() != '{"a":1}'
    do("select_all")
    do("cut")
    assert (person.editor().text(), json.loads(clipboard())) == ("", {"a": 1})
    do("paste")
    assert json.loads(person.editor().text()) == {"a": 1}
    do("select_all")
    QGuiApplication.clipboard().clear()
    do("copy")
    assert json.loads(clipboard()) == {"a": 1}
    do("find")
    assert QApplication.focusWidget() is not person.editor()


async def in_the_json(person, do):
    do("models")
    do("count_tokens")
    assert person.find("token_count").text()
    person.write_body('{\n  "max_tokens": 1,\n  "a": {\n    "b": 1\n  }\n}')
    editor = person.editor()
    await until(editor.line_marks)
    editor.select(4, 4)
    await until(lambda: not person.program.front._timer.isActive())
    do("explain")
    assert "max_tokens" in QToolTip.text()
    QToolTip.hideText()
    do("complete")
    assert person.find("offer_list").isVisible()
    press_escape(person)
    do("fold")
    hidden = editor.document().findBlockByNumber(1)
    assert not hidden.isVisible()
    do("unfold")
    assert hidden.isVisible()
    editor.select(editor.shown_text().index('"a"') + 1, editor.shown_text().index('"a"') + 1)
    do("mend")
    await until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    await put_away(person)


def press_escape(person):
    QTest.keyClick(person.editor(), Qt.Key.Key_Escape)


async def sending(person, do):
    person.program.tabs.choose(person.program.tabs.all()[0].key)
    before = person.exchange()
    do("send")
    assert person.request().sends.is_sending()
    do("cancel")
    await until(lambda: person.exchange() is not before)
    await person.sent()
    do("copy_answer")
    assert clipboard() == person.exchange().body.decode()
    do("copy_request_id")
    assert clipboard() == person.exchange().request_id
    do("copy_report")
    await until(lambda: person.exchange().request_id in clipboard() and len(clipboard()) > 200)
    do("continue")
    messages = json.loads(person.tab().draft.body_text)["messages"]
    assert [each["role"] for each in messages][-2:] == ["assistant", "user"]
    do("retry")
    assert person.program.settings.current().retries > 0
    do("retry")
    assert person.program.settings.current().retries == 0


async def finding_out(person, do):
    for action_id in ("compare", "find_culprit", "key_matrix", "try_both"):
        person.window.status._clear_message()
        do(action_id)
        await until(lambda: opened(person) or person.message() or person.notice())
        await put_away(person)


async def what_is_in_sight(person, do):
    window = person.window
    for action_id, panel in (("library", window.library), ("betas_shown", window.betas)):
        do(action_id)
        assert not panel.isVisible()
        assert not do.action(action_id).isChecked()
    for action_id, panel in (("history", window.library), ("betas", window.betas)):
        do(action_id)
        assert panel.isVisible()
        assert panel.isAncestorOf(QApplication.focusWidget())
    assert do.action("library").isChecked()
    do("response")
    assert person.find("response").isAncestorOf(QApplication.focusWidget())
    do("next_pane")
    assert window.betas.isAncestorOf(QApplication.focusWidget())
    do("previous_pane")
    assert person.find("response").isAncestorOf(QApplication.focusWidget())
    splitter = person.request().page._splitter
    do("beside")
    assert (splitter.orientation(), do.action("beside").isChecked()) == (Qt.Orientation.Horizontal, True)
    do("beside")
    assert (splitter.orientation(), do.action("beside").isChecked()) == (Qt.Orientation.Vertical, False)
    do("full_screen")
    assert (window.isFullScreen(), do.action("full_screen").isChecked()) == (True, True)
    do("full_screen")
    assert (window.isFullScreen(), do.action("full_screen").isChecked()) == (False, False)
    do("history_window")
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, HistoryWindow)]
    assert found[0].isVisible()
    found[0].close()
    await person.look_at(window)


async def keeping(person, do):
    await person.save_as("Kept")
    person.write_body("{}")
    do("save")
    await until(lambda: person.title() == "Kept")
    do("quit")
    assert person.program.closing.is_set()


async def test_the_palette_finds_and_does_an_action(tmp_path):
    async with program_in(tmp_path) as person:
        person.press("Ctrl+K")
        await until(lambda: person.all("quick_filter"))
        person.write("dupl", "quick_filter")
        person.press("Return")
        await until(lambda: len(person.program.tabs.all()) == 2)


async def test_other_keys_can_be_given_and_hold_after_a_restart(tmp_path):
    async with program_in(tmp_path) as person:
        person.program.dialogs._on_shortcuts({"duplicate": ("Ctrl+Alt+D",), "new": ()})
        person.press("Ctrl+Alt+D")
        assert len(person.program.tabs.all()) == 2
    async with program_in(tmp_path) as person:
        person.press("Ctrl+N")
        person.press("Ctrl+D")
        assert len(person.program.tabs.all()) == 2
        person.press("Ctrl+Alt+D")
        assert len(person.program.tabs.all()) == 3


async def test_a_new_tab_takes_the_keys_from_wherever_they_were(tmp_path):
    async with program_in(tmp_path) as person:
        assert person.window.pages.isAncestorOf(person.window.focusWidget())
        person.find("Message, block 1").setFocus()
        person.press("Ctrl+N")
        assert person.request().page.isAncestorOf(person.window.focusWidget())
        person.press("Ctrl+2")
        person.editor().setFocus()
        person.press("Ctrl+Shift+Tab")
        person.press("Ctrl+Tab")
        assert person.window.focusWidget() is person.editor()
        person.find("betas_filter").setFocus()
        person.press("Ctrl+N")
        assert person.request().page.isAncestorOf(person.window.focusWidget())
