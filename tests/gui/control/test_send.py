"""A send ends exactly once, whatever happens and whenever it is stopped."""

import asyncio
from dataclasses import replace

import pytest

from betadeck.core.draft import FilePart, Row
from betadeck.core.exchange import Ending
from betadeck.core.failure import Failure, FailureKind, SendError
from betadeck.core.target import AuthScheme
from betadeck.storage.key_faults import KeyringFault
from helpers.fault_behaviours import (
    answer,
    close_at_once,
    endless,
    half_body,
    half_head,
    message,
    raw,
    raw_then_close,
    redirect,
    reset_after_request,
    silence,
    stall_in_body,
)
from helpers.fault_server import fault_server, refused_url, unanswered_url
from helpers.sends import DRAFT, sends
from helpers.streams import hello
from helpers.waiting import until

KEY = "sk-ant-api03-" + "k3Y" * 20
STREAM = ("content-type: text/event-stream",)


async def test_a_whole_answer_is_told_from_start_to_end():
    async with sends() as made:
        with fault_server(answer(hello(), "200 OK", *STREAM)) as server:
            made.send(server.url)
            assert made.controller.is_sending()
            await made.ended()
        assert made.names() == ["started", "head_arrived", "finished"]
        exchange, whole = made.heard[-1][1]
        assert (exchange.ending, exchange.body) == (Ending.FINISHED, hello())
        assert whole.message["content"][0]["text"] == "Grüße, Welt 🌍"
        assert sum(len(values[0].events) for name, values in made.heard if name == "progressed") > 5
        assert not made.controller.is_sending()


@pytest.mark.parametrize(
    ("behave", "kind"),
    [
        (close_at_once, FailureKind.DISCONNECTED),
        (reset_after_request, FailureKind.DISCONNECTED),
        (raw_then_close(b"SSH-2.0-OpenSSH_9.2\r\n"), FailureKind.NOT_HTTP),
        (half_body(b'{"type":"mess'), FailureKind.CUT_BODY),
    ],
)
async def test_what_a_server_does_wrong_ends_in_one_failure_and_keeps_what_came(behave, kind):
    async with sends() as made:
        with fault_server(behave) as server:
            made.send(server.url)
            await made.ended()
        assert made.endings() == ["failed"]
        failed = made.exchange()
        assert failed.failure.kind is kind
        assert failed.failure.message
        assert failed.body == (b'{"type":"mess' if kind is FailureKind.CUT_BODY else b"")


async def test_a_port_with_nothing_is_one_failure_with_words():
    async with sends() as made:
        made.send(refused_url())
        await made.ended()
        assert made.exchange().failure.kind is FailureKind.REFUSED
        assert made.endings() == ["failed"]


async def test_cancel_before_the_first_step_still_ends():
    async with sends() as made:
        made.send(refused_url())
        made.controller.cancel()
        await made.ended()
        assert made.endings() == ["cancelled"]
        assert made.exchange().head is None


@pytest.mark.parametrize("behave", [silence, half_head])
async def test_cancel_while_the_server_is_silent(behave):
    async with sends() as made:
        with fault_server(behave) as server:
            made.send(server.url)
            await until(server.reached.is_set)
            made.controller.cancel()
            made.controller.cancel()
            await made.ended()
            await until(server.hung_up.is_set)
        assert made.endings() == ["cancelled"]


async def test_cancel_while_connecting():
    async with sends() as made:
        with unanswered_url() as url:
            made.send(url)
            for _ in range(100):  # turns of the loop, of which it needs a few to get there
                await asyncio.sleep(0)
            made.controller.cancel()
            await made.ended()
        assert made.endings() == ["cancelled"]


async def test_cancel_in_the_body_keeps_what_arrived():
    async with sends() as made:
        with fault_server(stall_in_body(b"so far so good")) as server:
            made.send(server.url)
            await until(made.body_bytes)
            made.controller.cancel()
            await made.ended()
        assert made.exchange().body == b"so far so good"
        assert made.endings() == ["cancelled"]


async def test_cancel_stops_a_flood():
    async with sends() as made:
        with fault_server(endless(b"x" * 60_000)) as server:
            made.send(server.url)
            await until(lambda: made.body_bytes() > 1e6)
            made.controller.cancel()
            await made.ended()
            await until(server.hung_up.is_set)
        assert made.endings() == ["cancelled"]


async def test_a_second_send_waits_for_nobody_and_changes_nothing():
    async with sends() as made:
        with fault_server(stall_in_body(b"one")) as server:
            made.send(server.url)
            made.send(server.url)
            await until(lambda: "head_arrived" in made.names())
            made.controller.cancel()
            await made.ended()
            assert len(server.requests) == 1
        assert made.endings() == ["cancelled"]


async def test_after_every_ending_the_next_send_starts_anew():
    async with sends() as made:
        with fault_server(answer(b"{}", "200 OK", "content-type: application/json")) as server:
            made.send(server.url)
            made.controller.cancel()
            await made.ended()
            made.send(refused_url())
            await made.ended()
            made.send(server.url)
            await made.ended()
            made.send(server.url)
            await made.ended()
        assert made.endings() == ["cancelled", "failed", "finished", "finished"]
        assert len({values[0].id for name, values in made.heard if name in made.endings()}) == 4


async def test_closing_the_window_during_a_send_ends_it_once_and_leaves_no_task():
    async with sends() as made:
        with fault_server(silence) as server:
            made.send(server.url)
            await until(server.reached.is_set)
            await made.controller.aclose()
            assert made.endings() == ["cancelled"]
            await until(server.hung_up.is_set)


async def test_the_key_goes_to_the_server_and_into_nothing_that_is_kept():
    async def read(_name):
        return KEY

    async with sends(read) as made:
        with fault_server(answer(b"{}")) as server:
            made.send(server.url, key_name="work")
            await made.ended()
            assert server.requests[0].header("authorization") == f"Bearer {KEY}"
        assert made.controller.secrets() == (KEY,)
        assert KEY not in repr(made.heard)


async def test_x_api_key_goes_where_the_target_says():
    async def read(_name):
        return KEY

    async with sends(read) as made:
        with fault_server(answer(b"{}")) as server:
            made.send(server.url, key_name="work", auth=AuthScheme.X_API_KEY)
            await made.ended()
            assert server.requests[0].header("x-api-key") == KEY
            assert server.requests[0].header("authorization") == ""


async def test_a_key_that_is_not_there_is_said_before_anything_is_sent():
    async with sends() as made:
        with fault_server(answer(b"{}")) as server:
            made.send(server.url, key_name="work")
            await made.ended()
            assert server.connections == 0
        assert made.exchange().failure.kind is FailureKind.NO_KEY
        assert "work" in made.exchange().failure.message


async def test_a_keyring_that_fails_is_said():
    async def read(_name):
        raise KeyringFault("silent", "The keyring did not answer.")

    async with sends(read) as made:
        made.send(refused_url(), key_name="work")
        await made.ended()
        assert made.exchange().failure == Failure(FailureKind.KEYRING, "The keyring did not answer.")


async def test_cancel_while_the_keyring_makes_us_wait():
    asked = asyncio.Event()

    async def read(_name):
        asked.set()
        await asyncio.Event().wait()

    async with sends(read) as made:
        made.send(refused_url(), key_name="work")
        await asked.wait()
        made.controller.cancel()
        await made.ended()
        assert made.endings() == ["cancelled"]


async def test_a_mistake_of_ours_ends_the_send_too_and_is_reported(loop):
    async def read(_name):
        raise ZeroDivisionError("a bug")

    reported = []
    handler = loop.get_exception_handler()
    loop.set_exception_handler(lambda _loop, context: reported.append(context["exception"]))
    async with sends(read) as made:
        made.send(refused_url(), key_name="work")
        await made.ended()
        assert made.endings() == ["failed"]
        assert made.exchange().failure.kind is FailureKind.UNKNOWN
    assert isinstance(reported[0], ZeroDivisionError)
    loop.set_exception_handler(handler)


async def test_what_cannot_be_put_on_the_wire_says_where():
    async with sends() as made:
        made.send(refused_url(), replace(DRAFT, headers=(Row("x-bad", "one\ntwo"),)))
        await made.ended()
        failure = made.exchange().failure
        assert (failure.kind, failure.detail) == (FailureKind.BAD_REQUEST, "header:x-bad")


async def test_an_address_that_is_none_is_a_failure():
    async with sends() as made:
        made.send("no address at all")
        await made.ended()
        assert made.exchange().failure.kind in {FailureKind.BAD_ADDRESS, FailureKind.BAD_REQUEST}


async def test_garbage_bytes_after_a_200_are_kept_as_they_came():
    garbage = bytes(range(256)) * 8
    async with sends() as made:
        with fault_server(answer(garbage)) as server:
            made.send(server.url)
            await made.ended()
        assert made.exchange().body == garbage
        assert made.endings() == ["finished"]


async def test_an_event_stream_that_is_no_event_stream_ends_all_the_same():
    async with sends() as made:
        with fault_server(raw_then_close(message(b"event: x\ndata: {", "200 OK", *STREAM))) as server:
            made.send(server.url)
            await made.ended()
        assert made.endings() == ["finished"]
        assert made.heard[-1][1][1].faults


async def test_a_failing_resolver_is_one_failure():
    async def read(_name):
        raise SendError(Failure(FailureKind.UNREACHABLE, "no way"))

    async with sends(read) as made:
        made.send(refused_url(), key_name="any")
        await made.ended()
        assert made.exchange().failure.message == "no way"
        assert made.endings() == ["failed"]


async def test_a_long_upload_tells_how_far_it_is_and_a_short_one_does_not(tmp_path):
    path = tmp_path / "big.bin"
    path.write_bytes(bytes(3_000_000))
    async with sends() as made:
        told = []
        made.controller.uploaded.connect(lambda sent, total: told.append((sent, total)))
        with fault_server(answer(b"{}")) as server:
            made.send(server.url)
            await made.ended()
            assert told == []
            made.send(server.url, replace(DRAFT, body_text="", files=(FilePart("file", str(path)),)))
            await made.ended()
        length = next(int(value) for name, value in made.exchange().sent.headers if name == "content-length")
        assert told[-1] == (length, length)
        assert [sent for sent, _ in told] == sorted(sent for sent, _ in told)


async def test_with_a_key_in_it_by_a_variable_no_redirect_is_followed():
    async def read_key(name):
        return KEY if name == "work" else None

    draft = replace(DRAFT, headers=(Row("x-extra", "{{key:work}}"),))
    async with sends(read_key) as made:
        with fault_server(answer(b"{}")) as other, fault_server(raw(redirect(f"{other.url}/x"))) as server:
            made.send(server.url, draft, redirects=True)
            await made.ended()
            assert (made.exchange().head.status, other.requests) == (302, [])
            made.send(server.url, redirects=True)
            await made.ended()
            assert made.exchange().head.status == 200
        assert made.controller.secrets() == ()
