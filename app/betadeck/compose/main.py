"""Starts the window and ends it in order."""

import sys
import threading
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from betadeck import __version__
from betadeck.compose.shell import Shell, make_shell, wait_for_paint
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
    folder = data_dir or default_data_dir()
    shell = make_shell(app, folder)
    closed_early = threading.Event()
    shell.window.close_requested.connect(closed_early.set)
    shell.window.show()
    wait_for_paint(shell.window)
    from betadeck import loop  # asyncio and what comes with it take 40 ms: not before the window is painted

    status = loop.run(app, lambda: _main(app, folder, shell, closed_early))
    if app.platformName() == "offscreen":
        app.clipboard().clear()  # there Qt destroys what lies on it only after Python has gone
    return status


async def _main(app: QApplication, data_dir: Path, shell: Shell, closed_early: threading.Event) -> int:
    import asyncio

    from betadeck import loop

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
