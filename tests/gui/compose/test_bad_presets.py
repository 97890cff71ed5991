"""Files in the preset folder that are no presets: said in words, and left as they are."""

import os

from betadeck.core import preset_text
from betadeck.core.draft import Draft
from helpers.programs import program_in

GOOD = preset_text.dump(Draft(name="Good", body_text="{}"))
NEWER = GOOD.replace('"betadeck": 1', '"betadeck": 99').replace('"Good"', '"Newer"')
BAD = {
    "half": GOOD[: len(GOOD) // 2].encode(),
    "empty": b"",
    "other": b'{"hello": "world"}',
    "list": b"[1, 2, 3]",
    "latin": '{"betadeck": 1, "name": "grün"}'.encode("latin-1"),
    "deep": b"[" * 100_000,
    "odd": GOOD.replace('"POST"', "7").encode(),
    "newer": NEWER.encode(),
}


def filled(folder):
    presets = folder / "presets"
    presets.mkdir()
    for name, data in BAD.items():
        (presets / f"{name}.json").write_bytes(data)
    with (presets / "huge.json").open("wb") as file:
        file.write(b'{"betadeck": 1, "name": "huge", "body": "')
        file.truncate(50_000_000)
    (presets / "folder.json").mkdir()
    os.mkfifo(presets / "pipe.json")
    (presets / "nowhere.json").symlink_to(presets / "not there")
    (presets / "Good.json").write_text(GOOD)
    return presets


async def test_what_is_no_preset_is_listed_with_its_problem_said_when_opened_and_left_alone(tmp_path):
    presets = filled(tmp_path)
    async with program_in(tmp_path) as person:
        rows = {row.id: row for row in person.program.library.entries()}
        assert rows["Good"].problem == ""
        for name in (*BAD, "huge", "pipe", "nowhere"):
            assert rows[name].problem, name
        said = set()
        for name in (*BAD, "huge", "pipe", "nowhere"):
            person.program.library.open_preset(name)
            await person.settled()
            said.add(person.notice())
            assert person.notice(), name
            await person.answer("OK")
        assert len(said) >= 8  # each says what is wrong with it
        assert [tab.preset_id for tab in person.program.tabs.all()] == ["", "newer"]
        person.program.library.open_preset("Good")
        await person.settled()
        assert person.title() == "Good"
        assert person.notice() == ""
    for name, data in BAD.items():
        assert (presets / f"{name}.json").read_bytes() == data, name
    assert (presets / "huge.json").stat().st_size == 50_000_000


async def test_a_preset_of_a_newer_format_opens_to_read_and_is_never_overwritten(tmp_path):
    filled(tmp_path)
    async with program_in(tmp_path) as person:
        person.program.library.open_preset("newer")
        await person.settled()
        assert person.title() == "Newer"
        assert "newer" in person.notice().lower()
        await person.answer("OK")
        person.write_body('{"model": "m"}')
        person.press("Ctrl+S")
        await person.settled()
        assert "newer" in person.notice().lower()
        assert (tmp_path / "presets" / "newer.json").read_text() == NEWER
        await person.save_as("Mine")  # under a name of its own it can be kept
        assert (tmp_path / "presets" / "Mine.json").exists()
