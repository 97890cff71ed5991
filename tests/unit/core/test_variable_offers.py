"""Variables offered where one begins to type them."""

import pytest

from betadeck.core.draft import Row
from betadeck.core.variable_offers import VariableOffer, Variables, opened_at, put_in

KEY = "sk-ant-api03-" + "Ab1_" * 22 + "Zz9AA"
KNOWN = Variables((Row("town", "Bern"), Row("n", "5")), (Row("town", "Ulm"), Row("secret", KEY)), ("Work",))


def inside(typed="", **how):
    return [each.inside for each in KNOWN.offers(typed, **how)]


def test_the_presets_come_before_the_targets_and_all_before_what_comes_at_the_send():
    assert inside()[:3] == ["town", "secret", "n"]
    assert inside()[3:] == ["?", "file:", "base64:", "clipboard", "key:Work"]


def test_values_are_told_with_their_origin_but_no_key_is_shown():
    about = {each.inside: each.about for each in KNOWN.offers()}
    assert about["town"] == "Bern, from the preset"
    assert about["secret"] == "a key, from the target"
    assert KEY not in str(about)


def test_what_begins_so_comes_before_what_only_holds_it():
    assert inside("n") == ["n", "town"]
    assert inside("key:w") == ["key:Work"]
    assert inside("json:", as_json=True) == ["json:town", "json:secret", "json:n", "json:?"]
    assert inside("nothing like it") == []


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("to {{", ""),
        ("to {{to", "to"),
        ("{{a}} and {{b", "b"),
        ("{{a}}", None),
        ("{", None),
        ("{{{{", None),
        ('{{a"', None),
        ("{{a\n", None),
    ],
)
def test_a_variable_is_open_from_its_braces_to_the_caret(text, typed):
    found = opened_at(text, len(text))
    assert (found.typed if found else None) == typed


def test_what_is_chosen_takes_the_place_of_all_of_the_old_one():
    text = "to {{old}}!"
    opened = opened_at(text, text.index("d}}"))
    assert opened is not None
    assert put_in(text, opened, VariableOffer("town", "")) == ("to {{town}}!", 11)
    assert put_in("{{?", opened_at("{{?", 3), VariableOffer("?", "", open=True)) == ("{{?}}", 3)
