"""Pieces of a growing text."""

from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.text_chunks import LONGEST_CHARS, TextChunks

PARTS = st.lists(st.sampled_from(["word ", "x" * 3000, "\n", "line\n" * 300, "", "🦉 "]), max_size=20)


@given(PARTS)
def test_joined_they_are_the_text_and_none_is_too_long(parts):
    chunks = TextChunks()
    for part in parts:
        before = list(chunks.texts)
        first = chunks.append(part)
        assert chunks.texts[:first] == before[:first]
    text = "".join(parts)
    assert "".join(chunks.texts) == text
    assert chunks.length == len(text)
    assert all(len(each) <= LONGEST_CHARS for each in chunks.texts)
    for place in range(0, len(text), 997):
        piece = chunks.piece_of(place)
        assert chunks.texts[piece][place - chunks.starts[piece]] == text[place]
    assert chunks.between(3, len(text) - 2) == text[3 : max(3, len(text) - 2)]


def test_a_piece_ends_with_its_line_where_it_can():
    chunks = TextChunks()
    chunks.append("a line of text\n" * 1000)
    assert all(each.endswith("\n") for each in chunks.texts[:-1])


def test_a_paragraph_without_blanks_is_cut_all_the_same():
    chunks = TextChunks()
    chunks.append("x" * 20_000)
    assert [len(each) for each in chunks.texts] == [8000, 8000, 4000]
