"""One look finds the fault that the parser finds, and every place that stands before it."""

import json
import random

import pytest

from betadeck.core.json_check import JsonCheck
from betadeck.core.json_text import first_fault, locate

TEXT = json.dumps(
    {
        "model": "x",
        "messages": [{"role": "user", "content": [{"type": "text", "text": 'hé"y'}]}, {"a": [1, 2.5, None]}],
        "n": -1.5e3,
    },
    indent=2,
)
ODD = list("{}[],:\"'1aN\\\n ")


@pytest.mark.parametrize("seed", range(6))
def test_its_fault_is_the_parsers(seed):
    chance = random.Random(seed)
    for _ in range(150):
        chars = list(TEXT)
        for _ in range(chance.randrange(1, 4)):
            at = chance.randrange(len(chars))
            chars[at : at + chance.randrange(2)] = [chance.choice([*ODD, ""])]
        text = "".join(chars)
        assert str(JsonCheck(text, ["/messages/0/content"]).run().fault) == str(first_fault(text))


@pytest.mark.parametrize("text", ["", " ", "1", "[1,]", '{"a":1,}', "NaN", "[" * 3000, "1" * 5000, '"\\x"'])
def test_odd_texts_too(text):
    assert str(JsonCheck(text).run().fault) == str(first_fault(text))


def test_places_are_those_that_the_locator_finds():
    pointers = ["", "/model", "/messages/0/content/0/text", "/messages/1/a/2", "/n"]
    check = JsonCheck(TEXT, pointers).run()
    assert {each: check.places[each].value for each in pointers} == {
        each: locate(TEXT, each) for each in pointers
    }
    assert check.places["/n"].name is not None


def test_a_member_that_is_not_there_is_told_at_what_is_around_it():
    check = JsonCheck(TEXT, ["/messages/0/name/x"]).run()
    found = check.nearest("/messages/0/name/x")
    assert found == check.places["/messages/0"]


def test_before_a_fault_places_are_found_and_steps_are_small():
    text = '{"a": {"b": 1}, "messages": [' + '{"role": "user"},\n' * 40_000 + "oops]}"
    check = JsonCheck(text, ["/a/b"])
    assert sum(1 for _ in check.steps()) > 5
    assert check.fault is not None
    assert check.places["/a/b"].opens == "1"
