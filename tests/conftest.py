"""Async tests on the Qt loop, and a home of their own for programs under test."""

import asyncio
import gc
import inspect
import os
import sys

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # no test touches the user's own
_DEADLINE_S = 20.0
_TESTS_A_COLLECTION = 20
_TESTS_A_FULL_COLLECTION = 400
"""Young ones do the rest. In a longer run, what lives as long as the run is left out until a test thaws it."""
_DONE = pytest.StashKey[int]()


def pytest_sessionstart():
    """Leave no garbage to other threads: were they to collect a widget, Qt would crash."""
    gc.disable()


def pytest_collection_finish(session):
    """Set aside modules, tests and the catalogue, while there is no window that would be set aside too."""
    if len(session.items) > _TESTS_A_FULL_COLLECTION:
        from helpers.catalogue import pool, shipped

        shipped(), pool()
        gc.collect()
        gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item, nextitem):
    """Collect here, in the main thread, now and then and after the last test."""
    done = item.session.stash.setdefault(_DONE, 0) + 1
    item.session.stash[_DONE] = done
    if nextitem is None:
        _put_windows_away()
    if nextitem is None or done % _TESTS_A_FULL_COLLECTION == 0:
        gc.collect()
    elif done % _TESTS_A_COLLECTION == 0:
        gc.collect(0)


def _put_windows_away():
    """Destroy what widgets are left while the application still is, not after it."""
    if "PySide6.QtWidgets" not in sys.modules:
        return
    import shiboken6
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return
    QApplication.clipboard().clear()  # offscreen, Qt destroys what lies on it only after Python has gone
    for widget in QApplication.topLevelWidgets():
        if shiboken6.isValid(widget) and shiboken6.ownedByPython(widget):
            shiboken6.delete(widget)


@pytest.fixture
def loop(qapp):
    """A qasync loop with Betadeck's finaliser; fails the test when its exception handler is called."""
    import qasync

    from betadeck.loop import finalise_generators

    made = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(made)
    problems: list[dict[str, object]] = []
    made.set_exception_handler(lambda _loop, context: problems.append(context))
    restore = finalise_generators(made)
    yield made
    restore()
    made.close()
    asyncio.set_event_loop(None)
    assert not problems, problems


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem):
    """Run `async def test_*` on the `loop` fixture; a task left behind fails the test."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    loop = pyfuncitem.funcargs["loop"]
    names = pyfuncitem._fixtureinfo.argnames
    loop.run_until_complete(_bounded(pyfuncitem.obj, {name: pyfuncitem.funcargs[name] for name in names}))
    return True


def pytest_collection_modifyitems(items):
    """Give every async test the `loop` fixture, whether it names it or not."""
    for item in items:
        if inspect.iscoroutinefunction(getattr(item, "obj", None)) and "loop" not in item.fixturenames:
            item.fixturenames.append("loop")


async def _bounded(test, arguments):
    async with asyncio.timeout(_DEADLINE_S):
        await test(**arguments)
    left = asyncio.all_tasks() - {asyncio.current_task()}
    assert not left, f"tasks left behind: {left}"
