"""From an error to a successful send by clicks alone: nothing is typed once the error is there."""

import json
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QPushButton

from betadeck.core.exchange import Ending
from helpers.programs import program_in
from helpers.waiting import until

ASK = {
    "model": "claude-opus-5-5",
    "max_tokens": 64,
    "stream": True,
    "messages": [{"role": "user", "content": "hi"}],
}
TOOL = {"name": "get_weather", "input_schema": {"type": "object"}}
CALL = {"type": "tool_use", "id": "toolu_1", "name": "get_weather", "input": {}}
MISSPELT, RIGHT = "context-managment-2025-06-27", "context-management-2025-06-27"
UNANSWERED = [
    {"role": "user", "content": "weather?"},
    {"role": "assistant", "content": [CALL]},
    {"role": "user", "content": "and?"},
]
ODD_BLOCK = [{"role": "user", "content": [{"type": "text", "text": "a"}, {"type": "txet", "text": "b"}]}]
CASES = {
    "a misspelt beta": (ASK, (MISSPELT,), f"send:replace:{MISSPELT}:{RIGHT}"),
    "a missing beta": (
        {**ASK, "context_management": {"edits": [{"type": "clear_tool_uses_20250919"}]}},
        (),
        f"send:tick:{RIGHT}",
    ),
    "a call without its result": (
        {**ASK, "messages": UNANSWERED, "tools": [TOOL]},
        (),
        "send:tool-results:/messages/1",
    ),
    "a wrong block type": ({**ASK, "messages": ODD_BLOCK}, (), 'send:set:/messages/0/content/1/type="text"'),
    "a cut stream": ({**ASK, "model": "practice-once-stream-cut"}, (), "send_again"),
}


def prepare(person, body, betas=()):
    """Let the tab in front hold a request that somebody has written before."""
    tab = person.tab()
    person.program.tabs.edit(tab.key, replace(tab.draft, body_text=json.dumps(body, indent=2), betas=betas))


async def clicked(person, button):
    """Click a button of the error card, wait for the end of the send that follows and return its exchange."""
    before = person.exchange()
    person.click(person.find(button, QPushButton))
    await until(lambda: person.exchange() is not before and not person.request().is_busy())
    await person.settled()
    return person.exchange()


def is_good(exchange, request):
    return exchange.head.status == 200 and exchange.ending is Ending.FINISHED and request.diagnosis() is None


@pytest.mark.parametrize("case", CASES)
async def test_one_click_leads_from_the_error_to_an_answer(tmp_path, case):
    body, betas, button = CASES[case]
    async with program_in(tmp_path) as person:
        prepare(person, body, betas)
        first = await person.sent()
        assert not is_good(first, person.request())
        second = await clicked(person, button)
        assert is_good(second, person.request()), person.request().diagnosis()
        assert not person.find("response").findChild(QPushButton, button).isVisible()


async def test_a_429_counts_down_and_its_button_sends_when_that_is_over(tmp_path, monkeypatch):
    monkeypatch.setattr("betadeck.sandbox.once.WAIT_S", 1.0)
    async with program_in(tmp_path) as person:
        prepare(person, {**ASK, "model": "practice-once-rate-limit"})
        first = await person.sent()
        assert first.head.status == 429
        button = person.find("send_again", QPushButton)
        assert button.text() == "Wait 1 s, then send again"
        assert person.window.toolbar.send.text() == "Send again in 1 s"
        person.click(button)
        assert button.text() == "Sent again in 1 s: stop"
        assert "It is sent again in 1 s" in person.message()
        await until(lambda: person.exchange() is not first and not person.request().is_busy())
        assert is_good(person.exchange(), person.request())
        assert person.window.toolbar.send.text().startswith("Send   ")


async def test_a_wait_ends_by_the_button_by_esc_or_by_a_change(tmp_path):
    async with program_in(tmp_path) as person:
        prepare(person, {**ASK, "model": "practice-rate-limit-requests"})
        first = await person.sent()
        button, request = person.find("send_again", QPushButton), person.request()
        person.click(button)
        assert request.is_busy()
        person.click(button)
        assert not request.is_busy()
        assert button.text().startswith("Wait 1")
        person.click(button)
        person.press("Esc")
        assert not request.is_busy()
        person.click(button)
        prepare(person, ASK)
        assert not request.is_busy()
        assert "The request was changed" in person.message()
        assert person.window.toolbar.send.text().startswith("Send again in")
        assert person.exchange() is first
        second = await person.sent()
        assert is_good(second, request)
        assert person.window.toolbar.send.text().startswith("Send   ")
