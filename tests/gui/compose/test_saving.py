"""Saving, naming, copying, closing: nothing typed is lost on the way."""

import json
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit

from helpers.programs import program_in
from helpers.waiting import until

BROKEN = '{"model": "claude-opus-5-5", "messages": [oh no'


def file_of(folder, name):
    return json.loads((folder / "presets" / f"{name}.json").read_text())


async def test_save_as_makes_a_second_file_and_leaves_the_first(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.write_body('{"model": "b"}')
        await person.save_as("Two", "Agents")
        assert "claude" in file_of(tmp_path, "One")["body"]["model"]
        assert file_of(tmp_path, "Agents/Two")["body"] == {"model": "b"}
        assert (person.title(), person.tab().preset_id) == ("Two", "Agents/Two")


async def test_saving_again_asks_nothing_and_takes_the_dot_away(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.write_body('{"model": "b"}')
        assert person.title() == "One •"
        person.press("Ctrl+S")
        await until(lambda: person.title() == "One")
        assert file_of(tmp_path, "One")["body"] == {"model": "b"}
        assert person.tab().draft.body_text == '{"model": "b"}'
        assert "Saved" in person.message()


async def test_a_name_that_is_taken_cannot_be_chosen(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.press("Ctrl+Shift+S")
        await until(lambda: person.all("save_dialog"))
        person.write("one", "preset_name")
        assert not person.find("save").isEnabled()


async def test_renaming_a_preset_renames_its_file_and_its_tab_and_makes_no_change_to_save(tmp_path):
    async with program_in(tmp_path) as person:
        person.write_body('{"model":    "b"}')  # a layout of its own, which files do not keep
        await person.save_as("One")
        person.press("F2")
        await until(lambda: person.find("library_list").findChildren(QLineEdit))
        person.write("Uno")
        person.press("Return")
        await until(lambda: person.tab().preset_id == "Uno")
        await person.settled()
        assert person.title() == "Uno"
        assert file_of(tmp_path, "Uno")["name"] == "Uno"
        assert not (tmp_path / "presets" / "One.json").exists()
        assert person.tab().draft.body_text == '{"model":    "b"}'
        person.write_body('{"model": "c"}')
        person.press("Ctrl+S")
        await until(lambda: person.title() == "Uno")
        assert file_of(tmp_path, "Uno")["body"] == {"model": "c"}


async def test_a_request_without_a_file_is_renamed_by_a_dialog(tmp_path):
    async with program_in(tmp_path) as person:
        person.press("F2")
        await until(lambda: person.all("text_dialog"))
        await person.look_at(person.find("text_dialog"))
        person.write("Good morning", "text")
        person.press("Return")
        await until(lambda: person.title() == "Good morning")


async def test_a_copy_belongs_to_no_file(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.press("Ctrl+D")
        assert person.title() == "One copy •"
        assert person.tab().preset_id == ""
        assert len(person.program.tabs.all()) == 2


async def test_unsaved_changes_are_asked_about_and_come_back_when_the_tab_is_reopened(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.write_body(BROKEN)
        person.press("Ctrl+W")
        assert "One" in person.notice()
        assert len(person.program.tabs.all()) == 1
        await person.answer("Close")
        assert person.program.tabs.all() == []
        person.press("Ctrl+Shift+T")
        assert person.tab().draft.body_text == BROKEN
        assert person.title() == "One •"
        assert person.editor().text() == BROKEN


async def test_keeping_a_tab_open_keeps_it(tmp_path):
    async with program_in(tmp_path) as person:
        person.write_body(BROKEN)
        person.press("Ctrl+W")
        await person.answer("Keep open")
        assert person.notice() == ""
        assert person.tab().draft.body_text == BROKEN


async def test_a_tab_without_changes_closes_at_once_and_the_setting_stops_all_asking(tmp_path):
    async with program_in(tmp_path) as person:
        person.press("Ctrl+N")
        person.press("Ctrl+W")
        assert len(person.program.tabs.all()) == 1
        settings = person.program.settings
        settings.take(replace(settings.current(), confirm_close=False))
        person.write_body(BROKEN)
        person.press("Ctrl+W")
        assert person.program.tabs.all() == []


async def test_closing_the_others_asks_once_for_all_that_are_unsaved(tmp_path):
    async with program_in(tmp_path) as person:
        for number in range(3):
            person.press("Ctrl+N")
            person.write_body(f'{{"n": {number}}}')
        person.program.window.tabs.close_others_requested.emit(person.tab().key)
        assert "2 tabs" in person.notice()  # the first one had no changes and is closed
        assert len(person.program.tabs.all()) == 3
        await person.answer("Close")
        assert [tab.draft.body_text for tab in person.program.tabs.all()] == ['{"n": 2}']


async def test_a_body_that_is_no_json_is_kept_saved_and_sent_as_typed(tmp_path):
    async with program_in(tmp_path) as person:
        person.write_body(BROKEN)
        await person.save_as("Broken")
        assert file_of(tmp_path, "Broken")["body_text"] == BROKEN
        exchange = await person.sent()
        assert exchange.sent.body == BROKEN.encode()
        assert exchange.head.status == 400


async def test_a_preset_with_a_key_in_it_is_not_saved_and_that_is_said(tmp_path):
    key = "sk-ant-api03-" + "x9Z" * 30
    async with program_in(tmp_path) as person:
        person.write_body(f'{{"model": "{key}"}}')
        person.press("Ctrl+Shift+S")
        await until(lambda: person.all("save_dialog"))
        await person.look_at(person.find("save_dialog"))
        person.write("Oops", "preset_name")
        person.press("Return")
        await until(person.notice)
        assert key not in person.notice()
        assert not (tmp_path / "presets" / "Oops.json").exists()
        assert person.tab().draft.body_text == f'{{"model": "{key}"}}'


async def test_a_double_click_opens_a_preset_once(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.press("Ctrl+W")
        person.line("One")
        person.line("One")
        await person.settled()
        assert [tab.preset_id for tab in person.program.tabs.all()] == ["One"]
        person.program.window.library.preset_opened_apart.emit("One")
        await person.settled()
        assert [tab.preset_id for tab in person.program.tabs.all()] == ["One", "One"]


async def test_a_deleted_preset_parts_from_its_tab_and_comes_back_from_the_trash(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.program.window.library.preset_deleted.emit("One")
        await person.settled()
        assert person.title() == "One •"
        assert person.tab().preset_id == ""
        assert "trash" in person.message()
        trashed = person.program.window.library._contents.trash
        person.program.window.library.preset_restored.emit(trashed[0].id)
        await person.settled()
        assert [entry.id for entry in person.program.library.entries()] == ["One"]


async def test_a_question_about_a_tab_goes_when_another_is_chosen_and_comes_back_with_it(tmp_path):
    async with program_in(tmp_path) as person:
        person.write_body(BROKEN)
        asked = person.tab().key
        person.press("Ctrl+N")
        other = person.tab().key
        person.program.closing_tabs.close(asked)  # as by the cross of a tab that is not in front
        assert person.tab().key == asked
        assert person.notice()
        person.program.tabs.choose(other)
        assert person.notice() == ""
        person.program.tabs.choose(asked)
        await person.answer("Close")
        assert [tab.key for tab in person.program.tabs.all()] == [other]
        assert person.notice() == ""


async def test_what_is_about_no_tab_stays_whichever_is_chosen(tmp_path):
    async with program_in(tmp_path) as person:
        person.program.notices.show_text("The history was mended.")
        person.press("Ctrl+N")
        assert "mended" in person.notice()
        await person.answer("OK")
        assert person.notice() == ""
