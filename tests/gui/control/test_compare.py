"""Comparing beside the window: in this process and in another, stopped and broken off."""

import json
import threading

import pytest

from betadeck.control.compare import CompareController
from betadeck.control.compare_worker import FarWorker, NearWorker, make_worker
from betadeck.core.compare.asking import MOST_LISTED, Ask, AskDetail
from betadeck.core.compare.comparing import Part, View
from betadeck.core.compare.ignoring import Ignoring
from betadeck.core.compare.side import Side
from betadeck.core.draft import Draft
from betadeck.core.exchange import Sent

EXACT = Ignoring(ids=False, times=False)
STRUCTURE = Ask(Part.ANSWER, View.STRUCTURE, EXACT)
LINES = Ask(Part.ANSWER, View.LINES, EXACT)


def side(value: object) -> Side:
    sent = Sent("POST", "http://h/v1/messages", (), b"{}")
    return Side(Draft(), sent, json.dumps(value).encode(), "application/json")


BOTH = pytest.mark.parametrize("worker", [NearWorker, FarWorker])


@pytest.fixture
def worker():
    return NearWorker


@pytest.fixture
def controller(qapp, worker):
    made = CompareController(worker)
    made.rows = []
    made.listed.connect(made.rows.extend)
    yield made
    made.stop()
    assert "compare" not in [each.name for each in threading.enumerate()]


@BOTH
def test_differences_come_in_batches_and_are_counted(qtbot, controller):
    controller.compare(side(list(range(3000))), side(list(range(1, 3001))))
    with qtbot.waitSignal(controller.ended) as ended:
        controller.ask(STRUCTURE)
        assert controller.is_busy()
    assert not controller.is_busy()
    assert [(each.kind.value, each.path) for each in controller.rows] == [
        ("removed", "/0"),
        ("added", "/2999"),
    ]
    assert (ended.args[0].total, ended.args[0].comparable) == (2, True)


@BOTH
def test_lines_and_details_come_with_their_texts(qtbot, controller):
    controller.compare(side({"a": "one\ntwo", "b": 1}), side({"a": "one\nthree", "b": 1}))
    with qtbot.waitSignal(controller.texts_told) as told:
        controller.ask(LINES)
    texts = told.args[0]
    assert b"two" in texts.left and b"three" in texts.right
    assert len(texts.blocks.places) == 1
    with qtbot.waitSignal(controller.ended):
        controller.ask(STRUCTURE)
    with qtbot.waitSignal(controller.detail_told) as told:
        controller.ask_detail(AskDetail(0, EXACT))
    assert (told.args[0], told.args[1].left.decode().split()) == (0, ["│", "one", "│", "two"])


@BOTH
def test_another_question_takes_the_place_of_the_one_before(qtbot, controller):
    controller.compare(side(list(range(50_000))), side([str(each) for each in range(50_000)]))
    controller.ask(STRUCTURE)
    controller.ask(Ask(Part.REQUEST, View.STRUCTURE, EXACT))
    with qtbot.waitSignal(controller.ended) as ended:
        pass
    assert ended.args[0].total == 0
    assert controller.rows == []


def test_a_cancelled_question_is_not_answered(qtbot, controller):
    controller.compare(side(list(range(50_000))), side([str(each) for each in range(50_000)]))
    heard = []
    controller.ended.connect(heard.append)
    controller.ask(STRUCTURE)
    controller.cancel()
    assert not controller.is_busy()
    controller.compare(side(1), side(2))
    with qtbot.waitSignal(controller.ended):
        controller.ask(STRUCTURE)
    assert [each.total for each in heard] == [1]


def test_more_differences_than_are_listed_are_counted(qtbot, controller):
    many = MOST_LISTED + 5000
    controller.compare(side(list(range(many))), side([str(each) for each in range(many)]))
    with qtbot.waitSignal(controller.ended, timeout=15000) as ended:
        controller.ask(STRUCTURE)
    assert (len(controller.rows), ended.args[0].total) == (MOST_LISTED, many)


def test_what_is_not_on_both_sides_cannot_be_compared(qtbot, controller):
    controller.compare(side(1), Side(draft=Draft()))
    with qtbot.waitSignal(controller.ended) as ended:
        controller.ask(STRUCTURE)
    assert (ended.args[0].total, ended.args[0].comparable) == (0, False)


def test_a_process_that_dies_is_told_and_the_next_question_gets_another(qtbot):
    made = []

    def make(left, right):
        made.append(FarWorker(left, right))
        return made[-1]

    controller = CompareController(make)
    controller.compare(side(1), side(2))
    with qtbot.waitSignal(controller.ended):
        controller.ask(STRUCTURE)
    made[0].stop()
    with qtbot.waitSignal(controller.failed) as failed:
        controller.ask(STRUCTURE)
    assert "broke off" in failed.args[0]
    with qtbot.waitSignal(controller.ended):
        controller.ask(STRUCTURE)
    controller.stop()
    assert len(made) == 2


def test_big_sides_go_to_another_process(qapp):
    assert isinstance(make_worker(side("x"), side("y")), NearWorker)
    far = make_worker(side("x" * 300_000), side("y"))
    assert isinstance(far, FarWorker)
    far.put_away()
