import json

import pytest

from betadeck.ui.composer import folds
from betadeck.ui.composer.folds import LONGEST, Folds


@pytest.mark.parametrize("filling", ["A", "\\n", "\\u00e9", '\\"', "é", "😀", "\\\\"])
def test_what_is_folded_is_json_and_unfolds_to_the_same(filling):
    text = f'{{"a": "{filling * 2 * LONGEST}", "b": "{filling * 2 * LONGEST}x", "c": [1, "short"]}}'
    folds = Folds()
    folded = folds.folded(text)
    assert len(folded) < 3000
    assert json.loads(folded).keys() == json.loads(text).keys()
    assert folds.unfolded(folded) == text


def test_the_same_text_folds_to_the_same_mark():
    folds = Folds()
    text = f'"{"A" * LONGEST * 2}"'
    assert folds.folded(text) == folds.folded(text)


def test_marks_that_others_wrote_stay():
    text = '"⟪12 more characters, fold 1⟫"'
    assert Folds().unfolded(text) == text


@pytest.mark.parametrize("text", ['"' + "A" * LONGEST * 2, "[" + "1," * LONGEST + "1]", "x" * LONGEST * 2])
def test_what_is_no_whole_string_is_not_folded(text):
    assert Folds().folded(text) == text


@pytest.mark.parametrize("many", [0, 2_000])
@pytest.mark.parametrize("between", [", ", "\n", ',\n"short"\n'])
@pytest.mark.parametrize("end", ["", "\\\\", '\\"', "é\\\\\\\\"])
def test_few_strings_and_many_on_a_line_are_shortened_alike(monkeypatch, many, between, end):
    monkeypatch.setattr(folds, "_MANY_QUOTES", many)
    strings = [f'"{"x" * length}{end}"' for length in (0, 19_990, 20_001, 40_000)]
    text = between.join(strings)
    made = Folds()
    shown = made.folded(text)
    assert made.unfolded(shown) == text
    assert shown.count("more characters") == 2
    assert shown.startswith(strings[0] + between + strings[1])
