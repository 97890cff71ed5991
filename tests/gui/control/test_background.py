"""Storage calls: in order, in one thread, each with one answer back on the loop."""

import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from shiboken6 import delete

from betadeck.control.background import Background
from betadeck.storage.faults import StorageFault

FAULT = StorageFault("full", "The disk is full.", Path("x"))


def fail():
    raise FAULT


async def test_work_is_done_in_the_order_it_was_given_and_answered_on_the_loop():
    background, threads, answers = Background(), set(), []

    def work(number):
        threads.add(threading.current_thread())
        return number

    for number in range(50):
        background.submit(
            lambda number=number: work(number), lambda got: answers.append((got, threading.current_thread()))
        )
    await background.drain()
    assert [number for number, _ in answers] == list(range(50))
    assert len(threads) == 1
    assert threading.main_thread() not in threads
    assert {thread for _, thread in answers} == {threading.main_thread()}
    await background.aclose()


async def test_a_fault_goes_to_whoever_gave_the_work_else_to_everybody():
    background, mine, everybodys = Background(), [], []
    background.faulted.connect(everybodys.append)
    background.submit(fail, None, mine.append)
    background.submit(fail)
    background.submit(lambda: "went on", mine.append)
    await background.drain()
    assert mine == [FAULT, "went on"]
    assert everybodys == [FAULT]
    await background.aclose()


async def test_a_call_that_is_awaited_gives_its_answer_or_its_fault():
    background = Background()
    assert await background.call(lambda: 7) == 7
    with pytest.raises(StorageFault):
        await background.call(fail)
    await background.aclose()


async def test_a_mistake_of_ours_is_reported_and_the_queue_goes_on(loop):
    background, answers, reported = Background(), [], []
    handler = loop.get_exception_handler()
    loop.set_exception_handler(lambda _loop, context: reported.append(context["exception"]))
    background.submit(lambda: 1 / 0, answers.append)
    background.submit(lambda: 2, answers.append)
    await background.drain()
    loop.set_exception_handler(handler)
    assert [type(each) for each in reported] == [ZeroDivisionError]
    assert answers == [2]
    await background.aclose()


async def test_closing_finishes_what_is_queued_and_what_that_asks_for():
    background, done, hold = Background(), [], threading.Event()
    background.submit(lambda: hold.wait(10), lambda _: background.submit(lambda: done.append("second")))
    background.submit(lambda: done.append("first"))
    hold.set()
    await background.aclose()
    assert done == ["first", "second"]


async def test_work_given_after_closing_is_passed_over():
    background, done = Background(), []
    await background.aclose()
    background.submit(lambda: done.append(1), done.append, done.append)
    await background.aclose()
    assert done == []


@pytest.mark.parametrize("work", [list, fail])
async def test_nobody_who_is_gone_is_answered(qapp, work):
    background, owner, heard = Background(), QObject(), []
    background.submit(work, heard.append, heard.append, owner)
    delete(owner)
    await background.drain()
    assert heard == []
    await background.aclose()
