"""Open brackets, found anew after edits: always what a fresh look finds."""

import json
import random
import re

import pytest

from betadeck.core.json_context import open_frames
from betadeck.core.json_help.nesting import Nesting

TEXT = json.dumps({"a": [{"b": 'x"{['}, [1, [2, {}]]], "c": {"d": {"e": "\\"}}, "f": ["g"] * 5}, indent=1)
BIG = "[" + ",\n".join([TEXT] * 900) + "]"


@pytest.mark.parametrize("offset", range(0, len(TEXT) + 1, 3))
def test_whole_json_opens_what_the_frames_say(offset):
    inside_brackets = [each.start for each in open_frames(TEXT, offset)]
    assert list(Nesting().at(TEXT, offset).starts) == inside_brackets


@pytest.mark.parametrize("seed", range(3))
def test_after_any_change_it_finds_what_a_fresh_look_finds(seed):
    chance, nesting, text = random.Random(seed), Nesting(), BIG
    for _ in range(15):
        at, end = (chance.randrange(len(text)) for _ in range(2))
        assert nesting.at(text, at) == Nesting().at(text, at)
        start, stop = min(at, end), min(at, end) + chance.randrange(20)
        new = chance.choice(["", '"', "{", "]", "x", '"}', "\\", "12"])
        before, text = text, text[:start] + new + text[stop:]
        nesting.changed(before, start, stop, new)
        for _ in range(chance.randrange(6)):
            nesting.warm(text)


@pytest.mark.parametrize("seed", range(3))
def test_plain_characters_leave_all_that_was_read(seed):
    chance, nesting, text = random.Random(seed), Nesting(), BIG
    while not nesting.warm(text):
        pass
    for _ in range(15):
        at = text.index("g", chance.randrange(len(text) - 100))
        before, text = text, text[:at] + "hhh" + text[at + 1 :]
        nesting.changed(before, at, at + 1, "hhh")
        place, fresh = chance.randrange(len(text)), Nesting()
        assert (nesting.warm(text), nesting.at(text, place)) == (True, fresh.at(text, place))
        while not fresh.warm(text):
            pass
        assert nesting.top_strings() == fresh.top_strings()


@pytest.mark.parametrize("text", [BIG, TEXT, '[{]"', '{"a": [1, {"b": ]}'])
def test_each_bracket_is_closed_where_the_frames_say(text):
    nesting, mates, stack = Nesting(), {}, []
    for at, char in brackets_of(text):
        if char in "{[":
            stack.append((at, char))
            mates[at] = -1
            continue
        while stack and {"{": "}", "[": "]"}[stack[-1][1]] != char:
            stack.pop()
        if stack:
            mates[stack.pop()[0]] = at
    some = random.Random(1).sample(sorted(mates), min(len(mates), 40))
    assert {at: nesting.close_of(text, at) for at in some} == {at: mates[at] for at in some}


def brackets_of(text):
    found = re.finditer(r'"(?:[^"\\\n]|\\.)*"?|([{}\[\]])', text)
    return [(each.start(), each[1]) for each in found if each[1]]


def test_names_at_the_top_are_known_however_far_apart():
    text = '{"model": "x", "messages": ' + BIG + ', "stream": true}'
    nesting = Nesting()
    while not nesting.warm(text):
        pass
    tops = [text[at : at + 8] for at in nesting.top_strings()]
    assert tops == ['"model":', '"x", "me', '"message', '"stream"']


def test_an_open_string_ends_with_its_line():
    assert Nesting().at('{"a": "x\n, "b": [', 17).starts == (0, 16)
