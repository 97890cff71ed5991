"""An error message taken apart: names, betas, models, ids, headers, numbers."""

import pytest

from betadeck.core.diagnose.message import read
from betadeck.core.diagnose.message_numbers import Bound, bound_in


def test_all_that_a_message_names_is_told_apart():
    said = read(
        "messages.2: `tool_use` toolu_01Abcd99 of claude-opus-5-5 needs \"beta-x-2030-01-31\" in 'anthropic-beta'"
    )
    assert said.path == ("messages", "2")
    assert said.ids == ("toolu_01Abcd99",)
    assert said.models == ("claude-opus-5-5",)
    assert said.betas == ("beta-x-2030-01-31",)
    assert said.headers == ("anthropic-beta",)
    assert said.names == ("tool_use", "beta-x-2030-01-31", "anthropic-beta")


def test_apostrophes_are_no_quotes():
    assert read("it doesn't fit the server's limit").names == ()


def test_models_of_other_platforms_are_models_and_betas_are_not():
    said = read("us.anthropic.claude-opus-4-20250514-v1:0 and claude-opus-4@20250514, claude-code-20250219")
    assert said.models == ("us.anthropic.claude-opus-4-20250514-v1:0", "claude-opus-4@20250514")
    assert said.betas == ("claude-code-20250219",)


def test_a_message_over_several_lines_is_read_as_one():
    said = read("1 validation error\nmessages.0.content\n  this must be something")
    assert said.path == ("messages", "0", "content")
    assert said.rest == "this must be something"


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("128001 > 64000, which is too much", Bound(64000, 128001)),
        ("150,000 + 64,000 > 200,000", Bound(200_000, 214_000)),
        ("should have at most 4 items, not 7", Bound(4, 7)),
        ("must be greater than or equal to 1024", Bound(1024, upper=False)),
        ("must be greater than 0", Bound(0, upper=False, strict=True)),
        ("exceeds the limit of 20 mb", Bound(20e6)),
        ("has 212 pages, the maximum is 100", Bound(100, 212)),
        ("the limit is 5 mb, got 7.2 mb", Bound(5e6, 7.2e6)),
        ("is larger than the model's limit (64000)", Bound(64000)),
        ("a maximum of 4 blocks may be provided. found 5", Bound(4, 5)),
        ("at least 20,000", Bound(20_000, upper=False)),
    ],
)
def test_what_is_allowed_and_what_was_found_are_told_apart(text, bound):
    found = bound_in(text)
    assert (found.limit, found.upper) == (bound.limit, bound.upper)
    assert found.found == bound.found
    assert found.strict == bound.strict


@pytest.mark.parametrize("text", ["nothing to count", "version 2 of it", "on 2026-11-22"])
def test_numbers_that_limit_nothing_are_no_bound(text):
    assert bound_in(text) is None


def test_long_words_are_cut_so_that_patterns_do_not_run_away():
    said = read("messages.0.content.0.source.data: invalid base64 " + "QUJD" * 5000)
    assert said.path == ("messages", "0", "content", "0", "source", "data")
    assert len(said.rest) < 300


def test_what_programs_put_around_a_message_is_passed_over():
    wrapped = (
        "x.exceptions.BadRequestError: Error code: 400 - max_tokens: too large (request id: req_01abcdef)"
    )
    assert read(wrapped).path == ("max_tokens",)
    assert read(wrapped).rest == "too large"


def test_short_forms_are_read_like_long_ones():
    assert read("It isn't one, and can't be").says("is not one, and cannot be")
