"""Variables in the window: typed, shown, asked for, sent; and a key that is nowhere but on the wire."""

import json
from dataclasses import replace

from PySide6.QtWidgets import QApplication

from betadeck.core.draft import Row
from betadeck.core.target import Platform
from betadeck.ui.composer.findings_strip import FindingsStrip
from betadeck.ui.composer.rows.rows_editor import RowsEditor
from helpers.fault_behaviours import echo
from helpers.fault_server import fault_server
from helpers.programs import program_in
from helpers.waiting import until

KEY = "sk-ant-api03-" + "Vv5" * 20


def write(person, body="{}", **changes):
    tab = person.tab()
    draft = replace(tab.draft, body_text=body, **changes)
    person.program.tabs.edit(tab.key, draft)


def body_of(exchange):
    return json.loads(exchange.sent.body)


async def test_a_variable_typed_into_the_table_is_sent_and_the_preset_keeps_what_was_written(tmp_path):
    async with program_in(tmp_path) as person:
        write(person, '{"model": "claude-opus-5-5", "max_tokens": "{{json:room}}", "messages": [{"role": "user", '
              '"content": "To {{client}}"}]}')  # fmt: skip
        person.press("Ctrl+6")
        for name, value in (("client", 'Ada "A"'), ("room", "64")):
            line = person.find("variable_rows", RowsEditor).lines()[-1]
            line.name.setFocus()
            person.write(name)
            line.value.setFocus()
            person.write(value)
        await until(lambda: "from the preset" in person.find("variables_used").toPlainText())
        sent = body_of(await person.sent())
        assert (sent["max_tokens"], sent["messages"][0]["content"]) == (64, 'To Ada "A"')
        await person.save_as("Letter")
        text = next(tmp_path.rglob("Letter.json")).read_text("utf-8")
        assert "{{client}}" in text
        assert json.loads(text)["variables"][0] == {"name": "client", "value": 'Ada "A"'}


async def test_what_is_asked_for_is_asked_at_each_send_with_the_last_answer(tmp_path):
    async with program_in(tmp_path) as person:
        write(person, '{"x": "{{?town}}"}')
        for typed, told in (("Rome", "Rome"), ("", "Rome")):
            before = person.exchange()
            person.press("Ctrl+Return")
            await until(lambda: person.all("ask_values"))
            await person.look_at(person.find("ask_values"))
            if typed:
                person.write(typed)
            person.press("Return")
            await until(lambda: person.exchange() is not before and not person.request().sends.is_sending())  # noqa: B023
            assert body_of(person.exchange()) == {"x": told}
            await person.look_at(person.window)


async def test_nothing_is_sent_or_kept_when_the_question_is_left(tmp_path):
    async with program_in(tmp_path) as person:
        write(person, '{"x": "{{?town}}"}')
        person.press("Ctrl+Return")
        await until(lambda: person.all("ask_values"))
        await person.look_at(person.find("ask_values"))
        person.press("Escape")
        await until(lambda: not person.all("ask_values"))
        assert person.exchange() is None
        assert not person.request().is_busy()


async def test_an_unknown_variable_stops_the_send_and_says_where_it_is(tmp_path):
    async with program_in(tmp_path) as person:
        write(person, '{"messages": [{"role": "user", "content": "{{nobody}} {{?town}}"}]}')
        exchange = await person.sent()
        assert exchange.head is None
        diagnosis = person.request().diagnosis()
        assert "{{nobody}}" in diagnosis.cause
        assert diagnosis.culprit.pointer == "/messages/0/content"


async def test_a_targets_variables_and_the_clipboard_are_filled_in(tmp_path):
    async with program_in(tmp_path) as person:
        targets = person.program.targets
        with_variable = [
            replace(each, variables=(Row("region", "eu"),)) if each.platform is Platform.SANDBOX else each
            for each in targets.all()
        ]
        targets.replace_all(with_variable)
        write(person, '{"x": "{{region}} {{clipboard}}"}')
        QApplication.clipboard().setText('say "hi"\n')
        assert body_of(await person.sent()) == {"x": 'eu say "hi"\n'}
        QApplication.clipboard().clear()


async def test_a_key_named_by_a_variable_goes_out_and_stays_nowhere(tmp_path):
    async with program_in(tmp_path) as person:
        person.program.keys.add("work", KEY)
        await until(lambda: "work" in person.program.keys.names())
        with fault_server(echo) as server:
            person.send_to(server.url)
            write(person, '{"token": "{{key:work}}"}', headers=(Row("x-plain", "{{key:work}}"),))
            exchange = await person.sent()
        assert KEY.encode() in bytes(exchange.body[:])  # the server echoes what it was sent
        assert KEY not in repr(exchange.sent)
        person.press("Ctrl+S")
        person.press("Ctrl+5")
        await person.settled()
        assert KEY not in person.words(person.find("composer"))
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert KEY.encode() not in path.read_bytes(), path


async def test_a_variable_that_a_fix_adds_is_ready_to_be_given_its_value(tmp_path):
    async with program_in(tmp_path) as person:
        body = {
            "model": "claude-opus-5-5",
            "max_tokens": 9,
            "messages": [{"role": "user", "content": "{{who}}"}],
        }
        write(person, json.dumps(body))
        strip = person.window.findChild(FindingsStrip)
        await until(lambda: strip.current() is not None and strip.current().fixes)
        finding = strip.current()
        strip.fix_chosen.emit(finding, next(each for each in finding.fixes if each.id == "define:who"))
        person.write("Ada")
        assert person.tab().draft.variables == (Row("who", "Ada"),)
