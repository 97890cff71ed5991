import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QLabel, QPushButton

from betadeck.core.finding import Finding, Fix, Severity
from betadeck.core.target import Platform
from betadeck.ui import theme
from betadeck.ui.betas.detail import BetaDetail
from betadeck.ui.betas.head import GroupHead
from betadeck.ui.betas.header_card import HeaderCard
from betadeck.ui.betas.note import FindingNote
from betadeck.ui.betas.panel import BetasPanel
from betadeck.ui.betas.row import BetaRow
from betadeck.ui.parts.banner import Banner
from betadeck.ui.search_field import SearchField
from helpers.red_rows import is_red
from helpers.sample_betas import BETAS, FILES, MESSAGES

EDITING, PACK, NEW_PACK = "context-editing-2026-02-02", "pack-2026-01-01", "pack-2026-09-09"
REMOTE, LOCAL, PAPERS, WRONG = (
    "remote-tools-2025-11-11", "local-tools-2025-11-11", "papers-2024-09-09", "contex-editing-2026-02-02",
)  # fmt: skip


@pytest.fixture
def panel(qtbot):
    made = BetasPanel()
    qtbot.addWidget(made)
    made.resize(316, 800)
    made.show_betas(BETAS)
    made.show()
    qtbot.waitExposed(made)
    made.heard = []
    made.betas_changed.connect(made.heard.append)
    return made


def rows(panel):
    found = [row for row in panel.findChildren(BetaRow) if not row.isHidden()]
    return {row.name: row for row in sorted(found, key=lambda row: row.y())}


def heads(panel):
    return {head.title: head for head in panel.findChildren(GroupHead) if not head.isHidden()}


def badges(panel, name):
    return [badge.text for badge in rows(panel)[name].badges()]


def button(panel, name):
    return next(each for each in panel.findChildren(QPushButton, name) if not each.isHidden())


def card(panel):
    return panel.findChild(HeaderCard)


def field(panel):
    return panel.findChild(SearchField)


def click_tick(qtbot, row):
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().topLeft() + row.rect().center() * 0.05)


def test_a_click_on_the_tick_ticks_and_beside_it_does_not(qtbot, panel):
    row = rows(panel)[EDITING]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    assert panel.heard == []
    assert panel.findChild(BetaDetail) is not None
    click_tick(qtbot, row)
    assert panel.heard == [(EDITING,)]
    assert card(panel).value() == EDITING


def test_ticks_keep_the_order_in_which_they_were_made(qtbot, panel):
    for name in (NEW_PACK, EDITING, REMOTE):
        click_tick(qtbot, rows(panel)[name])
    assert panel.heard[-1] == (NEW_PACK, EDITING, REMOTE)
    click_tick(qtbot, rows(panel)[EDITING])
    assert card(panel).value() == f"{NEW_PACK},{REMOTE}"


def test_showing_ticks_announces_nothing_and_shows_them(panel):
    panel.show_ticks((REMOTE, EDITING, REMOTE, " "))
    assert panel.heard == []
    assert panel.ticks() == (REMOTE, EDITING)
    assert rows(panel)[REMOTE].isChecked()
    assert heads(panel)["Context"].note() == "1 of 3"


def test_what_is_over_is_folded_away_and_counted(panel):
    assert PAPERS not in rows(panel)
    assert heads(panel)["Now standard"].note() == "1"
    assert heads(panel)["Retired"].note() == "2"
    assert not heads(panel)["Retired"].is_open()


def test_a_ticked_beta_of_a_closed_group_and_an_unknown_one_stand_on_top(panel):
    panel.show_ticks((WRONG, PAPERS))
    assert list(rows(panel))[:2] == [WRONG, PAPERS]
    assert badges(panel, WRONG) == ["unknown"]
    assert is_red(rows(panel)[WRONG])
    assert rows(panel)[WRONG].accessibleName() == f"Not in the catalogue, {WRONG}"


def test_an_unknown_name_that_was_unticked_by_mistake_can_be_ticked_again(qtbot, panel):
    panel.show_ticks((WRONG,))
    click_tick(qtbot, rows(panel)[WRONG])
    assert panel.heard == [()]
    click_tick(qtbot, rows(panel)[WRONG])
    assert panel.heard == [(), (WRONG,)]
    panel.show_ticks(())
    assert WRONG not in rows(panel)


def test_a_heading_opens_and_closes_its_group_and_this_is_remembered(qtbot, panel):
    qtbot.mouseClick(heads(panel)["Now standard"], Qt.MouseButton.LeftButton)
    qtbot.mouseClick(heads(panel)["Context"], Qt.MouseButton.LeftButton)
    assert PAPERS in rows(panel)
    assert EDITING not in rows(panel)
    other = BetasPanel()
    qtbot.addWidget(other)
    other.restore_view_state(panel.view_state())
    other.show_betas(BETAS)
    assert PAPERS in rows(other)
    assert EDITING not in rows(other)


@pytest.mark.parametrize("state", [{}, {"open": 3, "scroll": "x"}, {"open": {"Nowhere": True}, "scroll": -5}])
def test_a_view_state_that_makes_no_sense_is_passed_over(panel, state):
    panel.restore_view_state(state)
    assert EDITING in rows(panel)


@pytest.mark.parametrize(
    ("typed", "left"),
    [
        ("packing", {PACK, NEW_PACK}),
        ("PACK demand", {NEW_PACK}),
        ("context_management", {EDITING}),
        ("remote_tool_use", {REMOTE}),
        ("remote_toolset", {REMOTE}),
        ("servers", {REMOTE}),
        ("papers", {PAPERS}),
        ("qqq", set()),
    ],
)
def test_typing_filters_by_name_title_summary_field_block_and_tool(qtbot, panel, typed, left):
    qtbot.keyClicks(field(panel), typed)
    assert set(rows(panel)) == left


def test_escape_clears_the_filter_and_then_passes_on(qtbot, panel):
    qtbot.keyClicks(field(panel), "papers")
    qtbot.keyClick(field(panel), Qt.Key.Key_Escape)
    assert field(panel).text() == ""
    assert EDITING in rows(panel)


def test_pasting_a_header_offers_its_names_and_enter_ticks_them(qtbot, panel):
    panel.show_ticks((REMOTE,))
    QGuiApplication.clipboard().setText(f" anthropic-beta: {EDITING} ,{REMOTE},{EDITING}, {WRONG}")
    field(panel).setFocus()
    qtbot.keyClick(field(panel), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    strip = panel.findChild(Banner, "betas_offer")
    assert WRONG in strip.accessibleName()
    assert button(panel, "tick_these").text() == "Tick these 2"
    qtbot.keyClick(field(panel), Qt.Key.Key_Return)
    assert panel.heard == [(REMOTE, EDITING, WRONG)]
    assert field(panel).text() == ""
    assert strip.isHidden()


def test_a_name_ticked_already_is_not_offered_again(qtbot, panel):
    panel.show_ticks((EDITING,))
    qtbot.keyClicks(field(panel), EDITING)
    assert "ticked already" in panel.findChild(Banner, "betas_offer").accessibleName()
    qtbot.keyClick(field(panel), Qt.Key.Key_Return)
    assert panel.heard == []


def test_plain_words_are_never_taken_for_names(qtbot, panel):
    qtbot.keyClicks(field(panel), "old tool results")
    assert panel.findChild(Banner, "betas_offer").isHidden()


def test_a_name_of_ones_own_is_added_and_ticked(qtbot, panel):
    added = []
    panel.own_beta_added.connect(added.append)
    qtbot.keyClicks(field(panel), "my_new-flag")
    qtbot.keyClick(field(panel), Qt.Key.Key_Return)
    assert added == ["my_new-flag"]
    assert panel.heard == [("my_new-flag",)]
    assert "not like feature-name-YYYY-MM-DD" in card(panel).warning()


def test_adding_by_mouse_works_for_a_dated_name_too(qtbot, panel):
    added = []
    panel.own_beta_added.connect(added.append)
    qtbot.keyClicks(field(panel), WRONG)
    qtbot.mouseClick(button(panel, "add_own"), Qt.MouseButton.LeftButton)
    assert added == [WRONG]


def test_nothing_ticked_says_not_sent(panel):
    assert not panel.findChild(object, "not_sent").isHidden()
    assert card(panel).value() == ""
    panel.show_ticks((EDITING,))
    assert panel.findChild(object, "not_sent").isHidden()


def test_the_header_copies_whole_by_button_and_by_selection(qtbot, panel):
    panel.show_ticks((EDITING, REMOTE))
    qtbot.mouseClick(button(panel, "copy_header"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == f"{EDITING},{REMOTE}"
    QGuiApplication.clipboard().clear()
    view = panel.findChild(object, "header_value")
    view.selectAll()
    view.copy()
    assert QGuiApplication.clipboard().text() == f"{EDITING},{REMOTE}"


def test_many_ticks_scroll_inside_the_card_instead_of_pushing_the_list_away(qtbot, panel):
    panel.show_ticks((EDITING,))
    one = panel.findChild(object, "header_value").height()
    panel.show_ticks(tuple(f"made-up-{place}-2026-01-01" for place in range(40)))
    many = panel.findChild(object, "header_value").height()
    assert many <= 6 * one + 12


def test_clear_can_be_undone(qtbot, panel):
    panel.show_ticks((EDITING, REMOTE))
    qtbot.mouseClick(button(panel, "clear"), Qt.MouseButton.LeftButton)
    panel.show_ticks(panel.heard[-1])
    qtbot.mouseClick(button(panel, "undo"), Qt.MouseButton.LeftButton)
    assert panel.heard == [(), (EDITING, REMOTE)]


def test_saving_as_a_set_is_asked_for(qtbot, panel):
    panel.show_ticks((EDITING,))
    with qtbot.waitSignal(panel.save_set_requested):
        qtbot.mouseClick(button(panel, "save_set"), Qt.MouseButton.LeftButton)


def test_badges_follow_the_request(panel):
    panel.show_ticks((REMOTE, LOCAL, EDITING))
    panel.set_context(MESSAGES, "claude-haiku-4-5", Platform.BEDROCK, frozenset({REMOTE}))
    assert badges(panel, REMOTE) == ["conflict", "not on Bedrock", "not for this model"]
    assert badges(panel, EDITING) == ["nothing uses it"]
    panel.set_context(FILES, "claude-opus-5-5", Platform.ANTHROPIC, frozenset())
    assert badges(panel, REMOTE) == ["conflict", "nothing uses it"]
    assert badges(panel, EDITING) == ["other calls"]
    panel.set_context(MESSAGES, "claude-opus-5-9", Platform.SANDBOX, None)
    assert "not for this model" in badges(panel, REMOTE)


def test_badges_tell_the_state_of_a_beta(qtbot, panel):
    for title in ("Now standard", "Retired"):
        qtbot.mouseClick(heads(panel)[title], Qt.MouseButton.LeftButton)
    assert badges(panel, PACK) == ["superseded"]
    assert badges(panel, NEW_PACK) == ["newer"]
    assert badges(panel, PAPERS) == ["now standard"]
    assert badges(panel, "gone-2024-01-01") == ["retired"]
    assert badges(panel, "client-mark-20250101") == ["internal"]
    assert badges(panel, LOCAL) == ["gated"]
    assert badges(panel, "mine-2026-11-11") == ["mine"]
    assert badges(panel, REMOTE) == ["needs opus-5…"]


def test_a_culprit_is_red_with_a_badge_even_in_a_closed_group(panel):
    panel.mark_culprits(frozenset({PAPERS}))
    assert next(iter(rows(panel))) == PAPERS
    assert badges(panel, PAPERS)[0] == "culprit"
    assert is_red(rows(panel)[PAPERS])
    assert "culprit" in rows(panel)[PAPERS].accessibleDescription()
    panel.mark_culprits(frozenset())
    assert PAPERS not in rows(panel)


def test_a_finding_stands_under_its_row_with_its_fixes(qtbot, panel):
    fix = Fix("replace", "Replace", lambda draft: draft)
    finding = Finding(Severity.ERROR, "unknown", f"{WRONG} is no known beta.", f"beta:{WRONG}", (fix,))
    elsewhere = Finding(Severity.WARN, "other", "Not about a beta.", "body:/model")
    panel.show_ticks((WRONG,))
    panel.show_findings((finding, elsewhere))
    note = panel.findChild(FindingNote)
    assert note.y() > rows(panel)[WRONG].y()
    chosen, ignored = [], []
    panel.fix_chosen.connect(lambda *args: chosen.append(args))
    panel.finding_ignored.connect(ignored.append)
    qtbot.mouseClick(note.findChild(QPushButton, "fix:replace"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(note.findChild(QPushButton, "ignore"), Qt.MouseButton.LeftButton)
    assert chosen == [(finding, fix)]
    assert ignored == [finding]
    panel.show_findings(())
    assert not [each for each in panel.findChildren(FindingNote) if not each.isHidden()]


def test_the_details_say_what_a_beta_enables(qtbot, panel):
    qtbot.mouseClick(rows(panel)[REMOTE], Qt.MouseButton.LeftButton, pos=rows(panel)[REMOTE].rect().center())
    labels = panel.findChild(BetaDetail).findChildren(QLabel)
    text = "\n".join(each.text().replace("\u200b", "") for each in labels)
    for wanted in (
        "Tools on servers.",
        "remote_toolset",
        "remote_tool_use",
        "claude-opus-5",
        LOCAL,
        "Claude API",
    ):
        assert wanted in text


def test_the_details_replace_a_beta_by_its_successor_in_its_place(qtbot, panel):
    panel.show_ticks((EDITING, PACK, REMOTE))
    row = rows(panel)[PACK]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    qtbot.mouseClick(button(panel, "replace"), Qt.MouseButton.LeftButton)
    assert panel.heard == [(EDITING, NEW_PACK, REMOTE)]


def test_the_details_hand_out_the_page_and_the_place_of_use(qtbot, panel):
    panel.show_ticks((EDITING,))
    panel.set_context(MESSAGES, "", Platform.SANDBOX, frozenset({EDITING}))
    row = rows(panel)[EDITING]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=row.rect().center())
    links, places = [], []
    panel.link_chosen.connect(links.append)
    panel.place_chosen.connect(places.append)
    for name in ("open_page", "show_use", "copy_page"):
        qtbot.mouseClick(button(panel, name), Qt.MouseButton.LeftButton)
    assert links == ["https://docs.example/context"]
    assert places == ["body:/context_management"]
    assert QGuiApplication.clipboard().text() == "https://docs.example/context"


def test_the_whole_list_works_by_keyboard(qtbot, panel):
    panel.activateWindow()
    panel.focus_filter()
    qtbot.keyClick(field(panel), Qt.Key.Key_Down)
    assert panel.focusWidget() is rows(panel)[EDITING]
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Down)
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Space)
    assert panel.heard == [(PACK,)]
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    assert panel.findChild(BetaDetail) is not None
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Left)
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Left)
    assert panel.focusWidget() is heads(panel)["Context"]
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Left)
    assert EDITING not in rows(panel)
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Right)
    assert EDITING in rows(panel)
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_End)
    assert panel.focusWidget() is heads(panel)["Retired"]
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Home)
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Up)
    assert panel.focusWidget() is field(panel)


def test_tab_stops_at_the_list_once(panel):
    stops = [row for row in rows(panel).values() if row.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 1


def test_tab_goes_from_the_filter_to_the_rows_then_to_the_header(qtbot, panel):
    panel.show_ticks((EDITING,))
    panel.activateWindow()
    panel.focus_filter()
    qtbot.keyClick(field(panel), Qt.Key.Key_Tab)
    assert panel.focusWidget() is rows(panel)[EDITING]
    qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Return)
    passed = []
    for _ in range(12):
        qtbot.keyClick(panel.focusWidget(), Qt.Key.Key_Tab)
        passed.append(panel.focusWidget().objectName())
    wanted = [name for name in passed if name in ("copy_name", "open_page", "header_value", "save_set")]
    assert wanted[:4] == ["copy_name", "open_page", "header_value", "save_set"]


def test_a_screen_reader_can_tick(panel):
    actions = QAccessible.queryAccessibleInterface(rows(panel)[REMOTE]).actionInterface()
    actions.doAction("Toggle")
    assert panel.heard == [(REMOTE,)]


def test_reveal_opens_the_group_and_goes_to_the_row(panel):
    panel.activateWindow()
    field(panel).setText("zzz")
    panel.reveal("gone-2024-01-01")
    assert panel.focusWidget() is rows(panel)["gone-2024-01-01"]


def test_another_catalogue_makes_an_unknown_name_known(panel):
    panel.show_betas(())
    panel.show_ticks((EDITING,))
    assert badges(panel, EDITING) == ["unknown"]
    panel.show_betas(BETAS)
    assert badges(panel, EDITING) == []
    assert rows(panel)[EDITING].title == "Context editing"


def test_everything_fits_a_narrow_panel(qapp, panel):
    theme.apply(qapp, theme.LIGHT)
    panel.resize(224, 600)
    panel.show_ticks((WRONG, REMOTE))
    panel.show_findings((Finding(Severity.WARN, "x", "word " * 60, f"beta:{WRONG}"),))
    assert all(row.width() <= 224 for row in rows(panel).values())
    assert panel.minimumSizeHint().width() <= 224
    qapp.setStyleSheet("")


def test_a_screen_reader_meets_real_check_boxes(panel):
    panel.show_ticks((REMOTE,))
    shown = QAccessible.queryAccessibleInterface(rows(panel)[REMOTE])
    assert shown.role() == QAccessible.Role.CheckBox
    assert shown.state().checked
    assert shown.text(QAccessible.Text.Name) == f"Remote tools, {REMOTE}"
    head = QAccessible.queryAccessibleInterface(heads(panel)["Tools"])
    assert head.text(QAccessible.Text.Name) == "Tools, 1 of 2, open"


def test_screen_readers_meet_the_rows_in_the_order_shown(qtbot, panel):
    qtbot.mouseClick(heads(panel)["Now standard"], Qt.MouseButton.LeftButton)
    panel.show_ticks((WRONG,))
    column = rows(panel)[EDITING].parentWidget()
    order = [each.name for each in column.children() if isinstance(each, BetaRow) and not each.isHidden()]
    assert order == list(rows(panel))
