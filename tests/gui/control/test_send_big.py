"""Answers that go to disk while they arrive: the same bytes, however the send ends."""

import hashlib

import pytest

from betadeck.core.body import is_on_disk
from betadeck.core.exchange import Ending
from betadeck.core.failure import FailureKind
from betadeck.storage.spool import Spool
from helpers.disks import limited_file_size, names_in
from helpers.fault_behaviours import answer, endless, half_body
from helpers.fault_server import fault_server
from helpers.sends import sends
from helpers.waiting import until

MIB = 1 << 20
BIG = b"".join(b"%07d\n" % number for number in range(8 * MIB))
STREAM = "content-type: text/event-stream"


@pytest.fixture
def spool(tmp_path):
    return Spool(tmp_path / "spool", lambda: MIB)


async def test_64_mib_are_on_disk_byte_for_byte_and_gone_with_their_exchange(spool, tmp_path):
    async with sends(make_store=spool.store) as made:
        with fault_server(answer(BIG)) as server:
            made.send(server.url)
            await made.ended()
        exchange = made.exchange()
        assert exchange.ending is Ending.FINISHED
        assert is_on_disk(exchange.body)
        assert hashlib.sha256(exchange.body).digest() == hashlib.sha256(BIG).digest()
        assert exchange.arrivals[-1][0] == len(BIG)
        assert len(names_in(tmp_path / "spool")) == 1
        del exchange
        made.heard.clear()
    assert names_in(tmp_path / "spool") == []


async def test_a_connection_that_breaks_off_keeps_what_came(spool):
    async with sends(make_store=spool.store) as made:
        with fault_server(half_body(BIG[: 5 * MIB + 3])) as server:
            made.send(server.url)
            await made.ended()
        exchange = made.exchange()
        assert exchange.failure.kind is FailureKind.CUT_BODY
        assert exchange.body[:] == BIG[: 5 * MIB + 3]


async def test_a_cancelled_answer_keeps_what_came(spool):
    async with sends(make_store=spool.store) as made:
        with fault_server(endless(BIG[:MIB])) as server:
            made.send(server.url)
            await until(lambda: made.body_bytes() > 4 * MIB)
            made.controller.cancel()
            await made.ended()
        exchange = made.exchange()
        assert exchange.ending is Ending.CANCELLED
        assert len(exchange.body) == exchange.arrivals[-1][0] > 4 * MIB
        assert exchange.body[3 * MIB : 4 * MIB] == BIG[:MIB]


async def test_a_disk_without_room_ends_the_send_by_name_and_keeps_what_it_took(spool):
    async with sends(make_store=spool.store) as made:
        with fault_server(answer(BIG)) as server, limited_file_size(3 * MIB):
            made.send(server.url)
            await made.ended()
        exchange = made.exchange()
        assert (exchange.ending, exchange.failure.kind) == (Ending.FAILED, FailureKind.NO_ROOM)
        assert exchange.head.status == 200
        assert exchange.body[:] == BIG[: 3 * MIB]


async def test_a_long_event_stream_is_on_disk_and_its_message_is_put_together(spool):
    delta = '{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"%05d "}}'
    events = [
        ("message_start", '{"type":"message_start","message":{"type":"message","content":[]}}'),
        ("content_block_start", '{"type":"content_block_start","index":0,'
                                '"content_block":{"type":"text","text":""}}'),
        *(("content_block_delta", delta % number) for number in range(12_000)),
        ("content_block_stop", '{"type":"content_block_stop","index":0}'),
        ("message_stop", '{"type":"message_stop"}'),
    ]  # fmt: skip
    stream = "".join(f"event: {name}\ndata: {data}\n\n" for name, data in events).encode()
    async with sends(make_store=spool.store) as made:
        with fault_server(answer(stream, "200 OK", STREAM)) as server:
            made.send(server.url)
            await made.ended()
        exchange, whole = made.heard[-1][1]
        assert is_on_disk(exchange.body)
        assert exchange.body[:] == stream
        assert whole.events == len(events)
        assert whole.message["content"][0]["text"].split() == [f"{number:05}" for number in range(12_000)]
