"""The history panel with a real mouse and real keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton

from betadeck.core.history_preview import HistoryPreview
from betadeck.core.listing import HistoryFacets, HistoryRow, HistoryUsage
from betadeck.ui.history.panel import HistoryPanel
from betadeck.ui.history.table import HistoryTable
from betadeck.ui.history.window import HistoryWindow

LEFT, CTRL = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier
SIGNALS = (
    "searched", "looked_at", "reopen_requested", "again_requested", "compare_requested", "pair_compared",
    "pinned", "noted", "deleted", "bodies_cleared", "everything_cleared",
)  # fmt: skip
ROWS = (
    HistoryRow("e3", "2026-11-22T10:00:00Z", "Hello", "messages.create", 200, "finished", model="opus"),
    HistoryRow("e2", "2026-11-22T09:00:00Z", "", "models.list", 404, "finished", "not_found_error"),
    HistoryRow("e1", "2026-11-20T09:00:00Z", "Pinned", "m", 200, "finished", pinned=True, note="<b>good</b>"),
)
USAGE = HistoryUsage(3, 2, 5_000_000, 1_000_000, 4_000_000, 600_000, 1, 20_000, 500_000_000)
FACETS = HistoryFacets(models=(("opus", 2), ("a & b", 1)), statuses=(("200", 2), ("404", 1)))


@pytest.fixture
def panel(qtbot):
    made = HistoryPanel()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show_rows("", ROWS)
    made.show_usage(USAGE, FACETS)
    made.show()
    qtbot.waitExposed(made)
    made.heard = []
    for name in SIGNALS:
        getattr(made, name).connect(lambda *values, name=name: made.heard.append((name, *values)))
    return made


def table(panel):
    return panel.findChild(HistoryTable)


def told(panel, name):
    return [values for heard, *values in panel.heard if heard == name]


def part(panel, name, kind=QPushButton):
    found = [each for each in panel.findChildren(kind, name) if each.isVisible()]
    assert found, name
    return found[0]


def click(qtbot, panel, exchange_id, modifier=Qt.KeyboardModifier.NoModifier):
    view = table(panel)
    place = view.model().place_of(exchange_id)
    where = view.visualRect(view.model().index(place, 2)).center()
    qtbot.mouseClick(view.viewport(), LEFT, modifier, where)


def words(panel):
    return "\n".join(each.text() for each in panel.findChildren(QLabel) if each.isVisible())


def test_days_stand_between_and_cannot_be_chosen(qtbot, panel):
    model = table(panel).model()
    assert model.rowCount() == 5
    assert [bool(model.flags(model.index(row, 0)) & Qt.ItemFlag.ItemIsSelectable) for row in range(5)] == [
        False, True, True, False, True,
    ]  # fmt: skip
    click(qtbot, panel, "e2")
    qtbot.keyClick(table(panel), Qt.Key.Key_Down)
    assert [row.id for row in table(panel).selected()] == ["e1"]
    assert told(panel, "looked_at") == [["e2"], ["e1"]]


def test_a_search_is_announced_when_the_typing_pauses_and_at_once_on_enter(qtbot, panel):
    field = part(panel, "history_search", QLineEdit)
    with qtbot.waitSignal(panel.searched) as searched:
        qtbot.keyClicks(field, "over")
    assert searched.args == ["over"]
    qtbot.keyClicks(field, "loaded")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert told(panel, "searched") == [["over"], ["overloaded"]]
    assert field.hasFocus()
    panel.show_rows("overloaded", ROWS)
    assert table(panel).hasFocus()
    assert [row.id for row in table(panel).selected()] == ["e3"]
    qtbot.keyClick(table(panel), Qt.Key.Key_Up)
    assert field.hasFocus()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == ""


def test_chips_put_filters_into_the_line_and_show_what_it_holds(qtbot, panel):
    field = part(panel, "history_search", QLineEdit)
    qtbot.keyClicks(field, "hello ")
    qtbot.mouseClick(part(panel, "chip_error"), LEFT)
    assert field.text() == "hello is:error "
    assert part(panel, "chip_error").isChecked()
    qtbot.mouseClick(part(panel, "chip_error"), LEFT)
    assert field.text() == "hello "
    field.setText("is:PINNED")
    assert part(panel, "chip_pinned").isChecked()
    assert not part(panel, "chip_error").isChecked()


def test_facets_offer_what_there_is(qtbot, panel):
    assert not panel.findChild(QPushButton, "facet_beta").isVisible()
    menu = part(panel, "facet_model").menu()
    menu.aboutToShow.emit()
    assert [action.text() for action in menu.actions()] == ["opus\t2", "a && b\t1"]
    menu.actions()[1].trigger()
    assert panel.line() == 'model:"a & b" '
    assert part(panel, "facet_model").property("tone") == "accent"


def test_what_makes_no_sense_is_said_under_the_line(qtbot, panel):
    qtbot.keyClicks(part(panel, "history_search", QLineEdit), "before:soon ")
    assert "“soon” is no day" in part(panel, "history_problem", QLabel).text()
    panel.findChild(QLineEdit, "history_search").clear()
    assert not panel.findChild(QLabel, "history_problem").isVisible()


def test_reopen_by_button_by_double_click_and_by_enter(qtbot, panel):
    click(qtbot, panel, "e3")
    qtbot.mouseClick(part(panel, "history_reopen"), LEFT)
    view = table(panel)
    qtbot.mouseDClick(view.viewport(), LEFT, pos=view.visualRect(view.model().index(1, 2)).center())
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert told(panel, "reopen_requested") == [["e3"]] * 3


def test_two_are_compared_with_each_other_one_with_something_else(qtbot, panel):
    click(qtbot, panel, "e1")
    qtbot.mouseClick(part(panel, "history_compare"), LEFT)
    click(qtbot, panel, "e3", CTRL)
    assert part(panel, "history_compare").text() == "Compare these two"
    qtbot.mouseClick(part(panel, "history_compare"), LEFT)
    assert told(panel, "compare_requested") == [["e1"]]
    assert told(panel, "pair_compared") == [["e1", "e3"]]
    assert "2 exchanges are selected" in words(panel)


def test_pins_and_notes(qtbot, panel):
    click(qtbot, panel, "e3")
    qtbot.mouseClick(part(panel, "history_pin"), LEFT)
    qtbot.keyClick(table(panel), Qt.Key.Key_F2)
    note = part(panel, "history_note", QLineEdit)
    assert QApplication.focusWidget() is note
    qtbot.keyClicks(note, "the good one")
    qtbot.keyClick(note, Qt.Key.Key_Return)
    assert told(panel, "pinned") == [["e3", True]]
    assert told(panel, "noted") == [["e3", "the good one"]]


def test_a_note_that_was_not_finished_is_kept_with_its_own_exchange(qtbot, panel):
    click(qtbot, panel, "e3")
    note = part(panel, "history_note", QLineEdit)
    note.setFocus()
    qtbot.keyClicks(note, "half")
    click(qtbot, panel, "e2")
    assert told(panel, "noted") == [["e3", "half"]]
    assert note.text() == ""


def test_one_is_deleted_at_once_and_the_next_takes_its_place(qtbot, panel):
    click(qtbot, panel, "e3")
    qtbot.keyClick(table(panel), Qt.Key.Key_Delete)
    assert told(panel, "deleted") == [[("e3",)]]
    panel.show_rows("", ROWS[1:])
    assert [row.id for row in table(panel).selected()] == ["e2"]


def test_what_is_pinned_and_more_than_one_are_asked_about_first(qtbot, panel):
    click(qtbot, panel, "e1")
    qtbot.mouseClick(part(panel, "history_delete"), LEFT)
    assert told(panel, "deleted") == []
    assert "Delete “Pinned”?" in words(panel)
    qtbot.mouseClick(part(panel, "keep"), LEFT)
    qtbot.keyClick(table(panel), Qt.Key.Key_A, CTRL)
    qtbot.keyClick(table(panel), Qt.Key.Key_Delete)
    assert "these 3 exchanges, 1 of them pinned" in words(panel)
    qtbot.mouseClick(part(panel, "delete"), LEFT)
    assert told(panel, "deleted") == [[("e3", "e2", "e1")]]


def test_clearing_is_asked_about_and_says_what_goes(qtbot, panel):
    for answer in ("keep", "bodies"):
        qtbot.mouseClick(part(panel, "history_clear"), LEFT)
        assert "5.0 MB" in words(panel)
        qtbot.mouseClick(part(panel, answer), LEFT)
    assert [name for name, *_ in panel.heard] == ["bodies_cleared"]
    qtbot.mouseClick(part(panel, "history_clear"), LEFT)
    qtbot.mouseClick(part(panel, "everything"), LEFT)
    assert panel.heard[-1] == ("everything_cleared",)


def test_the_account_is_plain(panel):
    account = part(panel, "history_account", QLabel).text()
    assert account.startswith("3 exchanges take 5.6 MB of 500 MB")
    assert "1 pinned, 20 kB, never removed to make room" in account


def test_the_glance_shows_only_what_is_still_selected(qtbot, panel):
    click(qtbot, panel, "e3")
    panel.show_preview(HistoryPreview("e2", "other", "other"))
    assert panel._detail._request.toPlainText() == ""
    panel.show_preview(HistoryPreview("e3", '{"a": 1}', "Said", "overloaded_error: busy"))
    assert panel._detail._answer.toPlainText() == "Said"
    assert "overloaded_error: busy" in words(panel)
    panel.show_rows("", [replace(ROWS[0], note="new"), *ROWS[1:]])
    assert panel._detail._answer.toPlainText() == "Said"
    assert part(panel, "history_note", QLineEdit).text() == "new"


def test_notes_are_never_taken_for_html(qtbot, panel):
    model = table(panel).model()
    tip = model.index(model.place_of("e1"), 2).data(Qt.ItemDataRole.ToolTipRole)
    assert "&lt;b&gt;good" in tip
    click(qtbot, panel, "e1")
    assert all(label.textFormat() is Qt.TextFormat.PlainText for label in panel.findChildren(QLabel))


def test_nothing_found_and_nothing_sent_are_said_with_the_first_step(qtbot, panel):
    part(panel, "history_search", QLineEdit).setText("nothing")
    panel.show_rows("nothing", ())
    assert "Nothing fits" in words(panel)
    clear = next(each for each in panel.findChildren(QPushButton) if each.text() == "Clear the search")
    qtbot.mouseClick(clear, LEFT)
    assert panel.line() == ""
    panel.show_rows("", ())
    assert "Nothing was sent yet" in words(panel)


def test_the_menu_of_a_row(qtbot, panel):
    click(qtbot, panel, "e1")
    table(panel).menu_requested.emit(QPoint(10, 10))
    menu = panel.findChild(QMenu, options=Qt.FindChildOption.FindDirectChildrenOnly)
    names = [action.text() for action in menu.actions() if action.text()]
    assert names == ["Reopen", "Send again", "Compare with…", "Unpin", "Note…", "Delete"]
    for action in menu.actions()[:4]:
        action.trigger()
    assert told(panel, "reopen_requested") == told(panel, "again_requested") == [["e1"]]
    assert told(panel, "pinned") == [["e1", False]]
    menu.close()


def test_ctrl_enter_sends_again(qtbot, panel):
    click(qtbot, panel, "e3")
    qtbot.keyClick(table(panel), Qt.Key.Key_Return, CTRL)
    assert told(panel, "again_requested") == [["e3"]]
    assert told(panel, "reopen_requested") == []


def test_rows_are_copied_as_sentences(qtbot, panel):
    click(qtbot, panel, "e2")
    qtbot.keyClick(table(panel), Qt.Key.Key_C, CTRL)
    assert QGuiApplication.clipboard().text().startswith("models.list, 404 not_found_error, ")


def test_ten_thousand_rows_keep_selection_and_place(qtbot, panel):
    days = [f"2026-11-{20 - at // 1000:02}T10:00:00Z" for at in range(10_000)]
    many = [replace(ROWS[0], id=f"x{at}", started_at=day) for at, day in enumerate(days)]
    panel.show_rows("", many)
    panel.choose("x9000")
    top = table(panel).verticalScrollBar().value()
    assert top > 100_000
    panel.show_rows("", [replace(each, note="n") for each in many])
    assert [row.id for row in table(panel).selected()] == ["x9000"]
    assert table(panel).verticalScrollBar().value() == top
    assert told(panel, "looked_at") == [["x9000"]]


def test_columns_give_way_to_the_name_when_it_is_narrow(qtbot, panel):
    assert not table(panel).isColumnHidden(4)
    panel.resize(760, 500)
    qtbot.waitUntil(lambda: table(panel).isColumnHidden(4))
    assert not table(panel).isColumnHidden(2)


def test_the_window_closes_on_escape_and_says_so(qtbot):
    window = HistoryWindow()
    qtbot.addWidget(window)
    window.bring_up()
    qtbot.waitExposed(window)
    with qtbot.waitSignal(window.closed):
        qtbot.keyClick(window.panel.findChild(QLineEdit, "history_search"), Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_find_goes_to_the_search_line(qtbot, panel):
    click(qtbot, panel, "e3")
    qtbot.keyClick(table(panel), Qt.Key.Key_F, CTRL)
    assert part(panel, "history_search", QLineEdit).hasFocus()


def test_escape_leaves_a_question_and_the_note_before_the_window(qtbot):
    window = HistoryWindow()
    qtbot.addWidget(window)
    panel = window.panel
    panel.show_rows("", ROWS)
    window.bring_up()
    qtbot.waitUntil(window.isActiveWindow)
    panel.choose("e1")
    table(panel).setFocus()
    qtbot.keyClick(table(panel), Qt.Key.Key_Delete)
    assert QApplication.focusWidget() is part(panel, "keep")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not panel.findChild(QPushButton, "keep").isVisible()
    assert QApplication.focusWidget() is table(panel)
    qtbot.keyClick(table(panel), Qt.Key.Key_F2)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert QApplication.focusWidget() is table(panel)
    assert window.isVisible()
    qtbot.keyClick(table(panel), Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_enter_ends_a_note_and_goes_back_to_the_table(qtbot, panel):
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    click(qtbot, panel, "e3")
    qtbot.keyClick(table(panel), Qt.Key.Key_F2)
    qtbot.keyClicks(QApplication.focusWidget(), "good")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return)
    assert told(panel, "noted") == [["e3", "good"]]
    assert QApplication.focusWidget() is table(panel)
    assert told(panel, "reopen_requested") == []


def test_a_call_without_a_name_is_called_by_its_own_part():
    row = replace(ROWS[1], operation="beta.agents.create")
    assert row.title == "agents.create"
    assert ROWS[0].title == "Hello"


def test_a_history_that_is_longer_than_the_list_says_so(panel):
    panel.show_usage(replace(USAGE, rows=12_345), FACETS)
    assert "the newest 3 of 12,345" in words(panel)
