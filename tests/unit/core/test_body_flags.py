import pytest

from betadeck.core.body_flags import wants_stream


@pytest.mark.parametrize(
    "text",
    [
        '{"stream": true}',
        '{"a": [1, {"stream": false}], "stream":true }',
        ' \n{"stream"\n:\ttrue, "b": ',
        '{"stream": false, "stream": true}',
        '{"text": "\\"", "stream": true}',
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
        '[{"stream": true}]',
        '"stream": true',
        '{"a": "{\\"stream\\": true}"}',
        '{"a": "\\"stream\\": true"}',
        '{"a": "unfinished, "stream": true}',
        '{"a": "stream"}',
        '{"a": ["stream", true]}',
    ],
)
def test_no_stream_is_asked_for(text):
    assert not wants_stream(text)


def test_a_text_full_of_half_open_strings_is_read_in_one_pass():
    assert not wants_stream('{"stream"' + '\\"' * 500_000)
