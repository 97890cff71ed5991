import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.body_flags import top_text, wants_stream


@pytest.mark.parametrize(
    ("text", "model"),
    [
        ('{"model": "m-1", "n": 1}', "m-1"),
        ('{"tools": [{"model": "inner"}], "model" : "outer"}', "outer"),
        ('{"tools": [{"model": "inner"}]}', ""),
        ('{"text": "\\"model\\": \\"no\\"", "model": "yes"}', "yes"),
        ('{"model": 4}', ""),
        ('{"model": "half', ""),
        ('{"messages": [{"role": "user"}], "model": "half-typed"', "half-typed"),
        ('["model", "m"]', ""),
        ("", ""),
    ],
)
def test_only_the_outermost_model_counts(text, model):
    assert top_text(text, "model") == model


@pytest.mark.parametrize(
    "text",
    [
        '{"stream": true}',
        '{"a": {"stream": false}, "stream":true}',
        '{"a": [1, {"stream": false}], "stream":true }',
        ' \n{"stream"\n:\ttrue, "b": ',
        '{"stream": false, "stream": true}',
        '{"text": "\\"", "stream": true}',
        '{"messages": [{"role": "user", "content": "a long one"}], "stream": true}',
        '{"messages": [{"role": "user", "content": "a long one"}], "stream": true',
    ],
)
def test_a_stream_is_asked_for(text):
    assert wants_stream(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not json",
        '{"stream": false}',
        '{"stream": "true"}',
        '{"stream": truely}',
        '{"stream": true, "stream": false}',
        '{"a": {"stream": true}}',
        '{"a": "some longer text before", "b": {"stream": true}}',
        '[{"stream": true}]',
        '"stream": true',
        '{"a": "{\\"stream\\": true}"}',
        '{"a": "\\"stream\\": true"}',
        '{"a": "stream"}',
        '{"a": ["stream", true]}',
    ],
)
def test_no_stream_is_asked_for(text):
    assert not wants_stream(text)


def test_a_text_full_of_half_open_strings_is_read_in_one_pass():
    assert not wants_stream('{"stream"' + '\\"' * 500_000)


names = st.sampled_from(["stream", "model", 'a"', "\\", "{"])
values = st.recursive(
    st.booleans() | names,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3),
    max_leaves=12,
)


@settings(deadline=None)
@given(st.dictionaries(names, values, max_size=4), st.sampled_from([None, 1]))
def test_whole_json_is_read_as_a_parser_does(value, indent):
    assert wants_stream(json.dumps(value, indent=indent)) == (value.get("stream") is True)
