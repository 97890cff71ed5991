"""From refusal to success by one click: every fix of every refusal, through the real transport."""

import asyncio
import threading
from contextlib import suppress
from dataclasses import replace

import pytest

from betadeck.core.answer_of import answer_of
from betadeck.core.diagnose import diagnose
from betadeck.core.exchange import Ending
from betadeck.core.exchange_fold import ExchangeFold
from betadeck.core.json_pointer import join, split
from betadeck.core.json_text import locate
from betadeck.core.target import SANDBOX
from betadeck.core.wire import WireError
from betadeck.core.wire_build import build, sent_of
from betadeck.transport.client import Transport
from helpers.catalogue import shipped
from helpers.lint_cases import CASES as LINTED
from helpers.mending_cases import CASES
from helpers.sandboxes import quick_sandbox
from helpers.sending import QUICK


class Sender:
    """A sandbox, and one transport to it on a loop of its own."""

    def __init__(self, base_url):
        self.target = replace(SANDBOX, base_url=base_url, proxy="none", timeouts=QUICK)
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, daemon=True)
        self.thread.start()
        self.transport = self.run(self.made())

    async def made(self):
        return Transport()

    def run(self, work):
        return asyncio.run_coroutine_threadsafe(work, self.loop).result(30)

    def close(self):
        self.run(self.transport.aclose())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    def send(self, draft):
        """Return the exchange with the sandbox."""
        request = build(draft, self.target, "")
        fold = ExchangeFold(
            draft, "Sandbox", sent_of(request), "id", "2026-11-22T12:00:00.000Z", elapsed_s=lambda: 0.1
        )
        self.run(self.transport.send(request, self.target, fold))
        return fold.exchange(Ending.FINISHED)

    def judge(self, exchange):
        """Return the diagnosis of an exchange."""
        answer = answer_of(exchange.body, exchange.head.media_type)
        return diagnose(exchange, answer, shipped(), self.target.platform)


@pytest.fixture(scope="module")
def sender():
    with quick_sandbox() as server:
        made = Sender(server.base_url)
        yield made
        made.close()


def within(diagnosis):
    """Return the fixes that change the request."""
    return [fix for fix in diagnosis.fixes if not fix.to]


@pytest.mark.parametrize("name", CASES)
def test_every_fix_of_a_refusal_makes_the_next_send_succeed(sender, name):
    draft = CASES[name]
    refused = sender.send(draft)
    assert refused.head.status >= 400, "the sandbox takes it as it is"
    diagnosis = sender.judge(refused)
    assert within(diagnosis), diagnosis
    for fix in within(diagnosis):
        again = sender.send(fix.apply(draft))
        assert sender.judge(again) is None, (fix.id, diagnosis.title, again.body[:300])


@pytest.mark.parametrize("name", CASES)
def test_the_place_of_a_refusal_is_in_the_request_or_right_beside_what_is(sender, name):
    draft = CASES[name]
    pointer = sender.judge(sender.send(draft)).culprit.pointer
    parent = join(split(pointer)[:-1])
    assert not pointer or locate(draft.body_text, pointer) or locate(draft.body_text, parent)


def test_what_lint_warns_of_is_explained_when_it_is_sent_all_the_same(sender):
    """Such requests may have several faults: each fix then mends the one that it was offered for."""
    refused = [(case, exchange) for case, exchange in tried(sender) if exchange.head.status >= 400]
    assert len(refused) > 80
    for case, exchange in refused:
        diagnosis = sender.judge(exchange)
        assert diagnosis.culprit.kind != "unknown", case
        for fix in within(diagnosis):
            assert sender.send(fix.apply(case.bad)).body != exchange.body, (case, fix.id)


def tried(sender):
    """Yield each of lint's cases that can be sent at all, with what came of it."""
    for case in LINTED:
        if case.bad.method == "POST" and not case.bad.files:
            with suppress(WireError):
                yield case, sender.send(case.bad)
