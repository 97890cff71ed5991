import random
from itertools import combinations
from math import ceil, log2

import pytest

from betadeck.core.probe.halving import (
    Outcome,
    Search,
    VerdictKind,
    most_sends,
    parent_of,
)

TWELVE = tuple(f"beta-{letter}-2026-01-01" for letter in "abcdefghijkl")
SAME, WORKS, OTHER, UNCLEAR = Outcome.SAME, Outcome.WORKS, Outcome.OTHER, Outcome.UNCLEAR


def ran(names, server):
    """Return the search against `server`, a function of the names sent, when it is over."""
    search = Search(names)
    while (asked := search.next_names()) is not None:
        assert len(search.steps) < 200, "it does not end"
        search = search.after(server(asked))
    return search


def breaks_on(*culprits):
    """Return a server that refuses, without a name, what holds all of `culprits`."""
    return lambda names: SAME if set(culprits) <= set(names) else WORKS


def needs(server, *needed):
    """Return a server that answers as `server` does, once all of `needed` are there."""
    return lambda names: server(names) if set(needed) <= set(names) else OTHER


@pytest.mark.parametrize("count", range(1, 34))
def test_every_single_culprit_is_found_in_the_promised_number_of_sends(count):
    names = tuple(str(number) for number in range(count))
    for culprit in names:
        search = ran(names, breaks_on(culprit))
        verdict = search.verdict()
        assert (verdict.kind, verdict.names, verdict.needed) == (VerdictKind.CULPRIT, (culprit,), ())
        assert len(search.steps) <= most_sends(count) <= ceil(log2(count)) + 2


@pytest.mark.parametrize("count", [2, 3, 7, 8, 12, 16, 17])
def test_every_pair_that_only_fails_together_is_found_in_the_promised_number_of_sends(count):
    names = tuple(str(number) for number in range(count))
    for pair in combinations(names, 2):
        search = ran(names, breaks_on(*pair))
        assert (search.verdict().kind, search.verdict().names) == (VerdictKind.TOGETHER, pair)
        assert len(search.steps) <= most_sends(count, 2) <= 2 * ceil(log2(count)) + 3


def test_more_than_two_are_found_too():
    chance = random.Random(5)
    for _ in range(200):
        culprits = tuple(sorted(chance.sample(TWELVE, chance.randint(3, 6)), key=TWELVE.index))
        search = ran(TWELVE, breaks_on(*culprits))
        assert search.verdict().names == culprits
        assert len(search.steps) <= most_sends(12, len(culprits))


def test_of_two_culprits_that_fail_alone_one_is_named():
    for pair in combinations(TWELVE, 2):
        search = ran(TWELVE, lambda names, pair=pair: SAME if set(pair) & set(names) else WORKS)
        assert search.verdict().kind is VerdictKind.CULPRIT
        assert search.verdict().names[0] in pair
        assert len(search.steps) <= most_sends(12)


def test_what_is_found_is_the_smallest_for_any_server_that_more_betas_never_mend():
    chance = random.Random(7)
    for _ in range(200):
        bad = [set(chance.sample(TWELVE, chance.randint(1, 4))) for _ in range(3)]
        server = lambda names, bad=bad: SAME if any(each <= set(names) for each in bad) else WORKS  # noqa: E731
        found = set(ran(TWELVE, server).verdict().names)
        assert found in bad
        assert not any(each < found for each in bad)


def test_a_fault_that_stays_with_no_beta_is_not_the_betas():
    search = ran(TWELVE, lambda names: SAME)
    assert search.verdict().kind is VerdictKind.NOT_THE_BETAS
    assert len(search.steps) <= most_sends(12)


@pytest.mark.parametrize("outcome", [WORKS, OTHER])
def test_a_request_that_does_not_show_the_fault_ends_at_once(outcome):
    search = ran(TWELVE, lambda names: outcome)
    assert search.verdict().kind is VerdictKind.NOT_SHOWN
    assert len(search.steps) == 1


def test_no_ticks_need_no_send():
    assert Search(()).verdict().kind is VerdictKind.NOT_THE_BETAS
    assert most_sends(0) == 0


def test_a_beta_that_the_request_needs_is_told_from_the_culprit():
    for needed, culprit in combinations(TWELVE, 2):
        for one, other in ((needed, culprit), (culprit, needed)):
            verdict = ran(TWELVE, needs(breaks_on(other), one)).verdict()
            assert set(verdict.names) == {needed, culprit}
            assert verdict.needed == (one,)


def test_a_culprit_without_which_something_else_fails_is_no_sure_thing():
    verdict = ran(TWELVE, needs(lambda names: SAME, TWELVE[4])).verdict()
    assert (verdict.kind, verdict.names, verdict.needed) == (
        VerdictKind.CULPRIT,
        (TWELVE[4],),
        (TWELVE[4],),
    )


def test_a_send_that_told_nothing_is_repeated():
    search = Search(TWELVE)
    asked = search.next_names()
    for _ in range(2):
        search = search.after(UNCLEAR)
        assert search.next_names() == asked
    search = search.after(SAME)
    assert search.next_names() == TWELVE[:6]


def test_three_sends_that_told_nothing_end_it():
    search = Search(TWELVE).after(SAME)
    for _ in range(3):
        search = search.after(UNCLEAR)
    assert search.verdict().kind is VerdictKind.UNCLEAR
    with pytest.raises(ValueError, match="over"):
        search.after(SAME)


def test_it_asks_for_nothing_twice():
    for pair in combinations(TWELVE, 2):
        asked = [step.names for step in ran(TWELVE, breaks_on(*pair)).steps]
        assert len(set(asked)) == len(asked)


def test_the_names_go_out_in_the_order_of_the_ticks():
    for pair in combinations(TWELVE, 2):
        for step in ran(TWELVE, breaks_on(*pair)).steps:
            assert list(step.names) == sorted(step.names, key=TWELVE.index)


def test_sends_hang_in_a_tree_below_the_send_that_they_narrow():
    steps = ran(TWELVE, breaks_on(TWELVE[2])).steps
    assert parent_of(steps, 0) is None
    for place in range(1, len(steps)):
        parent = parent_of(steps, place)
        assert parent is not None
        assert set(steps[place].names) < set(steps[parent].names)


def test_the_figures_for_twelve_ticks():
    """What the program promises for twelve ticks, and what it takes: 6 sends for one, 11 for a pair."""
    singles = [len(ran(TWELVE, breaks_on(each)).steps) for each in TWELVE]
    pairs = [len(ran(TWELVE, breaks_on(*each)).steps) for each in combinations(TWELVE, 2)]
    assert max(singles) == most_sends(12) == 6
    assert max(pairs) == most_sends(12, 2) == 11
    assert (sum(singles) / 12, sum(pairs) / 66) == pytest.approx((5.67, 9.42), abs=0.01)
