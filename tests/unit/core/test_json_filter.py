"""Filters: results as JSON, and every fault in words with its place."""

import json

import pytest

from betadeck.core.json_filter import FilterError, check, filtered

DATA = json.dumps({"data": [{"id": "a", "n": 1}, {"id": "é\ud800", "n": 2.5}], "more": True}).encode()


@pytest.mark.parametrize(
    ("expression", "count", "found"),
    [
        ("data[].id", 2, ["a", "é\ud800"]),
        ("data[?n > `1`].n", 1, [2.5]),
        ("more", 1, True),
        ("nothing.here", 0, None),
        ("data[5:]", 0, []),
    ],
)
def test_what_is_found_is_json_and_counted(expression, count, found):
    result = filtered(DATA, expression)
    assert json.loads(result.text) == found
    assert result.count == count


def test_lines_are_one_list():
    assert filtered(b'{"a":1}\n\n{"a":2}\r\n', "[].a", lines=True).text == b"[1,2]"


@pytest.mark.parametrize(
    ("expression", "words", "place"),
    [
        ("data[", "Something is missing at the end", 5),
        ("data.]", '"]" cannot stand there at character 6', 5),
        ("a ~ b", "Unknown token ~", 2),
        ("'open", "Unclosed ' delimiter", 0),
        ("x" * 5000, "at most 4,000 characters", -1),
    ],
)
def test_a_wrong_expression_is_told_with_its_place(expression, words, place):
    with pytest.raises(FilterError) as caught:
        check(expression)
    assert words in caught.value.words
    assert caught.value.place == place


@pytest.mark.parametrize(
    ("data", "expression", "words"),
    [
        (b'{"a": 1', "a", "not whole JSON"),
        (b'{"a": 1}', "length(a)", "length()"),
        (b'{"a": 1}', "nosuch(a)", "nosuch()"),
        (b"[" * 50_000, "a", "nested too deeply"),
    ],
)
def test_what_does_not_fit_is_told(data, expression, words):
    with pytest.raises(FilterError) as caught:
        filtered(data, expression)
    assert words in caught.value.words
