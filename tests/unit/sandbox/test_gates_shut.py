"""What needs a beta is refused like something unknown until the beta is named."""

import pytest

from betadeck.core.catalog import BetaState
from helpers.catalogue import shipped
from helpers.sandbox_calls import text, tool, user

MCP = {"type": "url", "url": "https://mcp.example.com/", "name": "docs"}
TOOLSET = {"type": "mcp_toolset", "mcp_server_name": "docs"}
EXTRA = "Extra inputs are not permitted"


@pytest.mark.parametrize(
    ("beta", "changes", "message"),
    [
        (
            "context-management-2025-06-27",
            {"context_management": {"edits": []}},
            f"context_management: {EXTRA}",
        ),
        ("compact-2026-09-04", {"compaction": {"type": "summarize"}}, f"compaction: {EXTRA}"),
        (
            "task-budgets-2026-03-13",
            {"output_config": {"task_budget": {"type": "tokens", "total": 20_000}}},
            f"output_config.task_budget: {EXTRA}",
        ),
        ("server-side-fallback-2026-07-01", {"fallbacks": "default"}, f"fallbacks: {EXTRA}"),
        ("message-threads-2026-08-12", {"thread": {"type": "create"}}, f"thread: {EXTRA}"),
        (
            "mcp-client-2025-11-20",
            {"mcp_servers": [MCP], "tools": [TOOLSET]},
            "tools.0: Input tag 'mcp_toolset'",
        ),
        (
            "thinking-display-updates-2026-08-18",
            {"thinking": {"type": "adaptive", "display": "updates"}},
            "thinking.adaptive.display: Input should be 'summarized' or 'omitted'",
        ),
        (
            "mid-conversation-output-config-2026-07-01",
            {
                "messages": [
                    user(text("a")),
                    {"role": "system", "content": [], "output_config": {"effort": "low"}},
                ]
            },
            f"messages.1.output_config: {EXTRA}",
        ),
        (
            "advisor-tool-2026-03-01",
            {"tools": [{"type": "advisor_20260301", "name": "advisor", "model": "claude-opus-5"}]},
            "tools.0: Input tag 'advisor_20260301'",
        ),
    ],
)
def test_a_field_value_or_tag_waits_for_its_beta(api, beta, changes, message):
    assert api.invalid(**changes).startswith(message)
    opened = api.create(betas=beta, **changes)
    assert opened.status_code == 200, opened.text


def test_another_beta_does_not_open_the_gate(api):
    message = api.invalid(betas="skills-2025-10-02", context_management={"edits": []})
    assert message == f"context_management: {EXTRA}"


def test_an_edit_needs_its_own_beta_beside_the_field(api):
    body = {"context_management": {"edits": [{"type": "compact_20260112"}]}}
    message = api.invalid(betas="context-management-2025-06-27", **body)
    assert message.startswith("context_management.edits.0: Input tag 'compact_20260112'")
    assert message.endswith("'clear_thinking_20251015', 'clear_tool_uses_20250919'")
    assert api.create(betas="compact-2026-01-12", **body).status_code == 200


def test_the_first_fallback_beta_takes_the_list_but_not_the_word(api):
    beta = "server-side-fallback-2026-06-01"
    assert api.create(betas=beta, fallbacks=[{"model": "claude-opus-5"}]).status_code == 200
    assert api.invalid(betas=beta, fallbacks="default").startswith("fallbacks: ")


def test_the_tools_of_a_retired_beta_are_unknown(api):
    old = {"type": "computer_20241022", "name": "computer", "display_width_px": 1, "display_height_px": 1}
    assert api.invalid(tools=[old]).startswith("tools.0: Input tag 'computer_20241022'")


def test_what_became_standard_needs_no_beta(api):
    search = {"type": "tool_search_tool_bm25_20251119", "name": "tool_search_tool_bm25"}
    tools = [search, tool("lookup", defer_loading=True)]
    assert api.create(tools=tools, output_config={"effort": "low"}).status_code == 200


def test_fields_that_exclude_each_other_are_refused(api):
    message = api.invalid(
        betas="compact-2026-09-04,context-management-2025-06-27",
        compaction={"type": "summarize"},
        context_management={"edits": []},
    )
    assert "compaction" in message
    assert "context_management" in message


def test_every_server_needs_a_toolset_and_every_toolset_a_server(api):
    beta = "mcp-client-2025-11-20"
    assert "'docs' is defined but not referenced" in api.invalid(betas=beta, mcp_servers=[MCP])
    assert "'docs', which is not defined" in api.invalid(betas=beta, tools=[TOOLSET])


def test_what_is_standard_by_now_never_needs_a_beta_and_is_not_refused_with_one(api):
    body = {"tools": [{"name": "t", "input_schema": {"type": "object"}}], "output_config": {"effort": "low"}}
    graduated = [each.name for each in shipped().betas.values() if each.state is BetaState.GRADUATED]
    assert "token-efficient-tools-2025-02-19" in graduated
    assert "max-tokens-3-5-sonnet-2024-07-15" in graduated
    assert api.create(**body).status_code == 200
    for name in graduated:
        answered = api.create(betas=name, **body)
        assert answered.status_code == 200, (name, answered.text)
