"""Every operation of the catalogue: its form, the smallest request, the sandbox's answer, in the real window."""

import json
from dataclasses import replace

import pytest

from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.exchange import Ending
from betadeck.sandbox.server import SandboxServer
from betadeck.ui.composer.form.body_form import BodyForm
from betadeck.ui.response.status_line import StatusLine
from helpers.catalogue import pool, shipped
from helpers.minimal import query_of
from helpers.programs import program_in
from helpers.sandbox_walk import broken

SHARES = 10
"""The walk goes in so many parts: several cores can go at once, and each ends within a test's time."""


def lenient_sandbox():
    return SandboxServer(shipped(), pool(), delay_s=0.0, lenient=True)


def addresses():
    """Return one call for each method and path; which, is told by what is newest of it: `beta.` or not."""
    return {(each.method, each.path): each for each in shipped().operations.values()}


@pytest.mark.parametrize("share", range(SHARES))
async def test_every_operation_opens_sends_its_smallest_request_and_shows_the_answer(tmp_path, share):
    upload = tmp_path / "SKILL.md"
    upload.write_bytes(b"---\nname: hello\ndescription: Says hello.\n---\nSay hello.\n")
    operations = sorted(addresses().values(), key=lambda each: each.id)[share::SHARES]
    async with program_in(tmp_path / "data", make_sandbox=lenient_sandbox) as person:
        found = {each.id: await problem_with(person, each, upload) for each in operations}
    assert {name: problem for name, problem in found.items() if problem} == {}


async def problem_with(person, operation, upload):
    """Choose it, fill in what it needs, send, look; return what is wrong, or the empty text."""
    person.program.tabs.edit(person.tab().key, Draft())
    person.program.pickers._on_operation(operation.id)
    person.program.menus.do("form")
    person.program.front._timer.start(0)  # it would wait for more typing
    await person.until(lambda: not person.program.front._timer.isActive())
    draft = person.tab().draft
    if (draft.operation, len(person.program.tabs.all())) != (operation.id, 1):
        return "it did not open in this tab"
    if operation.body and not person.all(kind=BodyForm):
        return "it has no form"
    if operation.body and (fault := broken(operation.body, json.loads(draft.body_text))):
        return f"the smallest body is not valid: {fault}"
    person.program.tabs.edit(person.tab().key, completed(draft, operation, upload))
    exchange = await (heard(person) if operation.answer == "sse" else person.sent())
    return problem_in(person, operation, exchange)


def completed(draft, operation, upload):
    """Return `draft` with the ids, the query and the files that no schema can know."""
    rows = [Row(name, str(value)) for name, value in query_of(pool(), operation).items()]
    return replace(
        draft,
        path_params=tuple((each.name, f"{each.name}_1") for each in operation.params),
        query=tuple(rows),
        files=tuple(FilePart(each, str(upload), "hello/SKILL.md") for each in operation.multipart),
    )


async def heard(person):
    """Send what answers with a stream that does not end; stop it once its head is in sight."""
    before = person.exchange()
    person.press("Ctrl+Return")
    await person.until(lambda: "200" in shown(person))
    person.press("Esc")
    await person.until(lambda: person.exchange() is not before and not person.request().sends.is_sending())
    return person.exchange()


def shown(person):
    return person.words(person.all(kind=StatusLine)[0]) if person.all(kind=StatusLine) else ""


def problem_in(person, operation, exchange):
    """Return what is wrong with the answer or with what is in sight of it."""
    body = bytes(exchange.body[: len(exchange.body)])
    if exchange.head is None or exchange.head.status != 200:
        return f"{exchange.failure} {body[:300]!r}"
    ended = Ending.CANCELLED if operation.answer == "sse" else Ending.FINISHED
    if exchange.ending is not ended or ("Cancelled" if operation.answer == "sse" else "200") not in shown(
        person
    ):
        return f"{exchange.ending} and the window says {shown(person)!r}"
    wanted = "application/binary" if operation.answer in ("binary", "jsonl") else "application/json"
    if dict(exchange.sent.headers)["accept"] != wanted:
        return "it is not asked for as the SDK does"
    if operation.answer != "json" or not operation.response:
        return ""
    return broken(operation.response, json.loads(body))
