import pytest

from betadeck.ui.betas.offer import offer_of, own_name, warnings_of

KNOWN = {"alpha-2026-01-01", "client-mark-20250101"}


@pytest.mark.parametrize(
    "text", ["", "  ", "tools", "tool use", "alpha", "alpha-2026", ",", "anthropic-beta:"]
)
def test_words_are_only_searched_for(text):
    assert offer_of(text, KNOWN, ()) is None


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("alpha-2026-01-01", ("alpha-2026-01-01",)),
        ("client-mark-20250101", ("client-mark-20250101",)),
        ("find alpha-2026-01-01", ("alpha-2026-01-01",)),
        ("odd,alpha-2026-01-01", ("odd", "alpha-2026-01-01")),
        ("anthropic-beta: odd, alpha-2026-01-01", ("odd", "alpha-2026-01-01")),
        ('alpha-2026-01-01, ,"beta-2026-01-01" ,alpha-2026-01-01', ("alpha-2026-01-01", "beta-2026-01-01")),
        ("alpha-2026-01-01\nbeta-2026-01-01", ("alpha-2026-01-01", "beta-2026-01-01")),
    ],
)
def test_names_are_found_in_headers_lists_and_sentences(text, names):
    assert offer_of(text, KNOWN, ()).names == names


def test_what_cannot_stand_in_a_header_is_never_offered():
    assert offer_of("alpha-2026-01-01,ümlaut,(x)", KNOWN, ()).names == ("alpha-2026-01-01",)


def test_the_offer_tells_new_and_unknown_names_apart():
    offer = offer_of("alpha-2026-01-01,beta-2026-01-01,gamma-2026-01-01", KNOWN, {"beta-2026-01-01"})
    assert offer.new == ("alpha-2026-01-01", "gamma-2026-01-01")
    assert offer.unknown == ("beta-2026-01-01", "gamma-2026-01-01")
    assert offer.label == "Tick these 2"


def test_only_one_new_name_can_become_ones_own():
    assert own_name(" my-flag ", KNOWN) == "my-flag"
    assert own_name("alpha-2026-01-01", KNOWN) == ""
    assert own_name("two words", KNOWN) == ""
    assert own_name("a,b", KNOWN) == ""


def test_only_strangers_are_warned_about():
    warnings = warnings_of(("client-mark-20250101", "odd", "fine-2026-01-01", "naïve"), KNOWN)
    assert len(warnings) == 2
    assert "“odd” is not like" in warnings[0]
    assert "cannot carry" in warnings[1]
