"""The hex dump's columns fit its text."""

import pytest

from betadeck.core import hex_lines


def test_a_row_shows_offset_digits_and_letters():
    assert hex_lines.row_text(b"<html>\x00\xff", 32) == (
        "00000020  3c 68 74 6d 6c 3e 00 ff                           <html>.."
    )


@pytest.mark.parametrize("place", range(16))
def test_each_byte_is_found_under_its_digits_and_its_letter(place):
    data = bytes(range(65, 81))
    text = hex_lines.row_text(data, 0)
    column = hex_lines.column_of(place)
    assert text[column : column + 2] == f"{data[place]:02x}"
    assert text[hex_lines.ASCII_COLUMN + place] == chr(data[place])
    assert hex_lines.place_at(column) == hex_lines.place_at(hex_lines.ASCII_COLUMN + place) == place


@pytest.mark.parametrize(("size", "rows"), [(0, 1), (1, 1), (16, 1), (17, 2)])
def test_rows(size, rows):
    assert hex_lines.rows(size) == rows
