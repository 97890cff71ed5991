"""The program as a process: signals, pipes, what it imports."""

import json
import os
import signal
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

import pytest

from betadeck.core.draft import Draft
from betadeck.core.preset_text import dump
from helpers.fault_behaviours import message
from helpers.fault_server import PATIENCE_S, fault_server

APP = Path(__file__).parents[3] / "app"
HEAVY = {"PySide6", "qasync", "httpx", "starlette", "uvicorn", "keyring", "jsonschema_rs", "tree_sitter"}


@pytest.fixture
def preset(tmp_path):
    path = tmp_path / "p.json"
    path.write_text(dump(Draft(body_text="{}")), encoding="utf-8")
    return path


def start(*arguments: str) -> subprocess.Popen[bytes]:
    environment = {**os.environ, "PYTHONPATH": str(APP), "NO_PROXY": "127.0.0.1", "ANTHROPIC_API_KEY": "k"}
    return subprocess.Popen(
        [sys.executable, "-m", "betadeck", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )


@contextmanager
def heard_ctrl_c():
    """Let programs that are started in here hear of Ctrl+C, which tests in the background may not."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def delta(text: str) -> bytes:
    data = {"type": "content_block_delta", "index": 0, "delta": {"type": "text_delta", "text": text}}
    return f"event: content_block_delta\ndata: {json.dumps(data)}\n\n".encode()


def opening() -> bytes:
    start = {"id": "m", "type": "message", "role": "assistant", "content": [], "usage": {}}
    begin = {"type": "content_block_start", "index": 0, "content_block": {"type": "text", "text": ""}}
    events = [("message_start", {"type": "message_start", "message": start}), ("content_block_start", begin)]
    return b"".join(f"event: {name}\ndata: {json.dumps(data)}\n\n".encode() for name, data in events)


def drip(talk) -> None:
    """The start of a stream and nothing more."""
    talk.read()
    body = opening() + delta("first words")
    talk.send(message(body, "200 OK", "content-type: text/event-stream", length=1_000_000))
    talk.wait()


def flood(talk) -> None:
    """More text than any pipe holds."""
    talk.read()
    talk.send(message(opening(), "200 OK", "content-type: text/event-stream", length=1_000_000_000))
    while True:
        talk.send(delta("x" * 10_000))


@pytest.mark.skipif(sys.platform == "win32", reason="there are no signals of this kind")
def test_text_comes_as_it_arrives_and_ctrl_c_stops(preset):
    with fault_server(drip) as server:
        with heard_ctrl_c():
            process = start("send", str(preset), "--base-url", server.url)
        with process:
            assert process.stdout.read(11) == b"first words"
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 130
    assert out == b"\n"
    assert b"Cancelled." in err
    assert b"Traceback" not in err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break differently there")
def test_a_reader_that_goes_away_is_no_crash(preset):
    with fault_server(flood) as server, start("send", str(preset), "--base-url", server.url) as process:
        assert process.stdout.read(5) == b"xxxxx"
        process.stdout.close()
        err = process.stderr.read()
        process.wait(PATIENCE_S)
    assert process.returncode == 1
    assert b"Traceback" not in err


def test_asking_for_the_version_imports_nothing_heavy():
    code = f"""
import sys
from betadeck.__main__ import main
try:
    main(["--version"])
except SystemExit as ended:
    assert ended.code == 0
print(sorted({HEAVY!r} & set(sys.modules)))
"""
    environment = {**os.environ, "PYTHONPATH": str(APP)}
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True
    )
    assert done.stdout.splitlines() == ["betadeck 0.1.0", "[]"]


def test_the_help_names_every_verb():
    with start("--help") as process:
        out, _ = process.communicate(timeout=PATIENCE_S)
    assert process.returncode == 0
    for verb in ("send", "sandbox", "assemble", "catalog", "demo"):
        assert f"\n    {verb} ".encode() in out
