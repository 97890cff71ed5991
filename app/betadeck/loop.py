"""The qasync loop, and the doors that every uncaught error comes through.

All that touches qasync is here, so that replacing it costs one file. Two workarounds are needed with
qasync 0.28: it closes no abandoned async generator, and it stops under a pending coroutine when Qt
quits; see `finalise_generators` and `QuitFilter`.
"""

import asyncio
import sys
import threading
import traceback
from collections.abc import AsyncGenerator, Callable, Coroutine
from types import TracebackType

from PySide6.QtCore import QEvent, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from betadeck.garbage import collected_here

Report = Callable[[str, str], None]
"""Called with a title and the details of an error that nobody caught."""


def run(app: QApplication, main: Callable[[], Coroutine[object, object, int]]) -> int:
    """Run the coroutine that `main` makes on a Qt loop and return its exit status."""
    import qasync

    with asyncio.Runner(loop_factory=lambda: qasync.QEventLoop(app)) as runner:
        restore = finalise_generators(runner.get_loop())
        try:
            with collected_here(runner.get_loop()):
                return runner.run(main())
        finally:
            restore()


def finalise_generators(loop: asyncio.AbstractEventLoop) -> Callable[[], None]:
    """Close async generators that were left early, as asyncio's own loops do; returns the undo."""
    closing: set[asyncio.Task[None]] = set()

    def close(generator: AsyncGenerator[object, object]) -> None:
        if loop.is_closed():
            return
        task = loop.create_task(generator.aclose())
        closing.add(task)
        task.add_done_callback(closing.discard)

    def finaliser(generator: AsyncGenerator[object, object]) -> None:
        if not loop.is_closed():
            loop.call_soon_threadsafe(close, generator)

    before = sys.get_asyncgen_hooks()
    sys.set_asyncgen_hooks(finalizer=finaliser)
    return lambda: sys.set_asyncgen_hooks(*before)


class QuitFilter(QObject):
    """Turns every wish to quit (last window, menu, session end, Cmd+Q) into one call of `ask`."""

    def __init__(self, app: QApplication, ask: Callable[[], None]) -> None:
        super().__init__(app)
        self._ask = ask
        app.setQuitOnLastWindowClosed(False)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        """Swallow the quit; the program ends when its main coroutine has put things away."""
        if event.type() == QEvent.Type.Quit:
            self._ask()
            return True
        return super().eventFilter(watched, event)


def open_doors(report: Report) -> None:
    """Lead errors from slots, threads, tasks and Qt itself to `report`."""

    def from_slot(kind: type[BaseException], error: BaseException, place: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, place)
            return
        report(f"{kind.__name__}: {error}", "".join(traceback.format_exception(kind, error, place)))

    def from_thread(arguments: threading.ExceptHookArgs) -> None:
        if arguments.exc_value is not None:
            from_slot(arguments.exc_type, arguments.exc_value, arguments.exc_traceback)

    def from_task(_loop: asyncio.AbstractEventLoop, context: dict[str, object]) -> None:
        error = context.get("exception")
        if isinstance(error, Exception):
            from_slot(type(error), error, error.__traceback__)
        else:
            report(str(context.get("message", "An error in the event loop")), repr(context))

    sys.excepthook = from_slot
    threading.excepthook = from_thread
    asyncio.get_running_loop().set_exception_handler(from_task)
    qInstallMessageHandler(_from_qt)


def _from_qt(kind: QtMsgType, _context: object, message: str) -> None:
    if message.startswith("This plugin does not support"):
        return  # the offscreen platform tells what it lacks at every window
    if kind in {QtMsgType.QtWarningMsg, QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg}:
        print(f"Qt: {message}", file=sys.stderr)  # noqa: T201
