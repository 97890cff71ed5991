import pytest

from betadeck.core.catalog_lookup import (
    betas_for_block,
    betas_for_edit,
    betas_for_field,
    betas_for_tool,
    betas_for_value,
    betas_of_operation,
    find_operation,
    general_path,
    matches_operation,
    needed_betas,
)
from helpers.catalogue import shipped


def names(betas):
    return [each.name for each in betas]


@pytest.mark.parametrize(
    ("method", "path", "found"),
    [
        ("POST", "/v1/messages", "messages.create"),
        ("post", "/v1/messages/", "messages.create"),
        ("POST", "/v1/messages?beta=true", "messages.create"),
        ("GET", "/v1/messages/batches/msgbatch_1/results", "messages.batches.results"),
        ("GET", "/v1/messages/batches/{message_batch_id}/results", "messages.batches.results"),
        ("POST", "/v1/messages/batches", "messages.batches.create"),
        ("GET", "/v1/sessions/sesn_1/threads/th_2/events", "beta.sessions.threads.events.list"),
        ("GET", "/v1/organizations/me", "organization.retrieve"),
        ("GET", "/v1/organizations/spend_limits/effective", "organization.spend_limits.effective.list"),
        ("POST", "/v1/complete", "completions.create"),
    ],
)
def test_a_real_path_leads_to_its_operation(method, path, found):
    assert find_operation(method, path, shipped()).id == found


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/v1/messages"), ("POST", "/v1/message"), ("POST", "/v1/messages/a/b/c/d"), ("", "")],
)
def test_a_path_of_no_operation_leads_nowhere(method, path):
    assert find_operation(method, path, shipped()) is None


def test_every_operation_or_its_twin_is_found_by_its_own_path():
    catalogue = shipped()
    for each in catalogue.operations.values():
        found = find_operation(each.method, each.path, catalogue)
        assert (found.method, found.path) == (each.method, each.path)


@pytest.mark.parametrize(
    ("pattern", "method", "path", "fits"),
    [
        ("POST /v1/messages", "POST", "/v1/messages", True),
        ("POST /v1/messages", "POST", "/v1/messages/count_tokens", False),
        ("POST /v1/messages", "GET", "/v1/messages", False),
        ("* /v1/agents*", "DELETE", "/v1/agents/a/versions", True),
        ("* /v1/agents*", "GET", "/v1/agent", False),
        ("* /v1/deployments*", "GET", "/v1/deployment_runs", False),
        (
            "POST /v1/organizations/users/{user_id}/sign_out",
            "POST",
            "/v1/organizations/users/u_1/sign_out",
            True,
        ),
        (
            "POST /v1/organizations/users/{user_id}/sign_out",
            "POST",
            "/v1/organizations/users/a/b/sign_out",
            False,
        ),
    ],
)
def test_patterns_fit_the_paths_that_they_mean(pattern, method, path, fits):
    assert matches_operation(pattern, method, path) is fits


def test_indices_make_way_for_a_general_path():
    assert general_path("messages.3.content[12].text") == "messages[].content[].text"
    assert general_path("tools[].name") == "tools[].name"
    assert general_path("messages[-1].role") == "messages[].role"


@pytest.mark.parametrize(
    ("path", "first", "count"),
    [
        ("context_management", "context-management-2025-06-27", 2),
        ("mcp_servers", "mcp-client-2026-09-15", 3),
        ("mcp_servers[0].url", "mcp-client-2026-09-15", 3),
        ("mcp_servers[0].tool_configuration.enabled", "mcp-client-2025-04-04", 1),
        ("tools[2].tools", "mcp-client-2026-09-15", 1),
        ("output_config.task_budget.total", "task-budgets-2026-03-13", 1),
        ("messages[4].output_config.effort", "mid-conversation-output-config-2026-07-01", 1),
        ("messages.4.clear_at", "mid-conversation-system-clear-at-2026-08-21", 1),
        ("thinking.block_binding", "thinking-binding-controls-2026-08-01", 1),
        ("fallbacks[1].model", "server-side-fallback-2026-07-01", 2),
    ],
)
def test_a_beta_field_leads_to_the_betas_that_open_it(path, first, count):
    found = names(betas_for_field(path, shipped()))
    assert (found[0], len(found)) == (first, count)


@pytest.mark.parametrize(
    "path",
    [
        "temperature",
        "model",
        "tools[].strict",
        "output_config.effort",
        "cache_control.ttl",
        "tools[0].defer_loading",
    ],
)
def test_a_field_that_is_standard_now_needs_no_beta(path):
    assert betas_for_field(path, shipped()) == ()


def test_a_field_means_what_it_means_at_its_operation():
    profile = {"method": "POST", "at": "/v1/user_profiles"}
    assert names(betas_for_field("external_id", shipped(), **profile))[0] == "user-profiles-2026-08-18"
    assert betas_for_field("external_id", shipped()) == ()


@pytest.mark.parametrize(
    ("path", "value", "found"),
    [
        ("thinking.display", "updates", ["thinking-display-updates-2026-08-18"]),
        ("thinking.display", "omitted", []),
        ("speed", "fast", ["fast-mode-2026-02-01"]),
        ("fallbacks", "default", ["server-side-fallback-2026-07-01"]),
        ("fallbacks", [{"model": "x"}], []),
        ("fallback_credit_token", {"token": "x"}, ["fallback-credit-2026-07-01"]),
        ("messages.1.content.0.tool.type", "tool_definition", ["inline-tools-2026-09-15"]),
    ],
)
def test_a_value_leads_to_the_betas_that_it_needs(path, value, found):
    assert names(betas_for_value(path, value, shipped())) == found


def test_blocks_tools_and_edits_lead_to_their_betas():
    catalogue = shipped()
    assert names(betas_for_block("mcp_tool_listing", catalogue)) == ["mcp-client-2026-09-15"]
    assert names(betas_for_tool("computer_20251124", catalogue)) == ["computer-use-2025-11-24"]
    assert names(betas_for_edit("compact_20260112", catalogue)) == ["compact-2026-01-12"]


@pytest.mark.parametrize(
    "tool", ["custom", "code_execution_20250522", "web_search_20250305", "bash_20250124"]
)
def test_tools_that_are_standard_need_no_beta(tool):
    assert betas_for_tool(tool, shipped()) == ()


def test_an_operation_names_the_betas_that_it_fails_without():
    operations = shipped().operations
    assert names(needed_betas(operations["beta.sessions.events.list"], shipped())) == [
        "managed-agents-2026-04-01"
    ]
    assert needed_betas(operations["messages.create"], shipped()) == ()
    assert needed_betas(operations["beta.messages.count_tokens"], shipped()) == ()


def test_an_operation_has_the_betas_that_mean_something_to_it():
    found = names(betas_of_operation(shipped().operations["messages.batches.create"], shipped()))
    assert "output-300k-2026-03-24" in found
    assert "message-threads-2026-08-12" not in found
    assert "webhooks-2026-10-07" not in found
