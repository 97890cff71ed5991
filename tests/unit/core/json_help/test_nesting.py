"""Open brackets, found anew after edits: always what a fresh look finds."""

import json
import random

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
        text = text[:start] + chance.choice(["", '"', "{", "]", "x", '"}']) + text[stop:]
        nesting.changed_from(start)
        if chance.random() < 0.5:
            nesting.warm(text, chance.randrange(4))


def test_names_at_the_top_are_known_however_far_apart():
    text = '{"model": "x", "messages": ' + BIG + ', "stream": true}'
    nesting = Nesting()
    assert nesting.warm(text, 1000)
    tops = [text[at : at + 8] for at in nesting.top_strings()]
    assert tops == ['"model":', '"x", "me', '"message', '"stream"']


def test_an_open_string_ends_with_its_line():
    assert Nesting().at('{"a": "x\n, "b": [', 17).starts == (0, 16)
