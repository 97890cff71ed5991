import json

from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.compare.brief import brief
from betadeck.core.compare.unfolded import unfolded

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=4),
    max_leaves=12,
)


def test_members_stand_on_lines_of_their_own_without_commas():
    assert unfolded({"a": [1, {}], "b": None}).decode() == '{\n  "a": [\n    1\n    {}\n  ]\n  "b": null\n}'


def test_a_text_of_several_lines_is_unfolded():
    value = {"text": 'One.\nSay "two".'}
    assert unfolded(value).decode() == '{\n  "text":\n    │ One.\n    │ Say "two".\n}'


@given(VALUES)
def test_every_value_has_lines_without_control_characters(value):
    text = unfolded(value).decode("utf-8", "surrogatepass")
    assert all(char >= " " for line in text.split("\n") for char in line)


def test_deep_values_have_lines_too():
    value: object = "x"
    for _ in range(3000):
        value = [value]
    assert unfolded(value).count(b"\n") == 6000
    assert len(brief(value)) == 300


@given(VALUES)
def test_a_short_value_is_told_whole(value):
    assert json.loads(brief(value, 1_000_000)) == value


@given(VALUES, st.integers(5, 60))
def test_a_long_value_is_cut(value, most):
    assert len(brief(value, most)) <= most


def test_a_huge_text_is_not_read_whole():
    assert brief("x" * 50_000_000, 10) == '"xxxxxxxx…'
