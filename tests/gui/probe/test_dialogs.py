"""The probing dialogs by themselves, with real keys and clicks."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from betadeck.core.compare import Difference
from betadeck.core.compare.difference import Kind as DifferenceKind
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange, Sent, Timings
from betadeck.core.probe.halving import Outcome, Search, Verdict, VerdictKind
from betadeck.core.probe.matrix import NO_BETA, Cell, Matrix, Place, Taken
from betadeck.core.probe.plan import Price, SearchPlan
from betadeck.core.probe.probe_request import Form
from betadeck.core.probe.try_both import Kind
from betadeck.ui.parts.choices import Segments
from betadeck.ui.probe.culprit_dialog import CulpritDialog
from betadeck.ui.probe.difference_table import DifferenceTable
from betadeck.ui.probe.matrix_dialog import MatrixDialog, Scope
from betadeck.ui.probe.matrix_grid import MatrixGrid
from betadeck.ui.probe.send_tree import SendTree
from betadeck.ui.probe.try_both_dialog import TryBothDialog

LEFT = Qt.MouseButton.LeftButton
ALL = (Form.COUNT, Form.ONE_TOKEN, Form.AS_IT_IS)
PRICES = (Price(0.0, 0.0), Price(0.001, 0.002), Price(0.1, 0.2))
NAMES = tuple(f"beta-{number}-2026-01-01" for number in range(60))
EXCHANGE = Exchange("1", "", Draft(), "", Sent("POST", "", ()), timings=Timings(ended_s=0.1))


def plan_of(count):
    return SearchPlan(NAMES[:count], ALL, 6, 11, PRICES)


def shown(qtbot, dialog):
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.open()
    qtbot.waitExposed(dialog)
    return dialog


def words(dialog):
    seen = [each for kind in (QLabel, QPushButton) for each in dialog.findChildren(kind) if each.isVisible()]
    return "\n".join(each.text() for each in seen)


def click(qtbot, dialog, name):
    found = next(each for each in dialog.findChildren(QPushButton, name) if each.isVisible())
    qtbot.mouseClick(found, LEFT)


def test_enter_starts_and_esc_stops(qtbot):
    dialog, heard = shown(qtbot, CulpritDialog(plan_of(12), "invalid beta flag")), []
    dialog.start_requested.connect(heard.append)
    dialog.stop_requested.connect(lambda: heard.append("stop"))
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert heard == [(Form.COUNT, Form.ONE_TOKEN)]
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert heard[1:] == ["stop"]


def test_closing_before_the_start_stops_nothing(qtbot):
    dialog, heard = shown(qtbot, CulpritDialog(plan_of(3), "")), []
    dialog.stop_requested.connect(lambda: heard.append("stop"))
    click(qtbot, dialog, "close")
    assert heard == []


def test_where_nothing_can_be_searched_there_is_no_start(qtbot):
    dialog = shown(qtbot, CulpritDialog(SearchPlan((), problem="No beta is ticked."), "x"))
    assert "No beta is ticked." in words(dialog)
    assert "Start" not in words(dialog)


@pytest.mark.parametrize("count", [1, 12, 60])
def test_a_search_is_drawn_for_few_and_for_many(qtbot, count):
    dialog = shown(qtbot, CulpritDialog(plan_of(count), "invalid beta flag"))
    click(qtbot, dialog, "start")
    search = Search(NAMES[:count])
    while (names := search.next_names()) is not None:
        dialog.show_asking(Form.COUNT, search)
        search = search.after(Outcome.SAME if NAMES[0] in names else Outcome.WORKS)
        dialog.show_step(Form.COUNT, search, EXCHANGE)
        dialog.grab()
    dialog.show_verdict(search.verdict(), Form.COUNT)
    assert f"{NAMES[0]} breaks it" in words(dialog)
    assert "Search again" in words(dialog)
    dialog.resize(560, 500)
    dialog.grab()


def test_a_wait_is_told_and_taken_away(qtbot):
    dialog = shown(qtbot, CulpritDialog(plan_of(3), ""))
    click(qtbot, dialog, "start")
    dialog.show_waiting(22.6)
    assert "Going on in 23 s" in words(dialog)
    dialog.show_waiting(0)
    assert "Going on" not in words(dialog)


def test_a_second_form_stands_below_the_first_and_a_new_search_clears_both(qtbot):
    dialog = shown(qtbot, CulpritDialog(plan_of(3), ""))
    tree = dialog.findChild(SendTree)
    for _ in range(2):
        click(qtbot, dialog, "start")
        for form in (Form.COUNT, Form.ONE_TOKEN):
            dialog.show_asking(form, Search(NAMES[:3]))
            dialog.show_step(form, Search(NAMES[:3]).after(Outcome.WORKS), EXCHANGE)
        assert [text.rpartition(",")[0] for text in tree.texts()] == [
            "all 3, token counting, works",
            "all 3, one token of output, works",
        ]
        dialog.show_verdict(Verdict(VerdictKind.NOT_SHOWN), Form.ONE_TOKEN)
    assert "$0.10 to $0.20" in words(dialog)


def test_a_whole_search_that_shows_nothing_is_not_offered_again(qtbot):
    dialog = shown(qtbot, CulpritDialog(plan_of(3), ""))
    dialog.show_verdict(Verdict(VerdictKind.NOT_SHOWN), Form.AS_IT_IS)
    assert "Search with the whole request" not in words(dialog)


KNOWN = Matrix("API", "work", ("a", "b"), ("claude-m1",))
OK = Cell(Taken.ACCEPTED, "", "2026-11-22T10:00:00Z")
BETAS = [Scope("ticked", "Ticked (2)", ("a", "b")), Scope("all", "All (3)", ("a", "b", "c"))]
MODELS = [Scope("this", "claude-m1", ("claude-m1",))]


def test_a_matrix_continues_where_it_was(qtbot):
    known = KNOWN.with_cell(Place(NO_BETA, "claude-m1"), OK)
    dialog, heard = shown(qtbot, MatrixDialog(known, BETAS, MODELS)), []
    dialog.start_requested.connect(heard.append)
    assert "2 requests; 1 cell known since 2026-11-22" in words(dialog)
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert len(heard[0].todo()) == 2
    assert "Stop" in words(dialog)
    dialog.show_matrix(
        heard[0].with_cell(Place("a", "claude-m1"), replace(OK, taken=Taken.LIMITED, why="Slow down"))
    )
    dialog.show_ended("Slow down")
    assert "Slow down" in words(dialog)
    assert "2 requests; 1 cell known" in words(dialog)
    assert dialog.findChild(MatrixGrid).word("a", "claude-m1") == "rate limited"


def test_asking_anew_forgets_nothing_before_it_is_answered(qtbot):
    known = KNOWN
    for beta in (NO_BETA, "a", "b"):
        known = known.with_cell(Place(beta, "claude-m1"), OK)
    dialog, heard = shown(qtbot, MatrixDialog(known, BETAS, MODELS)), []
    dialog.start_requested.connect(heard.append)
    assert "Asked on 2026-11-22." in words(dialog)
    click(qtbot, dialog, "anew")
    assert len(heard[0].todo()) == 3
    dialog.show_ended("Stopped.")
    click(qtbot, dialog, "all")
    click(qtbot, dialog, "ticked")
    assert dialog.findChild(MatrixGrid).word("a", "claude-m1") == "accepted"


def test_cells_that_tell_nothing_are_marked_so(qtbot):
    known = KNOWN.with_cell(Place(NO_BETA, "claude-m1"), Cell(Taken.REFUSED, "No such model"))
    dialog = shown(qtbot, MatrixDialog(known, BETAS, MODELS))
    grid = dialog.findChild(MatrixGrid)
    assert (grid.word(NO_BETA, "claude-m1"), grid.word("a", "claude-m1")) == ("refused", "–")
    dialog.show_asking(Place("b", "claude-m1"))
    assert grid.word("b", "claude-m1") == "asking…"
    dialog.grab()


def test_a_kind_with_nothing_to_compare_is_not_offered(qtbot):
    dialog = shown(qtbot, TryBothDialog({Kind.BETA: [("a", "a")], Kind.TARGET: []}))
    assert "Target" not in words(dialog)
    dialog = shown(qtbot, TryBothDialog({}))
    assert "nothing to compare" in words(dialog)


def test_what_is_chosen_is_what_is_sent(qtbot):
    choices = {Kind.BETA: [("a", "a"), ("b", "b  (ticked)")], Kind.VERSION: [("", "none sent")]}
    dialog, heard = shown(qtbot, TryBothDialog(choices)), []
    dialog.send_requested.connect(lambda kind, value: heard.append((kind, value)))
    dialog.choose(Kind.BETA, "b")
    click(qtbot, dialog, "start")
    dialog.show_ended()
    click(qtbot, dialog, "version")
    click(qtbot, dialog, "start")
    assert heard == [(Kind.BETA, "b"), (Kind.VERSION, "")]


def test_long_values_are_shown_from_where_they_part(qtbot):
    table = DifferenceTable("Differences in the body")
    qtbot.addWidget(table)
    start = "the same words " * 40
    found = [
        Difference("/text", DifferenceKind.CHANGED, f"{start}left", f"{start}right"),
        Difference("/short", DifferenceKind.CHANGED, "a", "b"),
        Difference("/new", DifferenceKind.ADDED, None, start),
    ]
    table.show_differences(found, "left", "right")
    cells = [[table.item(row, column).text() for column in (2, 3)] for row in range(3)]
    assert cells[0] == ['…e words left"', '…e words right"']
    assert cells[1] == ['"a"', '"b"']
    assert cells[2][0] == ""
    assert cells[2][1].startswith('"the same')
    assert table.item(0, 2).toolTip().count("same") > 3, "all of it is in the tip"


def test_a_matrix_fits_a_small_screen(qtbot):
    scopes = [Scope(f"s{at}", f"A choice of betas ({at})", ("a",)) for at in range(3)]
    dialog = shown(qtbot, MatrixDialog(KNOWN, scopes, scopes))
    dialog.resize(540, 420)
    assert dialog.width() == 540
    right = dialog.contentsRect().right()
    assert all(
        each.mapTo(dialog, each.rect().topRight()).x() <= right for each in dialog.findChildren(Segments)
    )
