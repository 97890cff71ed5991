"""Files uploaded from the field that wants their id, in the whole window, against the sandbox."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QLineEdit

from betadeck.compose.uploads import with_id
from helpers.forms import body, choose, form, give_file
from helpers.programs import program_in
from helpers.talking import png

PLACE = "Message, block 2, place"


def source(person):
    return body(person)["messages"][0]["content"][1]["source"]


async def with_image(person):
    """Add an image whose source is an uploaded file."""
    await form(person)
    await choose(person, "add_block", "Image uploaded before")
    await person.until(lambda: person.all(PLACE, QLineEdit))


def edit(person, change):
    tab = person.tab()
    person.program.tabs.edit(tab.key, replace(tab.draft, body_text=change(tab.draft.body_text)))


@pytest.fixture
def picture(tmp_path):
    path = tmp_path / "photo.png"
    path.write_bytes(png(120, 80))
    return path


async def upload(person, path):
    await choose(person, "offers", "Upload a file")
    await give_file(person, path)


async def test_an_uploaded_file_becomes_the_images_source_and_can_be_chosen_again(tmp_path, picture):
    async with program_in(tmp_path / "data", delay_s=0.05) as person:
        await with_image(person)
        await upload(person, picture)
        await person.until(lambda: source(person)["file_id"])
        found = source(person)["file_id"]
        assert person.find(PLACE, QLineEdit).text() == found
        assert person.message() == f"photo.png is uploaded as {found}."
        assert not person.notice()
        person.write("x", PLACE)
        await choose(person, "offers", f"{found}   photo.png · ")
        assert source(person)["file_id"] == found
        assert (await person.sent()).head.status == 200
        # What is typed while a file is on its way stays.
        await upload(person, picture)
        await person.until(lambda: "is on its way" in person.notice())
        edit(person, lambda text: text.replace(found, "typed"))
        await person.until(lambda: "is uploaded as file_" in person.notice())
        assert source(person)["file_id"] == "typed"


async def test_an_upload_that_is_cancelled_or_refused_leaves_the_field(tmp_path, picture):
    async with program_in(tmp_path / "data", delay_s=5) as person:
        await with_image(person)
        await upload(person, picture)
        await person.answer("Cancel")
        await person.until(lambda: person.message() == "photo.png was not uploaded.")
        assert not person.notice()
        person.send_to("http://127.0.0.1:9")
        await upload(person, picture)
        await person.until(lambda: "photo.png was not uploaded. " in person.notice())
        assert source(person)["file_id"] == ""


@pytest.mark.parametrize(
    ("text", "pointer", "after"),
    [
        ('{"id": ""}', "/id", '{"id": "file_1"}'),
        ('{"ids": ["a"]}', "/ids", '{"ids": ["a", "file_1"]}'),
        ('{"id": "typed"}', "/id", None),
        ("{", "/id", None),
        ("{}", "/id", None),
    ],
)
def test_an_id_goes_only_where_it_was_asked_for(text, pointer, after):
    raw = '["a"]' if pointer == "/ids" else '""'
    assert with_id(text, pointer, raw, "file_1") == after


def test_an_id_that_looks_like_a_variable_is_none():
    assert with_id('{"id": ""}', "/id", '""', "{{key:mine}}") == '{"id": "{{{{key:mine}}"}'
