"""Opening a request costs no more than it must: its form is made once, with all that is known of its call."""

import json

from betadeck.core.draft import Draft
from betadeck.core.open_tab import OpenTab
from betadeck.ui.composer.form.field_row import FieldRow
from helpers.programs import program_in
from helpers.waiting import until

AGENT = {"name": "Reviewer", "model": "claude-opus-5-5", "metadata": {"team": "blue"}}


def agent(path="/v1/agents"):
    return Draft(operation="beta.agents.create", method="POST", path=path, body_text=json.dumps(AGENT))


def rows_made(monkeypatch):
    """Return a list that every row of a form is added to when it is made."""
    made, begin = [], FieldRow.__init__

    def counted(row, spec, *others, **named):
        made.append(spec.pointer)
        begin(row, spec, *others, **named)

    monkeypatch.setattr(FieldRow, "__init__", counted)
    return made


async def at_rest(person):
    """Wait until all is shown that comes a moment after an edit."""
    await until(lambda: not person.program.front._timer.isActive())


async def test_a_tab_that_opens_makes_its_rows_once(tmp_path, monkeypatch):
    async with program_in(tmp_path) as person:
        made = rows_made(monkeypatch)
        person.program.tabs.open(OpenTab("", agent()))
        await at_rest(person)
        assert sorted(made) == ["/metadata", "/model", "/name"]


async def test_another_operation_in_a_tab_makes_its_rows_once(tmp_path, monkeypatch):
    async with program_in(tmp_path) as person:
        made = rows_made(monkeypatch)
        person.program.tabs.edit(person.tab().key, agent())
        await at_rest(person)
        assert sorted(made) == ["/metadata", "/model", "/name"]


async def test_going_to_another_tab_and_back_makes_nothing(tmp_path, monkeypatch):
    async with program_in(tmp_path) as person:
        person.program.tabs.open(OpenTab("", agent()))
        await at_rest(person)
        made = rows_made(monkeypatch)
        person.program.tabs.step(-1)
        person.program.tabs.step(1)
        await at_rest(person)
        assert made == []
