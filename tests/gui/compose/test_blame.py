"""The way from an error to its place and back, and the mark that stays until the place is changed."""

import json
from dataclasses import replace

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPushButton

from betadeck.ui.betas.row import BetaRow
from betadeck.ui.composer.blame_strip import BlameStrip
from betadeck.ui.composer.outline import Outline
from helpers.programs import program_in
from helpers.red_rows import is_red
from helpers.waiting import until

MISSPELT = "context-managment-2025-06-27"
CALL = {"type": "tool_use", "id": "toolu_9", "name": "get_weather", "input": {}}
BODY = {
    "model": "claude-opus-5-5",
    "max_tokens": 64,
    "messages": [
        {"role": "user", "content": "a " * 900},
        {"role": "assistant", "content": "b"},
        {"role": "user", "content": "c"},
        {"role": "assistant", "content": [*({"type": "text", "text": f"t{n}"} for n in range(8)), CALL]},
        {"role": "user", "content": "d"},
    ],
    "tools": [{"name": "get_weather", "input_schema": {"type": "object"}}],
}
PLACE = "messages.3.content.8"


def edit(person, **changes):
    tab = person.tab()
    person.program.tabs.edit(tab.key, replace(tab.draft, **changes))


async def failed(person):
    edit(person, body_text=json.dumps(BODY, indent=2))
    assert (await person.sent()).head.status == 400
    await until(lambda: person.all("blame", BlameStrip))


def outlines(person):
    return [each for each in person.all(kind=Outline) if each.objectName() == "outline"]


async def test_the_place_of_the_error_is_shown_in_the_form_and_stays_outlined(tmp_path):
    async with program_in(tmp_path) as person:
        person.press("Ctrl+1")
        await failed(person)
        assert person.find("blame_place", QPushButton).text() == PLACE
        assert not outlines(person)
        person.click(person.find("place", QPushButton))
        await until(lambda: outlines(person))
        (outline,) = outlines(person)
        assert not outline._timer.isActive(), "it does not fade"
        assert not outline.visibleRegion().isEmpty(), "it is scrolled into sight"
        body = json.loads(person.tab().draft.body_text)
        body["messages"][3]["content"][8]["name"] = "other"
        edit(person, body_text=json.dumps(body, indent=2))
        await until(lambda: not outlines(person) and not person.all("blame"))


async def test_the_place_is_marked_in_the_json_until_it_is_changed_and_leads_back(tmp_path):
    async with program_in(tmp_path) as person:
        await failed(person)
        person.press("Ctrl+2")
        person.click(person.find("place", QPushButton))
        text = person.editor().text()
        line = text.count("\n", 0, text.index('"type": "tool_use"')) - 1
        await until(lambda: line in person.editor().line_marks())
        assert "The last answer" in person.editor().line_marks()[line][1]
        grounded = [each.cursor.selectedText() for each in person.editor().extraSelections()]
        assert any("toolu_9" in words and "get_weather" in words for words in grounded), "all of it is marked"
        person.find("response").show_view("headers")
        person.click(person.find("blame_error", QPushButton))
        assert person.find("response").view() == "answer"
        assert person.find("place", QPushButton).hasFocus()
        cursor = person.editor().textCursor()
        cursor.setPosition(person.editor().toPlainText().index("toolu_9"), QTextCursor.MoveMode.MoveAnchor)
        person.editor().setTextCursor(cursor)
        person.editor().setFocus()
        person.write("x")
        await until(lambda: not person.all("blame"))
        editor, marks = person.editor(), person.editor().line_marks
        await until(
            lambda: not any("toolu_9" in each.cursor.selectedText() for each in editor.extraSelections())
        )
        await until(lambda: not any("The last answer" in words for _, words in marks().values()))


async def test_the_culprit_s_row_is_red_until_it_is_unticked(tmp_path):
    async with program_in(tmp_path) as person:
        edit(person, betas=(MISSPELT,))
        assert (await person.sent()).head.status == 400
        row = person.find(f"beta:{MISSPELT}", BetaRow)
        assert "culprit" in {badge.text for badge in row.badges()}
        assert is_red(row)
        person.tick(MISSPELT)
        rows = person.all(f"beta:{MISSPELT}", BetaRow)
        assert not any(is_red(each) for each in rows)


async def test_each_tab_has_its_own_mark_and_a_good_answer_takes_it_away(tmp_path):
    async with program_in(tmp_path) as person:
        await failed(person)
        person.press("Ctrl+N")
        await until(lambda: not person.all("blame"))
        person.press("Ctrl+PgUp")
        await until(lambda: person.all("blame"))
        edit(person, body_text=json.dumps({**BODY, "messages": BODY["messages"][:1]}))
        assert (await person.sent()).head.status == 200
        assert not person.all("blame")
