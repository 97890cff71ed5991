"""Servers that answer HTML, nothing, garbage or half, and addresses that are none: words, a living window."""

from betadeck.core.exchange import Ending
from helpers.fault_behaviours import answer, close_at_once, half_body, raw_then_close, silence
from helpers.fault_server import fault_server, refused_url
from helpers.programs import program_in
from helpers.streams import RICH
from helpers.waiting import until

HTML = b"<html><head><title>502 Bad Gateway</title></head><body><h1>nginx</h1></body></html>"
BEHAVIOURS = {
    "html": answer(HTML, "502 Bad Gateway", "content-type: text/html"),
    "html with 200": answer(HTML, "200 OK", "content-type: text/html"),
    "nothing": answer(b"", "204 No Content"),
    "empty 200": answer(b"", "200 OK", "content-type: application/json"),
    "garbage": answer(bytes(range(256)) * 40, "200 OK", "content-type: application/json"),
    "no HTTP": raw_then_close(b"\x16\x03\x01 this is no HTTP\r\n\r\n"),
    "hung up": close_at_once,
    "half": half_body(b'{"type": "message", "content": [{"type": "te'),
    "half stream": half_body(RICH[: len(RICH) // 2], "content-type: text/event-stream"),
    "json array": answer(b"[1, 2", "200 OK", "content-type: application/json"),
    "redirect": answer(b"", "302 Found", "location: https://elsewhere.example/"),
    "error as text": answer(b'"Overloaded"', "529 ", "content-type: application/json"),
}
ADDRESSES = {
    "no address": "not an address",
    "no host": "http://",
    "port out of range": "http://127.0.0.1:99999",
    "unknown name": "http://no-such-host.invalid",
    "other scheme": "ftp://127.0.0.1/",
}


async def every_view(person):
    """Look at each view of the answer; none may fail on what came."""
    viewer = person.find("response")
    for view in ("answer", "events", "body", "headers", "timing", "usage"):
        viewer.show_view(view)
        viewer.grab()
    viewer.show_view("answer")


async def alive(person):
    """The window takes typing and clicks."""
    person.write_body('{"model": "claude-opus-5-5", "max_tokens": 7, "messages": []}')
    assert '"max_tokens": 7' in person.tab().draft.body_text
    assert not person.request().sends.is_sending()
    assert person.window.toolbar.send.accessibleName() == "Send"


async def test_every_bad_answer_ends_in_words_with_its_bytes_kept(tmp_path):
    async with program_in(tmp_path) as person:
        for name, behave in BEHAVIOURS.items():
            with fault_server(behave) as server:
                person.send_to(server.url)
                exchange = await person.sent()
            diagnosis = person.request().diagnosis()
            good = exchange.ending is Ending.FINISHED and exchange.head.status < 300
            assert good or (diagnosis is not None and diagnosis.title), name
            assert len(person.words(person.find("response"))) > 80, name
            await every_view(person)
            person.program.targets.replace_all(person.program.targets.all()[:2])
        await alive(person)
        await person.settled()
        listed = person.program.window.library._contents.history
        assert len(listed) == len(BEHAVIOURS)


async def test_every_address_that_leads_nowhere_is_said_in_words(tmp_path):
    async with program_in(tmp_path) as person:
        for name, url in {**ADDRESSES, "nobody there": refused_url()}.items():
            person.send_to(url)
            exchange = await person.sent()
            assert exchange.ending is Ending.FAILED, name
            assert person.request().diagnosis().title, name
            await every_view(person)
            person.program.targets.replace_all(person.program.targets.all()[:2])
        await alive(person)


async def test_escape_stops_a_send_that_gets_no_answer(tmp_path):
    async with program_in(tmp_path) as person:
        with fault_server(silence) as server:
            person.send_to(server.url)
            person.press("Ctrl+Return")
            await until(server.reached.is_set)
            assert person.window.toolbar.send.accessibleName() == "Cancel"
            person.press("Esc")
            await until(lambda: not person.request().sends.is_sending())
            await until(server.hung_up.is_set)
            assert person.exchange().ending is Ending.CANCELLED
            person.press("Ctrl+Return")  # and once more, now by the button
            await until(person.request().sends.is_sending)
            person.click("send")
            await until(lambda: not person.request().sends.is_sending())
        await alive(person)
