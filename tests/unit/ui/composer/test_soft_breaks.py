"""Lines broken for show: JSON stays JSON, and the text comes back whatever is typed."""

import json
import random

import pytest

from betadeck.ui.composer.soft_breaks import MARK, as_json, broken, joined


def one_line(seed, count=400):
    chance = random.Random(seed)
    pieces = ["a, b", 'say "x", ', "\\", "\\,\\", "é😀,", "{[", "\t", "plain " * 40]
    values = [
        chance.choice([chance.choice(pieces) * chance.randrange(9), {"k": [1.10, None]}])
        for _ in range(count)
    ]
    return json.dumps(values, ensure_ascii=False, separators=chance.choice([(",", ":"), (", ", ": ")]))


@pytest.mark.parametrize("seed", range(6))
def test_a_broken_line_is_the_same_json_and_comes_back(seed):
    text = one_line(seed)
    shown = broken(text)
    assert max(map(len, shown.split("\n"))) < 4_000
    assert json.loads(as_json(shown)) == json.loads(text)
    assert (joined(shown), len(as_json(shown))) == (text, len(shown))


def test_what_cannot_be_broken_is_left_as_it_is():
    for text in ("short, line", "x" * 50_000, "[" + "1," * 20_000 + MARK, '"' + "a," * 30_000):
        assert broken(text) == text


def test_line_breaks_of_the_text_itself_stay():
    text = "[1,\n" + "2," * 20_000 + "\n3]\n"
    shown = broken(text)
    assert shown.count("\n") > text.count("\n")
    assert joined(shown) == text


@pytest.mark.parametrize(
    ("edit", "wanted"),
    [
        (lambda text: text.replace(MARK, MARK + " 7,", 1), ", 7,"),  # typed at the end of a line
        (lambda text: text.replace(MARK + "\n", MARK, 1), ","),  # its line break deleted
        (lambda text: text.replace(MARK, "", 1), ",\n"),  # the mark deleted
        (lambda text: text.replace(MARK + "\n", MARK + "\n\n", 1), ",\n"),  # Enter at the end of a line
    ],
)
def test_edits_at_a_break_change_the_text_by_what_was_typed(edit, wanted):
    text = "[" + "1," * 15_000 + "1]"
    shown = broken(text)
    at = shown.index(MARK)
    assert joined(edit(shown)) == text[: at - 1] + wanted + text[at:]
