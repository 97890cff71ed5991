"""Figures as people read them."""

import pytest

from betadeck.core import figures


@pytest.mark.parametrize(
    ("size", "words"),
    [
        (0, "0 B"),
        (99, "99 B"),
        (384, "0.4 kB"),
        (9_940, "9.9 kB"),
        (12_345, "12 kB"),
        (999_499, "999 kB"),
        (999_500, "1.0 MB"),
        (104_857_600, "105 MB"),
        (2_500_000_000, "2.5 GB"),
    ],
)
def test_sizes(size, words):
    assert figures.size_words(size) == words


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.0, "0 ms"),
        (0.2124, "212 ms"),
        (0.9996, "1.0 s"),
        (59.9, "59.9 s"),
        (59.96, "1 min 00 s"),
        (125, "2 min 05 s"),
    ],
)
def test_times(seconds, words):
    assert figures.time_words(seconds) == words


@pytest.mark.parametrize(
    ("usd", "words"), [(0, "$0"), (0.00214, "$0.0021"), (1.2, "$1.20"), (0.0000031, "$0.000003")]
)
def test_money(usd, words):
    assert figures.money_words(usd) == words


def test_counts():
    assert figures.count_words(1, "line") == "1 line"
    assert figures.count_words(1240, "line") == "1,240 lines"
    assert figures.count_words(2, "reply", "replies") == "2 replies"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(15.0, "15 s"), (1.5, "1.5 s"), (0.3, "300 ms"), (59.97, "1 min 00 s"), (90.0, "1 min 30 s")],
)
def test_whole_seconds_to_wait_have_no_fraction(seconds, words):
    assert figures.wait_words(seconds) == words
