import random
from difflib import SequenceMatcher

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.compare.sequence import Run, ascending, runs

ITEMS = st.lists(st.integers(0, 5), max_size=40)


@given(ITEMS, ITEMS)
def test_what_is_matched_is_equal_and_ascends_on_both_sides(left, right):
    at = other = 0
    for run in runs(left, right):
        assert run.length > 0 and run.left >= at and run.right >= other
        assert left[run.left : run.left + run.length] == right[run.right : run.right + run.length]
        at, other = run.left + run.length, run.right + run.length


@given(ITEMS)
def test_equal_sequences_are_one_run(items):
    assert runs(items, list(items)) == ([Run(0, 0, len(items))] if items else [])


def test_few_kinds_of_items_are_matched_as_well_as_can_be():
    left, right = [1, 2, 1, 2, 1, 1], [2, 1, 1, 2, 1]
    assert sum(run.length for run in runs(left, right)) == 4


@pytest.mark.parametrize("kinds", [3, 50, 100_000])
def test_long_sequences_are_matched_nearly_as_well_as_can_be(kinds):
    """Whatever way is taken: all unique, some unique, none unique and too many pairs to try."""
    chance = random.Random(kinds)
    left = [chance.randrange(kinds) for _ in range(3000)]
    right = [each for each in left if chance.random() > 0.05]
    assert sum(run.length for run in runs(left, right)) > 0.6 * len(right)


def test_a_single_change_in_the_middle_of_equal_items_is_found_by_the_ends():
    left = [7] * 100_000
    right = [*left[:50_000], 8, *left[50_000:]]
    assert runs(left, right) == [Run(0, 0, 50_000), Run(50_000, 50_001, 50_000)]


def test_the_longest_ascending_part_is_found():
    pairs = list(enumerate([3, 1, 2, 5, 4]))
    assert [pairs[at][1] for at in ascending(pairs)] in ([1, 2, 5], [1, 2, 4])
    assert ascending([]) == []


def test_unique_lines_hold_their_place_where_difflib_would_too():
    left, right = [1, 2, 3, 4, 9, 5], [1, 3, 4, 8, 5, 6]
    blocks = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    assert [tuple(run) for run in runs(left, right)] == [tuple(each) for each in blocks if each.size]
