import pytest
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
        ('["model", "m"]', ""),
        ("", ""),
    ],
)
def test_only_the_outermost_model_counts(text, model):
    assert top_text(text, "model") == model


def test_a_stream_is_wanted_only_by_true_at_the_top():
    assert wants_stream('{"a": {"stream": false}, "stream":true}')
    assert not wants_stream('{"a": {"stream": true}}')
    assert not wants_stream('{"stream": "true"}')
    assert not wants_stream('{"stream": true, "stream": false}')
