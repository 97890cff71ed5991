"""Cancelling takes effect at once, at any moment, and closes the connection."""

import asyncio
import contextlib
import gc
import sys
import threading

import pytest

from betadeck.transport.client import Transport
from helpers.fault_behaviours import deaf, endless, half_head, silence, stall_in_body, tunnel
from helpers.fault_server import fault_server, unanswered_url
from helpers.sending import QUICK, RecordingSink, request_to, run, target_at

BIG = '"' + "x" * 30_000_000 + '"'


def cancelled_after(target, request, ready, sink=None) -> None:
    """Cancel a send once `ready` says so, and see that it ends before the loop does anything slow."""

    async def scenario() -> None:
        transport = Transport()
        task = asyncio.create_task(transport.send(request, target, sink or RecordingSink()))
        await ready(task)
        assert not task.done(), task
        task.cancel()
        done, _ = await asyncio.wait({task}, timeout=15)
        assert done
        assert task.cancelled()
        await transport.aclose()

    gc.freeze()  # what was there before is none of this send's
    run(scenario())
    gc.collect()  # whatever was left open tells it now
    gc.unfreeze()


def reached(event: threading.Event):
    async def wait(_task: asyncio.Task[None]) -> None:
        while not event.is_set():
            await asyncio.sleep(0.005)

    return wait


async def at_once(_task: asyncio.Task[None]) -> None:
    return


@pytest.mark.parametrize("behaviour", [silence, half_head, stall_in_body(b"abc")])
def test_while_waiting_for_the_server(behaviour):
    with fault_server(behaviour) as server:
        target = target_at(server.url)
        cancelled_after(target, request_to(target), reached(server.reached))
        assert server.hung_up.wait(15)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse when the queue is full")
def test_while_connecting():
    async def a_few_turns(_task: asyncio.Task[None]) -> None:
        for _ in range(50):
            await asyncio.sleep(0.001)

    with unanswered_url() as url:
        cancelled_after(target_at(url), request_to(target_at(url)), a_few_turns)


def test_during_the_handshake_behind_a_proxy():
    with fault_server(silence) as server, fault_server(tunnel()) as proxy:
        target = target_at(server.url.replace("http:", "https:"), proxy=proxy.url)
        cancelled_after(target, request_to(target), reached(server.reached))
        assert server.hung_up.wait(15)


def test_during_an_upload_that_is_stuck():
    with fault_server(deaf) as server:
        target = target_at(server.url)
        cancelled_after(target, request_to(target, BIG), reached(server.reached))


def test_during_the_tls_handshake():
    with fault_server(silence) as server:
        target = target_at(server.url.replace("http:", "https:"))
        cancelled_after(target, request_to(target), reached(server.reached))
        assert server.hung_up.wait(15)


def test_in_the_middle_of_a_flood():
    with fault_server(endless(b"x" * 50_000)) as server:
        target = target_at(server.url)
        first = threading.Event()
        cancelled_after(target, request_to(target), reached(first), RecordingSink(on_body=first.set))
        assert server.hung_up.wait(15)


def test_before_the_first_step():
    with fault_server(silence) as server:
        target = target_at(server.url)
        cancelled_after(target, request_to(target), at_once)


@pytest.mark.parametrize("turns", range(0, 40, 3))
def test_after_any_number_of_turns_of_the_loop(turns):
    """Walks the cancellation through connecting, sending and waiting; nothing may be left open or hang."""
    with fault_server(silence) as server:
        target = target_at(server.url)

        async def some_turns(_task: asyncio.Task[None]) -> None:
            for _ in range(turns):
                await asyncio.sleep(0)

        cancelled_after(target, request_to(target), some_turns)


def test_the_next_send_is_none_the_worse():
    with fault_server(stall_in_body(b"abc")) as server:
        target = target_at(server.url)

        async def many() -> list[bytes]:
            transport = Transport()
            got = []
            for _ in range(10):
                sink = RecordingSink()
                task = asyncio.create_task(transport.send(request_to(target), target, sink))
                while not sink.chunks:
                    await asyncio.sleep(0.001)
                task.cancel()
                with contextlib.suppress(asyncio.CancelledError):
                    await task
                got.append(sink.text)
            await transport.aclose()
            return got

        assert run(many()) == [b"abc"] * 10
        assert server.connections == 10


def test_the_end_is_timed_also_when_cancelled():
    sink = RecordingSink()
    with fault_server(silence) as server:
        target = target_at(server.url, timeouts=QUICK)
        cancelled_after(target, request_to(target), reached(server.reached), sink)
    assert sink.timings.ended_s is not None
    assert sink.timings.first_byte_s is None
