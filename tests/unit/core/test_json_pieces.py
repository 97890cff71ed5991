"""Members as they stand, found without a parse."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.json_pieces import pieces_at, pieces_of

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='ab"\\\\{}[],: \n'),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=20,
)


@settings(max_examples=40)
@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=5), st.sampled_from([None, 1]))
def test_each_member_is_found_whole_with_its_key(value, indent):
    data = json.dumps(value, indent=indent).encode()
    pieces = pieces_of(b" \n" + data + b"\n")
    assert {each.key: json.loads(data[each.start - 2 : each.end - 2]) for each in pieces} == value


@settings(max_examples=40)
@given(st.lists(VALUES, max_size=5))
def test_each_item_is_found_whole(value):
    data = b"x" + json.dumps(value).encode() + b"rest"
    assert [json.loads(data[each.start : each.end]) for each in pieces_at(data, 1)] == value


@pytest.mark.parametrize("data", [b"", b"1", b'"x"', b"[1", b'{"a": 1} 2', b'{"a": [}', b"["])
def test_what_is_not_whole_has_no_pieces(data):
    assert pieces_of(data) is None


def test_long_strings_full_of_quotes_are_read_in_one_go():
    """Each quote in a string that is cut by a slice was once looked at as the beginning of another."""
    entry = {"text": 'a "word" ' * 20_000, "n": [1]}
    data = json.dumps([entry] * 6).encode()
    pieces = pieces_of(data)
    assert [json.loads(data[each.start : each.end]) for each in pieces] == [entry] * 6
