"""Offsets and changes of texts: what is put together must be what a fresh look finds."""

import pytest

from betadeck.ui.composer.text_change import Offsets


@pytest.mark.parametrize(
    ("text", "start", "end", "new"),
    [
        ("abc", 1, 2, "x"),
        ("a😀b😀c", 1, 2, ""),
        ("a😀b😀c", 2, 3, "🎉🎉"),
        ("a😀b😀c", 5, 5, "x"),
        ("", 0, 0, "😀"),
        ("😀😀", 0, 2, "é"),
    ],
)
def test_offsets_after_a_change_are_those_of_the_new_text(text, start, end, new):
    now = text[:start] + new + text[end:]
    made, fresh = Offsets(text).spliced(start, end, new), Offsets(now)
    places = range(len(now) + 1)
    assert [made.to_qt(each) for each in places] == [fresh.to_qt(each) for each in places]
