"""Folding laid out JSON: what is counted is what shows, whatever was closed in whatever order."""

import json

from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.json_folds import NO_LEVEL, JsonFolds
from betadeck.core.json_pages import JsonPages

VALUES = st.recursive(
    st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=30,
)
STEPS = st.lists(st.tuples(st.booleans(), st.integers(0, 40)), max_size=8)
LEVELS = [0, 1, 2, 3, NO_LEVEL]


def made(data, page_bytes=8192):
    pages = JsonPages(data, page_bytes)
    pages.advance()
    return pages, JsonFolds(pages)


def showing(pages, folds):
    """Return (page, place) of the rows that show, found by walking over all of them."""
    rows, hidden = [], None
    for page in range(len(pages.starts)):
        found = pages.breaks(page)
        for place, depth in enumerate(found.depths):
            if hidden is not None:
                if depth > hidden:
                    continue
                hidden = None
                if place in found.closes and place not in found.opens:
                    continue
            rows.append((page, place))
            opens = found.opens.get(place)
            if opens is not None and folds.rule.is_closed(opens, depth):
                hidden = depth
    return rows


def brackets(pages):
    parts = [pages.breaks(page) for page in range(len(pages.starts))]
    return [(part.opens[place], part.depths[place]) for part in parts for place in part.opens]


def play(data, page_bytes, steps):
    pages, folds = made(data, page_bytes)
    for by_level, number in steps:
        if by_level:
            folds.close_level(LEVELS[number % len(LEVELS)])
        elif openers := brackets(pages):
            folds.turn(*openers[number % len(openers)])
        folds.advance(1)
        folds.advance()
        rows = showing(pages, folds)
        assert folds.count == len(rows)
        assert [folds.place_of(row) for row in range(folds.count)] == rows
        assert [folds.row_of(page, place, pages.breaks(page)) for page, place in rows] == list(
            range(len(rows))
        )


@given(VALUES, st.sampled_from([3, 16, 40, 8192]), STEPS)
def test_what_is_counted_is_what_shows(value, page_bytes, steps):
    play(json.dumps(value).encode(), page_bytes, steps)


@given(st.text(alphabet='{}[]",:1 ', min_size=1, max_size=50), st.sampled_from([3, 16, 8192]), STEPS)
def test_garbage_folds_without_a_fault(garbage, page_bytes, steps):
    play(garbage.encode(), page_bytes, steps)


def test_a_hidden_row_is_found_and_can_be_shown():
    data = json.dumps({"a": {"b": {"c": 1}}, "d": 2}).encode()
    _, folds = made(data)
    folds.close_level(1)
    folds.advance()
    assert folds.count == 4
    at = data.index(b'"c"')
    while closed := folds.rule.closed_above(at, 3):
        assert folds.turn(closed.opens, closed.depth)
        folds.advance()
    assert folds.count == 8


def test_until_a_change_is_counted_the_rows_stay_as_they_were():
    _, folds = made(json.dumps([[1, 2]] * 100).encode(), 16)
    folds.close_level(1)
    assert folds.is_counting
    assert folds.count == 402
    folds.advance(3)
    assert folds.place_of(400)
    folds.advance()
    assert folds.count == 102


def test_what_never_ends_is_not_closed():
    _, folds = made(b"[1, [2, 3")
    assert not folds.turn(0, 0)
    assert folds.count == 5
