"""The form of the tab in front, and a person who builds in it by clicks."""

import json
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from betadeck.ui.composer.composer import Composer
from helpers.programs import Person


def body(person: Person) -> dict[str, object]:
    """Return the body of the tab in front, read as JSON."""
    return json.loads(person.tab().draft.body_text)


async def form(person: Person) -> None:
    """Show the form, once it knows the fields of the API."""
    person.press("Ctrl+1")
    await person.until(lambda: person.find("composer", Composer)._fields.at("GET", "/")[0])


async def choose(person: Person, button: str, words: str) -> None:
    """Click a button that opens a menu, then the entry that begins with `words`."""
    await person.until(lambda: person.all(button))
    person.click(button)
    await person.until(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
    menu = QApplication.activePopupWidget()
    action: QAction = next(each for each in menu.actions() if each.text().startswith(words))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=menu.actionGeometry(action).center())
    await person.until(lambda: QApplication.activePopupWidget() is None)
    await person.look_at(person.window)


async def give_file(person: Person, path: Path) -> None:
    """Choose a file in the dialog that asks for one."""
    await person.until(lambda: person.all("attach_dialog", QFileDialog))
    dialog = person.find("attach_dialog", QFileDialog)
    dialog.selectFile(str(path))
    dialog.accept()
    await person.look_at(person.window)
