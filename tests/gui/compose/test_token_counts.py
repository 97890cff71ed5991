"""Counting tokens in the whole window, against the sandbox."""

from dataclasses import replace

from PySide6.QtWidgets import QLabel, QPushButton

from betadeck.core.draft import Draft
from betadeck.core.open_tab import OpenTab
from helpers.programs import program_in
from helpers.waiting import until

BODY = '{"model": "claude-opus-5-5", "max_tokens": 100, "messages": [{"role": "user", "content": "Hello there"}]}'


def words(person):
    found = person.all("token_count", QLabel)
    return found[0].text() if found else None


async def test_a_click_tells_tokens_share_and_cost_and_a_change_makes_them_old(tmp_path):
    async with program_in(tmp_path) as person:
        person.write_body(BODY)
        person.click(person.find("count_tokens", QPushButton))
        await until(lambda: "of the context" in (words(person) or ""))
        assert " tokens · " in words(person)
        assert "$" in words(person)
        await until(lambda: [row.operation for row in person.program.seen._rows] == ["messages.count_tokens"])
        counted = person.program.seen._rows[0]
        assert (counted.name.startswith("Tokens of "), counted.beside) == (True, True)
        assert not person.window.library._contents.history
        person.write_body(BODY.replace("there", "you"))
        assert words(person).startswith("Before the last changes")
        person.press("Ctrl+Z")
        await until(lambda: not words(person).startswith("Before the last changes"))


async def test_what_cannot_be_counted_says_why_and_other_operations_offer_nothing(tmp_path):
    async with program_in(tmp_path) as person:
        person.write_body('{"model": "claude-opus-5-5"')
        person.click(person.find("count_tokens", QPushButton))
        assert "no JSON yet" in words(person)
        person.write_body(BODY.replace("claude-opus-5-5", "no-such-model"))
        person.click(person.find("count_tokens", QPushButton))
        await until(lambda: words(person).startswith("Not counted."))
        person.program.tabs.open(OpenTab("", Draft(method="GET", path="/v1/models", body_text=""), target=""))
        await until(lambda: words(person) is None)


async def test_by_itself_it_counts_only_when_that_is_switched_on(tmp_path):
    async with program_in(tmp_path) as person:
        counts = person.program.token_counts
        counts._timer.setInterval(1)
        person.write_body(BODY)
        assert not counts._timer.isActive()
        assert words(person) == ""
        settings = person.program.settings
        settings.take(replace(settings.current(), count_tokens=True))
        await until(lambda: "of the context" in (words(person) or ""))
        person.write_body(BODY.replace("there", "my friend"))
        await until(lambda: not words(person).startswith("Before") and "of the context" in words(person))
