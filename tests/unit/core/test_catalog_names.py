import pytest

from betadeck.core.catalog_names import distance, nearest, nearest_betas
from helpers.catalogue import shipped


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("context-managment-2025-06-27", "context-management-2025-06-27"),
        ("context-management-2025-06-72", "context-management-2025-06-27"),
        ("Context-Management-2025-06-27", "context-management-2025-06-27"),
        ("mcp-client-2025-12-01", "mcp-client-2026-09-15"),
        ("compact-2027-01-01", "compact-2026-09-04"),
        ("files-api", "files-api-2025-04-14"),
        ("interleaved-thinking-2025-05-15", "interleaved-thinking-2025-05-14"),
    ],
)
def test_the_likeliest_beta_comes_first(written, meant):
    assert nearest_betas(written, shipped())[0] == meant


def test_another_date_offers_newer_ones_before_older_and_what_works_before_what_does_not():
    found = nearest_betas("mcp-client-2030-01-01", shipped())
    assert found == ("mcp-client-2026-09-15", "mcp-client-2025-11-20", "mcp-client-2025-04-04")


def test_a_name_like_no_other_gives_nothing():
    assert nearest_betas("foo", shipped()) == ()
    assert nearest_betas("", shipped()) == ()


def test_a_known_name_is_its_own_nearest():
    assert nearest_betas("compact-2026-01-12", shipped()) == ("compact-2026-01-12",)


def test_nearest_of_any_names():
    assert nearest("messges", ["messages", "models", "message"]) == ("messages", "message")


@pytest.mark.parametrize(
    ("one", "other", "steps"),
    [("abc", "abc", 0), ("abc", "acb", 1), ("abc", "abd", 1), ("", "ab", 2), ("ab", "b", 1)],
)
def test_distance_counts_letters_and_swaps(one, other, steps):
    assert distance(one, other, 5) == steps


def test_distance_stops_counting_above_the_limit():
    assert distance("a" * 50, "b" * 50, 3) > 3
