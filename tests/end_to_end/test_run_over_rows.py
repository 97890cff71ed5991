"""A table of a thousand rows becomes a batch, and each answer comes back to its row."""

import csv

import pytest
from PySide6.QtWidgets import QDialog, QFileDialog, QPushButton

from betadeck.control import batch_run
from betadeck.sandbox.server import SandboxServer
from betadeck.ui.batch.dialog import BatchDialog
from helpers.catalogue import pool, shipped
from helpers.programs import program_in

BODY = """{"model": "claude-opus-5-5", "max_tokens": 64,
 "messages": [{"role": "user", "content": "On {{topic}}, row {{number}}: why?"}]}"""
SLOW_S = 3.0


def table_of(tmp_path, count):
    path = tmp_path / "questions.csv"
    rows = [("number", "topic"), *((f"n-{each}", 'cats, "so"\nand {{dogs}}') for each in range(count))]
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)
    return path


@pytest.fixture
def table(tmp_path):
    return table_of(tmp_path, 20)


def sandbox(batch_s):
    return lambda: SandboxServer(shipped(), pool(), delay_s=0.0, batch_s=batch_s)


async def chosen(person, dialog, path, kind=QFileDialog):
    """Choose a file in the file dialog that has just opened."""
    await person.until(lambda: dialog.findChildren(kind))
    files = dialog.findChildren(kind)[-1]
    files.fileSelected.emit(str(path))
    files.done(QDialog.DialogCode.Accepted)
    await person.settled()


async def opened(person, table):
    person.write_body(BODY)
    person.program.menus.do("run_batch")
    dialog = person.find("batch_dialog", BatchDialog)
    person.click("choose_table")
    await chosen(person, dialog, table)
    return dialog


async def test_a_thousand_rows_go_out_as_one_batch_and_come_back_as_csv(tmp_path, monkeypatch):
    monkeypatch.setattr(batch_run, "_FIRST_PAUSE_S", 0.05)
    async with program_in(tmp_path / "data", make_sandbox=sandbox(0.05)) as person:
        dialog = await opened(person, table_of(tmp_path, 1000))
        assert "1,000" in person.words(dialog)
        person.find("id_column").setCurrentText("number")
        await person.until(lambda: person.find("start").isEnabled())
        person.click("start")
        await person.until(lambda: dialog._has_results)
        assert "1,000 succeeded" in person.words(dialog)
        start, save = (dialog.findChild(QPushButton, name) for name in ("start", "save_results"))
        assert (start.isDefault(), save.isDefault()) == (False, True)  # Enter does not send them again
        person.click("save_results")
        await chosen(person, dialog, tmp_path / "out.csv")
        person.click("close")
        kept = [row.name or row.operation for row in person.window.library._contents.history]
    with (tmp_path / "out.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert [row["custom_id"] for row in rows] == [f"n-{each}" for each in range(1000)]
    assert {row["result"] for row in rows} == {"succeeded"}
    assert rows[7]["topic"] == 'cats, "so"\nand {{dogs}}'
    assert all(row["text"] and int(row["output_tokens"]) > 0 for row in rows)
    assert len(kept) == 2  # sent, and its results; the looks between are not kept


async def test_a_batch_that_is_cancelled_tells_of_every_row(tmp_path, table, monkeypatch):
    monkeypatch.setattr(batch_run, "_FIRST_PAUSE_S", 0.05)
    async with program_in(tmp_path / "data", make_sandbox=sandbox(SLOW_S)) as person:
        dialog = await opened(person, table)
        await person.until(lambda: person.find("start").isEnabled())
        person.click("start")
        await person.until(lambda: person.all("cancel_batch"))
        person.click("cancel_batch")
        await person.until(lambda: dialog._has_results)
        assert "cancelled" in person.words(dialog)
        person.click("close")


async def test_what_is_wrong_with_table_or_request_is_said_and_nothing_is_sent(tmp_path, table):
    async with program_in(tmp_path / "data") as person:
        dialog = await opened(person, table)
        bad = tmp_path / "bad.csv"
        bad.write_bytes(b"topic,number\nx,1\ny,2,z\n")
        person.click("choose_table")
        await chosen(person, dialog, bad)
        await person.until(lambda: "Line 3: it has 3 cells" in person.words(dialog))
        person.click("leave_out")
        await person.until(lambda: "1 left out" in person.words(dialog))
        bad.write_bytes(b"topic\nx\n")
        person.click("choose_table")
        await chosen(person, dialog, bad)
        await person.until(
            lambda: "{{number}} is no column of the table and no variable." in person.words(dialog)
        )
        assert not person.find("start").isEnabled()
        person.click("close")
        assert person.window.library._contents.history == ()
