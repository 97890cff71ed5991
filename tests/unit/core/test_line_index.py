"""The line index against Python's own splitting, at block borders above all."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core import line_index
from betadeck.core.line_index import BLOCK_BYTES, LineIndex


def whole(data):
    index = LineIndex(data)
    assert index.extend()
    return index


def lines_of(index, data):
    return [bytes(data[slice(*index.span(line))]) for line in range(index.lines)]


@pytest.mark.parametrize(
    ("data", "lines"),
    [
        (b"", [b""]),
        (b"one", [b"one"]),
        (b"one\n", [b"one", b""]),
        (b"one\r\ntwo\rthree\nfour", [b"one", b"two", b"three", b"four"]),
        (b"\r\n\r\n", [b"", b"", b""]),
        (b"\n\r", [b"", b"", b""]),
        (b"\r", [b"", b""]),
    ],
)
def test_every_kind_of_line_break_ends_a_line(data, lines):
    assert lines_of(whole(data), data) == lines


@given(st.lists(st.sampled_from([b"a", b"bc", b"\n", b"\r", b"\r\n", b"\xff\x00"]), max_size=80))
def test_any_mixture_at_tiny_blocks_splits_as_a_regular_expression_does(parts):
    data = b"".join(parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(line_index, "BLOCK_BYTES", 4)
        index = whole(data)
        assert lines_of(index, data) == re.split(rb"\r\n|\r|\n", data)
        for offset in range(len(data)):
            line = index.line_of(offset)
            assert index.start(line) <= offset
            assert line + 1 == index.lines or offset < index.start(line + 1)


def test_a_break_split_by_the_border_of_two_blocks_is_one_break():
    data = b"x" * (BLOCK_BYTES - 1) + b"\r\n" + b"y"
    assert lines_of(whole(data), data) == [b"x" * (BLOCK_BYTES - 1), b"y"]


def test_data_that_grows_is_counted_on_from_where_the_count_stood():
    data = bytearray()
    index = LineIndex(data)
    for piece in (b"one\r", b"\ntwo\n" * 20_000, b"\r", b"\nlast"):
        data += piece
        index.extend()
        assert lines_of(index, data)[-1] == re.split(rb"\r\n|\r|\n", bytes(data))[-1]
    assert lines_of(index, data) == re.split(rb"\r\n|\r|\n", bytes(data))


def test_a_budget_stops_early_and_goes_on_later():
    data = b"line\n" * 100_000
    index = LineIndex(data)
    assert not index.extend(BLOCK_BYTES)
    assert 0 < index.counted_bytes < len(data)
    assert bytes(data[slice(*index.span(3))]) == b"line"
    while not index.extend(BLOCK_BYTES):
        pass
    assert index.lines == 100_001


def test_a_line_that_is_not_there_raises():
    with pytest.raises(IndexError):
        whole(b"one").start(1)


def test_the_last_block_is_whole_once_the_data_is_closed():
    data = b"z" * (BLOCK_BYTES - 1) + b"\n"
    index = LineIndex(data)
    index.close()
    assert index.extend()
    assert index.lines == 2
    assert index.span(1) == (BLOCK_BYTES, BLOCK_BYTES)
