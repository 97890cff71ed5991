"""A proxy's password typed into a target goes to the keyring, to the proxy, and nowhere else."""

import base64

from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QPushButton

from betadeck.core.proxy_password import password_key
from betadeck.ui.dialogs.targets import TargetsDialog
from helpers.fault_server import fault_server
from helpers.programs import program_in
from helpers.refusing import refusing
from helpers.waiting import until

PASSWORD = "hunter2-horse-7Q"


async def edit_targets(person):
    person.program.menus.do("targets")
    await until(lambda: person.all(kind=TargetsDialog))
    dialog = person.all(kind=TargetsDialog)[0]
    await person.look_at(dialog)
    return dialog


async def test_a_typed_password_is_kept_as_a_key_and_reaches_only_the_proxy(tmp_path):
    with fault_server(refusing("x")) as proxy:
        async with program_in(tmp_path) as person:
            person.send_to("http://api.example", proxy=f"http://bob@{proxy.url.removeprefix('http://')}")
            dialog = await edit_targets(person)
            address = dialog.findChild(QLineEdit, "target_proxy_url")
            assert address.isVisible()
            typed = f"http://bob:{PASSWORD}@{proxy.url.removeprefix('http://')}"
            person.write(typed, "target_proxy_url")
            assert "would be kept in a file" in person.words(dialog)
            assert not person.find("save", QPushButton).isEnabled()
            person.click("keep_proxy_password")
            assert address.text() == typed.replace(f":{PASSWORD}", "")
            assert dialog.findChild(QComboBox, "target_proxy_key").currentText() == "Here proxy"
            person.click("save")
            await person.look_at(person.window)
            assert password_key(person.program.targets.get("Here").proxy) == "Here proxy"
            await until(lambda: "Here proxy" in person.program.keys.names())
            assert (await person.sent()).head.status == 200
            expected = base64.b64encode(f"bob:{PASSWORD}".encode()).decode()
            assert proxy.requests[-1].header("proxy-authorization") == f"Basic {expected}"
            await edit_targets(person)
            assert person.find("target_list", QListWidget).currentItem().text() == "Here"
            assert person.find("target_proxy_key", QComboBox).currentText() == "Here proxy"
    for file in (each for each in tmp_path.rglob("*") if each.is_file()):
        kept = file.read_bytes()
        assert PASSWORD.encode() not in kept, file
        assert expected.encode() not in kept, file


async def test_a_proxy_whose_key_is_gone_is_said_in_words_before_anything_is_sent(tmp_path):
    async with program_in(tmp_path) as person:
        person.send_to("http://api.example", proxy="http://bob:%7Bgone%7D@127.0.0.1:9")
        exchange = await person.sent()
        assert "The key “gone” is not in the keyring" in exchange.failure.message
        assert person.request().diagnosis().culprit.kind == "key"
