"""What was sent is searched, looked at, reopened and compared, in the whole program."""

import json
from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton

from betadeck.core import preset_text
from betadeck.ui.compare.difference_list import DifferenceList
from betadeck.ui.compare.window import CompareWindow
from betadeck.ui.dialogs.quick_pick import QuickPick
from betadeck.ui.history.table import HistoryTable
from betadeck.ui.history.window import HistoryWindow
from helpers.programs import program_in
from helpers.waiting import until

BODY = '{"model": "claude-haiku-4-5", "max_tokens": 64, "messages": [{"role": "user", "content": "%s"}]}'
LEFT = Qt.MouseButton.LeftButton


def shown(person, kind):
    return next((each for each in person.window.findChildren(kind) if each.isVisible()), None)


async def opened(person, keys="Ctrl+Alt+H"):
    """Open the history window and return it with its rows there."""
    person.press(keys)
    await until(lambda: shown(person, HistoryWindow))
    window = shown(person, HistoryWindow)
    await person.settled()
    return window


def names(window):
    model = window.findChild(HistoryTable).model()
    rows = [model.exchange(row) for row in range(model.rowCount())]
    return [row.id for row in rows if row is not None]


async def searched(person, window, line):
    field = window.findChild(QLineEdit, "history_search")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClicks(field, line)
    QTest.keyClick(field, Qt.Key.Key_Return)
    await person.settled()


async def sent(person, content):
    person.write_body(BODY % content)
    return await person.sent()


async def picked(person, over, text):
    """Choose the first entry that holds `text` from the list that dropped down."""
    await until(lambda: over.findChildren(QuickPick))
    (pick,) = over.findChildren(QuickPick)
    QTest.keyClicks(pick.findChild(QLineEdit, "quick_filter"), text)
    QTest.keyClick(pick.findChild(QLineEdit, "quick_filter"), Qt.Key.Key_Return)


async def differences(person):
    """Return the rows of the compare window once they are all there."""
    await until(lambda: shown(person, CompareWindow))
    window = shown(person, CompareWindow)
    await until(lambda: not person.program.comparisons._controller.is_busy())
    model = window.findChild(DifferenceList).model()
    return [[model.index(row, column).data() for column in range(4)] for row in range(model.rowCount())]


async def test_what_was_sent_is_found_by_its_words_and_reopened_as_it_was(tmp_path):
    async with program_in(tmp_path) as person:
        first = await sent(person, "Where do elephants sleep?")
        second = await sent(person, "And giraffes?")
        window = await opened(person)
        assert names(window) == [second.id, first.id]
        await searched(person, window, "elephants")
        assert names(window) == [first.id]
        await searched(person, window, "id:" + second.request_id)
        assert names(window) == [second.id]
        await searched(person, window, "eleph*")
        QTest.keyClick(window.findChild(HistoryTable), Qt.Key.Key_Return)
        await person.settled()
        await until(lambda: person.exchange() is not None and person.exchange().id == first.id)
        assert person.tab().draft == first.draft
        assert (person.exchange().sent, person.exchange().body) == (first.sent, first.body)


async def test_what_was_sent_is_sent_again_from_the_history_in_a_tab_of_its_own(tmp_path):
    async with program_in(tmp_path) as person:
        person.write_body(BODY % "first")
        first = await person.sent()
        person.write_body(BODY % "second")
        window = await opened(person)
        window.panel.choose(first.id)
        QTest.keyClick(window.findChild(HistoryTable), Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: len(person.program.tabs.all()) == 2)
        await until(lambda: person.exchange() is not None and person.exchange().id != first.id)
        assert person.exchange().sent.body == first.sent.body
        assert person.exchange().head.status == 200
        window.close()


async def test_the_glance_the_pin_and_the_note_are_kept(tmp_path):
    async with program_in(tmp_path) as person:
        first = await sent(person, "Where do elephants sleep?")
        window = await opened(person)
        QTest.keyClick(window.findChild(QLineEdit, "history_search"), Qt.Key.Key_Down)
        await person.settled()
        assert "elephants sleep" in window.panel._detail._request.toPlainText()
        assert window.panel._detail._answer.toPlainText()
        QTest.mouseClick(window.findChild(QPushButton, "history_pin"), LEFT)
        QTest.keyClick(window.findChild(HistoryTable), Qt.Key.Key_F2)
        QTest.keyClicks(QApplication.focusWidget(), "the good one")
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        await person.settled()
        assert "1 pinned" in window.panel._account.text()
    async with program_in(tmp_path) as person:
        window = await opened(person)
        await searched(person, window, 'is:pinned "good one"')
        assert names(window) == [first.id]


async def test_the_list_follows_what_is_sent_and_deleted_while_it_is_open(tmp_path):
    async with program_in(tmp_path) as person:
        first = await sent(person, "One")
        window = await opened(person)
        await person.look_at(person.window)
        second = await sent(person, "Two")
        assert names(window) == [second.id, first.id]
        QTest.keyClick(window.findChild(QLineEdit, "history_search"), Qt.Key.Key_Down)
        QTest.keyClick(window.findChild(HistoryTable), Qt.Key.Key_Delete)
        await person.settled()
        assert names(window) == [first.id]
        assert [row.id for row in person.program.window.library._contents.history] == [first.id]


async def test_an_answer_is_compared_with_an_earlier_one_from_the_response_pane(tmp_path):
    async with program_in(tmp_path) as person:
        await sent(person, "One")
        await sent(person, "Two")
        person.request().page.viewer.compare_requested.emit()
        await picked(person, person.window, "haiku")
        rows = await differences(person)
        assert rows and all(row[1] != "/id" for row in rows)
        window = shown(person, CompareWindow)
        QTest.mouseClick(window.findChild(QPushButton, "request"), LEFT)
        rows = await differences(person)
        assert [row[1:] for row in rows] == [["/body/messages/0/content", '"One"', '"Two"']]
        QTest.keyClick(window, Qt.Key.Key_Escape)
        assert not window.isVisible()


async def test_two_rows_of_the_history_are_compared_the_older_one_at_the_left(tmp_path):
    async with program_in(tmp_path) as person:
        await sent(person, "One")
        await sent(person, "Two")
        window = await opened(person)
        QTest.keyClick(window.findChild(QLineEdit, "history_search"), Qt.Key.Key_Down)
        QTest.keyClick(window.findChild(HistoryTable), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.mouseClick(window.findChild(QPushButton, "history_compare"), LEFT)
        await person.settled()
        await differences(person)
        compared = shown(person, CompareWindow)
        QTest.mouseClick(compared.findChild(QPushButton, "request"), LEFT)
        assert [row[2:] for row in await differences(person)] == [['"One"', '"Two"']]
        QTest.mouseClick(compared.panel._swap, LEFT)
        assert [row[2:] for row in await differences(person)] == [['"Two"', '"One"']]


async def test_an_exchange_is_compared_with_a_preset_file(tmp_path):
    async with program_in(tmp_path / "data") as person:
        exchange = await sent(person, "One")
        file = tmp_path / "kept.json"
        file.write_text(preset_text.dump(replace(exchange.draft, betas=("some-beta-2025-01-01",))))
        person.press("Ctrl+Shift+D")
        await picked(person, person.window, "A file")
        await until(lambda: shown(person, QFileDialog))
        shown(person, QFileDialog).fileSelected.emit(str(file))
        await person.settled()
        assert [row[:2] for row in await differences(person)] == [["removed", "/betas/some-beta-2025-01-01"]]
        for dialog in person.window.findChildren(QDialog):
            dialog.close()


async def test_a_file_that_is_gone_is_said(tmp_path):
    async with program_in(tmp_path / "data") as person:
        await sent(person, "One")
        person.press("Ctrl+Shift+D")
        await picked(person, person.window, "A file")
        await until(lambda: shown(person, QFileDialog))
        shown(person, QFileDialog).fileSelected.emit(str(tmp_path / "nothing.json"))
        await person.settled()
        assert "nothing.json" in person.notice()
        assert shown(person, CompareWindow) is None
        for dialog in person.window.findChildren(QDialog):
            dialog.close()


async def test_without_an_answer_there_is_nothing_to_compare(tmp_path):
    async with program_in(tmp_path) as person:
        person.press("Ctrl+Shift+D")
        assert person.message() == "There is no answer to compare yet."


async def test_big_answers_are_compared_in_another_process_that_ends_with_the_window(tmp_path):
    async with program_in(tmp_path / "data") as person:
        await sent(person, "One")
        file = tmp_path / "big.json"
        file.write_text(json.dumps({"content": ["x" * 1000] * 1000}))
        person.press("Ctrl+Shift+D")
        await picked(person, person.window, "A file")
        await until(lambda: shown(person, QFileDialog))
        shown(person, QFileDialog).fileSelected.emit(str(file))
        await person.settled()
        assert await differences(person)
        run = person.program.comparisons._controller._run
        assert run._worker._process.is_alive()
        QTest.keyClick(shown(person, CompareWindow), Qt.Key.Key_Escape)
        await until(lambda: not run.is_alive())
        for dialog in person.window.findChildren(QDialog):
            dialog.close()
