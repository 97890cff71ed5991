"""Betas that are refused, in the words of several hosts, and what mends them."""

import pytest

from betadeck.core.draft import Draft, Row
from betadeck.core.target import Platform
from helpers.diagnosing import body, culprit, draft, refused

MISSPELT = "context-managment-2025-06-27"
RIGHT = "context-management-2025-06-27"
EDITS = {"edits": [{"type": "clear_tool_uses_20250919"}]}


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("Unexpected value(s) `a-thing-2031-02-03` for the `anthropic-beta` header.", "a-thing-2031-02-03"),
        ("Unsupported beta header: other-thing-2031-02-03", "other-thing-2031-02-03"),
        ("Unknown beta: skills-2025-11-02", "skills-2025-11-02"),
        ("beta 'skillz' is not recognized by anthropic-beta", "skillz"),
        ("Unrecognized anthropic-beta value 'x-2030-01-01'. Supported values are: a, b", "x-2030-01-01"),
        ("betas: unsupported value y-2030-01-01", "y-2030-01-01"),
        ("anthropic_beta.1: invalid beta flag 'z-2030-01-01'", "z-2030-01-01"),
        ("The long context beta is not offered on this plan, not yet available", "context-1m-2025-08-07"),
        ("your organization is not enrolled in the dreams beta", "dreaming-2026-04-21"),
        ("The computer use beta is not available on this model", "computer-use-2025-11-24"),
        ("w-2030-01-01 mismatches what this deployment runs", "w-2030-01-01"),
    ],
)
def test_the_beta_that_is_named_is_to_blame(message, name):
    assert culprit(message) == ("beta", name)


def test_a_misspelt_name_is_replaced_by_the_right_one():
    asked = draft(MISSPELT, context_management=EDITS)
    found = refused(f"Unexpected value(s) `{MISSPELT}` for the `anthropic-beta` header.", asked=asked)
    assert [fix.apply(asked).betas for fix in found.fixes] == [(RIGHT,)]
    assert RIGHT in found.cause


def test_a_misspelt_name_that_nothing_uses_can_be_left_out_too():
    asked = draft(MISSPELT)
    found = refused(f"Unsupported beta header: {MISSPELT}", asked=asked)
    assert [fix.apply(asked).betas for fix in found.fixes] == [(RIGHT,), ()]


def test_several_names_are_mended_by_one_click():
    asked = draft("nobody-2020-01-01", MISSPELT, "files-api-2025-04-14")
    found = refused(
        f"Unexpected value(s) `nobody-2020-01-01`, `{MISSPELT}` for the `anthropic-beta` header.", asked=asked
    )
    assert [fix.apply(asked).betas for fix in found.fixes] == [
        (RIGHT, "files-api-2025-04-14"),
        ("files-api-2025-04-14",),
    ]


def test_what_only_a_retired_beta_brought_goes_with_it():
    tool = {"type": "computer_20241022", "name": "computer", "display_width_px": 9, "display_height_px": 9}
    asked = draft(
        "computer-use-2024-10-22", tools=[tool, {"name": "look", "input_schema": {"type": "object"}}]
    )
    found = refused("Unsupported beta header: computer-use-2024-10-22", asked=asked)
    mended = found.fixes[0].apply(asked)
    assert mended.betas == ()
    assert "computer_20241022" not in mended.body_text
    assert "look" in mended.body_text


def test_an_empty_header_is_told_apart_from_a_wrong_name():
    asked = Draft(headers=(Row("anthropic-beta", ""),))
    found = refused("Unexpected value(s) `` for the `anthropic-beta` header.", asked=asked)
    assert (found.culprit.kind, found.culprit.name) == ("header", "anthropic-beta")
    assert found.fixes[0].apply(asked).headers == ()


def test_betas_that_exclude_each_other_keep_the_newer_one():
    asked = draft("agent-api-2026-03-01", "managed-agents-2026-04-01")
    message = "anthropic-beta cannot include both 'agent-api-*' and 'managed-agents-*' values"
    found = refused(message, asked=asked)
    assert found.culprit.name == "agent-api-2026-03-01"
    assert found.fixes[0].apply(asked).betas == ("managed-agents-2026-04-01",)


class TestWithoutAName:
    """Amazon's wording names nothing."""

    def test_one_beta_alone_is_the_culprit(self):
        asked = draft("fast-mode-2026-02-01")
        found = refused("invalid beta flag", kind="ValidationException", asked=asked)
        assert (found.culprit.kind, found.culprit.name) == ("beta", "fast-mode-2026-02-01")
        assert found.fixes[0].apply(asked).betas == ()

    def test_the_only_one_that_the_platform_does_not_know_is_suspected(self):
        asked = draft("context-management-2025-06-27", "server-side-fallback-2026-07-01")
        found = refused("invalid beta flag", asked=asked, platform=Platform.BEDROCK)
        assert found.culprit.name == "server-side-fallback-2026-07-01"

    def test_nothing_is_guessed_among_equals_and_a_search_is_offered(self):
        asked = draft("context-management-2025-06-27", "compact-2026-01-12")
        found = refused("invalid beta flag", asked=asked)
        assert (found.culprit.kind, found.culprit.name) == ("beta", "")
        assert [fix.to for fix in found.fixes] == ["probe"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("prompt-caching-2024-07-31", "standard"),
        ("context-1m-2025-08-07", "out of use"),
        ("afk-mode-2026-01-31", "own client"),
        ("oauth-2025-04-20", "credential"),
        ("mcp-client-2025-04-04", "followed by"),
    ],
)
def test_the_catalogue_says_why(name, words):
    assert words in refused(f"Unsupported beta header: {name}").cause


def test_google_is_known_by_its_request_ids():
    raw = body("Unsupported beta header: server-side-fallback-2026-07-01").replace(
        b"req_011", b"req_vrtx_011"
    )
    from helpers.diagnosing import answered

    assert "google" in answered(raw).cause
