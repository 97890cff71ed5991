"""Headers, query and path parameters."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit, QPushButton, QToolButton

from betadeck.core.catalog import Operation, Param
from betadeck.core.draft import Row
from betadeck.core.seen_ids import SeenIds
from betadeck.ui.composer.rows.rows_editor import RowsEditor
from helpers.answers import answered
from helpers.composing import by_id, composer_with, drafts_of, named

EVENTS = Operation(
    "beta.sessions.events.list",
    "GET",
    "/v1/sessions/{session_id}/events",
    "Sessions",
    "List",
    params=(Param("session_id", True, {"type": "string"}),),
    query=(Param("limit", False, {"type": "integer"}), Param("order", False, {"enum": ["asc", "desc"]})),
)
CTRL = Qt.KeyboardModifier.ControlModifier


def rows_of(composer, name):
    return by_id(composer, name, RowsEditor).lines()


def paste(qtbot, field, text):
    QGuiApplication.clipboard().setText(text)
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_V, CTRL)


def events(qtbot, **fields):
    return composer_with(qtbot, "", "params", EVENTS, method="GET", path=EVENTS.path, **fields)


def test_typing_in_the_empty_line_makes_a_row_and_another_empty_line(qtbot):
    composer = composer_with(qtbot, view="headers")
    qtbot.keyClicks(rows_of(composer, "header_rows")[0].name, "x-team")
    qtbot.keyClicks(rows_of(composer, "header_rows")[0].value, "blue")
    assert composer.draft().headers == (Row("x-team", "blue"),)
    assert len(rows_of(composer, "header_rows")) == 2
    assert by_id(composer, "headers", QPushButton).text() == "Headers  1"


def test_a_row_is_switched_off_and_removed(qtbot):
    composer = composer_with(qtbot, view="headers", headers=(Row("a", "1"), Row("b", "2")))
    line = rows_of(composer, "header_rows")[0]
    qtbot.mouseClick(line.findChild(QCheckBox), Qt.MouseButton.LeftButton)
    assert composer.draft().headers == (Row("a", "1", on=False), Row("b", "2"))
    qtbot.mouseClick(line.findChild(QToolButton, "remove_row"), Qt.MouseButton.LeftButton)
    assert composer.draft().headers == (Row("b", "2"),)


def test_what_a_file_says_more_of_a_row_is_kept(qtbot):
    kept = Row("a", "1", extra=(("note", '"x"'),))
    composer = composer_with(qtbot, view="headers", headers=(kept,))
    qtbot.keyClicks(rows_of(composer, "header_rows")[0].name, "b")
    assert composer.draft().headers[0].extra == kept.extra


def test_pasted_header_lines_become_rows_betas_and_the_version(qtbot):
    composer = composer_with(qtbot, view="headers", betas=("one-2025-01-01",))
    lines = (
        "X-Team: blue",
        "-H 'accept: */*' \\",
        "anthropic-beta: two-2025-02-02, one-2025-01-01",
        "Anthropic-Version: 2023-06-01",
    )
    paste(qtbot, rows_of(composer, "header_rows")[0].name, "\n".join(lines))
    draft = composer.draft()
    assert draft.headers == (Row("X-Team", "blue"), Row("accept", "*/*"))
    assert draft.betas == ("one-2025-01-01", "two-2025-02-02")
    assert draft.api_version == "2023-06-01"


def test_pasted_text_that_is_no_header_is_pasted_as_it_is(qtbot):
    composer = composer_with(qtbot, view="headers")
    paste(qtbot, rows_of(composer, "header_rows")[0].name, "x-plain")
    assert composer.draft().headers == (Row("x-plain", ""),)


@pytest.mark.parametrize(
    "row", [Row("Authorization", "Bearer abc"), Row("x-other", "sk-ant-api03-" + "aB3dE6gH9" * 5)]
)
def test_secret_values_are_hidden_unless_edited_and_said_to_stay_out_of_files(qtbot, row):
    composer = composer_with(qtbot, view="headers", headers=(row, Row("x-team", "blue")))
    lines = rows_of(composer, "header_rows")
    lines[1].name.setFocus()
    assert lines[0].value.echoMode() is QLineEdit.EchoMode.Password
    assert lines[1].value.echoMode() is QLineEdit.EchoMode.Normal
    lines[0].value.setFocus()
    assert lines[0].value.echoMode() is QLineEdit.EchoMode.Normal
    assert row.name in by_id(composer, "secret_note").text()


def test_path_parameters_are_fields_and_marked_as_required(qtbot):
    composer = events(qtbot)
    field = named(composer, "session_id, required")
    qtbot.keyClicks(field, "sess_1/2 x")
    assert composer.draft().path_params == (("session_id", "sess_1/2 x"),)
    assert field.hasFocus() or field.text() == "sess_1/2 x"


def test_known_query_parameters_are_added_with_a_click(qtbot):
    composer = events(qtbot)
    qtbot.mouseClick(by_id(composer, "add_limit"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(composer.focusWidget(), "20")
    assert composer.draft().query == (Row("limit", "20"),)
    assert (
        not composer.findChild(QPushButton, "add_limit")
        or not composer.findChild(QPushButton, "add_limit").isVisible()
    )


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("?limit=5&after=a%20b", (Row("limit", "5"), Row("after", "a b"))),
        ("limit=5\nafter = x", (Row("limit", "5"), Row("after", "x"))),
    ],
)
def test_a_pasted_query_becomes_rows(qtbot, text, rows):
    composer = events(qtbot)
    paste(qtbot, rows_of(composer, "query_rows")[0].name, text)
    assert composer.draft().query == rows


def test_a_free_request_has_method_and_path(qtbot):
    composer = composer_with(qtbot, "{}", "params", None, operation=None, method="POST", path="/v1/x")
    qtbot.keyClicks(by_id(composer, "path"), "")
    field = by_id(composer, "path")
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, "/{id}")
    assert composer.draft().path == "/v1/x/{id}"
    assert named(composer, "id, required")
    method = by_id(composer, "method")
    method.setFocus()
    qtbot.keyClick(method, Qt.Key.Key_Down)
    assert composer.draft().method == "PUT"


def test_edits_of_one_pane_keep_those_of_the_others(qtbot):
    composer = composer_with(qtbot, view="headers")
    qtbot.keyClicks(rows_of(composer, "header_rows")[0].name, "x")
    composer.show_view("params")
    qtbot.keyClicks(rows_of(composer, "query_rows")[0].name, "q")
    composer.show_view("form")
    qtbot.keyClicks(named(composer, "Max tokens"), "1")
    draft = composer.draft()
    assert (draft.headers, draft.query) == ((Row("x", ""),), (Row("q", ""),))
    assert '"max_tokens": 11024' in draft.body_text


def test_ctrl_enter_sends_from_a_cell(qtbot):
    composer = composer_with(qtbot, view="headers")
    seen, sent = drafts_of(composer), []
    composer.send_requested.connect(lambda: sent.append(1))
    cell = rows_of(composer, "header_rows")[0].name
    cell.setFocus()
    qtbot.keyClick(cell, Qt.Key.Key_Return, CTRL)
    assert (sent, seen) == ([1], [])


TYPED = Operation(
    "x.list",
    "GET",
    "/v1/agents/{agent_id}",
    "Agents",
    "List",
    params=(Param("agent_id", True, {"type": "string"}),),
    query=(
        Param("limit", False, {"type": "integer", "minimum": 1, "maximum": 100, "default": 20}),
        Param("types[]", False, {"type": "array", "items": {"enum": ["one", "two"]}}),
        Param("starting_at", True, {"type": "string", "format": "date-time"}),
        Param("include_archived", False, {"type": "boolean"}),
    ),
)


def typed(qtbot, **fields):
    return composer_with(qtbot, "", "params", TYPED, method="GET", path=TYPED.path, **fields)


def test_a_required_query_parameter_waits_for_its_value_without_a_row(qtbot):
    composer = typed(qtbot)
    assert composer.draft().query == ()
    qtbot.keyClicks(named(composer, "starting_at, required", QLineEdit), "2026-11-01")
    assert composer.draft().query == (Row("starting_at", "2026-11-01"),)


def test_several_values_of_a_list_are_rows_of_one_name(qtbot):
    composer = typed(qtbot)
    qtbot.mouseClick(by_id(composer, "add_types[]"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(composer.focusWidget(), "one")
    qtbot.mouseClick(by_id(composer, "add_value"), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(composer.focusWidget(), "three")
    assert composer.draft().query == (Row("types[]", "one"), Row("types[]", "three"))
    QApplication.processEvents()
    lines = [each for each in composer.findChildren(QComboBox) if each.accessibleName() == "types[]"]
    assert [bool(each.property("invalid")) for each in lines if each.isVisible()] == [False, True]


def test_a_switch_is_added_switched_on_and_a_number_steps_within_its_bounds(qtbot):
    composer = typed(qtbot)
    qtbot.mouseClick(by_id(composer, "add_include_archived"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(by_id(composer, "add_limit"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Up)
    qtbot.keyClick(composer.focusWidget(), Qt.Key.Key_Up)
    assert composer.draft().query == (Row("include_archived", "true"), Row("limit", "21"))


def test_a_name_typed_as_a_row_stays_under_the_caret_when_it_becomes_a_known_one(qtbot):
    composer = typed(qtbot)
    qtbot.keyClicks(rows_of(composer, "query_rows")[0].name, "limits")
    qtbot.keyClick(rows_of(composer, "query_rows")[0].name, Qt.Key.Key_Backspace)
    qtbot.keyClicks(rows_of(composer, "query_rows")[0].value, "7")
    assert composer.draft().query == (Row("limit", "7"),)
    assert rows_of(composer, "query_rows")[0].value.text() == "7"


def test_rows_of_other_names_are_kept_when_a_field_is_edited_and_removed(qtbot):
    composer = typed(qtbot, query=(Row("odd", "1", on=False), Row("limit", "5"), Row("beta", "true")))
    assert [line.name.text() for line in rows_of(composer, "query_rows")] == ["odd", "beta", ""]
    field = named(composer, "limit", QLineEdit)
    qtbot.keyClick(field, Qt.Key.Key_End)
    qtbot.keyClicks(field, "0")
    assert composer.draft().query[1] == Row("limit", "50")
    remove = next(each for each in composer.findChildren(QToolButton) if each.toolTip() == "Remove limit")
    qtbot.mouseClick(remove, Qt.MouseButton.LeftButton)
    assert composer.draft().query == (Row("odd", "1", on=False), Row("beta", "true"))


def test_an_id_seen_before_is_put_in_from_the_list(qtbot):
    composer = typed(qtbot)
    ids = SeenIds()
    ids.take(answered("https://x/v1/agents", b'{"data":[{"id":"agent_1","name":"One"},{"id":"agent_2"}]}'))
    composer.show_ids("T", ids.book("T"))
    field = named(composer, "agent_id, required", QLineEdit)
    button = by_id(composer, "param_agent_id").findChild(QToolButton, "offers")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    menu = QApplication.activePopupWidget()
    assert [each.text() for each in menu.actions()] == ["agent_1   One", "agent_2"]
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert field.text() == "agent_1"
    assert composer.draft().path_params == (("agent_id", "agent_1"),)
