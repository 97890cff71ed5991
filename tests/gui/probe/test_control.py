"""The probers against real servers on loopback: what is found, in how many sends, and how it ends."""

import json
import random
from itertools import combinations

import pytest

from betadeck.control.outgoing import Resolver
from betadeck.control.probe import FindCulprit, KeyMatrix, TryBoth
from betadeck.control.retry import RetryController
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent
from betadeck.core.probe.halving import Outcome, VerdictKind, most_sends
from betadeck.core.probe.matrix import NO_BETA, Matrix, Place, Taken
from betadeck.core.probe.outcome import Fault
from betadeck.core.probe.probe_request import Form, probe
from betadeck.core.probe.try_both import with_and_without
from betadeck.core.target import SANDBOX
from betadeck.sandbox.server import SandboxServer
from betadeck.transport.client import Transport
from helpers.catalogue import pool, shipped
from helpers.fault_behaviours import silence
from helpers.fault_server import fault_server
from helpers.refusing import error, first, good, is_count, refusing
from helpers.sending import KEY, target_at
from helpers.waiting import until

BODY = {
    "model": "claude-opus-5-5",
    "max_tokens": 900,
    "stream": True,
    "messages": [{"role": "user", "content": "Hi"}],
}
FLAG = Fault(400, "invalid_request_error", "invalid beta flag")
TWELVE = tuple(f"beta-{letter}-2026-01-01" for letter in "abcdefghijkl")
CHEAP = (Form.COUNT, Form.ONE_TOKEN)
LIMIT = error("429 Too Many Requests", "rate_limit_error", "slow down", "retry-after-ms: 30")
BUSY = error("529 Overloaded", "overloaded_error", "Overloaded", "retry-after-ms: 1")


def draft_of(names):
    return Draft(name="Mine", body_text=json.dumps(BODY), betas=tuple(names))


class Heard:
    """Everything that a prober says, in order."""

    def __init__(self, prober):
        self.ends, self.sent, self.waits = [], [], []
        prober.finished.connect(lambda found: self.ends.append(("finished", found)))
        prober.stopped.connect(lambda: self.ends.append(("stopped", None)))
        prober.failed.connect(lambda words: self.ends.append(("failed", words)))
        prober.sent.connect(lambda exchange, answer: self.sent.append((exchange, answer)))
        prober.waiting.connect(self.waits.append)

    async def end(self):
        await until(lambda: self.ends)
        assert len(self.ends) == 1
        return self.ends[0][1]


async def read_key(name):
    return KEY


def prober_of(kind, transport, start=None):
    made = kind(lambda: transport, Resolver(read_key, start))
    return made, Heard(made)


async def found_on(server, names, forms=CHEAP, fault=FLAG, transport=None):
    """Return what a search finds, and what was heard of it."""
    ours = transport or Transport()
    prober, heard = prober_of(FindCulprit, ours)
    prober.search(draft_of(names), target_at(server.url, key_name="k"), names, forms, fault)
    found = await heard.end()
    if transport is None:
        await ours.aclose()
    return found, heard


async def test_every_planted_culprit_and_fifty_pairs_are_found_within_their_bounds():
    chance = random.Random(11)
    pairs = chance.sample(list(combinations(TWELVE, 2)), 50)
    transport = Transport()
    for planted in [*((each,) for each in TWELVE), *pairs]:
        with fault_server(refusing(*planted)) as server:
            found, heard = await found_on(server, TWELVE, transport=transport)
        assert found.verdict.names == planted
        assert len(server.requests) == len(heard.sent) <= most_sends(12, len(planted))
        assert all(is_count(seen) for seen in server.requests)
    await transport.aclose()


async def test_the_sandbox_names_nothing_and_the_culprit_is_found_at_every_place():
    real = [
        beta.name for beta in shipped().betas.values() if beta.state.value == "active" and not beta.conflicts
    ]
    real = [name for name in real if not name.startswith("oauth")][:11]
    bad = "practice-invalid-beta-flag-2026-01-01"
    transport = Transport()
    with SandboxServer(shipped(), pool(), delay_s=0) as server:

        async def start():
            return server.base_url

        for place in range(12):
            names = (*real[:place], bad, *real[place:])
            prober, heard = prober_of(FindCulprit, transport, start)
            prober.search(draft_of(names), SANDBOX, names, CHEAP, FLAG)
            found = await heard.end()
            assert (found.verdict.kind, found.verdict.names) == (VerdictKind.CULPRIT, (bad,))
            assert len(heard.sent) <= 6
    await transport.aclose()


async def test_a_fault_that_counting_does_not_show_is_looked_for_with_one_token():
    with fault_server(refusing(TWELVE[7], blind=True)) as server:
        found, heard = await found_on(server, TWELVE)
    assert (found.verdict.names, found.form) == ((TWELVE[7],), Form.ONE_TOKEN)
    assert len(heard.sent) <= most_sends(12) + 1
    bodies = [json.loads(seen.body) for seen in server.requests[1:]]
    assert all(body["max_tokens"] == 1 and "stream" not in body for body in bodies)


async def test_a_fault_that_no_small_request_shows_is_said():
    with fault_server(lambda talk: talk.send(good(talk.read()))) as server:
        found, heard = await found_on(server, TWELVE)
    assert found.verdict.kind is VerdictKind.NOT_SHOWN
    assert len(heard.sent) == 2


async def test_a_rate_limit_is_waited_for_in_sight_and_the_search_goes_on():
    with fault_server(first(LIMIT, LIMIT, then=refusing(TWELVE[3]))) as server:
        found, heard = await found_on(server, TWELVE)
    assert found.verdict.names == (TWELVE[3],)
    assert [wait for wait in heard.waits if wait > 0]
    assert heard.waits[-1] == 0
    assert max(heard.waits) <= 0.03


async def test_a_server_that_stays_overloaded_ends_the_search():
    with fault_server(first(*[BUSY] * 3, then=refusing(TWELVE[3]))) as server:
        found, heard = await found_on(server, TWELVE)
    assert found.verdict.kind is VerdictKind.UNCLEAR
    assert len(heard.sent) == 3


async def test_a_key_that_is_missing_ends_the_search_with_the_reason():
    async def none(name):
        return None

    transport = Transport()
    prober = FindCulprit(lambda: transport, Resolver(none, None))
    heard = Heard(prober)
    prober.search(draft_of(TWELVE), target_at("http://127.0.0.1:9", key_name="k"), TWELVE, CHEAP, FLAG)
    found = await heard.end()
    assert found.verdict.kind is VerdictKind.UNCLEAR
    assert "not in the keyring" in found.exchange.failure.message
    await transport.aclose()


async def test_every_send_is_announced_with_its_name_and_its_key_to_mask():
    with fault_server(refusing(TWELVE[0])) as server:
        transport = Transport()
        prober, heard = prober_of(FindCulprit, transport)
        prober.search(draft_of(TWELVE), target_at(server.url, key_name="k"), TWELVE, CHEAP, FLAG)
        await heard.end()
        await transport.aclose()
    names = [exchange.draft.name for exchange, _answer in heard.sent]
    assert names[0] == "Search: 12 of 12 betas"
    assert names[-1] == "Search: 0 of 12 betas"
    assert len({exchange.id for exchange, _answer in heard.sent}) == len(names)
    assert prober.secrets() == (KEY,)
    assert all(KEY not in str(exchange.sent.headers) for exchange, _answer in heard.sent)


@pytest.mark.parametrize("early", [True, False])
async def test_a_search_stops_at_any_time_and_ends_once(early):
    with fault_server(silence) as server:
        transport = Transport()
        prober, heard = prober_of(FindCulprit, transport)
        prober.search(draft_of(TWELVE), target_at(server.url, key_name="k"), TWELVE, CHEAP, FLAG)
        if not early:
            await until(server.reached.is_set)
        prober.stop()
        assert await heard.end() is None
        assert heard.ends == [("stopped", None)]
        assert not prober.is_running()
        await transport.aclose()
    if not early:
        assert [exchange.ending for exchange, _answer in heard.sent] == [Ending.CANCELLED]


async def test_a_wait_for_a_rate_limit_can_be_stopped():
    long = error("429 Too Many Requests", "rate_limit_error", "slow down", "retry-after: 3000")
    with fault_server(first(long, then=refusing("x"))) as server:
        transport = Transport()
        prober, heard = prober_of(FindCulprit, transport)
        prober.search(draft_of(TWELVE), target_at(server.url, key_name="k"), TWELVE, CHEAP, FLAG)
        await until(lambda: heard.waits)
        assert heard.waits[0] > 2900
        prober.stop()
        await heard.end()
        assert heard.ends == [("stopped", None)]
        await transport.aclose()


async def test_a_second_start_while_one_runs_is_dropped():
    with fault_server(silence) as server:
        transport = Transport()
        prober, heard = prober_of(FindCulprit, transport)
        for _ in range(2):
            prober.search(draft_of(TWELVE), target_at(server.url, key_name="k"), TWELVE, CHEAP, FLAG)
        await until(server.reached.is_set)
        await prober.aclose()
        await until(lambda: heard.ends)
        assert len(heard.sent) == 1
        await transport.aclose()


async def test_steps_tell_what_was_sent_and_what_came_of_it():
    with fault_server(refusing(TWELVE[0])) as server:
        transport = Transport()
        prober, heard = prober_of(FindCulprit, transport)
        steps = []
        prober.stepped.connect(lambda form, search, exchange: steps.append((search.steps[-1], exchange)))
        prober.search(draft_of(TWELVE), target_at(server.url, key_name="k"), TWELVE, CHEAP, FLAG)
        await heard.end()
        await transport.aclose()
    assert [step.outcome for step, _ in steps][:2] == [Outcome.SAME, Outcome.SAME]
    assert steps[-1][0].outcome is Outcome.WORKS
    for step, exchange in steps:
        assert exchange.draft.betas == step.names


def judged(exchange, _answer, _target):
    """Say of an exchange what the tests below plant."""
    kinds = {401: "key", 429: "rate_limit", 404: "model", 400: "beta"}
    kind = kinds.get(exchange.head.status if exchange.head else 0)
    return Diagnosis("Why not", "", Culprit(kind), "") if kind else None


def matrix_server(refused, gone_model="", status="400 Bad Request"):
    def behave(talk):
        seen = talk.read()
        body = json.loads(seen.body)
        if body["model"] == gone_model:
            talk.send(error("404 Not Found", "not_found_error", "model: m2"))
        elif refused & set(seen.header("anthropic-beta").split(",")):
            talk.send(error(status, "invalid_request_error", "Unexpected value(s)"))
        else:
            talk.send(good(seen))

    return behave


async def asked(server, matrix):
    transport = Transport()
    prober, heard = prober_of(KeyMatrix, transport)
    states = [matrix]
    prober.answered.connect(states.append)
    prober.ask(matrix, draft_of(()), target_at(server.url, key_name="k"), judged)
    why = await heard.end()
    await transport.aclose()
    return states[-1], why, heard


async def test_a_matrix_fills_cell_by_cell():
    matrix = Matrix("API", "k", ("a", "b"), ("m1", "m2"))
    with fault_server(matrix_server({"b"}, "m2")) as server:
        done, why, heard = await asked(server, matrix)
    assert why == ""
    assert [cell.taken for _place, cell in done.cells] == [
        Taken.ACCEPTED, Taken.ACCEPTED, Taken.REFUSED, Taken.REFUSED,
    ]  # fmt: skip
    assert len(heard.sent) == 4, "betas of a model that is refused tell nothing"
    assert done.todo() == ()


async def test_a_matrix_waits_for_a_rate_limit_and_goes_on():
    matrix = Matrix("API", "k", ("a",), ("m1",))
    with fault_server(first(LIMIT, then=matrix_server(set()))) as server:
        done, _why, heard = await asked(server, matrix)
    assert done.cell(Place(NO_BETA, "m1")).taken is Taken.ACCEPTED
    assert [wait for wait in heard.waits if wait > 0]


async def test_a_matrix_that_stays_limited_ends_and_can_be_gone_on_with():
    matrix = Matrix("API", "k", ("a",), ("m1",))
    with fault_server(first(*[LIMIT] * 3, then=matrix_server(set()))) as server:
        half, why, _heard = await asked(server, matrix)
        assert why == "Why not"
        assert len(half.todo()) == 2
        done, why, _heard = await asked(server, half)
    assert (why, done.todo()) == ("", ())


async def test_a_key_that_is_refused_ends_the_matrix_at_once():
    matrix = Matrix("API", "k", ("a", "b"), ("m1",))
    bad = error("401 Unauthorized", "authentication_error", "invalid x-api-key")
    with fault_server(first(*[bad] * 9, then=matrix_server(set()))) as server:
        done, why, heard = await asked(server, matrix)
    assert (len(heard.sent), why) == (1, "Why not")
    assert done.cell(Place(NO_BETA, "m1")).taken is Taken.ERROR


async def test_both_variants_are_sent_one_after_the_other():
    with fault_server(refusing("b")) as server:
        transport = Transport()
        prober, heard = prober_of(TryBoth, transport)
        answers = []
        prober.answered.connect(lambda place, side: answers.append((place, side.exchange.head.status)))
        prober.send(with_and_without(draft_of(("a", "b")), target_at(server.url, key_name="k"), "b"), no_cost)
        comparison = await heard.end()
        await transport.aclose()
    assert answers == [(0, 400), (1, 200)]
    assert comparison.facts[0].differs
    assert [exchange.draft.name for exchange, _ in heard.sent] == ["Mine: With b", "Mine: Without b"]


def no_cost(_exchange, _answer):
    return None


def exchange_of(status, **headers):
    pairs = tuple((name.replace("_", "-"), value) for name, value in headers.items())
    return Exchange("1", "", Draft(), "", Sent("POST", "", ()), Head(status, headers=pairs))


def retrying():
    retry, said = RetryController(), []
    retry.waiting.connect(lambda left, number, most: said.append((number, most)))
    retry.due.connect(lambda: said.append("due"))
    retry.given_up.connect(lambda: said.append("given up"))
    return retry, said


async def test_a_retry_waits_in_sight_then_is_due():
    retry, said = retrying()
    assert retry.consider(exchange_of(529, retry_after_ms="5"), 2)
    assert retry.is_waiting()
    await until(lambda: "due" in said)
    assert set(said[:-1]) == {(1, 2)}
    assert not retry.is_waiting()


async def test_retries_end_after_as_many_as_are_allowed():
    retry, said = retrying()
    again = exchange_of(529, retry_after_ms="1")
    for count in (1, 2):
        assert retry.consider(again, 2)
        await until(lambda count=count: said.count("due") == count)
    assert not retry.consider(again, 2)
    retry.begin()
    assert retry.consider(again, 2), "a send by hand counts from nought"
    retry.cancel()


async def test_a_retry_can_be_stopped():
    retry, said = retrying()
    retry.consider(exchange_of(429, retry_after="900"), 2)
    retry.cancel()
    assert said == [(1, 2), "given up"]
    assert not retry.is_waiting()


async def test_nothing_is_repeated_when_it_is_off():
    retry, said = retrying()
    assert not retry.consider(exchange_of(529), 0)
    assert not retry.consider(exchange_of(400), 2)
    assert said == []


def test_the_probe_of_a_search_is_small():
    assert len(probe(draft_of(()), Form.COUNT).body_text) < len(draft_of(()).body_text)
