"""Widgets that hang in a circle are destroyed in the window's thread, whoever makes the garbage."""

import gc
import threading

from PySide6.QtCore import QObject, QTimer

from betadeck.garbage import collected_here
from helpers.waiting import until


class Circle(QObject):
    """Refers to itself, so that only the collector takes it away; notes which thread that was."""

    def __init__(self, destroyed_in):
        super().__init__()
        self.itself, self.timer = self, QTimer(self)
        self.timer.start(1000)
        self._destroyed_in = destroyed_in

    def __del__(self):
        self._destroyed_in.append(threading.current_thread())


def make_garbage():
    for _ in range(20_000):
        circle = []
        circle.append(circle)


async def test_a_busy_thread_does_not_destroy_what_belongs_to_the_window(loop):
    destroyed_in = []
    with collected_here(loop, every_s=0.01):
        for _ in range(20):
            Circle(destroyed_in)
            busy = threading.Thread(target=make_garbage)
            busy.start()
            busy.join()
        assert destroyed_in == []
        await until(lambda: len(destroyed_in) == 20)
    assert set(destroyed_in) == {threading.main_thread()}


async def test_full_collections_happen_too(loop):
    before = gc.get_stats()[2]["collections"]
    with collected_here(loop, every_s=0.001):
        await until(lambda: make_garbage() or gc.get_stats()[2]["collections"] > before)


def test_afterwards_python_collects_again(loop):
    was_on = gc.isenabled()
    gc.enable()
    try:
        with collected_here(loop):
            assert not gc.isenabled()
        assert gc.isenabled()
    finally:
        (gc.enable if was_on else gc.disable)()


async def test_what_lives_since_the_start_is_looked_at_once(loop):
    gc.unfreeze()  # what the run of tests has set aside
    with collected_here(loop, every_s=0.001):
        await until(lambda: make_garbage() or gc.get_freeze_count() > 1000)
        destroyed_in = []
        Circle(destroyed_in)
        await until(lambda: make_garbage() or destroyed_in)
    assert gc.get_freeze_count() == 0
