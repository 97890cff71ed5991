import pytest

from betadeck.core import betas


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a, b ,a", ("a", "b")),
        ("anthropic-beta: a,b", ("a", "b")),
        ("Anthropic-Beta: a\nanthropic-beta: b", ("a", "b")),
        ('["a-2025-01-01", "b"]', ("a-2025-01-01", "b")),
        (" ,, ,", ()),
        ("", ()),
        ("a\r\nb", ("a", "b")),
    ],
)
def test_pasted_text_becomes_names_in_order_without_doubles(text, names):
    assert betas.parse(text) == names


def test_nothing_ticked_gives_no_value_to_send():
    assert betas.join(["", "  "]) == ""


def test_joining_uses_bare_commas_and_keeps_the_first_place_of_a_double():
    assert betas.join(["b", " a ", "b"]) == "b,a"


def test_unticking_keeps_the_order_of_the_others():
    assert betas.ticked(("a", "b", "c"), "b", on=False) == ("a", "c")
    assert betas.ticked(("a", "c"), "b", on=True) == ("a", "c", "b")


def test_a_replaced_name_stands_where_the_old_one_stood_and_is_not_doubled():
    assert betas.replaced(("a", "b", "c"), "b", "x") == ("a", "x", "c")
    assert betas.replaced(("a", "b", "c"), "b", "c") == ("a", "c")


@pytest.mark.parametrize("name", ["files-api-2025-04-14", "compact-2026-09-04", "context-1m-2025-08-07"])
def test_dated_names_are_recognised(name):
    assert betas.is_dated_name(name)


@pytest.mark.parametrize(
    "name", ["files-api", "Files-2025-04-14", "x-2025-99-14", "x 2025-04-14", "", "2025-04-14"]
)
def test_other_names_are_not(name):
    assert not betas.is_dated_name(name)


@pytest.mark.parametrize("name", ["a b", "a,b", "a\nb", "", "ä"])
def test_names_that_would_break_the_header_are_not_sendable(name):
    assert not betas.is_sendable(name)
