"""A batch whose answer never came: it is told of, never sent again, and found by its id."""

import asyncio
import json
from types import SimpleNamespace

import httpx
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from betadeck.control import batch_run
from betadeck.sandbox.server import SandboxServer
from betadeck.ui.batch.dialog import BatchDialog
from helpers.catalogue import pool, shipped
from helpers.programs import program_in
from helpers.sandbox_calls import HEADERS

BODY = """{"model": "claude-opus-5-5", "max_tokens": 64,
 "messages": [{"role": "user", "content": "On {{topic}}?"}]}"""


def at(address):
    return lambda: SimpleNamespace(start=bool, stop=bool, base_url=address, log=[])


async def answered(person, dialog, path):
    """Answer the dialog that asks for a file."""
    files = dialog.findChildren(QFileDialog)[-1]
    files.fileSelected.emit(str(path))
    files.done(QDialog.DialogCode.Accepted)
    await person.settled()


async def made_at(address):
    """Make the batch that was sent, as if it had arrived; return its id."""
    params = json.loads(BODY)
    batch = {"requests": [{"custom_id": f"row-{number}", "params": params} for number in (1, 2)]}
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{address}/v1/messages/batches", json=batch, headers=HEADERS)
    return answer.json()["id"]


async def sent(person, tmp_path):
    """Send a batch of two rows, and return the dialog while no answer is here."""
    table = tmp_path / "rows.csv"
    table.write_text("topic\ncats\ndogs\n")
    person.write_body(BODY)
    person.program.menus.do("run_batch")
    dialog = person.find("batch_dialog", BatchDialog)
    person.click("choose_table")
    await answered(person, dialog, table)
    await person.until(lambda: person.find("start").isEnabled())
    person.click("start")
    return dialog


async def test_a_batch_without_an_answer_is_told_of_and_found_by_its_id(tmp_path, monkeypatch):
    monkeypatch.setattr(batch_run, "_FIRST_PAUSE_S", 0.05)
    asked = asyncio.Event()

    async def never(reader, writer):
        await reader.readuntil(b"\n]}")
        asked.set()
        await reader.read()  # until the program has gone
        writer.close()

    mute = await asyncio.start_server(never, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{mute.sockets[0].getsockname()[1]}"
    async with program_in(tmp_path / "data", make_sandbox=at(address)) as person:
        await sent(person, tmp_path)
        await asked.wait()
    mute.close()
    await mute.wait_closed()
    with SandboxServer(shipped(), pool(), delay_s=0.0, batch_s=0.05) as server:
        async with program_in(tmp_path / "data", make_sandbox=at(server.base_url)) as person:
            person.program.menus.do("run_batch")
            dialog = person.find("batch_dialog", BatchDialog)
            await person.until(lambda: "no answer came: it may exist" in person.words(dialog))
            person.click("sent")
            QTest.keyClick(person.find("pick_list"), Qt.Key.Key_Return)
            await person.until(lambda: "Send GET /v1/messages/batches" in person.words(dialog))
            assert "2 requests" in person.words(dialog)
            assert len(person.window.library._contents.history) == 1  # nothing was sent by itself
            found = await made_at(server.base_url)
            assert person.find("forget").isEnabled()
            person.write(found, "batch_id")
            person.click("watch")
            await person.until(lambda: person.all("save_results"))
            assert "2 succeeded" in person.words(dialog)
            person.click("save_results")
            await answered(person, dialog, tmp_path / "out.csv")
            person.click("close")
    assert "cats,row-1,succeeded" in (tmp_path / "out.csv").read_text()


async def test_a_batch_that_never_left_is_not_said_to_exist(tmp_path):
    async with program_in(tmp_path / "data", make_sandbox=at("http://127.0.0.1:1")) as person:
        dialog = await sent(person, tmp_path)
        await person.until(lambda: "Send again" in person.words(dialog) or dialog.said.text())
        await person.settled()
        assert "may exist" not in person.words(dialog)
        assert not list((tmp_path / "data" / "batches").glob("*.batch"))
        person.click("close")
