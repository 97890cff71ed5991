"""Async tests on the Qt loop, and a home of their own for programs under test."""

import asyncio
import inspect
import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"  # no test touches the user's own
_DEADLINE_S = 20.0


@pytest.fixture
def loop(qapp):
    """A qasync loop with Betadeck's finaliser; fails the test when its exception handler is called."""
    import qasync

    from betadeck.garbage import collected_here
    from betadeck.loop import finalise_generators

    made = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(made)
    problems: list[dict[str, object]] = []
    made.set_exception_handler(lambda _loop, context: problems.append(context))
    restore = finalise_generators(made)
    with collected_here(made):
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
