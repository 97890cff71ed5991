"""The whole program in its real window, for benches that send from it."""

import asyncio
import os
import time
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ.setdefault("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


def run_window(main: Callable[[], Coroutine[object, object, int]]) -> None:
    """Run `main` on the program's own loop."""
    from betadeck import loop
    from betadeck.compose.main import make_app

    loop.run(make_app(), main)


@asynccontextmanager
async def program_at(base_url: str) -> AsyncIterator["Program"]:  # noqa: F821
    """Yield the program with its window open and a target for `base_url` chosen."""
    from PySide6.QtWidgets import QApplication

    from betadeck.compose.program import Program
    from betadeck.core.target import AuthScheme, Platform, Target

    app = QApplication.instance()
    with TemporaryDirectory() as folder:
        program = Program(app, Path(folder))
        program.open()
        await program.settle_in()
        target = Target("bench", base_url, AuthScheme.NONE, "", Platform.GATEWAY, proxy="none")
        program.targets.replace_all((*program.targets.all(), target))
        program.window.toolbar.target_chosen.emit("bench")
        await program.background.drain()
        await asyncio.sleep(1)  # until everything that starts late has started
        try:
            yield program
        finally:
            await program.aclose()


async def sent(program: "Program", path: str) -> float:  # noqa: F821
    """Send a request to `path` from the tab in front; return the seconds until its end is shown."""
    tab = program.tabs.current()
    program.tabs.edit(tab.key, replace(tab.draft, path=path, operation=""))
    request = program.requests.current()
    await asyncio.sleep(0.3)
    start_s = time.perf_counter()
    program.menus.do("send")
    while request.is_busy():
        await asyncio.sleep(0.002)
    exchange, _ = request.last()
    assert exchange.failure is None and exchange.head.status == 200, exchange.failure
    return time.perf_counter() - start_s


def memory_mib(name: str = "VmRSS") -> float:
    """Return a line of this process's status; Linux only."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return int(next(each for each in lines if each.startswith(name)).split()[1]) / 1024


def reset_peak() -> None:
    """Let the peak of memory count from here."""
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
