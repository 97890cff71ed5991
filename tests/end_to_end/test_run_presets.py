"""Presets go out together as one batch, and a batch that was left is come back to."""

import csv
import json
from types import SimpleNamespace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog

from betadeck.control import batch_run
from betadeck.control.batch_run import BatchRun
from betadeck.core.draft import Draft, Row
from betadeck.sandbox.server import SandboxServer
from betadeck.storage.presets import PresetStore
from betadeck.ui.batch.dialog import BatchDialog
from helpers.catalogue import pool, shipped
from helpers.programs import program_in

BODY = """{"model": "claude-opus-5-5", "max_tokens": 64, "stream": true,
 "messages": [{"role": "user", "content": "On {{topic}}?"}]}"""
EDITS = BODY.replace('"stream": true', '"context_management": {"edits": []}')
BETA = "context-management-2025-06-27"


def keep_presets(data_dir):
    store = PresetStore(data_dir / "presets", data_dir / "trash")
    topic = (Row("topic", "cats"),)
    for folder, name, draft in (
        ("", "Déjà vu", Draft(body_text=BODY, variables=topic)),
        ("work", "Déjà vu", Draft(body_text=BODY.replace("{{topic}}", "dogs"))),
        (
            "work",
            "Edits",
            Draft(operation="beta.messages.create", body_text=EDITS, variables=topic, betas=(BETA,)),
        ),
        ("work", "Models", Draft(operation="models.list", method="GET", path="/v1/models")),
    ):
        store.create(folder, name, draft)


def sandbox(batch_s):
    return lambda: SandboxServer(shipped(), pool(), delay_s=0.0, batch_s=batch_s)


def opened(person):
    person.program.menus.do("run_batch")
    return person.find("batch_dialog", BatchDialog)


async def test_ticked_presets_go_out_together_and_come_back_under_their_names(tmp_path, monkeypatch):
    monkeypatch.setattr(batch_run, "_FIRST_PAUSE_S", 0.05)
    keep_presets(tmp_path / "data")
    async with program_in(tmp_path / "data", make_sandbox=sandbox(0.05)) as person:
        sent = []
        person.program.probes.prober(BatchRun).sent.connect(lambda exchange, _: sent.append(exchange))
        dialog = opened(person)
        person.click("presets")
        person.click("tick_all")
        await person.until(lambda: "“Models”: it calls GET /v1/models" in person.words(dialog))
        assert not person.find("start").isEnabled()
        person.click("leave_out")
        await person.until(lambda: person.find("start").isEnabled())
        assert BETA in person.words(dialog)
        assert "stream, which no batch takes" in person.words(dialog)
        assert "all of them, nothing found" in person.words(dialog)
        person.write("edits", "preset_filter")
        person.press("Return")
        assert person.find("tick_list").model().rowCount() == 1
        assert not sent  # Enter in the filter costs nothing
        person.click("start")
        await person.until(lambda: person.all("save_results"))
        person.click("save_results")
        files = dialog.findChildren(QFileDialog)[-1]
        files.fileSelected.emit(str(tmp_path / "out.csv"))
        files.done(QDialog.DialogCode.Accepted)
        await person.settled()
        person.click("close")
    body = json.loads(sent[0].draft.body_text)
    assert [each["custom_id"] for each in body["requests"]] == ["Deja-vu", "Deja-vu-2", "Edits"]
    assert body["requests"][0]["params"]["messages"][0]["content"] == "On cats?"
    assert sent[0].draft.betas == (BETA,)
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["preset"] for row in rows] == ["Déjà vu", "work/Déjà vu", "work/Edits"]
    assert {row["result"] for row in rows} == {"succeeded"}


async def test_a_batch_that_was_left_is_gone_on_with_in_another_run_of_the_program(tmp_path, monkeypatch):
    monkeypatch.setattr(batch_run, "_FIRST_PAUSE_S", 0.05)
    keep_presets(tmp_path / "data")
    with sandbox(0.4)() as server:

        def lasting():
            return SimpleNamespace(start=bool, stop=bool, base_url=server.base_url, log=server.log)

        async with program_in(tmp_path / "data", make_sandbox=lasting) as person:
            dialog = opened(person)
            person.click("presets")
            person.click("tick_all")
            await person.until(lambda: person.all("leave_out"))
            person.click("leave_out")
            await person.until(lambda: person.find("start").isEnabled())
            person.click("start")
            await person.until(lambda: list((tmp_path / "data" / "batches").glob("msgbatch_*.batch")))
        async with program_in(tmp_path / "data", make_sandbox=lasting) as person:
            dialog = opened(person)
            person.click("sent")
            await person.until(lambda: "msgbatch_" in person.find("batch_id").text())
            QTest.keyClick(person.find("pick_list"), Qt.Key.Key_Return)
            await person.until(lambda: person.all("save_results"))
            assert "3 succeeded" in person.words(dialog)
            person.click("forget")
            await person.until(lambda: not person.all("forget"))
            person.click("close")
