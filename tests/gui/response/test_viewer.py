"""The response pane from the click on Send to the last byte, and exchanges that are opened again."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget

from betadeck.core.answer import Answer
from betadeck.core.catalog import Catalogue, ResponseHeader
from betadeck.core.diagnosis import Culprit, Diagnosis, Retry
from betadeck.core.exchange import Ending
from betadeck.core.failure import Failure, FailureKind
from betadeck.core.finding import Fix
from betadeck.ui import theme
from betadeck.ui.response.blocks.flow_text import FlowText
from betadeck.ui.response.blocks.rendered_text import RenderedText
from betadeck.ui.response.blocks.text_block import TextBlock
from betadeck.ui.response.body.body_view import BodyView
from betadeck.ui.response.viewer import ResponseViewer
from helpers import replies
from helpers.catalogue import shipped
from helpers.replies import SENT, STREAM_TYPE, answered, exchange, head, progress_of, sse, start, stop

REFUSED = b'{"type":"error","error":{"type":"invalid_request_error","message":"Unexpected value(s)"}}'
OVERLOADED = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
FIXES = (
    Fix("near", "Replace with b-2026", lambda draft: draft),
    Fix("untick", "Untick", lambda draft: draft),
)
BETA = Diagnosis("No such beta", "One letter differs.", Culprit("beta", "a-2026"), "", Retry(False), FIXES)
FIELD = Diagnosis(
    "No such field", "", Culprit("field", "x", "/messages/3/content/8"), "Take it out.", fixes=FIXES[:1]
)


@pytest.fixture
def viewer(qtbot):
    made = ResponseViewer()
    qtbot.addWidget(made)
    made.resize(864, 500)
    made.show()
    qtbot.waitExposed(made)
    return made


def show(viewer, made, diagnosis=None):
    viewer.show_exchange(made, answered(made), diagnosis, None)


def stream(viewer, body, batch=20):
    viewer.show_sending(SENT)
    viewer.show_head(head(200, STREAM_TYPE))
    for progress in progress_of(body, batch):
        viewer.show_progress(progress)


def state(viewer):
    return viewer.findChild(QLabel, "state").text()


def click(qtbot, viewer, name):
    button = viewer.findChild(QAbstractButton, name)
    assert button.isVisible(), name
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def tab(viewer, name):
    return viewer.findChild(QAbstractButton, name).text()


def texts(viewer):
    """Return every text that is in sight, labels and flowing texts alike."""
    labels = [each.text() for each in viewer.findChildren(QLabel) if each.isVisible()]
    return labels + [each.text() for each in viewer.findChildren(FlowText) if each.isVisible()]


def plain(viewer):
    viewer.findChild(QAbstractButton, "plain").click()
    return "".join(block.text() for block in viewer.findChildren(TextBlock) if not block.isHidden())


def test_before_the_first_send_it_says_what_goes_here(viewer):
    assert "No answer yet" in texts(viewer)
    assert not viewer.findChild(QLabel, "state").isVisible()


def test_while_sending_the_clock_runs_and_cancel_is_offered(viewer, qtbot):
    viewer.show_sending(SENT)
    assert state(viewer) == "Sending… 0.0 s"
    with qtbot.waitSignal(viewer.cancel_requested):
        click(qtbot, viewer, "cancel")
    qtbot.waitUntil(lambda: state(viewer) != "Sending… 0.0 s")


def test_a_stream_grows_and_ends_where_it_is(viewer, qtbot):
    body = sse(start(), *replies.text_block(0, ["Hello", ", ", "world"]), *stop())
    stream(viewer, body, batch=2)
    block = viewer.findChild(TextBlock)
    assert block.text() == "Hello, world"
    assert state(viewer).startswith("200  Receiving…")
    assert tab(viewer, "events") == "Events  8"
    show(viewer, exchange(body, head(200, STREAM_TYPE)))
    assert viewer.findChild(TextBlock) is block
    assert state(viewer) == "200 OK"
    assert "Stopped: end of turn." in texts(viewer)
    assert not viewer.findChild(QAbstractButton, "cancel").isVisible()


def test_ten_thousand_events_lose_no_character(viewer, qtbot):
    parts = [f"word {number} " for number in range(10_000)]
    body = sse(start(), *replies.text_block(0, parts), *stop())
    stream(viewer, body, batch=500)
    show(viewer, exchange(body, head(200, STREAM_TYPE), pieces=50))
    assert plain(viewer) == "".join(parts)
    assert tab(viewer, "events") == "Events  10,005"


def test_it_follows_the_end_only_while_the_user_is_there(viewer, qtbot):
    events = [start(), *replies.text_block(0, ["a line of text\n"] * 400, ended=False)]
    viewer.show_sending(SENT)
    progress = progress_of(sse(*events), 100)
    viewer.show_progress(progress[0])
    viewer.show_progress(progress[1])
    bar = viewer._answer._column.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 500 and bar.value() == bar.maximum())
    bar.setValue(10)
    most = bar.maximum()
    viewer.show_progress(progress[2])
    qtbot.waitUntil(lambda: bar.maximum() > most)
    assert bar.value() == 10


def test_an_error_is_explained_with_its_fixes(viewer, qtbot):
    show(viewer, exchange(REFUSED, head(400)), BETA)
    assert state(viewer) == "400 invalid_request_error"
    shown = "\n".join(texts(viewer))
    assert "No such beta" in shown
    assert "will not help" in shown
    assert REFUSED.decode() in shown
    with qtbot.waitSignal(viewer.fix_chosen) as chosen:
        click(qtbot, viewer, "send:near")
    assert chosen.args == [FIXES[0], True]
    with qtbot.waitSignal(viewer.beta_chosen) as chosen:
        click(qtbot, viewer, "show_beta")
    assert chosen.args == ["a-2026"]
    menu = viewer.findChild(QPushButton, "without_sending").menu()
    with qtbot.waitSignal(viewer.fix_chosen) as chosen:
        menu.actions()[1].trigger()
    assert chosen.args == [FIXES[1], False]


def test_the_place_is_a_link_and_a_single_fix_has_two_buttons(viewer, qtbot):
    show(viewer, exchange(REFUSED, head(400)), FIELD)
    assert viewer.findChild(QAbstractButton, "place").text() == "messages.3.content.8"
    with qtbot.waitSignal(viewer.place_chosen) as chosen:
        click(qtbot, viewer, "place")
    assert chosen.args == ["body:/messages/3/content/8"]
    with qtbot.waitSignal(viewer.fix_chosen) as chosen:
        click(qtbot, viewer, "fix:near")
    assert chosen.args == [FIXES[0], False]


def test_a_fix_outside_the_request_is_not_sent_by_itself(viewer, qtbot):
    fix = Fix("key", "Choose another key", lambda draft: draft, to="key")
    show(viewer, exchange(REFUSED, head(401)), Diagnosis("Wrong key", "", Culprit("key"), "", fixes=(fix,)))
    with qtbot.waitSignal(viewer.fix_chosen) as chosen:
        click(qtbot, viewer, "fix:key")
    assert chosen.args == [fix, False]


def test_an_error_after_a_200_keeps_what_arrived(viewer):
    body = sse(start(), *replies.text_block(0, ["It begins"], ended=False), OVERLOADED)
    stream(viewer, body)
    show(viewer, exchange(body, head(200, STREAM_TYPE), total_s=2.8))
    assert state(viewer) == "200 → overloaded_error at event 4 (2.8 s)"
    shown = texts(viewer)
    assert "It begins" in shown
    assert "Overloaded" in shown
    assert any("event 4: overloaded_error" in text for text in shown)


def test_a_cut_stream_says_so_and_keeps_the_broken_tool_input(viewer):
    body = sse(start(), *replies.tool_block(0, "weather", ['{"city": "Ber'], ended=False))
    cut = Failure(FailureKind.CUT_BODY, "The server closed the connection.")
    show(viewer, exchange(body, head(200, STREAM_TYPE), ending=Ending.FAILED, failure=cut))
    assert state(viewer) == "200 → cut off"
    shown = texts(viewer)
    assert '{\n  "city": "Ber' in shown
    assert "weather" in shown
    assert 'incomplete, lacks "}' in shown


@pytest.mark.parametrize(
    ("made", "words"),
    [
        (exchange(b"", None, ending=Ending.CANCELLED), "Cancelled"),
        (exchange(b"", head(204, "")), "No body"),
        (exchange(b'{"input_tokens": 20951}', head()), "20,951"),
        (
            exchange(b"%PDF-1.7\n" + bytes(range(128, 256)) * 9, head(200, "application/pdf")),
            "1.2 kB of application/pdf",
        ),
        (exchange(b"plain words", head(200, "text/plain")), "The server answered with plain text"),
        (
            exchange(b"<html><h1>Hi", head(200, "text/html")),
            "The server answered with a web page, not with JSON",
        ),
        (exchange(b"<html><h1>502", head(502, "text/html")), "The server answered 502 Bad Gateway"),
    ],
)
def test_what_is_no_message_is_shown_for_what_it_is(viewer, made, words):
    show(viewer, made)
    assert words in texts(viewer)


def test_a_list_is_a_table(viewer):
    body = json.dumps({"data": [{"id": f"made-{number}"} for number in range(3)], "has_more": True}).encode()
    show(viewer, exchange(body, head()))
    assert any(text.startswith("3 entries; more are on the server") for text in texts(viewer))
    table = viewer.findChild(object, "listing").model()
    assert table.index(2, 0).data() == "made-2"


def test_json_lines_are_a_table_of_which_only_the_first_lines_are_read(viewer):
    body = b"".join(b'{"custom_id": "row-%d", "result": {"type": "succeeded"}}\n' % n for n in range(6000))
    show(viewer, exchange(body, head(200, "application/x-jsonl")))
    table = viewer.findChild(object, "listing").model()
    assert (table.rowCount(), table.index(4999, 0).data()) == (5000, "row-4999")
    assert table.index(0, 1).data() == '{"type": "succeeded"}'
    assert any("first 5,000 lines" in text for text in texts(viewer))


def test_a_kept_stream_is_read_again_with_its_times(viewer, qtbot):
    thinking = replies.thinking_block(0, ["hm "] * 50)
    body = sse(start(), *thinking, *replies.text_block(1, ["so"] * 50), *stop())
    show(viewer, exchange(body, head(200, STREAM_TYPE), total_s=4.0, pieces=40))
    qtbot.waitUntil(lambda: tab(viewer, "events") == "Events  108")
    qtbot.waitUntil(lambda: any("s  ·  150 characters" in text for text in texts(viewer)))
    viewer.show_view("timing")
    shown = texts(viewer)
    assert "First text after" in shown
    assert "Longest silence" in shown
    assert "Receiving" in shown


def test_nothing_that_the_model_says_is_taken_for_markup(viewer, tmp_path):
    picture = tmp_path / "x.png"
    evil = f"**bold** <b>no</b> <script>alert(1)</script> ![x](file://{picture}) <a href='http://x'>y</a>"
    cite = {
        "type": "char_location",
        "cited_text": "<i>q</i>",
        "document_title": "<u>t</u>",
        "document_index": 0,
    }
    message = {"type": "message", "role": "assistant", "model": "<b>m</b>", "stop_reason": "<i>s</i>",
               "content": [{"type": "text", "text": evil, "citations": [cite]}], "usage": {}}  # fmt: skip
    show(viewer, exchange(json.dumps(message).encode(), head(200, "application/json", ("x-a", "<b>v</b>"))))
    drawn = viewer.findChild(RenderedText).toPlainText()
    assert "<b>no</b> <script>alert(1)</script>" in drawn
    assert "<a href=" in drawn
    assert "￼" not in drawn
    labels = viewer.findChildren(QLabel)
    assert all(each.textFormat() is Qt.TextFormat.PlainText for each in labels)
    assert any("<i>s</i>" in each.text() for each in labels)


def test_markdown_can_be_seen_as_it_was_written(viewer, qtbot):
    body = sse(start(), *replies.text_block(0, ["# Head\n\n", "**bold**"]), *stop())
    stream(viewer, body)
    qtbot.waitUntil(lambda: (found := viewer.findChild(RenderedText)) is not None and found.isVisible())
    click(qtbot, viewer, "plain")
    assert not viewer.findChild(RenderedText).isVisible()
    assert "# Head\n\n**bold**" in texts(viewer)


def test_copying_the_answer_copies_what_was_sent(viewer):
    body = sse(start(), *replies.text_block(0, ["**é** 🦉\r\n"]), *replies.text_block(1, ["two"]), *stop())
    show(viewer, exchange(body, head(200, STREAM_TYPE)))
    menu = viewer.findChild(QAbstractButton, "answer_copy").menu()
    menu.actions()[0].trigger()
    assert QGuiApplication.clipboard().text() == "**é** 🦉\r\n\n\ntwo"
    menu.actions()[1].trigger()
    assert (
        json.loads(QGuiApplication.clipboard().text())
        == answered(exchange(body, head(200, STREAM_TYPE))).message
    )


def test_only_buttons_that_do_something_are_shown(viewer, qtbot):
    show(viewer, exchange(REFUSED, head(400)))
    assert not viewer.findChild(QPushButton, "save").isVisible()
    viewer.set_features(compare=False, report=True, save=True)
    assert not viewer.findChild(QPushButton, "compare").isVisible()
    for name in ("save", "report"):
        with qtbot.waitSignal(getattr(viewer, f"{name}_requested")):
            click(qtbot, viewer, name)


def test_in_a_narrow_pane_the_buttons_move_into_a_menu(viewer, qtbot):
    viewer.set_features(compare=True, report=True, save=True)
    show(viewer, exchange(REFUSED, head(400)), BETA)
    viewer.resize(480, 420)
    qtbot.waitUntil(lambda: viewer.width() == 480)
    assert not viewer.findChild(QPushButton, "save").isVisible()
    more = viewer.findChild(QAbstractButton, "more_actions")
    assert more.isVisible()
    with qtbot.waitSignal(viewer.save_requested):
        more.menu().actions()[0].trigger()
    card = viewer.findChild(object, "error_card")
    assert card.width() <= 480


def test_in_a_narrow_pane_tools_that_come_with_the_answer_go_below_the_tabs(viewer, qtbot):
    viewer.set_features(compare=True, report=True, save=True)
    viewer.resize(450, 400)
    viewer.show_sending(SENT)
    QApplication.processEvents()
    show(viewer, exchange(sse(start(), *stop()), head(200, STREAM_TYPE)))
    tabs = viewer.findChild(QWidget, "response_tabs")
    buttons = tabs.findChildren(QPushButton)
    qtbot.waitUntil(lambda: all(each.width() >= each.sizeHint().width() for each in buttons))
    pill = viewer.findChild(QLabel, "state")
    assert pill.width() >= pill.sizeHint().width()


def test_it_can_be_made_narrow_while_it_shows_an_answer(viewer, qtbot):
    viewer.set_features(compare=True, report=True, save=True)
    body = sse(start(), *replies.tool_block(0, "a_tool_with_a_long_name", ['{"a": 1}']), *stop())
    show(viewer, exchange(body, head(200, STREAM_TYPE)))
    viewer.resize(480, 500)
    qtbot.waitUntil(lambda: viewer.findChild(QAbstractButton, "more_actions").isVisible())
    assert viewer.width() == 480
    column = viewer._answer._column
    assert column.widget().width() == column.viewport().width()


@pytest.mark.parametrize("view", ["answer", "events", "body", "headers", "timing", "usage"])
@pytest.mark.parametrize("good", [True, False])
def test_every_control_in_sight_has_a_name(viewer, view, good):
    code = replies.text_block(1, ["```\nx\n```"])
    body = sse(
        start(), *replies.thinking_block(0, ["hm"]), *code, *replies.tool_block(2, "t", ["{}"]), *stop()
    )
    viewer.set_features(compare=True, report=True, save=True)
    show(
        viewer,
        exchange(body, head(200, STREAM_TYPE)) if good else exchange(REFUSED, head(400)),
        None if good else FIELD,
    )
    viewer.show_view(view)
    for widget in viewer.findChildren(QWidget):
        if widget.isVisible() and widget.focusPolicy() is not Qt.FocusPolicy.NoFocus:
            name = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
            assert name, (widget, widget.objectName(), widget.parent())


def test_the_keys_go_to_what_is_shown(viewer, qtbot):
    show(viewer, exchange(REFUSED, head(400)))
    viewer.show_view("body")
    viewer.activateWindow()
    viewer.setFocus()
    qtbot.waitUntil(
        lambda: viewer.focusWidget() is not None and viewer.focusWidget().objectName() == "body_text"
    )


def test_headers_are_explained_and_copied(viewer, qtbot):
    viewer.set_catalogue(
        Catalogue(headers={"request-id": ResponseHeader("request-id", "Quote it to support")})
    )
    show(viewer, exchange(REFUSED, head(400, "application/json", ("x-two", "1"), ("x-two", "2"))))
    assert tab(viewer, "headers") == "Headers  4"
    viewer.show_view("headers")
    table = viewer.findChild(object, "headers_table")
    assert table.item(1, 2).text() == "Quote it to support"
    click(qtbot, viewer, "headers_copy")
    lines = QGuiApplication.clipboard().text().split("\n")
    assert lines[0] == "HTTP/1.1 400 Bad Request"
    assert lines[-2:] == ["x-two: 1", "x-two: 2"]


def test_find_goes_where_there_is_something_to_find(viewer, qtbot):
    show(viewer, exchange(REFUSED, head(400)), BETA)
    viewer.find()
    assert viewer.view() == "body"
    assert viewer.findChild(BodyView, "body").findChild(object, "find").isVisible()


def test_a_new_send_forgets_the_answer_before_it(viewer):
    show(viewer, exchange(REFUSED, head(400)), BETA)
    viewer.show_sending(SENT)
    shown = texts(viewer)
    assert "No such beta" not in shown
    assert tab(viewer, "headers") == "Headers"
    assert not viewer.findChild(object, "error_card").isVisible()


def test_hundreds_of_blocks_are_drawn_in_order_and_the_rest_is_counted(viewer, qtbot):
    body = sse(start(), *[e for n in range(320) for e in replies.text_block(n, [f"block {n}"])], *stop())
    show(viewer, exchange(body, head(200, STREAM_TYPE)))
    wanted = [f"block {number}" for number in range(300)]
    qtbot.waitUntil(lambda: [text for text in texts(viewer) if text.startswith("block ")] == wanted)
    qtbot.waitUntil(lambda: any(text.startswith("20 more blocks") for text in texts(viewer)))


@pytest.mark.parametrize("table", [theme.DARK, theme.LIGHT])
def test_a_change_of_theme_repaints_everything(viewer, qtbot, table):
    app = QApplication.instance()
    sheet, palette = app.styleSheet(), app.palette()
    body = sse(
        start(),
        *replies.text_block(0, ["# Head\n\n`code`"]),
        *replies.tool_block(1, "t", ['{"a":1}']),
        *stop(),
    )
    show(viewer, exchange(body, head(200, STREAM_TYPE)))
    try:
        theme.apply(app, table)
        for view in ("events", "body", "headers", "timing", "usage", "answer"):
            viewer.show_view(view)
            image = viewer.grab().toImage()
        assert image.pixelColor(viewer.width() - 40, viewer.height() - 12).name().upper() == table.surface
    finally:
        app.setStyleSheet(sheet)
        app.setPalette(palette)


def test_an_answer_that_is_not_kept_any_more_is_not_called_empty(viewer):
    gone = replace(exchange(b"", head(200, "application/json")), body_gone=True)
    viewer.show_exchange(gone, Answer(complete=True), None, None)
    for view in ("answer", "body"):
        viewer.show_view(view)
        said = [label.text() for label in viewer.findChildren(QLabel) if label.isVisible()]
        assert "The answer is not kept" in said
        assert not any("sent nothing" in each or "without a body" in each for each in said)


@pytest.mark.parametrize("ends_well", [True, False])
def test_the_focus_waits_here_while_a_fix_is_sent_and_goes_on_with_what_comes(viewer, qtbot, ends_well):
    viewer.activateWindow()
    qtbot.waitUntil(viewer.isActiveWindow)
    show(viewer, exchange(REFUSED, head(400)), BETA)
    viewer.findChild(QAbstractButton, "send:near").setFocus()
    viewer.show_sending(SENT)
    assert QApplication.focusWidget() is viewer.findChild(QAbstractButton, "answer")
    good = exchange(sse(start(), *replies.text_block(0, ["Hello"]), *stop()), head(200, STREAM_TYPE))
    show(viewer, *((good, None) if ends_well else (exchange(REFUSED, head(400)), BETA)))
    focused = QApplication.focusWidget()
    assert viewer.isAncestorOf(focused)
    assert focused.isVisible()
    assert (focused.accessibleName() == "Answer") == ends_well


def test_a_send_from_elsewhere_leaves_the_focus_where_it_is(viewer, qtbot):
    viewer.activateWindow()
    qtbot.waitUntil(viewer.isActiveWindow)
    viewer.clearFocus()
    if (focused := QApplication.focusWidget()) is not None:
        focused.clearFocus()
    viewer.show_sending(SENT)
    show(viewer, exchange(REFUSED, head(400)), BETA)
    assert QApplication.focusWidget() is None


def test_a_stream_is_priced_while_it_is_written(viewer, qtbot):
    viewer.set_catalogue(shipped())
    stream(viewer, sse(start(input_tokens=1_000_000), *replies.text_block(0, ["He"], ended=False)))
    click(qtbot, viewer, "usage")
    shown = texts(viewer)
    assert "1,000,000" in shown
    assert "4.00" in shown  # dollars a million, as the catalogue has it for this model
    assert any(each.startswith("So far") for each in shown)


def test_a_model_without_known_prices_is_said_to_have_none_while_it_writes(viewer, qtbot):
    viewer.set_catalogue(shipped())
    stream(viewer, sse(start(model="nobody-knows"), *replies.text_block(0, ["He"], ended=False)))
    click(qtbot, viewer, "usage")
    assert "unknown" in texts(viewer)
