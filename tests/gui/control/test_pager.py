"""All pages of a list: as fast as the server likes it, and never without an end."""

import json

from betadeck.control.outgoing import Resolver
from betadeck.control.pager import Pager
from betadeck.core.draft import Draft, Row
from betadeck.core.paged_run import PagedRun
from betadeck.transport.client import Transport
from helpers.fault_behaviours import message
from helpers.fault_server import fault_server
from helpers.sends import no_key, no_sandbox, to
from helpers.waiting import until

FIRST = Draft(method="GET", path="/v1/things", query=(Row("page", "1"),), body_text="")


def page(number, last=3, *headers):
    more = str(number + 1) if number < last else None
    body = json.dumps({"data": [{"id": f"thing_{number}"}], "next_page": more}).encode()
    return message(body, "200 OK", "content-type: application/json", *headers)


def in_turn(*answers):
    left = list(answers)

    def behave(talk):
        talk.read()
        talk.send(left.pop(0))

    return behave


async def fetched(behaviour, during=None):
    transport = Transport()
    pager = Pager(lambda: transport, Resolver(no_key, no_sandbox))
    ended, sent, waits, pages = [], [], [], []
    pager.finished.connect(ended.append)
    pager.stopped.connect(lambda: ended.append(None))
    pager.sent.connect(lambda exchange, _answer: sent.append(exchange))
    pager.waiting.connect(waits.append)
    pager.paged.connect(pages.append)
    try:
        with fault_server(behaviour) as server:
            pager.fetch(PagedRun((b"{}",), 1, FIRST), to(server.url), None)
            if during is not None:
                await during(pager, pages)
            await until(lambda: ended)
    finally:
        await pager.aclose()
        await transport.aclose()
    return ended[0], sent, waits, pages


async def test_pages_are_fetched_to_the_last_and_each_is_told_of():
    run, sent, _waits, _pages = await fetched(in_turn(page(1), page(2), page(3)))
    assert [json.loads(each).get("id") for each in run.entries] == [None, "thing_1", "thing_2", "thing_3"]
    assert (run.pages, run.next, run.problem) == (4, None, "")
    assert [each.draft.query[-1].value for each in sent] == ["1", "2", "3"]


async def test_a_page_that_is_refused_for_its_rate_is_asked_for_again_when_the_server_says():
    refusal = message(b"{}", "429 Too Many Requests", "retry-after-ms: 10")
    run, sent, waits, _pages = await fetched(in_turn(page(1), refusal, page(2), page(3)))
    assert (run.pages, run.problem) == (4, "")
    assert [each.head.status for each in sent] == [200, 429, 200, 200]
    assert any(waits)


async def test_a_page_that_fails_ends_it_with_what_came_before():
    run, sent, _waits, _pages = await fetched(in_turn(page(1), message(b"{}", "400 Bad Request")))
    assert (run.pages, len(run.entries)) == (2, 2)
    assert run.next.query[-1].value == "2"
    assert "400" in run.problem
    assert len(sent) == 2


async def test_it_is_stopped_between_or_within_pages_and_keeps_what_came():
    def behave(talk):
        asked = talk.read().lines[0]
        if b"page=1 " in asked:
            talk.send(page(1))
        else:
            talk.read_some()

    async def stop(pager, pages):
        await until(lambda: pages)
        pager.stop()

    ended, _sent, _waits, pages = await fetched(behave, stop)
    assert ended is None
    assert pages[-1].pages == 2
