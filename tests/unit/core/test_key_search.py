"""Keys are found in texts of any size."""

import pytest

from betadeck.core import redact
from betadeck.core.key_search import key_places

KEY = "sk-ant-api03-" + "Ab1_" * 22 + "Zz9AA"
KEYS = [
    KEY,
    "sk-ant-oat01-" + "Ab1_" * 10,
    "sk-proj-Ab1Cd2Ef3Gh4Ij5Kl6Mn7",
    "AKIA0123456789ABCDEF",
    "ya29.a0Ab1Cd2Ef3Gh4Ij5Kl6Mn7",
    "AIzaSyA0123456789-abcdefghijklmnopqrstuv",
    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P",
]


def found(text):
    return [span.of(text) for span in key_places(text)]


@pytest.mark.parametrize("key", [*KEYS, "Bearer 0123456789abcdefghijKLMN"])
def test_whatever_is_known_as_a_key_is_found(key):
    # A new kind of key in `redact` needs its beginning in `key_search`; add it above too.
    assert len(redact.find_keys(key)) == 1
    assert key_places(key) == redact.find_keys(key)


@pytest.mark.parametrize("escape", ["\\n", "\\t", '\\"', "\\\\", "\\u0020"])
def test_an_escape_before_a_key_does_not_hide_it(escape):
    assert found(f'"line{escape}{KEY}{escape}x"') == [KEY]


@pytest.mark.parametrize("before", [0, 65_000, 65_500, 65_536, 65_600, 81_900, 81_920, 200_000])
def test_a_key_is_found_whole_wherever_it_stands(before):
    text = "x" * (before - 1) + " " * (before > 0) + KEY + " " + "y" * 100_000
    assert found(text) == [KEY]


def test_several_are_found_in_order():
    assert found(f"{KEYS[2]} and {KEYS[0]}, {KEYS[3]}") == [KEYS[2], KEYS[0], KEYS[3]]


def test_words_are_no_keys():
    assert found("risk-free task-x AKIA eyJ bearer of news sk-ant-api03-YOUR-KEY") == []
