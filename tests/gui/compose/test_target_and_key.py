"""What the top bar says is what is sent: target, key, API version."""

from dataclasses import replace

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from betadeck.core.failure import FailureKind
from betadeck.core.target import AuthScheme
from helpers.fault_behaviours import answer
from helpers.fault_server import fault_server
from helpers.programs import program_in
from helpers.waiting import until

KEY = "sk-ant-api03-" + "h4K" * 25
ANSWER = answer(b'{"type": "message", "content": []}', "200 OK", "content-type: application/json")


async def choose(person, picker, words):
    """Open a list of the top bar with the mouse and click the entry that begins with `words`."""
    person.click(picker)
    await until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    entry = next(each for each in menu.actions() if each.text().startswith(words))
    person.click(menu, menu.actionGeometry(entry).center())
    await until(lambda: QApplication.activePopupWidget() is None)
    await person.look_at(person.window)


async def add_target(person, name, url):
    """Add a target in the dialog, by mouse and keys."""
    await choose(person, "target_picker", "Edit targets")
    await until(lambda: person.all("targets_dialog"))
    dialog = person.find("targets_dialog")
    await person.look_at(dialog)
    person.click("add_target")
    person.write(name, "target_name")
    person.write(url, "target_base_url")
    person.find("target_proxy").setCurrentText("None")
    person.click("save")
    await until(lambda: not person.all("targets_dialog"))
    await person.look_at(person.window)


async def add_key(person, name, key):
    """Add a key in the dialog, by mouse and keys."""
    await choose(person, "key_picker", "Add or change keys")
    await until(lambda: person.all("keys_dialog"))
    await person.look_at(person.find("keys_dialog"))
    person.write(name, "key_name")
    person.find("key_secret").setFocus()
    person.paste(key)
    person.click("store")
    await until(lambda: name in person.program.keys.names())
    await until(lambda: name in person.words(person.find("keys_dialog")))
    assert key not in person.words(person.find("keys_dialog"))
    person.press("Esc")
    await person.look_at(person.window)


async def test_a_target_a_key_and_a_version_chosen_with_the_mouse_are_what_is_sent(tmp_path):
    async with program_in(tmp_path) as person:
        with fault_server(ANSWER) as server:
            await add_target(person, "Gateway", f"{server.url}/team/claude")
            await choose(person, "target_picker", "Gateway")
            assert "/team/claude/v1/messages" in person.window.toolbar.operation.accessibleName()
            assert person.window.toolbar.key.value() == "none chosen"
            await person.sent()
            assert server.requests[-1].lines[0] == b"POST /team/claude/v1/messages HTTP/1.1"
            assert server.requests[-1].header("authorization") == ""

            await add_key(person, "work", KEY)
            await until(lambda: person.window.toolbar.key.value() == "work")  # the target had none
            await person.sent()
            assert server.requests[-1].header("authorization") == f"Bearer {KEY}"

            target = person.program.targets.get("Gateway")
            other = replace(target, auth=AuthScheme.X_API_KEY)
            person.program.targets.replace_all((person.program.targets.all()[0], other))
            await choose(person, "version_picker", "2023-06-01")
            await person.sent()
            assert server.requests[-1].header("x-api-key") == KEY
            assert server.requests[-1].header("authorization") == ""
            assert server.requests[-1].header("anthropic-version") == "2023-06-01"

            await choose(person, "version_picker", "Do not send")
            await choose(person, "key_picker", "No key")
            await person.sent()
            assert server.requests[-1].header("anthropic-version") == ""
            assert server.requests[-1].header("x-api-key") == ""

            await choose(person, "target_picker", "Sandbox")
            assert person.window.toolbar.key.value() == "none needed"
            await person.sent()
            assert len(server.requests) == 4


async def test_each_tab_has_its_own_target(tmp_path):
    async with program_in(tmp_path) as person:
        with fault_server(ANSWER) as server:
            person.send_to(server.url)
            person.press("Ctrl+N")
            assert person.window.toolbar.target.value() == "Here"  # a new tab begins where one was
            await choose(person, "target_picker", "Sandbox")
            person.press("Ctrl+PgUp")
            assert person.window.toolbar.target.value() == "Here"
    async with program_in(tmp_path) as person:
        assert [tab.target for tab in person.program.tabs.all()] == ["Here", "Sandbox"]


async def test_what_is_renamed_is_still_used_and_what_is_gone_is_said(tmp_path):
    async with program_in(tmp_path) as person:
        with fault_server(ANSWER) as server:
            person.send_to(server.url)
            await add_key(person, "work", KEY)
            person.program.keys.rename("work", "office")
            await until(lambda: person.window.toolbar.key.value() == "office")
            targets = person.program.targets
            targets.replace_all(
                tuple(replace(each, name="There") if each.name == "Here" else each for each in targets.all())
            )
            assert person.window.toolbar.target.value() == "There"
            await person.sent()
            assert server.requests[-1].header("authorization") == f"Bearer {KEY}"

            person.program.keys.delete("office")
            await until(lambda: person.program.keys.names() == [])
            exchange = await person.sent()
            assert exchange.failure.kind is FailureKind.NO_KEY
            assert "office" in person.words(person.find("response"))
            assert len(server.requests) == 1

            targets.replace_all(targets.all()[:1])
            assert person.window.toolbar.target.value() == "Sandbox"
            assert (await person.sent()).head.status == 200


def copied(person):
    """Return what the Copy button of "On the wire" copies."""
    person.click("copy_wire")
    return QGuiApplication.clipboard().text()


async def test_on_the_wire_shows_what_goes_out_and_never_a_key(tmp_path):
    async with program_in(tmp_path) as person:
        with fault_server(ANSWER) as server:
            person.send_to(server.url)
            await add_key(person, "work", KEY)
            person.tick("context-management-2025-06-27")
            person.press("Ctrl+5")
            await until(lambda: person.all("copy_wire"))
            await until(lambda: "‹work›" in copied(person) and "context-management" in copied(person))
            shown = copied(person)
            exchange = await person.sent()
        sent = server.requests[-1]
        for line in sent.lines[1:]:
            name, _, value = line.decode().partition(": ")
            assert name.lower() in shown.lower(), name
            if name.lower() not in {"authorization", "host"}:
                assert value in shown, name
        assert KEY not in shown
        assert exchange.sent.body == sent.body
        assert KEY not in repr(exchange)
        QGuiApplication.clipboard().clear()
