"""Values that are told apart although Python calls them equal."""

import copy

import pytest

from betadeck.core.json_same import same_json


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (1, True),
        (1, 1.0),
        (0, False),
        ("1", 1),
        (None, False),
        ({"a": {"b": [1]}}, {"a": {"b": [True]}}),
        ({"a": 1, "b": 2}, {"b": 2, "a": 1}),
        ([1], [1, 1]),
        ({}, []),
    ],
)
def test_what_is_written_otherwise_is_not_the_same(one, other):
    assert not same_json(one, other)
    assert not same_json(other, one)


@pytest.mark.parametrize("value", [None, True, 1.5, "x", [], {}, {"a": [{"b": None}, 1, "é"]}])
def test_a_value_is_the_same_as_its_copy(value):
    assert same_json(value, copy.deepcopy(value))
