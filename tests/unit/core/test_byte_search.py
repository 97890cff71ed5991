"""Finding in slices finds what one search over all would."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core import byte_search
from betadeck.core.byte_search import ByteSearch


def all_of(data, wanted, budget=1 << 20, **options):
    search = ByteSearch(data, wanted, **options)
    while not search.advance(budget):
        pass
    return list(search.hits)


@given(
    st.text(alphabet="abB ", max_size=60), st.text(alphabet="abB", min_size=1, max_size=3), st.integers(1, 9)
)
def test_slices_of_any_size_find_the_same(text, wanted, budget):
    expected = [found.start() for found in re.finditer(re.escape(wanted), text)]
    assert all_of(text.encode(), wanted, budget, exact_case=True) == expected
    expected = [found.start() for found in re.finditer(re.escape(wanted), text, re.IGNORECASE)]
    assert all_of(text.encode(), wanted, budget) == expected


@pytest.mark.parametrize(("wanted", "hits"), [("É", [0, 3]), ("é", [0, 3]), ("漢", [6]), (".*", [])])
def test_letters_beyond_ascii_match_in_either_case(wanted, hits):
    assert all_of("Éxé 漢".encode(), wanted) == hits


def test_bytes_that_are_no_text_do_not_disturb():
    assert all_of(b"\xff\x00needle\xfe", "NEEDLE") == [2]


def test_it_stops_at_the_limit_and_says_so(monkeypatch):
    monkeypatch.setattr(byte_search, "HITS_LIMIT", 10)
    search = ByteSearch(b"a" * 50, "a")
    assert search.advance()
    assert (len(search.hits), search.more) == (10, True)


def test_the_next_hit_wraps_around():
    search = ByteSearch(b"x.x.x", "x")
    search.advance()
    assert [search.hit_after(place) for place in (0, 1, 3, 5)] == [0, 1, 2, 0]
