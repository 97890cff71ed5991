"""Laying out JSON in slices: the same tokens, the same as the standard library's layout."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core import json_slices
from betadeck.core.json_slices import JsonSlices

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=24,
)


def laid_out(data, slice_bytes=None):
    with pytest.MonkeyPatch.context() as patch:
        if slice_bytes:
            patch.setattr(json_slices, "_SLICE_BYTES", slice_bytes)
        slices = JsonSlices(data)
        while not slices.advance(7 if slice_bytes else 1 << 20):
            pass
    return slices


@given(VALUES, st.sampled_from([None, 1, 2, 5, 16]))
def test_it_looks_as_the_standard_library_lays_it_out(value, slice_bytes):
    slices = laid_out(json.dumps(value, separators=(",", ":")).encode(), slice_bytes)
    assert bytes(slices.out).decode() == json.dumps(value, indent=2)
    assert slices.whole


@given(st.text(alphabet='{}[]",:\\ \n1ae', max_size=60), st.sampled_from([None, 1, 3]))
def test_garbage_loses_no_character_but_white_space(text, slice_bytes):
    data = text.encode()
    out = bytes(laid_out(data, slice_bytes).out)
    assert re.sub(rb"\s", b"", out) == re.sub(rb"\s", b"", data)


def test_numbers_and_escapes_stay_as_they_were_written():
    data = rb'{"a":1.10,"b":12345678901234567890,"c":"\u00e9\ud83d"}'
    out = bytes(laid_out(data).out)
    assert rb'"a": 1.10' in out
    assert rb"12345678901234567890" in out
    assert rb'"\u00e9\ud83d"' in out


def test_several_values_stand_one_below_the_other():
    assert bytes(laid_out(b'{"a":1}\n{"b":2}').out) == b'{\n  "a": 1\n}\n{\n  "b": 2\n}'


@pytest.mark.parametrize("data", [b'{"a":', b'{"a": "no end', b"]", b'{"a" 1 : }'])
def test_cut_json_is_called_so(data):
    assert not laid_out(data).whole


def test_a_string_longer_than_a_slice_is_kept_in_one_piece():
    data = json.dumps({"long": "x" * 300_000, "after": 1}, separators=(",", ":")).encode()
    assert json.loads(bytes(laid_out(data).out)) == json.loads(data)


def test_the_head_is_there_after_the_first_step():
    data = json.dumps([{"n": n} for n in range(100_000)], separators=(",", ":")).encode()
    slices = JsonSlices(data)
    assert not slices.advance(1 << 16)
    assert slices.out.startswith(b'[\n  {\n    "n": 0\n  },\n')
