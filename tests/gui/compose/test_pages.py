"""A list of several pages in the window: the next one, all of them, saved."""

import json
from dataclasses import replace

from PySide6.QtWidgets import QFileDialog

from betadeck.core.draft import Row
from helpers.programs import program_in
from helpers.waiting import until


def pick(person, operation, **changes):
    person.program.pickers._on_operation(operation)
    tab = person.tab()
    person.program.tabs.edit(tab.key, replace(tab.draft, **changes))


def said(person):
    return " ".join(each.text() for each in person.all("pages_text"))


async def test_pages_are_fetched_one_by_one_or_all_and_saved_as_lines(tmp_path):
    async with program_in(tmp_path / "data") as person:
        pick(person, "models.list", query=(Row("limit", "3"),))
        draft = person.tab().draft
        await person.sent()
        assert "3 entries on this page" in said(person)
        person.click("pages_next")
        await until(lambda: "2 pages, 6 entries" in said(person))
        assert [row.name for row in person.exchange().draft.query] == ["limit", "after_id"]
        assert person.tab().draft == draft
        person.click("pages_all")
        await until(lambda: "That is all." in said(person))
        run = person.program.pages.run(person.tab().key)
        ids = [json.loads(each)["id"] for each in run.entries]
        assert len(ids) == len(set(ids)) == person.find("listing").model().rowCount()
        person.click("pages_save")
        dialog = person.find("", QFileDialog)
        dialog.fileSelected.emit(str(tmp_path / "all.jsonl"))
        dialog.close()
        await until(lambda: "Saved" in person.message())
        lines = (tmp_path / "all.jsonl").read_text("utf-8").splitlines()
        assert [json.loads(line)["id"] for line in lines] == ids
        await person.settled()


async def test_an_answer_that_is_no_page_or_the_only_one_has_no_strip(tmp_path):
    async with program_in(tmp_path) as person:
        pick(person, "beta.agents.list")
        await person.sent()
        assert not person.all("pages_strip")


async def test_operations_without_a_body_open_at_their_parameters(tmp_path):
    async with program_in(tmp_path) as person:
        pick(person, "beta.agents.retrieve")
        await until(lambda: person.all("path_template"))
        assert "/v1/agents/{agent_id}" in person.find("path_template").toPlainText()
