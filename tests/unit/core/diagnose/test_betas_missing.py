"""Betas that are missing: named as needed, or told by what nobody knows without them."""

import json
from dataclasses import replace

import pytest

from betadeck.core.draft import Draft
from betadeck.core.target import Platform
from helpers.diagnosing import HELLO, answered, body, culprit, draft, mended, refused

EXTRA = "Extra inputs are not permitted"
EDITS = {"edits": [{"type": "clear_tool_uses_20250919"}]}


@pytest.mark.parametrize(
    ("message", "name"),
    [
        ("this API is in beta: add `skills-2025-10-02` to the `anthropic-beta` header", "skills-2025-10-02"),
        ("This endpoint requires the `webhooks-2026-10-07` beta header.", "webhooks-2026-10-07"),
        ("Missing required beta header: dreaming-2026-04-21", "dreaming-2026-04-21"),
        ("The anthropic-beta header must include compact-2026-09-04", "compact-2026-09-04"),
        ("Feature unavailable without beta header `advisor-tool-2026-03-01`", "advisor-tool-2026-03-01"),
        ("You must opt in to the `mcp-tunnels-2026-06-22` beta first", "mcp-tunnels-2026-06-22"),
    ],
)
def test_the_beta_to_add_is_read_from_the_message_and_ticked(message, name):
    found = refused(message, asked=draft())
    assert (found.culprit.kind, found.culprit.name) == ("missing_beta", name)
    assert found.fixes[0].apply(draft()).betas == (name,)


@pytest.mark.parametrize(
    ("message", "name"),
    [
        (f"context_management: {EXTRA}", "context-management-2025-06-27"),
        (f"output_config.task_budget: {EXTRA}", "task-budgets-2026-03-13"),
        (f"messages.4.clear_at: {EXTRA}", "mid-conversation-system-clear-at-2026-08-21"),
        (f"thread: {EXTRA}", "message-threads-2026-08-12"),
        (f"speed: {EXTRA}", "fast-mode-2026-02-01"),
        ("Unrecognized request argument supplied: context_management", "context-management-2025-06-27"),
        ("unexpected field compaction", "compact-2026-09-04"),
        (
            "tools.2: Input tag 'computer_20250124' found using 'type' does not match any of the expected tags",
            "computer-use-2025-01-24",
        ),
        ("tools[0]: unknown tool type 'advisor_20260301'", "advisor-tool-2026-03-01"),
        (
            "messages.3.content.2: unknown content block type 'tool_removal'",
            "mid-conversation-tool-changes-2026-07-01",
        ),
        (
            "context_management.edits.0: Input tag 'compact_20260112' does not match any of the expected tags",
            "compact-2026-01-12",
        ),
    ],
)
def test_a_field_or_a_type_that_a_beta_brings_gives_that_beta(message, name):
    assert refused(message).culprit.kind == "missing_beta"
    assert refused(message).culprit.name == name


@pytest.mark.parametrize("field", ["extra_body", "prompt_cache_key", "response_format"])
def test_fields_that_no_beta_brings_are_only_fields(field):
    assert culprit(f"{field}: {EXTRA}") == ("field", f"/{field}")


def test_the_field_can_be_removed_instead_with_all_that_belongs_to_it():
    server = {"type": "url", "name": "x", "url": "https://x.example"}
    asked = draft(mcp_servers=[server], tools=[{"type": "mcp_toolset", "mcp_server_name": "x"}])
    found = refused(f"mcp_servers: {EXTRA}", asked=asked)
    assert found.culprit.kind == "missing_beta"
    left = mended(found, asked, 1)
    assert "mcp_servers" not in left
    assert left["tools"] == []


def test_a_message_with_nothing_else_in_it_is_removed_whole():
    directive = {"role": "system", "content": [], "output_config": {"effort": "low"}}
    asked = draft(messages=[HELLO, directive])
    found = refused(f"messages.1.output_config: {EXTRA}", asked=asked)
    assert mended(found, asked, 1)["messages"] == [HELLO]


def test_a_beta_that_was_sent_is_not_missing_but_lost_on_the_way():
    asked = draft("context-management-2025-06-27", context_management=EDITS)
    found = refused(f"context_management: {EXTRA}", asked=asked, platform=Platform.GATEWAY)
    assert (found.culprit.kind, found.culprit.pointer) == ("field", "/context_management")
    assert "context-management-2025-06-27" in found.cause


def test_a_beta_that_the_model_does_not_take_is_not_offered():
    asked = draft(model="claude-haiku-4-5-20251001", output_config={"task_budget": {"type": "tokens"}})
    assert refused(f"output_config.task_budget: {EXTRA}", asked=asked).culprit.kind == "field"


def test_a_value_that_a_beta_brings_is_told_from_one_that_nobody_knows():
    message = "thinking.adaptive.display: Input should be 'summarized' or 'omitted'"
    by_beta = draft(thinking={"type": "adaptive", "display": "updates"})
    assert refused(message, asked=by_beta).culprit.name == "thinking-display-updates-2026-08-18"
    wrong = draft(thinking={"type": "adaptive", "display": "never"})
    assert refused(message, asked=wrong).culprit.kind == "field"


def test_a_path_that_a_beta_hides_needs_it():
    asked = Draft(operation=None, method="GET", path="/v1/organizations/webhooks")
    found = answered(body("Not Found", "not_found_error"), 404, asked=asked)
    assert (found.culprit.kind, found.culprit.name) == ("missing_beta", "webhooks-2026-10-07")
    sent = replace(asked, betas=("webhooks-2026-10-07",))
    assert answered(body("Not Found", "not_found_error"), 404, asked=sent).culprit.kind != "missing_beta"


def test_within_a_batch_the_place_is_that_of_the_request():
    params = json.loads(draft(context_management=EDITS).body_text)
    asked = Draft(path="/v1/messages/batches", body_text=json.dumps({"requests": [{"params": params}]}))
    found = refused(f"requests.0.params.context_management: {EXTRA}", asked=asked)
    assert found.culprit.pointer == "/requests/0/params/context_management"
    assert found.culprit.name == "context-management-2025-06-27"
