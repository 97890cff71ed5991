"""The list of operations: found by any of their names, and what is chosen goes into the tab or beside it."""

import json
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication, QToolButton

from betadeck.compose.pickers import operation_items
from betadeck.core.draft import Row
from betadeck.core.target import AuthScheme, Platform, Target
from betadeck.ui.dialogs.ranking import candidates, ranked
from helpers.catalogue import shipped
from helpers.programs import program_in
from helpers.waiting import until

NOWHERE = Target("Nowhere", "http://127.0.0.1:9", AuthScheme.NONE, platform=Platform.GATEWAY)


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("client.beta.sessions.events.send", "beta.sessions.events.send"),
        ("beta.messages.create", "messages.create"),
        ("POST /v1/files", "beta.files.upload"),
        ("/v1/agents/{agent_id}/archive", "beta.agents.archive"),
        ("skills list", "beta.skills.list"),
    ],
)
def test_an_operation_is_found_by_words_path_or_sdk_name(typed, key):
    among = candidates(operation_items(shipped().operations.values()))
    twins = {key, shipped().operations[key].twin}
    assert any(each.key in twins for each in ranked(typed, among)[:3])


def test_a_path_finds_its_own_calls_before_those_below_it():
    found = ranked("/v1/agents", candidates(operation_items(shipped().operations.values())))
    assert [each.detail for each in found[:2]] == ["GET /v1/agents", "POST /v1/agents"]


def test_every_method_and_path_is_there_once_with_its_key_kind_and_betas():
    items = operation_items(shipped().operations.values())
    assert len({each.detail for each in items}) == len(items)
    assert {each.badge for each in items} >= {"", "managed-agents-2026-04-01", "admin key", "compliance key"}


async def pick(person, typed):
    person.press("Ctrl+L")
    await until(lambda: QApplication.activePopupWidget() is not None)
    person.write(typed, "quick_filter")
    person.press("Return")
    await until(lambda: QApplication.activePopupWidget() is None)
    await person.look_at(person.window)


async def test_the_next_operation_takes_the_betas_of_the_last_one_off_and_does_not_mix_queries(tmp_path):
    async with program_in(tmp_path) as person:
        await pick(person, "beta.agents.list")
        first = person.tab()
        assert "managed-agents-2026-04-01" in first.draft.betas
        assert "Ticked what the SDK sends" in person.message()
        await pick(person, "models.list")
        second = person.tab()
        assert (second.key, second.draft.betas) == (first.key, ())
        person.program.tabs.edit(second.key, replace(second.draft, query=(Row("after_id", "x"),)))
        await pick(person, "beta.agents.list")
        assert person.tab().key != second.key
        assert person.tab().draft.query == ()
        await pick(person, "/v1/anything/{id}")
        assert (person.tab().draft.method, person.tab().draft.path) == ("GET", "/v1/anything/{id}")


async def made_id(person, operation, **body):
    await pick(person, operation)
    tab = person.tab()
    if body:
        person.program.tabs.edit(tab.key, replace(tab.draft, body_text=json.dumps(body)))
    return json.loads((await person.sent()).body[:])["id"]


async def test_an_operation_chosen_while_a_stream_is_watched_gets_a_tab_with_the_same_ids(tmp_path):
    async with program_in(tmp_path) as person:
        agent = await made_id(person, "beta.agents.create")
        environment = await made_id(person, "beta.environments.create")
        session = await made_id(person, "beta.sessions.create", agent=agent, environment_id=environment)
        await pick(person, "beta.sessions.events.stream")
        watching = person.tab()
        ids = (("session_id", session),)
        person.program.tabs.edit(watching.key, replace(watching.draft, path_params=ids))
        person.press("Ctrl+Return")
        await until(person.request().is_busy)
        await pick(person, "beta.sessions.events.send")
        assert (person.tab().key != watching.key, person.tab().draft.path_params) == (True, ids)
        assert person.program.tabs.get(watching.key).draft.path.endswith("/stream")


async def test_operations_picked_before_come_first_also_in_the_next_run(tmp_path):
    async with program_in(tmp_path) as person:
        await pick(person, "models.list")
    async with program_in(tmp_path) as person:
        assert person.program.pickers.recent() == ["models.list"]


async def test_ids_of_the_last_run_are_found_in_the_history_when_a_call_asks_for_one(tmp_path):
    async with program_in(tmp_path) as person:
        await pick(person, "models.list")
        listed = json.loads((await person.sent()).body)
    async with program_in(tmp_path) as person:
        await pick(person, "models.retrieve")
        offering = person.program.requests.current().page.composer.offering
        await until(lambda: offering.ids("param:model_id").ids)
        found = [each.value for each in offering.ids("param:model_id").ids]
        assert found == [each["id"] for each in listed["data"]]
        await until(lambda: person.all("param_model_id"))
        asked = person.find("param_model_id")
        assert person.find("offers") in asked.findChildren(QToolButton)


async def test_only_what_was_typed_into_a_picked_call_is_asked_about_when_it_is_closed(tmp_path):
    async with program_in(tmp_path) as person:
        await pick(person, "beta.agents.list")
        await person.sent()
        assert not person.title().endswith("•")
        before = person.tab().key
        person.press("Ctrl+W")
        assert not person.program.tabs.has(before)
        assert person.notice() == ""
        person.press("Ctrl+N")
        await pick(person, "beta.agents.list")
        tab = person.tab()
        person.program.tabs.edit(tab.key, replace(tab.draft, query=(Row("limit", "5"),)))
        assert person.title().endswith("•")
        person.press("Ctrl+W")
        assert person.program.tabs.has(tab.key)
        assert "changes that are in no file" in person.notice()


async def test_ids_are_loaded_only_when_asked_for_and_the_question_is_in_the_history(tmp_path):
    async with program_in(tmp_path) as person:
        await pick(person, "beta.agents.retrieve")
        offers = [
            each for each in person.find("param_agent_id").findChildren(QToolButton) if each.isVisible()
        ]
        offers[0].click()
        menu = QApplication.activePopupWidget()
        words = ["No ids seen yet from Sandbox", "", "Load from Sandbox"]
        assert [each.text() for each in menu.actions()] == words
        assert person.program.seen._rows == []
        menu.actions()[-1].trigger()
        menu.close()
        await until(lambda: person.all("load_problem"))
        assert person.find("load_problem").text() == "Sandbox lists none."
        await until(lambda: [row.name for row in person.program.seen._rows] == ["Ids of agents"])
        assert person.tab().draft.path_params == (("agent_id", ""),)
        person.program.targets.replace_all((NOWHERE, *person.program.targets.all()))
        person.program.tabs.update(person.tab().key, replace(person.tab(), target=NOWHERE.name))
        person.program.seen.ask("param:agent_id")
        await until(lambda: person.find("load_problem").text().startswith("Not loaded. "))
