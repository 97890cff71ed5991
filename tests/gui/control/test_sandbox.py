"""The embedded sandbox runs once, however often and from wherever it is asked for."""

import asyncio
import socket

import pytest

from betadeck.control.sandbox import SandboxController
from betadeck.core.failure import SendError
from betadeck.sandbox.server import SandboxServer
from helpers.catalogue import pool, shipped
from helpers.sandboxes import quick_sandbox
from helpers.waiting import until


class Counting:
    """Makes sandboxes and keeps them."""

    def __init__(self):
        self.made = []

    def __call__(self):
        self.made.append(quick_sandbox())
        return self.made[-1]


async def test_two_starts_at_once_make_one_server():
    make = Counting()
    controller = SandboxController(make)
    told = []
    controller.started.connect(told.append)
    one, other = await asyncio.gather(controller.start(), controller.start())
    assert one == other == controller.base_url()
    assert await controller.start() == one
    assert (len(make.made), told) == (1, [one])
    await controller.aclose()
    assert not make.made[0].running
    assert controller.base_url() == ""


async def test_it_starts_again_after_it_was_stopped():
    make = Counting()
    controller = SandboxController(make)
    await controller.start()
    await controller.aclose()
    assert (await controller.start()).startswith("http://127.0.0.1:")
    await controller.aclose()
    assert not any(each.running for each in make.made)


async def test_who_gives_up_waiting_leaves_no_server_behind():
    make = Counting()
    controller = SandboxController(make)
    waiting = asyncio.ensure_future(controller.start())
    await until(lambda: make.made)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)
    await controller.start()
    assert len(make.made) == 1
    await controller.aclose()
    assert not make.made[0].running


async def test_closing_in_the_middle_of_a_start_stops_what_started():
    make = Counting()
    controller = SandboxController(make)
    waiting = asyncio.ensure_future(controller.start())
    await until(lambda: make.made)
    await controller.aclose()
    await asyncio.gather(waiting, return_exceptions=True)
    assert not make.made[0].running


async def test_a_taken_port_is_said_and_may_be_tried_again():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        controller = SandboxController(lambda: SandboxServer(shipped(), pool(), port=port))
        with pytest.raises(SendError, match=str(port)):
            await controller.start()
        assert controller.base_url() == ""
    assert await controller.start() == f"http://127.0.0.1:{port}"
    await controller.aclose()


async def test_stopping_one_that_never_ran_is_nothing():
    controller = SandboxController(quick_sandbox)
    await controller.aclose()
