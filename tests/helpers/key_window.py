"""A run of the real window, as a program of its own: stores a key in the dialog and sends with it.

Arguments: data folder, base address of a server that echoes the request, the key. Prints what was sent,
shown and copied, as JSON.
"""

import json
import sys
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton

from betadeck import loop
from betadeck.compose.main import make_app
from betadeck.core.target import Platform, Target
from helpers.waiting import until


async def main(app, folder, base_url, key):
    from betadeck.compose.program import Program

    program = Program(app, Path(folder))
    program.open()
    await program.settle_in()
    await program.background.drain()
    program.targets.replace_all((*program.targets.all(), Target("Echo", base_url, platform=Platform.GATEWAY)))
    program.window.toolbar.target_chosen.emit("Echo")
    program.menus.do("keys")
    await until(lambda: program.window.findChild(QLineEdit, "key_secret"))
    QTest.keyClicks(program.window.findChild(QLineEdit, "key_name"), "work")
    QTest.keyClicks(program.window.findChild(QLineEdit, "key_secret"), key)
    QTest.mouseClick(program.window.findChild(QPushButton, "store"), Qt.MouseButton.LeftButton)
    await until(lambda: any(place == "keyring" for _, _, place in program.keys.entries()))
    program.window.toolbar.key_chosen.emit("work")
    places = [place for _, _, place in program.keys.entries()]
    program.menus.do("send")
    request = program.requests.current()
    await until(lambda: request.last() is not None and not request.sends.is_sending())
    exchange, _ = request.last()
    program.library.save_as()
    await until(lambda: program.window.findChild(QLineEdit, "preset_name"))
    QTest.keyClick(program.window.findChild(QLineEdit, "preset_name"), Qt.Key.Key_Return)
    await until(lambda: program.tabs.current().preset_id)
    await program.aclose()
    told = {"places": places, "sent": exchange.sent.headers, "status": exchange.head.status}
    sys.stdout.write(json.dumps(told) + "\n")
    return 0


if __name__ == "__main__":
    application = make_app()
    loop.run(application, lambda: main(application, *sys.argv[1:4]))
