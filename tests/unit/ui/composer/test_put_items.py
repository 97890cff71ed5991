"""Lists are changed item by item, so that all that stays keeps its spelling."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.ui.composer.form.changes import put_items

ITEMS = st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, max_size=5)


@given(ITEMS, ITEMS, st.sampled_from([None, 2]))
def test_the_list_becomes_what_is_wanted(old, new, indent):
    text = json.dumps({"x": 1, "list": old, "y": [2]}, indent=indent)
    changed = put_items("/list", old, new).apply(text)
    assert json.loads(changed) == {"x": 1, "list": new, "y": [2]}


@pytest.mark.parametrize(
    ("new", "raw"),
    [
        (["A", "x", "c"], '[ "\\u0041",\r\n "x" , "c" ]'),
        (["A", "b"], '[ "\\u0041",\r\n "b" ]'),
        (["A", "b", "c", "d"], '[ "\\u0041",\r\n "b" , "c", "d" ]'),
    ],
)
def test_what_stays_is_left_as_it_is_written(new, raw):
    text = '{"list": [ "\\u0041",\r\n "b" , "c" ]}'
    assert put_items("/list", ["A", "b", "c"], new).apply(text) == f'{{"list": {raw}}}'
