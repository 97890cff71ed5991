"""Paths that are copied find the same value again."""

import json

import jmespath
import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.json_paths import jmespath_of
from betadeck.core.json_pointer import join
from betadeck.core.json_text import locate

STEPS = st.lists(st.text(st.characters(exclude_categories=["Cs"])) | st.integers(0, 3), max_size=5)


def around(steps):
    value = "found"
    for step in reversed(steps):
        value = {step: value} if isinstance(step, str) else [None] * step + [value]
    return value


@given(STEPS)
def test_jmespath_finds_the_value_again(steps):
    assert jmespath.search(jmespath_of(steps), around(steps)) == ("found" if steps else around(steps))


@given(STEPS)
def test_the_pointer_finds_the_value_again(steps):
    text = json.dumps(around(steps))
    span = locate(text, join(steps))
    assert json.loads(text[span.start : span.end]) == "found"


@pytest.mark.parametrize(
    ("steps", "words"),
    [((), "@"), (("messages", 0, "content"), "messages[0].content"), ((2, "a b"), '[2]."a b"')],
)
def test_plain_names_stay_plain(steps, words):
    assert jmespath_of(steps) == words
