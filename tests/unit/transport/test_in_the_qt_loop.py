"""The same transport on qasync's loop, in a process of its own: another Qt application may be in the way."""

import os
import subprocess
import sys
from pathlib import Path

from helpers.fault_behaviours import answer, chunked, raw, silence
from helpers.fault_server import PATIENCE_S, fault_server

ROOT = Path(__file__).parents[3]
PROGRAM = """
import asyncio, gc, sys
from PySide6.QtCore import QCoreApplication
import qasync
from helpers.sending import RecordingSink, request_to, target_at
from betadeck.core.failure import SendError
from betadeck.transport.client import Transport

whole, endless, silent = sys.argv[1:]

async def cancelled(transport, url):
    sink = RecordingSink()
    task = asyncio.create_task(transport.send(request_to(target_at(url)), target_at(url), sink))
    while not task.done() and not sink.chunks and sink.timings.request_sent_s is None:
        await asyncio.sleep(0.001)
    task.cancel()
    await asyncio.wait({task}, timeout=15)
    assert task.cancelled(), task

async def main():
    transport = Transport()
    for _ in range(5):
        sink = RecordingSink()
        await transport.send(request_to(target_at(whole)), target_at(whole), sink)
        assert sink.text == b"hello", sink
        await cancelled(transport, endless)
        await cancelled(transport, silent)
    gone = target_at("http://127.0.0.1:1")
    try:
        await transport.send(request_to(gone), gone, RecordingSink())
    except SendError as error:
        print(error.failure.kind.value)
    await transport.aclose()
    gc.collect()

app = QCoreApplication([])
with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
    runner.run(main())
print("done")
"""


def test_sends_cancels_and_failures_work_there_and_leave_nothing_behind():
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONPATH": os.pathsep.join((str(ROOT / "app"), str(ROOT / "tests"))),
    }
    with (
        fault_server(answer(b"hello")) as whole,
        fault_server(raw(chunked(b"x" * 100, end=False))) as endless,
        fault_server(silence) as silent,
    ):
        done = subprocess.run(
            [sys.executable, "-W", "error", "-c", PROGRAM, whole.url, endless.url, silent.url],
            capture_output=True,
            text=True,
            env=environment,
            timeout=PATIENCE_S,
            check=False,
        )
    assert done.stdout.split() == ["refused", "done"], done.stderr
    assert done.stderr == ""
