"""The whole program on a data folder, and a person before it: real widgets, mouse, keys, files, sockets."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton, QWidget

from betadeck.compose.program import Program
from betadeck.compose.shell import Shell, make_shell
from betadeck.core.open_tab import OpenTab
from betadeck.core.target import Platform, Target
from betadeck.sandbox.server import SandboxServer
from betadeck.storage.paths import Paths
from betadeck.storage.settings import SettingsStore
from betadeck.ui.betas.row import BetaRow
from betadeck.ui.composer.editor.json_editor import JsonEditor
from betadeck.ui.library.view import LibraryView
from betadeck.ui.window import MainWindow
from helpers.sandboxes import quick_sandbox
from helpers.sending import QUICK
from helpers.waiting import until

W = TypeVar("W", bound=QWidget)
NO_KEY = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


@asynccontextmanager
async def program_in(
    data_dir: Path,
    *,
    delay_s: float = 0.0,
    dressed: bool = False,
    make_sandbox: Callable[[], SandboxServer] | None = None,
) -> AsyncIterator["Person"]:
    """Run the program on `data_dir`; yield whoever sits before it. Everything is put away at the end.

    Without its style sheet (`dressed` False) the same widgets are there in half the time.
    """
    app = QApplication.instance()
    shell = make_shell(app, data_dir) if dressed else _undressed(data_dir)
    program = Program(app, data_dir, shell, make_sandbox or (lambda: quick_sandbox(delay_s)))
    program.open()
    try:
        await program.settle_in()
        await program.background.drain()
        person = Person(program)
        await person.look_at(program.window)
        yield person
    finally:
        await program.aclose()
        for dialog in program.window.findChildren(QDialog):
            dialog.close()
        program.window.deleteLater()
        program.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.setStyleSheet("")


def _undressed(data_dir: Path) -> Shell:
    store = SettingsStore(Paths(data_dir).settings)
    settings, remembered = store.load(), store.recall()
    window = MainWindow(settings.keys())
    window.restore_geometry_text(remembered.get("geometry", ""))
    return Shell(window, store, settings, remembered)


class Person:
    """Eyes and hands. `find` sees only what is visible; `press` goes where the focus is."""

    def __init__(self, program: Program) -> None:
        self.program, self.window = program, program.window

    # what there is to see

    def find(self, name: str, kind: type[W] = QWidget) -> W:
        """Return the visible widget with this object name or accessible name."""
        found = self.all(name, kind)
        assert found, f"nobody sees a {kind.__name__} called {name!r}"
        return found[0]

    def all(self, name: str = "", kind: type[W] = QWidget) -> list[W]:
        """Return all visible widgets of this kind, with this name if one is given."""
        own = [self.window, *self.window.findChildren(kind)]
        every = [each for each in own if isinstance(each, kind)]
        called = [each for each in every if not name or name in {each.objectName(), each.accessibleName()}]
        return [each for each in called if each.isVisible()]

    def tab(self) -> OpenTab:
        """Return the tab in front."""
        found = self.program.tabs.current()
        assert found is not None
        return found

    def request(self):
        """Return what stands behind the tab in front."""
        return self.program.requests.get(self.tab().key)

    def exchange(self):
        """Return the exchange that the tab in front shows."""
        last = self.request().last()
        return last[0] if last else None

    def title(self) -> str:
        """Return what stands on the tab in front, with its mark."""
        bar = self.find("request_tabs")
        return bar.tabText(bar.currentIndex())

    def notice(self) -> str:
        """Return what the strip under the tabs says, empty when it is not there."""
        strip = self.window.notice
        return " ".join(each.text() for each in strip.findChildren(QLabel)) if strip.isVisible() else ""

    def message(self) -> str:
        """Return what the status bar says."""
        return self.window.status._message.text()

    def words(self, root: QWidget) -> str:
        """Return every text in sight in `root`."""
        seen = [each for each in root.findChildren(QWidget) if each.isVisible() and hasattr(each, "text")]
        return "\n".join(str(each.text()) for each in seen)

    # what there is to do

    async def look_at(self, window: QWidget) -> None:
        """Bring a window to the front."""
        window.activateWindow()
        await until(window.isActiveWindow)

    async def until(self, condition: Callable[[], object]) -> None:
        """Wait for a condition."""
        await until(condition)

    def click(self, what: QWidget | str, at: QPoint | None = None) -> None:
        """Click a widget in its middle, or at a place in it."""
        widget = self.find(what) if isinstance(what, str) else what
        assert widget.isVisible() and widget.isEnabled(), widget.objectName()
        QTest.mouseClick(widget, LEFT, NO_KEY, at if at is not None else widget.rect().center())

    async def answer(self, label: str) -> None:
        """Click the button of the strip under the tabs that says `label`, once it is in sight."""
        strip = self.window.notice

        def buttons() -> list[QPushButton]:
            return [
                each for each in strip.findChildren(QPushButton) if each.isVisible() and each.text() == label
            ]

        await until(buttons)
        self.click(buttons()[0])

    def press(self, keys: str) -> None:
        """Press keys such as `Ctrl+S` wherever the focus is."""
        combined = QKeySequence(keys)[0]
        QTest.keyClick(
            QApplication.focusWidget() or self.window, combined.key(), combined.keyboardModifiers()
        )

    def write(self, text: str, name: str = "") -> None:
        """Type where the focus is, or into the widget called `name`, in the place of what is there."""
        widget = self.find(name) if name else QApplication.focusWidget()
        widget.setFocus()
        if name:
            QTest.keyClick(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        QTest.keyClicks(widget, text)

    def paste(self, text: str) -> None:
        """Paste where the focus is."""
        QGuiApplication.clipboard().setText(text)
        self.press("Ctrl+V")
        QGuiApplication.clipboard().clear()

    def write_body(self, text: str) -> None:
        """Replace the whole body in the JSON editor, by select all and paste."""
        self.press("Ctrl+2")
        self.editor().setFocus()
        self.press("Ctrl+A")
        self.paste(text)

    def editor(self) -> JsonEditor:
        """Return the JSON editor in sight."""
        return self.all(kind=JsonEditor)[0]

    def tick(self, beta: str) -> None:
        """Click a beta's row at its tick."""
        row = self.find(f"beta:{beta}", BetaRow)
        self.click(row, row.rect().topLeft() + QPoint(14, 14))

    async def save_as(self, name: str, folder: str = "") -> None:
        """Save the tab in front under a new name, through the dialog."""
        self.press("Ctrl+Shift+S")
        await until(lambda: self.all("save_dialog"))
        await self.look_at(self.find("save_dialog"))
        self.write(name, "preset_name")
        if folder:
            self.find("preset_folder").setCurrentText(folder)
        self.press("Return")
        await until(lambda: self.tab().preset_id and not self.all("save_dialog"))
        await self.settled()
        await self.look_at(self.window)

    async def settled(self) -> None:
        """Wait until the storage has done what was asked of it."""
        await self.program.background.drain()

    async def sent(self):
        """Press Ctrl+Enter, wait for the end and return the exchange."""
        before = self.exchange()
        self.press("Ctrl+Return")
        await until(lambda: self.exchange() is not before and not self.request().sends.is_sending())
        await self.settled()
        return self.exchange()

    def send_to(self, url: str, **changes: object) -> None:
        """Let the tab in front send to `url`, with no key and no proxy."""
        made = Target("Here", url, platform=Platform.GATEWAY, proxy="none", timeouts=QUICK)
        self.program.targets.replace_all((*self.program.targets.all(), replace(made, **changes)))
        self.program.window.toolbar.target_chosen.emit("Here")

    async def look_outside(self) -> None:
        """Let the program look at once for what others did to the presets."""
        await self.settled()
        self.program.presets._look()
        await self.settled()

    def line(self, words: str) -> None:
        """Click the line of the library that shows `words`."""
        view = self.find("library_list", LibraryView)
        model = view.model()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            if str(index.data()) == words:
                view.scrollTo(index)
                self.click(view.viewport(), view.visualRect(index).center())
                return
        raise AssertionError(f"the library shows no line {words!r}")


async def steps(count: int = 3) -> None:
    """Let the loop turn a few times."""
    for _ in range(count):
        await asyncio.sleep(0)
