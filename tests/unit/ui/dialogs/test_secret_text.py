import pytest

from betadeck.ui.dialogs.secret_text import understood


@pytest.mark.parametrize(
    ("typed", "secret"),
    [
        ("abc", "abc"),
        ("  abc\n", "abc"),
        ('"abc"', "abc"),
        ("x-api-key: abc", "abc"),
        ("Authorization: Bearer abc", "abc"),
        ("Bearer abc", "abc"),
        ("bearer-of-news", "bearer-of-news"),
    ],
)
def test_a_key_is_found_in_what_was_pasted(typed, secret):
    found = understood(typed)
    assert found.secret == secret
    assert not found.problem
    assert bool(found.note) == (typed != secret)


@pytest.mark.parametrize("typed", ["two words", "clé", "a\x00b", "a\u200bb"])
def test_what_no_header_can_carry_is_no_key(typed):
    assert understood(typed).problem
