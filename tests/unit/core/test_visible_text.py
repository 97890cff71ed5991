"""What cannot be seen is written out, and each place leads back to its bytes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.visible_text import tamed, visible


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"plain", "plain"),
        ("naïve 漢 🦉".encode(), "naïve 漢 🦉"),
        (b"a\x00b\x1bc\x7f", "a␀b␛c␡"),
        (b"\xffok\xc3", "⟨FF⟩ok⟨C3⟩"),
        (b"\xed\xa0\x80", "⟨ED⟩⟨A0⟩⟨80⟩"),
        ("\ufeffx\u202ey\u2066z".encode(), "⟨BOM⟩x⟨RLO⟩y⟨LRI⟩z"),
        ("a\u2028b\u200bc".encode(), "a⟨LS⟩b⟨ZWSP⟩c"),
        (b"a\tb", "a\tb"),
    ],
)
def test_nothing_hides(data, text):
    assert visible(data).text == text


def test_a_family_of_joined_emoji_stays_together():
    family = "👩\u200d👧"
    assert visible(family.encode()).text == family


@given(st.binary(max_size=40))
def test_units_and_bytes_lead_to_each_other(data):
    shown = visible(data)
    units = len(shown.text.encode("utf-16-le")) // 2
    assert shown.byte_at(0) == 0
    assert shown.byte_at(units) == len(data)
    places = [shown.byte_at(unit) for unit in range(units + 1)]
    assert places == sorted(places)
    for unit in range(units + 1):
        first = shown.unit_at(places[unit])
        assert first <= unit
        assert shown.byte_at(first) == places[unit]


def test_a_place_inside_a_character_is_its_first_unit():
    shown = visible("é🦉x".encode())
    assert [shown.unit_at(offset) for offset in range(8)] == [0, 0, 1, 1, 1, 1, 3, 4]


def test_what_was_written_out_is_marked():
    assert visible(b"a\x00\xff").marks == ((1, 1), (2, 4))


@given(st.text(max_size=40))
def test_tamed_text_keeps_its_length(text):
    assert len(tamed(text)) == len(text)


def test_tamed_text_cannot_turn_its_direction():
    assert tamed("a\u202eb\x00c\n\td\udcff") == "a\ufffdb␀c\n\td\ufffd"
