"""A tool conversation over three turns, and files put into messages, by mouse and keys, against the sandbox."""

import json

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from betadeck.ui.composer.blocks.paste_edit import PasteEdit
from betadeck.ui.composer.form.growing_edit import GrowingEdit
from helpers.forms import body, choose, form, give_file
from helpers.programs import Person, program_in
from helpers.talking import png

ALL = Qt.KeyboardModifier.ControlModifier


def messages(person: Person) -> list[dict[str, object]]:
    return body(person)["messages"]


def last(person: Person, name: str, kind: type = GrowingEdit):
    """Return the lowest visible field of this name."""
    return person.all(name, kind)[-1]


def type_over(person: Person, field, text: str) -> None:
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, ALL)
    QTest.keyClicks(field, text)


async def with_a_tool(person: Person) -> None:
    """Make a tool of one's own with a field, all in the form."""
    await choose(person, "add_field", "Tools")
    await choose(person, "add_tool", "A tool of your own")
    type_over(person, QApplication.focusWidget(), "get_weather")
    await person.until(lambda: person.all("add_property"))
    person.click("add_property")
    QTest.keyClicks(QApplication.focusWidget(), "city")
    QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    tool = body(person)["tools"][0]
    assert (tool["name"], list(tool["input_schema"]["properties"])) == ("get_weather", ["city"])


async def test_three_turns_with_a_tool(tmp_path):
    async with program_in(tmp_path) as person:
        person.window.resize(1400, 1500)
        await form(person)
        type_over(person, last(person, "Message, block 1"), "What is the weather in Paris?")
        await with_a_tool(person)
        for turn in range(2):
            await person.sent()
            await person.until(lambda: person.all("continue", QPushButton))
            person.click("continue")
            call, result = messages(person)[-2]["content"][-1], messages(person)[-1]["content"][0]
            assert call["type"] == "tool_use"
            assert result == {"type": "tool_result", "tool_use_id": call["id"], "content": ""}
            QTest.keyClicks(QApplication.focusWidget(), f"{20 + turn} degrees")
            if turn == 0:
                await person.sent()
                person.click("continue")
                assert messages(person)[-1] == {"role": "user", "content": ""}
                QTest.keyClicks(QApplication.focusWidget(), "And what is the weather in Rome?")
        exchange = await person.sent()
        assert exchange.head.status == 200
        sent = json.loads(exchange.draft.body_text)["messages"]
        assert [each["role"] for each in sent] == ["user", "assistant"] * 3 + ["user"]
        assert sent[2]["content"][0]["content"] == "20 degrees"
        assert person.request().last()[1].stop_reason == "end_turn"


async def test_an_image_from_a_file_is_asked_about(tmp_path):
    picture = tmp_path / "photo.png"
    picture.write_bytes(png(120, 80))
    async with program_in(tmp_path / "data") as person:
        await form(person)
        await choose(person, "add_block", "Image from a file")
        await give_file(person, picture)
        await person.until(lambda: isinstance(messages(person)[0]["content"], list))
        assert [each["type"] for each in messages(person)[0]["content"]] == ["text", "image"]
        assert "photo.png: PNG, 120 × 80" in person.message()
        pasted = QMimeData()
        pasted.setImageData(QImage(3, 2, QImage.Format.Format_RGB32))
        await person.until(lambda: person.all("Message, block 1", PasteEdit))
        last(person, "Message, block 1", PasteEdit).insertFromMimeData(pasted)
        await person.until(lambda: len(messages(person)[0]["content"]) == 3)
        assert "The pasted picture: PNG, 3 × 2" in person.message()
        exchange = await person.sent()
        assert exchange.head.status == 200


async def test_a_file_that_no_message_takes_is_uploaded_instead_if_that_is_wanted(tmp_path):
    archive = tmp_path / "a.zip"
    archive.write_bytes(b"PK\x03\x04\0\0")
    async with program_in(tmp_path / "data") as person:
        await form(person)
        before = person.tab().draft.body_text
        await choose(person, "add_block", "Document from a file")
        await give_file(person, archive)
        await person.until(lambda: "It can be uploaded" in person.notice())
        assert person.tab().draft.body_text == before
        await person.answer("Upload it")
        await person.until(lambda: "a.zip is uploaded as" in person.message())
        added = messages(person)[0]["content"][-1]
        assert added["type"] == "container_upload"
        assert added["file_id"].startswith("file_")
