from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QAccessible,
    QContextMenuEvent,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
)
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from betadeck.core.listing import BetaSet, HistoryRow, PresetEntry
from betadeck.ui.dialogs.text_dialog import TextDialog
from betadeck.ui.library.panel import LibraryPanel
from betadeck.ui.menu import ChoiceMenu
from betadeck.ui.parts.banner import Banner
from betadeck.ui.search_field import SearchField

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
SIGNALS = (
    "preset_opened", "preset_opened_apart", "preset_new_requested", "preset_renamed", "preset_duplicated",
    "preset_deleted", "preset_moved", "folder_made", "preset_restored", "trash_emptied", "set_applied",
    "set_save_requested", "set_renamed", "set_deleted", "exchange_opened", "exchange_deleted",
    "folder_run_requested",
    "history_cleared",
)  # fmt: skip
PRESETS = (
    PresetEntry("Hello", "Hello"),
    PresetEntry("Weather", "Weather"),
    PresetEntry("broken", "broken", problem="A comma is missing in line 3."),
    PresetEntry("Agents/Loop", "Loop", "Agents"),
)
HISTORY = (
    HistoryRow("e1", "2026-11-22T10:00:00Z", "Hello", "m", 200, "finished", request_id="req_1"),
    HistoryRow("e2", "2026-11-22T09:00:00Z", "Stream", "m", 200, "failed", "overloaded_error", "req_2"),
    HistoryRow("e3", "2026-11-21T09:00:00Z", "Weather", "m", 0, "failed"),
)


class Ear:
    """Hears every signal of a panel."""

    def __init__(self, panel):
        self.heard = []
        for name in SIGNALS:
            getattr(panel, name).connect(self._slot(name))

    def _slot(self, name):
        return lambda *args: self.heard.append((name, *args))


@pytest.fixture
def panel(qtbot):
    made = LibraryPanel(lambda: date(2026, 11, 22))
    qtbot.addWidget(made)
    made.resize(240, 760)
    made.show_presets(PRESETS, ["Agents", "Empty"])
    made.show_sets([BetaSet("Long", ("a-2026-01-01", "b-2026-01-01"))])
    made.show_history(HISTORY)
    made.show()
    qtbot.waitExposed(made)
    made.ear = Ear(made)
    return made


def lines(panel):
    model = panel.view().model()
    return [model.index(row).data() for row in range(model.rowCount())]


def spot(panel, key):
    assert panel.view().go_to(key), f"{key} is not shown"
    return panel.view().visualRect(panel.view().currentIndex()).center()


def click(qtbot, panel, key, modifier=Qt.KeyboardModifier.NoModifier, button=LEFT):
    qtbot.mouseClick(panel.view().viewport(), button, modifier, spot(panel, key))


def press(qtbot, panel, key, modifier=Qt.KeyboardModifier.NoModifier):
    qtbot.keyClick(panel.view(), key, modifier)


def pick(qtbot, panel, key, choice):
    where = spot(panel, key)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, where, panel.view().viewport().mapToGlobal(where)
    )
    QApplication.sendEvent(panel.view().viewport(), event)
    menu = next(each for each in panel.findChildren(ChoiceMenu) if each.isVisible())
    for part in choice.split(" > "):
        action = next(each for each in menu.actions() if part in (each.objectName(), each.text()))
        if action.menu() is None:
            qtbot.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())
        else:
            menu.setActiveAction(action)
            qtbot.keyClick(menu, Qt.Key.Key_Right)
            menu = action.menu()
    qtbot.wait(0)


def test_a_click_opens_what_is_on_the_line(qtbot, panel):
    click(qtbot, panel, "preset:Hello")
    click(qtbot, panel, "set:Long")
    click(qtbot, panel, "exchange:e2")
    assert panel.ear.heard == [("preset_opened", "Hello"), ("set_applied", "Long"), ("exchange_opened", "e2")]


def test_the_middle_button_and_ctrl_enter_open_a_tab_of_its_own(qtbot, panel):
    click(qtbot, panel, "preset:Hello", button=Qt.MouseButton.MiddleButton)
    panel.view().go_to("preset:Weather")
    press(qtbot, panel, Qt.Key.Key_Return, CTRL)
    press(qtbot, panel, Qt.Key.Key_Return)
    assert panel.ear.heard == [
        ("preset_opened_apart", "Hello"), ("preset_opened_apart", "Weather"), ("preset_opened", "Weather"),
    ]  # fmt: skip


def test_folders_and_sections_open_and_close_and_this_is_remembered(qtbot, panel):
    assert "Loop" not in lines(panel)
    click(qtbot, panel, "folder:Agents")
    assert "Loop" in lines(panel)
    press(qtbot, panel, Qt.Key.Key_Left)
    assert "Loop" not in lines(panel)
    press(qtbot, panel, Qt.Key.Key_Right)
    click(qtbot, panel, "section:HISTORY")
    assert "Stream" not in lines(panel)
    other = LibraryPanel()
    qtbot.addWidget(other)
    other.show_presets(PRESETS, [])
    other.show_history(HISTORY)
    other.restore_view_state(panel.view_state())
    assert "Loop" in lines(other)
    assert "Stream" not in lines(other)


def test_the_plus_of_a_heading_adds(qtbot, panel):
    for key in ("section:PRESETS", "section:SETS"):
        rect = panel.view().visualRect(panel.view().currentIndex()) if spot(panel, key) else None
        qtbot.mouseClick(panel.view().viewport(), LEFT, pos=QPoint(rect.right() - 12, rect.center().y()))
    panel.view().go_to("section:PRESETS")
    press(qtbot, panel, Qt.Key.Key_Insert)
    assert panel.ear.heard == [
        ("preset_new_requested", ""),
        ("set_save_requested",),
        ("preset_new_requested", ""),
    ]


def test_f2_renames_in_place(qtbot, panel):
    panel.view().go_to("preset:Hello")
    press(qtbot, panel, Qt.Key.Key_F2)
    field = panel.findChild(QLineEdit, "rename")
    assert field.text() == "Hello"
    qtbot.keyClicks(field, "  Bonjour ")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.ear.heard == [("preset_renamed", "Hello", "Bonjour")])


def test_escape_and_an_empty_name_rename_nothing(qtbot, panel):
    for typed, key in (("x", Qt.Key.Key_Escape), (" ", Qt.Key.Key_Return), ("Hello", Qt.Key.Key_Return)):
        panel.start_rename("Hello")
        field = next(each for each in panel.findChildren(QLineEdit, "rename") if each.isVisible())
        qtbot.keyClicks(field, typed)
        qtbot.keyClick(field, key)
        qtbot.waitUntil(lambda: not panel.view().is_editing())
    assert panel.ear.heard == []


def test_start_rename_opens_the_folder_and_clears_the_filter(qtbot, panel):
    panel.findChild(SearchField).setText("weather")
    panel.start_rename("Agents/Loop")
    assert panel.findChild(QLineEdit, "rename").text() == "Loop"


def test_a_list_that_comes_while_a_name_is_typed_does_not_take_it_away(qtbot, panel):
    panel.start_rename("Hello")
    field = panel.findChild(QLineEdit, "rename")
    qtbot.keyClicks(field, "Bon")
    panel.show_presets((*PRESETS, PresetEntry("New", "New")), [])
    qtbot.keyClicks(field, "jour")
    assert "New" not in lines(panel)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "New" in lines(panel))
    assert panel.ear.heard == [("preset_renamed", "Hello", "Bonjour")]


def test_a_beta_set_is_renamed_in_place(qtbot, panel):
    pick(qtbot, panel, "set:Long", "rename")
    field = panel.findChild(QLineEdit, "rename")
    qtbot.keyClicks(field, "Longer")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: panel.ear.heard == [("set_renamed", "Long", "Longer")])


@pytest.mark.parametrize(
    ("key", "choice", "heard"),
    [
        ("preset:Hello", "open", ("preset_opened", "Hello")),
        ("preset:Hello", "open_apart", ("preset_opened_apart", "Hello")),
        ("preset:Hello", "duplicate", ("preset_duplicated", "Hello")),
        ("preset:Hello", "delete", ("preset_deleted", "Hello")),
        ("preset:broken", "delete", ("preset_deleted", "broken")),
        ("preset:Hello", "Move to > move:Agents", ("preset_moved", "Hello", "Agents")),
        ("folder:Agents", "new_in", ("preset_new_requested", "Agents")),
        ("folder:Agents", "batch_of", ("folder_run_requested", "Agents")),
        ("section:PRESETS", "new", ("preset_new_requested", "")),
        ("set:Long", "open", ("set_applied", "Long")),
        ("set:Long", "delete", ("set_deleted", "Long")),
        ("section:SETS", "save_set", ("set_save_requested",)),
        ("exchange:e1", "open", ("exchange_opened", "e1")),
        ("exchange:e1", "delete", ("exchange_deleted", "e1")),
    ],
)
def test_every_line_has_its_menu(qtbot, panel, key, choice, heard):
    pick(qtbot, panel, key, choice)
    assert panel.ear.heard == [heard]


def test_delete_deletes_what_can_be_brought_back(qtbot, panel):
    for key in ("preset:Hello", "set:Long", "exchange:e1", "folder:Agents", "section:SETS"):
        panel.view().go_to(key)
        press(qtbot, panel, Qt.Key.Key_Delete)
    assert panel.ear.heard == [
        ("preset_deleted", "Hello"),
        ("set_deleted", "Long"),
        ("exchange_deleted", "e1"),
    ]


def test_a_request_id_is_copied(qtbot, panel):
    pick(qtbot, panel, "exchange:e2", "copy_id")
    assert QGuiApplication.clipboard().text() == "req_2"


def test_clearing_the_history_asks_in_place(qtbot, panel):
    strip = panel.findChild(Banner, "library_confirm")
    pick(qtbot, panel, "exchange:e1", "clear_history")
    assert "3 exchanges" in strip.accessibleName()
    qtbot.mouseClick(strip.findChild(QPushButton, "keep"), LEFT)
    assert panel.ear.heard == []
    assert strip.isHidden()
    pick(qtbot, panel, "section:HISTORY", "clear_history")
    qtbot.mouseClick(_shown(strip, "clear_history"), LEFT)
    assert panel.ear.heard == [("history_cleared",)]


def test_the_trash_restores_and_is_emptied_after_a_question(qtbot, panel):
    panel.show_trash([PresetEntry("t1", "Old"), PresetEntry("t2", "Older")])
    click(qtbot, panel, "section:TRASH")
    pick(qtbot, panel, "trash:t1", "restore")
    panel.view().go_to("trash:t2")
    press(qtbot, panel, Qt.Key.Key_Delete)
    strip = panel.findChild(Banner, "library_confirm")
    assert "Delete 2 for good?" in strip.accessibleName()
    qtbot.mouseClick(_shown(strip, "empty_trash"), LEFT)
    assert panel.ear.heard == [("preset_restored", "t1"), ("trash_emptied",)]
    panel.show_trash([])
    assert "Trash" not in lines(panel)


def _shown(strip, name):
    return next(each for each in strip.findChildren(QPushButton, name) if not each.isHidden())


def test_a_new_folder_is_named_in_a_dialog(qtbot, panel):
    pick(qtbot, panel, "preset:Hello", "Move to > move_new")
    dialog = panel.window().findChild(TextDialog)
    qtbot.keyClicks(dialog.findChild(QLineEdit), "Fresh")
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert panel.ear.heard == [("folder_made", "Fresh"), ("preset_moved", "Hello", "Fresh")]


def drag(panel, start, end):
    view = panel.view()
    panel.view().go_to(start)
    data = view.model().mimeData([view.currentIndex()])
    where, move = QPointF(spot(panel, end)), Qt.DropAction.MoveAction
    rest = (move, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(view.viewport(), QDragEnterEvent(where.toPoint(), *rest))
    QApplication.sendEvent(view.viewport(), QDragMoveEvent(where.toPoint(), *rest))
    QApplication.sendEvent(view.viewport(), QDropEvent(where, *rest))


def test_presets_are_dragged_into_folders_and_out(qtbot, panel):
    drag(panel, "preset:Hello", "folder:Agents")
    click(qtbot, panel, "folder:Agents")
    drag(panel, "preset:Agents/Loop", "section:PRESETS")
    drag(panel, "preset:Weather", "preset:Agents/Loop")
    assert panel.ear.heard == [
        ("preset_moved", "Hello", "Agents"),
        ("preset_moved", "Agents/Loop", ""),
        ("preset_moved", "Weather", "Agents"),
    ]


def test_a_drop_that_changes_nothing_or_is_elsewhere_is_no_move(panel):
    drag(panel, "preset:Hello", "preset:Weather")
    drag(panel, "preset:Hello", "exchange:e1")
    drag(panel, "preset:Hello", "set:Long")
    assert panel.ear.heard == []


def test_one_filter_for_everything(qtbot, panel):
    field = panel.findChild(SearchField)
    told = []
    panel.filter_changed.connect(told.append)
    qtbot.keyClicks(field, "weather")
    assert told[-1] == "weather"
    assert [each for each in lines(panel) if each in ("Weather", "Hello", "Long", "Stream")] == [
        "Weather"
    ] * 2
    qtbot.keyClick(field, Qt.Key.Key_Down)
    press(qtbot, panel, Qt.Key.Key_Return)
    assert panel.ear.heard == [("preset_opened", "Weather")]
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert "Hello" in lines(panel)


def test_up_from_the_first_line_goes_back_to_the_filter(qtbot, panel):
    panel.activateWindow()
    panel.view().setFocus()
    panel.view().go_to("section:PRESETS")
    press(qtbot, panel, Qt.Key.Key_Up)
    assert panel.focusWidget() is panel.findChild(SearchField)


def test_a_broken_file_is_shown_with_its_reason(panel):
    spot(panel, "preset:broken")
    index = panel.view().currentIndex()
    assert index.data(Qt.ItemDataRole.ToolTipRole) == "A comma is missing in line 3."
    assert "A comma is missing" in index.data(Qt.ItemDataRole.AccessibleTextRole)


def test_a_screen_reader_reads_whole_lines(panel):
    shown = QAccessible.queryAccessibleInterface(panel.view())
    names = [shown.child(place).text(QAccessible.Text.Name) for place in range(shown.childCount())]
    assert any(name.startswith("Stream, 200, then overloaded_error, ") for name in names)
    assert any(name.startswith("Weather, no answer, ") for name in names)
    assert "Agents, folder with 1, closed" in names


def test_new_lines_keep_the_place_and_the_current_line(panel):
    many = [HistoryRow(f"h{place}", f"2026-11-20T10:00:{place % 60:02d}Z", f"N{place}", "m", 200, "finished")
            for place in range(3000)]  # fmt: skip
    panel.show_history(many)
    panel.view().go_to("exchange:h2000")
    before = panel.view().verticalScrollBar().value()
    assert before > 10_000
    panel.show_sets([BetaSet("Long", ())])
    assert panel.view().verticalScrollBar().value() == before
    assert panel.view().current_item().id == "h2000"


def test_ten_thousand_lines_are_given_a_few_hundred_at_a_time(panel):
    many = [HistoryRow(f"h{place}", "2026-11-20T10:00:00Z", f"N{place}", "m", 200, "finished")
            for place in range(10_000)]  # fmt: skip
    panel.show_history(many)
    assert panel.view().model().rowCount() < 1000
    panel.view().scrollToBottom()
    QApplication.processEvents()
    assert panel.view().model().rowCount() > 500


def test_focus_history_goes_to_the_newest_exchange(panel):
    panel.show_presets([PresetEntry(f"p{place}", f"P{place}") for place in range(1000)], [])
    panel.findChild(SearchField).setText("qqq")
    panel.focus_history()
    assert panel.view().current_item().id == "e1"
    assert (
        panel.view().viewport().rect().contains(panel.view().visualRect(panel.view().currentIndex()).center())
    )


def test_the_windows_shortcuts_leave_f2_and_delete_to_the_list(panel):
    panel.view().go_to("preset:Hello")
    for key, taken in ((Qt.Key.Key_F2, True), (Qt.Key.Key_Delete, True), (Qt.Key.Key_F5, False)):
        event = QKeyEvent(QEvent.Type.ShortcutOverride, key, Qt.KeyboardModifier.NoModifier)
        event.ignore()
        QApplication.sendEvent(panel.view(), event)
        assert event.isAccepted() is taken


def test_an_empty_library_says_what_goes_there(qtbot):
    panel = LibraryPanel()
    qtbot.addWidget(panel)
    assert any("Ctrl+S" in line for line in lines(panel))
