"""Token counts, the simulated prompt cache and rate-limit headers."""

from datetime import datetime

import pytest

from betadeck.sandbox.limits import INPUT_TOKENS, REQUESTS, RateLimits
from helpers.sandbox_calls import PNG, text, tool, user


def input_tokens(usage):
    return usage["input_tokens"] + usage["cache_creation_input_tokens"] + usage["cache_read_input_tokens"]


IMAGE = {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": PNG}}


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"system": "Be short."},
        {"system": [text("Be short.", cache_control={"type": "ephemeral"})]},
        {"tools": [tool("a"), tool("b", description="words " * 50)]},
        {"messages": [user(text("a" * 999), IMAGE)]},
    ],
)
def test_counting_and_answering_agree(api, changes):
    counted = api.count(**changes).json()["input_tokens"]
    assert input_tokens(api.answer(**changes)["usage"]) == counted


def test_longer_requests_count_more(api):
    counts = [api.count(messages=[user(text("a" * size))]).json()["input_tokens"] for size in (1, 40, 400)]
    assert counts == sorted(set(counts))


def cached(words, ttl=None):
    control = {"type": "ephemeral", **({"ttl": ttl} if ttl else {})}
    return {"system": [text(words, cache_control=control)]}


def test_the_cache_is_written_first_and_read_then(api):
    body = cached("A prompt that only this test knows. " * 40)
    first, second = api.answer(**body)["usage"], api.answer(**body)["usage"]
    assert first["cache_creation_input_tokens"] > 300
    assert first["cache_read_input_tokens"] == 0
    assert second["cache_read_input_tokens"] == first["cache_creation_input_tokens"]
    assert second["cache_creation_input_tokens"] == 0
    assert second["input_tokens"] == first["input_tokens"] > 0


def test_the_lifetime_decides_what_a_write_counts_as(api):
    made = api.answer(**cached("An hour for this one. " * 20, "1h"))["usage"]["cache_creation"]
    assert made["ephemeral_1h_input_tokens"] > 0
    assert made["ephemeral_5m_input_tokens"] == 0


def test_a_longer_conversation_reads_the_old_part_and_writes_the_new(api):
    mark = {"type": "ephemeral"}
    start = user(text("The beginning that is cached. " * 30, cache_control=mark))
    more = [{"role": "assistant", "content": "ok"}, user(text("And more. " * 30, cache_control=mark))]
    first = api.answer(messages=[start])["usage"]
    second = api.answer(messages=[start, *more])["usage"]
    assert second["cache_read_input_tokens"] == first["cache_creation_input_tokens"]
    assert second["cache_creation_input_tokens"] > 0
    third = api.answer(messages=[start, *more])["usage"]
    assert third["cache_creation_input_tokens"] == 0


def test_a_changed_prefix_misses_the_cache(api):
    api.answer(**cached("One thing. " * 30))
    assert api.answer(**cached("Another thing. " * 30))["usage"]["cache_read_input_tokens"] == 0


def test_a_mark_on_the_request_caches_all_of_it(api):
    body = {"cache_control": {"type": "ephemeral"}, "messages": [user(text("Cache all of this. " * 30))]}
    first = api.answer(**body)["usage"]
    assert first["input_tokens"] == 0
    assert api.answer(**body)["usage"]["cache_read_input_tokens"] == first["cache_creation_input_tokens"]


def test_every_answer_carries_the_headers_of_the_api(api):
    headers = api.create().headers
    assert headers["request-id"].startswith("req_sandbox")
    assert headers["anthropic-organization-id"]
    assert headers["x-betadeck-sandbox"] == "simulated"
    for name in ("requests", "tokens", "input-tokens", "output-tokens"):
        limit = int(headers[f"anthropic-ratelimit-{name}-limit"])
        assert 0 <= int(headers[f"anthropic-ratelimit-{name}-remaining"]) <= limit
        reset = headers[f"anthropic-ratelimit-{name}-reset"]
        assert datetime.strptime(reset, "%Y-%m-%dT%H:%M:%S%z").tzinfo


def test_refusals_carry_no_limits_but_say_whether_to_retry(api):
    headers = api.create(model="nope").headers
    assert headers["x-should-retry"] == "false"
    assert "anthropic-ratelimit-requests-limit" not in headers


class Clock:
    def __init__(self):
        self.now_s = 1_700_000_000.0

    def __call__(self):
        return self.now_s


def remaining(limits, name):
    return int(dict(limits.headers())[f"anthropic-ratelimit-{name}-remaining"])


def test_limits_count_down_and_refill_within_a_minute():
    clock = Clock()
    limits = RateLimits(clock)
    limits.spend(requests=1000, input_tokens=INPUT_TOKENS * 2)
    assert remaining(limits, "requests") == REQUESTS - 1000
    assert remaining(limits, "input-tokens") == 0
    clock.now_s += 15
    assert remaining(limits, "requests") == REQUESTS
    assert remaining(limits, "input-tokens") == INPUT_TOKENS // 4
    clock.now_s += 600
    assert remaining(limits, "input-tokens") == INPUT_TOKENS


def test_the_reset_is_when_the_bucket_is_full_again():
    clock = Clock()
    limits = RateLimits(clock)
    limits.spend(input_tokens=INPUT_TOKENS // 2)
    assert dict(limits.headers())["anthropic-ratelimit-input-tokens-reset"] == "2023-11-14T22:13:50Z"
    assert dict(limits.headers())["anthropic-ratelimit-requests-reset"] == "2023-11-14T22:13:20Z"


def test_a_clock_that_goes_back_gives_nothing():
    clock = Clock()
    limits = RateLimits(clock)
    limits.spend(requests=10)
    clock.now_s -= 100
    assert remaining(limits, "requests") == REQUESTS - 10
