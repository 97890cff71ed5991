"""Sending from wherever one types, stopping, and what is kept of a send when its tab goes away."""

from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from betadeck.core.draft import Row
from betadeck.core.exchange import Ending
from helpers.fault_behaviours import silence, stall_in_body
from helpers.fault_server import fault_server
from helpers.programs import program_in
from helpers.waiting import until

FIELDS = (QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox)
BODY = """{"model": "claude-opus-5-5", "max_tokens": 64, "system": "Be short.", "temperature": 1,
 "messages": [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}]}"""


def fields_in(widget):
    """Return everything that one can type into now; fields inside spin boxes and such stand for those."""
    every = [each for each in widget.findChildren(QWidget) if isinstance(each, FIELDS) and each.isVisible()]
    return [each for each in every if each.isEnabled() and not isinstance(each.parentWidget(), FIELDS)]


async def test_ctrl_enter_sends_from_every_editor_and_types_nothing(tmp_path):
    async with program_in(tmp_path) as person:
        person.write_body(BODY)
        draft = replace(person.tab().draft, headers=(Row("x-one", "1"),), query=(Row("q", "1"),))
        person.program.tabs.edit(person.tab().key, draft)
        sent = []
        person.program.requests.ended.connect(lambda _key, exchange, _answer: sent.append(exchange))
        for view, least in (("form", 6), ("json", 1), ("params", 3), ("headers", 3)):
            person.program.menus.do(view)
            await until(lambda: not person.program.front._timer.isActive())
            fields = fields_in(person.find("composer"))
            assert len(fields) >= least, view
            for field in [*fields, person.find("betas_filter"), person.find("library_filter")]:
                count, before = len(sent), person.tab().draft
                field.setFocus()
                person.press("Ctrl+Return")
                await until(lambda count=count: len(sent) > count)
                assert person.tab().draft == before, f"{view}: {field.accessibleName()} took it as typing"


async def test_a_tab_closed_during_its_send_leaves_the_exchange_in_the_history(tmp_path):
    async with program_in(tmp_path) as person:
        with fault_server(stall_in_body(b"so far")) as server:
            person.send_to(server.url)
            person.press("Ctrl+Return")
            await until(server.reached.is_set)
            await until(lambda: person.request().page.viewer._status._bytes)
            person.press("Ctrl+W")
            assert person.program.tabs.all() == []
            await until(lambda: person.window.library._contents.history)
            await until(server.hung_up.is_set)
        row = person.window.library._contents.history[0]
        assert (row.ending, row.body_bytes) == ("cancelled", 6)
        person.press("Ctrl+Shift+T")  # the answer that came so far comes back too
        person.program.past.open(row.id)
        await until(lambda: person.exchange() is not None)
        assert person.exchange().body == b"so far"


async def test_without_any_tab_the_window_says_so_and_offers_a_new_request(tmp_path):
    async with program_in(tmp_path) as person:
        person.press("Ctrl+W")
        assert person.find("no_request").isVisible()
        assert not person.window.toolbar.isEnabled()
        for keys in ("Ctrl+Return", "Ctrl+S", "Ctrl+Shift+S", "Ctrl+D", "F2", "Ctrl+W", "Ctrl+F", "Ctrl+1"):
            person.press(keys)
        for action_id in person.program.menus.ids():
            if action_id in {
                "format",
                "wire",
                "response",
                "next_tab",
                "rename",
                "copy_answer",
                "save_answer",
            }:
                person.program.menus.do(action_id)
        person.click(person.find("no_request").findChildren(type(person.window.toolbar.send))[0])
        assert person.tab().draft.body_text == ""
        assert person.window.toolbar.isEnabled()


async def test_sends_of_two_tabs_run_side_by_side_and_escape_stops_the_one_in_front(tmp_path):
    async with program_in(tmp_path) as person:
        with fault_server(silence) as server:
            person.send_to(server.url)
            person.press("Ctrl+Return")
            await until(lambda: server.connections == 1)
            first = person.request()
            person.press("Ctrl+D")
            assert person.window.toolbar.send.accessibleName() == "Send"
            person.press("Ctrl+Return")
            await until(lambda: server.connections == 2)
            second = person.request()
            person.press("Esc")
            await until(lambda: not second.sends.is_sending())
            assert first.sends.is_sending()
            bar = person.find("request_tabs")
            assert bar.tabText(0).endswith("↑")
            person.program.tabs.step(1)
            assert person.window.toolbar.send.accessibleName() == "Cancel"
            person.press("Esc")
            await until(lambda: not first.sends.is_sending())
        assert first.last()[0].ending is second.last()[0].ending is Ending.CANCELLED


async def test_send_stays_off_while_it_will_be_refused_where_the_user_wants_that(tmp_path):
    async with program_in(tmp_path) as person:
        settings = person.program.settings
        settings.take(replace(settings.current(), block_on_errors=True))
        person.write_body('{"model": "claude-opus-5-5", "messages": []}')  # max_tokens is missing
        await until(lambda: not person.window.toolbar.send.isEnabled())
        person.press("Ctrl+Return")
        assert not person.request().sends.is_sending()
        assert person.message().startswith("Not sent")
        settings.take(replace(settings.current(), block_on_errors=False))
        assert (await person.sent()).head.status == 400


async def test_an_answer_can_be_saved_and_copied_byte_for_byte(tmp_path):
    async with program_in(tmp_path) as person:
        exchange = await person.sent()
        person.program.menus.do("copy_answer")
        assert QGuiApplication.clipboard().text() == exchange.body.decode()
        person.program.menus.do("copy_request_id")
        assert QGuiApplication.clipboard().text() == exchange.request_id != ""
        person.program.dialogs._on_save_answer(exchange.body, str(tmp_path / "answer.txt"))
        await person.settled()
        assert (tmp_path / "answer.txt").read_bytes() == exchange.body
        QGuiApplication.clipboard().clear()
