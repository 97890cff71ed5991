"""Columns and bytes of long lines agree, wherever one jumps."""

from hypothesis import given
from hypothesis import strategies as st

from betadeck.core import long_line
from betadeck.core.long_line import PIECE_BYTES, LongLine

TEXTS = st.lists(
    st.sampled_from(["abcdefgh" * 40, "é" * 90, "漢字" * 70, "🦉" * 33, "x"]), min_size=1, max_size=24
)


@given(TEXTS, st.integers(0, 40))
def test_pieces_follow_each_other_and_lose_nothing(parts, lead):
    data = b"-" * lead + "".join(parts).encode() + b"--"
    line = LongLine(data, lead, len(data) - 2)
    at, column = lead, 0
    while at < line.end:
        start, end, first = line.piece_at(column)
        assert (start, first) == (at, column)
        data[start:end].decode()  # pieces never cut a character
        at = end
        column = line.column_of(end)[2] if end < line.end else column
        if end < line.end:
            assert line.column_of(end)[0] == end


def test_a_line_that_grows_is_as_if_it_had_come_at_once():
    data = bytearray(b"a" * 3000 + "漢".encode() * 500)
    line = LongLine(data, 0, len(data))
    line.piece_at(10_000)
    data += "é".encode() * 3000
    line.grow(len(data))
    whole = LongLine(data, 0, len(data))
    for column in range(0, 9000, 500):
        assert line.piece_at(column) == whole.piece_at(column)


def test_the_first_megabytes_may_be_ascii_and_the_rest_not(monkeypatch):
    monkeypatch.setattr(long_line, "_CHECKED_BYTES", 1024)
    data = b"a" * 2500 + "漢字".encode() * 400
    line = LongLine(data, 0, len(data))
    assert line.piece_at(600) == (512, 1024, 512)
    seen, column = 0, 0
    while seen < len(data):
        start, end, first = line.column_of(seen)
        assert start == seen
        assert line.piece_at(first)[0] == start
        seen, column = end, first
    assert column > 2500


def test_a_jump_to_the_far_end_of_ascii_counts_nothing():
    data = b"a" * 10_000_000
    line = LongLine(data, 0, len(data))
    start, end, column = line.piece_at(9_999_000)
    assert start == column
    assert end - start <= PIECE_BYTES
    assert line.columns == len(data)


def test_wide_characters_take_two_columns():
    data = ("漢" * 2000).encode()
    line = LongLine(data, 0, len(data))
    line.piece_at(1 << 40)
    assert line.columns == 4000


def test_bytes_that_are_no_utf8_end():
    data = b"\x80" * 5000
    line = LongLine(data, 0, len(data))
    seen, column = 0, -1
    while seen < len(data):
        start, end, first = line.column_of(seen)
        assert end > seen >= start
        assert first >= column
        seen, column = end, first


def test_an_empty_line_has_one_empty_piece():
    assert LongLine(b"", 0, 0).piece_at(0) == (0, 0, 0)
