"""Breaking lines: nothing is lost, nothing is wider than it may be."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.visible_text import visible
from betadeck.core.wrapping import breaks_of, columns_of, piece_of

TEXTS = st.text(alphabet="ab \t漢é🦉\u202e", max_size=120)


@given(TEXTS, st.integers(8, 40))
def test_the_pieces_fit_and_make_up_the_text(text, columns):
    places = [*breaks_of(text, columns), len(text)]
    pieces = [text[first:end] for first, end in pairwise(places)]
    assert "".join(pieces) == text
    assert all(columns_of(piece) <= columns for piece in pieces)


def test_words_stay_whole_where_they_can():
    text = "some words that are long enough"
    places = [*breaks_of(text, 12), len(text)]
    assert [text[a:b] for a, b in pairwise(places)] == [
        "some words ",
        "that are ",
        "long enough",
    ]


@given(TEXTS, st.integers(8, 20))
def test_each_piece_knows_its_bytes(text, columns):
    data = text.encode()
    shown = visible(data)
    places = [*breaks_of(shown.text, columns), len(shown.text)]
    at = 0
    for first, end in pairwise(places):
        start, piece = piece_of(shown, first, end)
        assert piece.text == shown.text[first:end]
        assert start == at or any(mark <= first < mark + size for mark, size in shown.marks)
        at = start + piece.size
    assert at == len(data)
