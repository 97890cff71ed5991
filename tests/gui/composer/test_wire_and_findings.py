"""On the wire, the findings strip, and going to a place."""

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget

from betadeck.core.catalog import Operation
from betadeck.core.draft import Row
from betadeck.core.finding import Finding, Fix, Severity
from betadeck.core.wire import Origin, WireHeader, WireRequest
from betadeck.ui.composer.outline import Outline
from betadeck.ui.composer.wire_field import WireField
from helpers.composing import body_of, by_id, composer_with, drafts_of, named

KEY = "sk-ant-api03-secretsecretsecret4G7k2Q9-WXYZ"
HEADERS = (
    WireHeader("authorization", f"Bearer {KEY}", Origin.KEY, True, "key “work”"),
    WireHeader("x-api-key", KEY, Origin.KEY, True),
    WireHeader("anthropic-beta", "a-2025-01-01", Origin.BETAS),
    WireHeader("x-evil", "<b>bold</b>", Origin.TYPED),
)


def texts(composer):
    labels = [each.text() for each in composer.findChildren(QLabel) if each.isVisible()]
    edits = [each.toPlainText() for each in composer.findChildren(QPlainTextEdit) if each.isVisible()]
    return "\n".join(labels + edits)


def wire(qtbot, body=b'{"a": 1}'):
    composer = composer_with(qtbot, view="wire")
    composer.show_wire(WireRequest("POST", "https://host/v1/messages", HEADERS, body), "", "")
    by_id(composer, "request_line")
    return composer


def test_the_request_is_shown_with_the_origin_of_each_header_and_no_secret(qtbot):
    composer = wire(qtbot)
    shown = texts(composer)
    assert "POST  https://host/v1/messages" in shown
    assert "authorization: Bearer …WXYZ" in shown
    assert "from the ticked betas" in shown
    assert '{"a": 1}' in shown
    names = [each.accessibleName() for each in composer.findChildren(WireField) if each.isVisible()]
    assert "anthropic-beta, from the ticked betas." in names
    assert "secretsecret" not in shown + "".join(names)


def test_header_values_are_never_read_as_html(qtbot):
    assert "x-evil: <b>bold</b>" in texts(wire(qtbot))


def test_the_next_request_takes_the_place_of_the_last(qtbot):
    composer = wire(qtbot)
    composer.show_wire(WireRequest("GET", "https://host/v1/models", HEADERS[2:3]), "", "")
    assert "GET  https://host/v1/models" in texts(composer)
    assert "x-evil" not in texts(composer)
    composer.show_view("form")
    composer.show_wire(WireRequest("GET", "https://host/v1/other", HEADERS), "", "")
    composer.show_view("wire")
    assert "v1/other" in texts(composer)


def test_copy_as_text_is_redacted(qtbot):
    composer = wire(qtbot)
    qtbot.mouseClick(by_id(composer, "copy_wire"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("POST https://host/v1/messages\nauthorization: Bearer …WXYZ\n")
    assert copied.endswith('\n\n{"a": 1}')
    assert "secretsecret" not in copied


def test_keys_in_address_body_and_other_headers_are_shortened_too(qtbot):
    composer = composer_with(qtbot, view="wire")
    headers = (WireHeader("x-mine", KEY, Origin.TYPED),)
    url = "https://host/v1?key=AIzaSyA1234567890abcdefghijklmnopqrstuv&a=1"
    composer.show_wire(WireRequest("POST", url, headers, KEY.encode()), "", "")
    labels = texts(composer).replace(KEY, "", 1)  # the body itself is shown as it is sent
    assert "secretsecret" not in labels
    assert "AIzaSyA1234567890" not in labels
    qtbot.mouseClick(by_id(composer, "copy_wire"), Qt.MouseButton.LeftButton)
    copied = QGuiApplication.clipboard().text()
    assert "secretsecret" not in copied
    assert "AIzaSyA1234567890" not in copied


def test_a_big_body_shows_its_start_and_all_on_request(qtbot):
    line = b'"' + b"x" * 98 + b'"\n'
    composer = wire(qtbot, line * 3000)
    body = named(composer, "Body as sent", QPlainTextEdit)
    assert body.blockCount() < 2100
    qtbot.mouseClick(by_id(composer, "show_all"), Qt.MouseButton.LeftButton)
    assert body.blockCount() == 3001


@pytest.mark.parametrize("body", [b"\xff\xfe\x00bad", b"not json", b""])
def test_any_bytes_can_be_shown(qtbot, body):
    wire(qtbot, body)


def test_what_stops_a_request_is_said_with_a_way_there(qtbot):
    composer = composer_with(qtbot, view="wire", headers=(Row("x team", "1"),))
    composer.show_wire(None, "The name of the header “x team” has a blank.", "header:x team")
    qtbot.mouseClick(by_id(composer, "show_place"), Qt.MouseButton.LeftButton)
    assert composer.focusWidget().text() == "1"


def findings(*wheres):
    fix = Fix("f", "Mend it", lambda draft: draft)
    return tuple(Finding(Severity.WARN, "code", f"At {where}", where, (fix,)) for where in wheres)


def test_findings_are_stepped_through_and_their_buttons_announce(qtbot):
    composer = composer_with(qtbot)
    one, two = findings("body:/model", "beta:x")
    fixed, ignored, places = [], [], []
    composer.fix_chosen.connect(lambda finding, fix: fixed.append((finding, fix.id)))
    composer.finding_ignored.connect(ignored.append)
    composer.place_chosen.connect(places.append)
    composer.show_findings((one, two))
    assert by_id(composer, "finding_text").text() == "At body:/model"
    qtbot.mouseClick(named(composer, "Next finding"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(by_id(composer, "fix_0"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(by_id(composer, "ignore"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(by_id(composer, "show_place"), Qt.MouseButton.LeftButton)
    assert (fixed, ignored, places) == ([(two, "f")], [two], ["beta:x"])
    composer.show_findings((two,))
    assert by_id(composer, "finding_text").text() == "At beta:x"
    composer.show_findings(())
    assert not composer.findChild(QLabel, "finding_text").isVisible()


def test_a_graver_finding_that_is_new_comes_to_the_front(qtbot):
    composer = composer_with(qtbot)
    known = findings("body:/model", "beta:x")
    new = Finding(Severity.ERROR, "code", "Broken", "beta:y", ())
    composer.show_findings(known)
    qtbot.mouseClick(named(composer, "Next finding"), Qt.MouseButton.LeftButton)
    composer.show_findings((*known, Finding(Severity.WARN, "code", "As grave", "beta:z", ())))
    assert by_id(composer, "finding_text").text() == "At beta:x"
    composer.show_findings((*known, new))
    assert by_id(composer, "finding_text").text() == "Broken"
    qtbot.mouseClick(named(composer, "Next finding"), Qt.MouseButton.LeftButton)
    composer.show_findings((*known, new))
    assert by_id(composer, "finding_text").text() == "At body:/model"


def test_in_a_small_composer_a_finding_takes_one_line_until_it_is_unfolded(qtbot):
    composer = composer_with(qtbot)
    composer.resize(430, 300)
    composer.show_findings(findings("body:/model", "beta:x"))
    strip = by_id(composer, "findings")
    qtbot.waitUntil(lambda: strip.height() < 44)
    assert not composer.findChild(QPushButton, "fix_0").isVisible()
    qtbot.mouseClick(by_id(composer, "unfold_finding"), Qt.MouseButton.LeftButton)
    assert by_id(composer, "fix_0").isVisible()
    qtbot.mouseClick(named(composer, "Next finding"), Qt.MouseButton.LeftButton)
    assert (by_id(composer, "finding_text").text(), by_id(composer, "fix_0").isVisible()) == (
        "At beta:x",
        True,
    )
    composer.resize(430, 700)
    assert by_id(composer, "fix_0").isVisible()
    assert not composer.findChild(QWidget, "unfold_finding").isVisible()


TALK = {
    "model": "m",
    "max_tokens": 5,
    "tools": [{"name": "a"}, {"name": "b"}],
    "messages": [
        {"role": "user", "content": [{"type": "text", "text": f"{n}"}, {"type": "image"}]} for n in range(40)
    ],
}


def test_a_new_turn_stays_in_sight_while_the_texts_above_it_find_their_height(qtbot):
    composer = composer_with(
        qtbot, {"model": "m", "max_tokens": 5, "messages": [{"role": "user", "content": "hi"}]}
    )
    composer.resize(440, 300)
    longer = [{"role": "assistant", "content": "word " * 90}, {"role": "user", "content": ""}]
    body = json.loads(composer.draft().body_text)
    body["messages"] += longer
    composer.show_draft(replace(composer.draft(), body_text=json.dumps(body)), None)
    composer.focus_place("body:/messages/2/content")
    composer.show_findings(findings("body:/messages/2/content"))
    field, view = composer.focusWidget(), by_id(composer, "body_form").viewport()

    def in_sight():
        return view.rect().contains(field.mapTo(view, field.rect().bottomLeft()))

    form = by_id(composer, "body_form")
    qtbot.waitUntil(lambda: by_id(composer, "findings").height() < 44 and not form._settled.isActive())
    qtbot.waitUntil(in_sight)


def test_a_place_in_the_form_is_scrolled_to_outlined_and_focused(qtbot):
    composer = composer_with(qtbot, TALK)
    drafts = drafts_of(composer)
    composer.focus_place("body:/messages/3/content/0/text")
    assert composer.focusWidget().toPlainText() == "3"
    assert composer.focusWidget().findChild(Outline)
    view = by_id(composer, "body_form").viewport()
    at = composer.focusWidget().mapTo(view, composer.focusWidget().rect().center())
    assert view.rect().contains(at)
    assert drafts == []


@pytest.mark.parametrize(
    ("pointer", "line"), [("/tools/1/name", '"name": "b"'), ("/messages/2/content/0/citations", "{")]
)
def test_a_place_that_the_form_cannot_show_is_shown_as_json(qtbot, pointer, line):
    composer = composer_with(qtbot, TALK)
    composer.focus_place(f"body:{pointer}")
    editor = by_id(composer, "json_editor")
    assert editor.hasFocus()
    assert line in editor.textCursor().block().text()


def test_a_place_in_the_json_view_stays_there(qtbot):
    composer = composer_with(qtbot, TALK, view="json")
    composer.focus_place("body:/max_tokens")
    assert "max_tokens" in by_id(composer, "json_editor").textCursor().block().text()


def test_a_place_in_broken_json_is_shown_as_far_as_it_goes(qtbot):
    composer = composer_with(qtbot, '{"a": {"b": 1}, oops', view="form")
    composer.focus_place("body:/a/b")
    assert by_id(composer, "json_editor").hasFocus()


def test_places_of_other_panels_are_passed_on(qtbot):
    composer = composer_with(qtbot)
    places = []
    composer.place_chosen.connect(places.append)
    composer.focus_place("beta:x-2025-01-01")
    composer.focus_place("key")
    assert places == ["beta:x-2025-01-01", "key"]


SCHEMA = {
    "$ref": "#/$defs/Agent",
    "$defs": {
        "Agent": {
            "type": "object",
            "required": ["name", "mode"],
            "properties": {
                "limit": {"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]},
                "mode": {"enum": ["fast", "slow"]},
                "name": {"type": "string"},
                "loud": {"type": "boolean"},
                "tags": {"type": "array", "items": {"type": "string"}},
                "tools": {"type": "array", "items": {"$ref": "#/$defs/Tool"}},
            },
        },
        "Tool": {"type": "object"},
    },
}
AGENT = Operation("beta.agents.create", "POST", "/v1/agents", "Agents", "Create", body="Agent")


def test_an_operation_without_a_hand_made_form_gets_one_from_its_schema(qtbot):
    composer = composer_with(qtbot, '{"loud": true, "odd": {}}', listed=AGENT, path="/v1/agents")
    composer.set_schema(SCHEMA)
    form = by_id(composer, "body_form")
    assert [each.spec.name for each in sorted(form.rows(), key=lambda row: row.y())] == [
        "mode",
        "name",
        "loud",
        "odd",
    ]
    qtbot.keyClicks(named(composer, "Name"), "Bo")
    assert '"name": "Bo"' in composer.draft().body_text
    offered = [action.text() for action in form.links().field_menu().actions() if action.text()]
    assert offered == ["Limit", "Tags", "Tools", "Another field, as JSON"]


def test_a_required_value_that_only_json_can_write_begins_with_a_click(qtbot):
    composer = composer_with(qtbot, "", listed=AGENT, path="/v1/agents")
    composer.set_schema({"properties": {"requests": {}}, "required": ["requests"]})
    qtbot.mouseClick(named(composer, "Requests: Required, not set"), Qt.MouseButton.LeftButton)
    assert body_of(composer) == {"requests": {}}
    assert by_id(composer, "json_editor").hasFocus()


def test_an_operation_without_a_body_says_so(qtbot):
    read = Operation("models.list", "GET", "/v1/models", "Models", "List")
    composer = composer_with(qtbot, "", listed=read, method="GET", path="/v1/models")
    assert "sends no body" in texts(composer)


def test_the_view_is_restored(qtbot):
    first = composer_with(qtbot, TALK, view="json")
    first.focus_place("body:/messages/20")
    state = first.view_state()
    second = composer_with(qtbot, TALK)
    second.restore_view_state(state)
    assert by_id(second, "json_editor").textCursor().position() == state["caret"]
    second.restore_view_state({"tab": "no such", "caret": "?", "view": 5, "json_scroll": -3})
    second.restore_view_state({"tab": "headers"})
    assert second.view_state()["tab"] == "headers"


def test_the_focus_goes_back_to_the_request_when_its_finding_is_mended(qtbot):
    composer = composer_with(qtbot, view="form")
    composer.activateWindow()
    qtbot.waitUntil(composer.isActiveWindow)
    composer.show_findings(findings("body:/model"))
    by_id(composer, "ignore").setFocus()
    composer.show_findings(())
    assert composer.isAncestorOf(QApplication.focusWidget())
    assert QApplication.focusWidget().objectName() == "body"
