"""`betadeck assemble`, run in this process on files and on standard input."""

import io
import json
import sys

import pytest

from betadeck.__main__ import main
from helpers.streams import RICH, START, STOP, begin, end, hello, sse, text


@pytest.fixture
def assemble(capfdbinary, tmp_path):
    """Run the verb on these bytes; return exit code, standard output and the words on standard error."""

    def call(body: bytes):
        path = tmp_path / "stream.txt"
        path.write_bytes(body)
        code = main(["assemble", str(path)])
        sys.stdout.flush()
        sys.stderr.flush()
        out, err = capfdbinary.readouterr()
        return code, out, err.decode()

    return call


def test_a_clean_stream_gives_the_message_and_no_words(assemble):
    code, out, err = assemble(RICH)
    message = json.loads(out)
    assert (code, err) == (0, "")
    assert message["content"][2]["input"] == {"city": "Zürich", "n": 12345678901234567890}
    assert out.startswith(b'{\n  "id": "msg_1",')
    assert "Zürich".encode() in out


def test_a_cut_stream_gives_what_there_is_and_says_where_it_ended(assemble):
    body = sse(START, begin(0, type="text", text=""), text(0, "Half"))
    code, out, err = assemble(body)
    assert code == 1
    assert json.loads(out)["content"] == [{"type": "text", "text": "Half"}]
    assert err == (
        f"error: cut off: the stream ended before message_stop, after 3 events (at byte {len(body)})\n"
    )


def test_an_error_in_the_stream_is_told_with_its_event(assemble):
    failing = {"type": "error", "error": {"type": "overloaded_error", "message": "Overloaded"}}
    code, out, err = assemble(sse(START, failing))
    assert code == 1
    assert json.loads(out)["content"] == []
    assert "error: error in the stream: event 2: overloaded_error: Overloaded (at byte " in err


def test_an_unknown_block_is_told_and_still_clean(assemble):
    code, out, err = assemble(hello(begin(0, type="hologram", depth=3), end(0)))
    assert code == 0
    assert json.loads(out)["content"] == [{"type": "hologram", "depth": 3}]
    assert err.startswith("info: unknown block: block of an unknown kind: hologram")


def test_json_that_is_no_stream_is_passed_through_byte_for_byte(assemble):
    body = b'{"n": 1.10,\r\n "big": 12345678901234567890}'
    assert assemble(body) == (0, body, "")
    assert assemble(b"\xef\xbb\xbf[1]") == (0, b"\xef\xbb\xbf[1]", "")


@pytest.mark.parametrize("body", [b"", b" \n", b"<html></html>", b'{"a": ', b"\x00\xff\xfe", b"hello"])
def test_what_is_neither_is_refused(assemble, body):
    code, out, err = assemble(body)
    assert (code, out) == (2, b"")
    assert err.startswith("betadeck assemble: ")


def test_a_file_that_is_not_there_is_refused_in_words(capsys, tmp_path):
    assert main(["assemble", str(tmp_path / "gone")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert main(["assemble", str(tmp_path)]) == 2


def test_standard_input_is_read_as_bytes(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(hello()), encoding="ascii"))
    assert main(["assemble", "-"]) == 0
    assert json.loads(capsys.readouterr().out)["content"][0]["text"] == "Grüße, Welt 🌍"


def test_a_stream_saved_with_the_head_before_it_is_read(assemble):
    code, out, _ = assemble(b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n" + hello())
    assert code == 0
    assert json.loads(out)["id"] == "msg_1"


def test_a_stream_of_another_kind_is_told(assemble):
    code, out, err = assemble(sse({"type": "session.status_idle"}))
    assert (code, out) == (1, b"")
    assert "no message in this stream: 1 events of another kind" in err


def test_half_characters_and_huge_numbers_are_printed_as_valid_json(assemble):
    half = '{"type": "text_delta", "text": "\\ud83d"}'
    odd = f'data: {{"type": "content_block_delta", "index": 0, "delta": {half}}}\n\n'
    usage = 'data: {"type": "message_delta", "delta": {"odd": 1e999, "same": "-Infinity"}, "usage": {}}\n\n'
    code, out, _ = assemble(sse(START, begin(0, type="text", text=""), odd, end(0), usage, STOP))
    assert code == 0
    assert b'"text": "\\ud83d"' in out
    assert b'"odd": 1e999' in out
    assert b'"same": "-Infinity"' in out


def test_bytes_that_are_no_utf8_do_not_stop_it(assemble):
    code, out, _ = assemble(hello(begin(0, type="text", text=""), text(0, "a\udcffb"), end(0)))
    assert code == 0
    assert json.loads(out)["content"][0]["text"] == "a\udcffb"
