"""Starts the window and ends it in order."""

import asyncio
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from betadeck import __version__, loop
from betadeck.compose.shell import make_shell, painted
from betadeck.storage.paths import default_data_dir

if TYPE_CHECKING:  # all the rest of the program, which takes 400 ms to import
    from betadeck.compose.program import Program


def make_app() -> QApplication:
    """Return the Qt application, named and in the style that ours is drawn over."""
    app = QApplication(sys.argv[:1])
    app.setApplicationName("Betadeck")
    app.setApplicationVersion(__version__)
    app.setDesktopFileName("betadeck")
    app.setStyle("Fusion")
    app.setAttribute(Qt.ApplicationAttribute.AA_DontShowIconsInMenus)
    return app


def run_window(data_dir: Path | None) -> int:
    """Open the window on `data_dir`, or on the system's place for such data, until it is closed."""
    app = make_app()
    status = loop.run(app, lambda: _main(app, data_dir or default_data_dir()))
    if app.platformName() == "offscreen":
        app.clipboard().clear()  # there Qt destroys what lies on it only after Python has gone
    return status


async def _main(app: QApplication, data_dir: Path) -> int:
    shell = make_shell(app, data_dir)
    closed_early = asyncio.Event()
    shell.window.close_requested.connect(closed_early.set)
    shell.window.show()
    await painted(shell.window)
    module = await asyncio.to_thread(import_module, "betadeck.compose.program")
    program: Program = module.Program(app, data_dir, shell)
    loop.open_doors(program.dialogs.report)
    loop.QuitFilter(app, program.closing.set)
    program.open()
    await program.settle_in()
    if closed_early.is_set():
        program.closing.set()
    await program.closing.wait()
    await program.aclose()
    return 0
