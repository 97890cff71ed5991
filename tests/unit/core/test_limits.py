from datetime import UTC, datetime

import pytest

from betadeck.core.exchange import Head
from betadeck.core.limits import Limit, limits_of, named, retry_after_s

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def head(**headers: str) -> Head:
    return Head(200, headers=tuple((name.replace("_", "-"), value) for name, value in headers.items()))


def test_a_limit_needs_both_numbers_and_survives_nonsense():
    found = limits_of(
        head(
            Anthropic_RateLimit_Requests_Limit="50",
            anthropic_ratelimit_requests_remaining="49",
            anthropic_ratelimit_requests_reset="2026-11-22T12:00:42Z",
            anthropic_ratelimit_input_tokens_limit="30000",
            anthropic_ratelimit_output_tokens_limit="many",
            anthropic_ratelimit_output_tokens_remaining="8000",
        )
    )
    assert [(each.title, each.used, each.limit) for each in found] == [("Requests", 1, 50)]
    assert found[0].resets_at == datetime(2026, 11, 22, 12, 0, 42, tzinfo=UTC)


def test_a_spent_limit_is_said_so_even_below_nothing():
    found = limits_of(head(anthropic_ratelimit_tokens_limit="10", anthropic_ratelimit_tokens_remaining="-3"))
    assert found[0].is_spent
    assert found[0].used == 13
    assert found[0].resets_at is None


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"retry_after": "23"}, 23.0),
        ({"retry_after": "0.5"}, 0.5),
        ({"retry_after": "Sun, 22 Nov 2026 12:01:00 GMT"}, 60.0),
        ({"retry_after": "Sun, 22 Nov 2026 11:00:00 GMT"}, 0.0),
        ({"retry_after": "9", "retry_after_ms": "250"}, 0.25),
        ({"retry_after": "soon"}, None),
        ({"retry_after": "-4"}, None),
        ({"retry_after": "nan"}, None),
        ({}, None),
    ],
)
def test_the_wait_is_read_as_the_sdks_read_it(headers, seconds):
    assert retry_after_s(head(**headers), NOW) == seconds


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("anthropic-ratelimit-input-tokens", "anthropic-ratelimit-input-tokens"),
        ("input tokens", "anthropic-ratelimit-input-tokens"),
        ("output_tokens", "anthropic-ratelimit-output-tokens"),
        ("requests", "anthropic-ratelimit-requests"),
        ("input tokens per minute", "anthropic-ratelimit-input-tokens"),
        ("spend", None),
        ("tokens", None),
        ("", None),
    ],
)
def test_a_limit_is_found_by_its_name_or_by_the_words_of_an_error(words, name):
    found = [
        Limit("anthropic-ratelimit-requests", "Requests", 50, 1),
        Limit("anthropic-ratelimit-input-tokens", "Input tokens", 1000, 0),
        Limit("anthropic-ratelimit-output-tokens", "Output tokens", 1000, 0),
    ]
    assert getattr(named(found, words), "name", None) == name
