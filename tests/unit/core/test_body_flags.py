import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.body_flags import top_text


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ('{"model": "m-1", "n": 1}', "m-1"),
        ('{"tools": [{"model": "inner"}], "model" : "outer"}', "outer"),
        ('{"tools": [{"model": "inner"}]}', ""),
        ('{"text": "\\"model\\": \\"no\\"", "model": "yes"}', "yes"),
        ('{"model": 4}', ""),
        ('{"model": true}', ""),
        ('{"model": "half', ""),
        ('{"messages": [{"role": "user"}], "model": "half-typed"', "half-typed"),
        ('{"a": {"model": "no"}, "model":"m"}', "m"),
        ('{"a": [1, {"model": "no"}], "model":"m" }', "m"),
        (' \n{"model"\n:\t"m", "b": ', "m"),
        ('{"model": "no", "model": "m"}', "m"),
        ('{"model": "m", "model": 1}', ""),
        ('{"text": "\\"", "model": "m"}', "m"),
        ('{"messages": [{"role": "user", "content": "a long one"}], "model": "m"}', "m"),
        ('["model", "m"]', ""),
        ("", ""),
        ("not json", ""),
        ('{"a": {"model": "m"}}', ""),
        ('{"a": "some longer text before", "b": {"model": "m"}}', ""),
        ('[{"model": "m"}]', ""),
        ('"model": "m"', ""),
        ('{"a": "{\\"model\\": \\"m\\"}"}', ""),
        ('{"a": "\\"model\\": \\"m\\""}', ""),
        ('{"a": "model"}', ""),
        ('{"a": ["model", "m"]}', ""),
    ],
)
def test_only_the_outermost_model_counts(text, model):
    assert top_text(text, "model") == model


def test_a_text_full_of_half_open_strings_is_read_in_one_pass():
    assert top_text('{"model"' + '\\"' * 500_000, "model") == ""


names = st.sampled_from(["stream", "model", 'a"', "\\", "{"])
values = st.recursive(
    st.booleans() | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(names, values, max_size=4), st.sampled_from([None, 1]))
def test_whole_json_is_read_as_a_parser_does(value, indent):
    model = value.get("model")
    plain = isinstance(model, str) and not set(model) & {'"', "\\"}
    assert top_text(json.dumps(value, indent=indent), "model") == (model if plain else "")
