"""Two hands on one preset: this window, and another program or another window."""

import json

import pytest

from betadeck.core import preset_text
from betadeck.core.draft import Draft
from helpers.programs import program_in
from helpers.waiting import until

THEIRS = '{\n  "model": "theirs"\n}'
MINE = '{"model": "mine"}'


def overwrite(folder, body=THEIRS, name="One"):
    """Do what a text editor does."""
    (folder / "presets" / f"{name}.json").write_text(preset_text.dump(Draft(name=name, body_text=body)))


def model_in_file(folder, name="One"):
    return json.loads((folder / "presets" / f"{name}.json").read_text())["body"]["model"]


async def test_a_file_changed_outside_is_shown_anew_while_the_tab_is_clean(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        overwrite(tmp_path)
        await until(lambda: person.tab().draft.body_text == THEIRS)  # nobody asks: it looks by itself
        assert person.title() == "One"
        assert person.notice() == ""
        assert "outside" in person.message()


async def test_a_file_that_was_only_touched_is_no_news(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.write_body(MINE)
        path = tmp_path / "presets" / "One.json"
        path.write_text(json.dumps(json.loads(path.read_text()), indent=4))
        await person.look_outside()
        assert person.notice() == ""
        person.press("Ctrl+S")
        await until(lambda: person.title() == "One")
        assert model_in_file(tmp_path) == "mine"


@pytest.mark.parametrize("noticed", [True, False])
@pytest.mark.parametrize(
    ("answer", "model", "body"), [("Keep mine", "mine", MINE), ("Take theirs", "theirs", THEIRS)]
)
async def test_changes_on_both_sides_are_asked_about_and_each_answer_does_what_it_says(
    tmp_path, answer, model, body, noticed
):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.write_body(MINE)
        overwrite(tmp_path)
        if noticed:
            await person.look_outside()
        else:  # saved before anybody looked
            person.press("Ctrl+S")
        await until(person.notice)
        assert model_in_file(tmp_path) == "theirs"
        assert person.tab().draft.body_text == MINE
        await person.answer(answer)
        await person.settled()
        assert model_in_file(tmp_path) == model
        assert (person.tab().draft.body_text, person.title()) == (body, "One")
        await person.look_outside()
        assert person.notice() == ""


async def test_mine_can_be_saved_under_another_name(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.write_body(MINE)
        overwrite(tmp_path)
        await person.look_outside()
        key = person.tab().key
        person.press("Ctrl+N")  # the question is about the other tab, and waits there
        await until(lambda: person.notice() == "")
        person.program.tabs.choose(key)
        await person.answer("Save mine as…")
        await until(lambda: person.all("save_dialog"))
        await person.look_at(person.find("save_dialog"))
        person.write("Two", "preset_name")
        person.press("Return")
        await until(lambda: person.tab().preset_id == "Two")
        await person.settled()
        assert (model_in_file(tmp_path), model_in_file(tmp_path, "Two")) == ("theirs", "mine")


async def test_a_question_goes_with_its_tab_and_nothing_is_overwritten(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.write_body(MINE)
        overwrite(tmp_path)
        await person.look_outside()
        await until(person.notice)
        person.program.requests.close(person.tab().key)
        await until(lambda: person.notice() == "")
        await person.settled()
        assert model_in_file(tmp_path) == "theirs"


async def test_a_file_that_is_gone_is_said_and_can_be_saved_again(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        (tmp_path / "presets" / "One.json").unlink()
        await person.look_outside()
        assert "gone" in person.notice()
        assert person.title() == "One •"
        await person.save_as("One")
        assert (tmp_path / "presets" / "One.json").exists()


async def test_a_file_moved_outside_takes_its_tab_along(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        (tmp_path / "presets" / "Folder").mkdir()
        (tmp_path / "presets" / "One.json").rename(tmp_path / "presets" / "Folder" / "One.json")
        await person.look_outside()
        assert person.tab().preset_id == "Folder/One"
        assert person.title() == "One"


async def test_two_tabs_of_one_preset_keep_in_step(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        person.program.library.open_apart("One")
        await person.settled()
        first, second = person.program.tabs.all()
        person.write_body(MINE)
        person.press("Ctrl+S")
        await until(lambda: person.title() == "One")
        person.program.tabs.choose(first.key)
        assert json.loads(person.tab().draft.body_text) == {"model": "mine"}
        assert person.title() == "One"
        assert second.preset_id == first.preset_id


async def test_two_windows_on_one_folder_overwrite_nothing_of_each_other(tmp_path):
    async with program_in(tmp_path) as one:
        await one.save_as("One")
        async with program_in(tmp_path) as other:
            other.program.library.open_preset("One")
            await until(lambda: other.tab().preset_id == "One")
            other.write_body('{"model": "other"}')
            one.program.tabs.edit(one.tab().key, Draft(name="One", body_text=MINE))
            other.press("Ctrl+S")
            await until(lambda: other.title() == "One")
            one.program.library.save()
            await until(one.notice)
            assert model_in_file(tmp_path) == "other"
            await one.answer("Keep mine")
            await one.settled()
            assert model_in_file(tmp_path) == "mine"
            await other.look_outside()
            assert json.loads(other.tab().draft.body_text) == {"model": "mine"}
