"""A data folder that is full, read-only, or no folder at all: said at once, and work goes on in memory."""

from contextlib import suppress

from betadeck.storage.drafts import DraftStore
from betadeck.storage.paths import Paths
from helpers.disks import limited_file_size, mounted, remount_read_only
from helpers.programs import program_in
from helpers.waiting import until

TYPED = (
    '{"model": "claude-opus-5-5", "max_tokens": 5, "messages": [{"role": "user", "content": "still here"}]}'
)


async def works_on(person):
    """Send, open a tab, type, close and reopen: all in memory."""
    person.write_body(TYPED)
    assert (await person.sent()).head.status == 200
    person.press("Ctrl+N")
    person.press("Ctrl+W")
    assert person.tab().draft.body_text == TYPED
    person.press("Ctrl+5")
    assert TYPED.encode() in person.exchange().sent.body


async def save_fails(person, words):
    before = person.tab().preset_id
    person.press("Ctrl+Shift+S")
    await until(lambda: person.all("save_dialog"))
    await person.look_at(person.find("save_dialog"))
    person.write("Never", "preset_name")
    person.press("Return")
    await person.settled()
    await until(lambda: words in person.notice())
    await person.look_at(person.window)
    assert person.tab().preset_id == before


async def test_a_file_where_the_folder_should_be(tmp_path):
    (tmp_path / "data").write_text("I am a file")
    async with program_in(tmp_path / "data") as person:
        await until(person.notice)
        await works_on(person)
        await save_fails(person, "not a folder")
    assert (tmp_path / "data").read_text() == "I am a file"


async def test_a_disk_that_is_read_only(tmp_path):
    said = []
    with mounted(tmp_path / "disk", "size=8m") as disk:
        async with program_in(disk) as person:
            await person.save_as("Kept")
            person.press("Ctrl+W")
        remount_read_only(disk)
        async with program_in(disk) as person:
            while not all(any(words in each for each in said) for words in ("Read-only", "can only be read")):
                await until(person.notice)  # at once, before anything is typed
                said.append(person.notice())
                await person.answer("OK")
            await works_on(person)
            await save_fails(person, "read-only")
            await person.answer("OK")
            person.line("Kept")
            await until(lambda: person.title() == "Kept")
        assert [path.name for path in (disk / "presets").iterdir()] == ["Kept.json"]


async def test_a_disk_that_becomes_full_and_then_has_room_again(tmp_path):
    with mounted(tmp_path / "disk", "size=8m") as disk:
        async with program_in(disk) as person:
            await person.save_as("Kept")
            filler = disk / "filler"
            with filler.open("wb", buffering=0) as file, suppress(OSError):
                while file.write(b"x" * 4096):
                    pass
            person.write_body(TYPED)
            await until(lambda: "Disk full" in person.notice())
            await person.answer("OK")
            await save_fails(person, "full")
            assert (disk / "presets" / "Kept.json").stat().st_size > 0
            filler.unlink()
            await person.save_as("Later")
        kept = DraftStore(Paths(disk).drafts).load().open
        assert kept[0].preset_id == "Later"
        assert kept[0].draft.body_text == TYPED


async def test_a_limit_on_the_size_of_files(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("Small")
        with limited_file_size(20_000):
            person.write_body(f'{{"pad": "{"x" * 30_000}"}}')
            await until(lambda: "Disk full" in person.notice())
            await person.answer("OK")
            person.press("Ctrl+S")
            await until(lambda: "full" in person.notice())
            assert person.title() == "Small •"
        person.press("Ctrl+S")
        await until(lambda: person.title() == "Small")
