"""Finding in slices finds what one search over all would."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core import byte_search, pattern_search
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


@pytest.mark.parametrize("budget", [1, 5, 1 << 20])
@pytest.mark.parametrize(
    ("wanted", "found"),
    [("ne+dle", [b"needle", b"NEEEDLE"]), (r"^\w+$", [b"line"]), ("é+", ["éÉ".encode()])],
)
def test_a_regular_expression_matches_characters(wanted, found, budget):
    data = "a needle, NEEEDLE\nline\n漢 éÉ.".encode() + b"\xff"
    search = ByteSearch(data, wanted, regex=True)
    while not search.advance(budget):
        pass
    assert [data[at : at + size] for at, size in zip(search.hits, search.sizes, strict=True)] == found


def test_a_find_across_slices_is_found_once(monkeypatch):
    monkeypatch.setattr(byte_search, "SLICE_BYTES", 4)
    for options in ({"regex": True}, {"exact_case": True}, {}, {"spaced": True}):
        assert all_of(b"xxneedlexxxneedle", "needle", **options) == [2, 11]


def test_what_is_no_expression_is_said_with_its_place():
    search = ByteSearch(b"text", "a(b", regex=True)
    assert search.advance()
    assert search.fault == "No regular expression: missing ) at character 4"


def test_an_expression_that_would_take_for_ever_is_stopped(monkeypatch):
    monkeypatch.setattr(pattern_search, "_MOST_PIECE_S", 0.05)
    search = ByteSearch(b"a" * 60 + b"b", "(a|a)*$", regex=True)
    assert search.advance()
    assert "too long" in search.fault


def test_where_json_is_laid_out_the_blank_after_a_colon_need_not_be_there():
    data = b'{"a":1,"a" : 1,"a": 1, "A":1}'
    assert all_of(data, '"a": 1', spaced=True) == [1, 7, 15, 23]
    assert all_of(data, '"a": 1', spaced=True, exact_case=True) == [1, 7, 15]
