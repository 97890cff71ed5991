"""The first minute of somebody who has never seen the program."""

import json

from helpers.programs import program_in
from helpers.waiting import until


async def test_the_first_start_shows_a_request_that_can_be_sent_at_once(tmp_path):
    async with program_in(tmp_path) as person:
        assert person.title() == "Hello, Claude"
        assert person.window.toolbar.target.value() == "Sandbox"
        assert person.window.toolbar.key.value() == "none needed"
        assert person.notice() == ""
        exchange = await person.sent()
        assert exchange.head.status == 200
        assert "Simulated by the sandbox" in person.words(person.window.status)


async def test_typing_in_the_form_saving_and_the_file(tmp_path):
    async with program_in(tmp_path) as person:
        person.press("Ctrl+1")
        person.write("2048", "Max tokens")
        await until(lambda: '"max_tokens": 2048' in person.tab().draft.body_text)
        assert person.title() == "Hello, Claude •"
        person.press("Ctrl+2")
        assert '"max_tokens": 2048' in person.editor().text()
        person.press("Ctrl+S")  # it has no file yet, so it asks for a name
        await until(lambda: person.all("save_dialog"))
        await person.look_at(person.find("save_dialog"))
        person.write("My first", "preset_name")
        person.press("Return")
        await until(lambda: person.tab().preset_id)
        await person.settled()
        kept = json.loads((tmp_path / "presets" / "My first.json").read_text())
        assert kept["name"] == "My first"
        assert kept["body"]["max_tokens"] == 2048
        assert list(kept["body"]) == ["model", "max_tokens", "stream", "messages"]
        assert person.title() == "My first"
        assert [entry.name for entry in person.program.library.entries()] == ["My first"]
