"""Drafts are looked at as they change; what is told is always about the last one."""

from contextlib import asynccontextmanager

from betadeck.control.lint import LintController
from betadeck.core.draft import Draft
from betadeck.core.target import SANDBOX
from helpers.catalogue import pool, shipped
from helpers.waiting import until

UNKNOWN = "no-such-beta-2020-01-01"
GOOD = Draft(body_text='{"model": "claude-opus-5-5", "max_tokens": 5, "messages": []}')


@asynccontextmanager
async def linting(known=True):
    controller, found = LintController(), []
    controller.found.connect(lambda key, findings: found.append((key, findings)))
    if known:
        controller.set_catalogue(shipped(), pool())
    try:
        yield controller, found
    finally:
        await controller.aclose()


async def test_an_unknown_beta_is_found_with_its_place():
    async with linting() as (controller, found):
        controller.look("tab", Draft(betas=(UNKNOWN,)), SANDBOX, "")
        await until(lambda: found)
        key, findings = found[0]
        assert key == "tab"
        assert f"beta:{UNKNOWN}" in {each.where for each in findings}


async def test_quick_typing_is_looked_at_once_and_the_last_draft_counts():
    async with linting() as (controller, found):
        for number in range(20):
            controller.look("tab", Draft(betas=(f"{UNKNOWN}-{number}",)), SANDBOX, "")
        await until(lambda: found)
        assert len(found) == 1
        assert any(each.where.endswith("-19") for each in found[0][1])


async def test_what_was_asked_before_the_catalogue_came_is_answered_then():
    async with linting(known=False) as (controller, found):
        controller.look("tab", Draft(betas=(UNKNOWN,)), SANDBOX, "")
        controller.set_catalogue(shipped(), pool())
        await until(lambda: found)
        assert found[0][1]


async def test_a_big_draft_is_looked_at_in_a_thread_and_an_edit_meanwhile_wins():
    big = Draft(
        body_text='{"messages": [' + '{"role": "user", "content": "x"},' * 20_000 + "]}",
        betas=("a-2020-01-01",),
    )
    async with linting() as (controller, found):
        controller.look("tab", big, SANDBOX, "")
        await until(lambda: controller._task)
        controller.look("tab", Draft(betas=(UNKNOWN,)), SANDBOX, "")
        await until(lambda: found)
        assert any(UNKNOWN in each.where for each in found[0][1])


async def test_after_closing_nothing_is_looked_at():
    async with linting() as (controller, found):
        controller.look("tab", GOOD, SANDBOX, "")
        await controller.aclose()
        controller.look("tab", GOOD, SANDBOX, "")
        assert not controller._timer.isActive()
        assert found == []
