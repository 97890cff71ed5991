"""Betas: known, fitting, needed."""

from helpers.lint_cases.parts import BEDROCK, CLEAR, CONTEXT, FOUNDRY, MCP, SERVER, TOOLSET, get
from helpers.linting import (
    Case,
    ask,
)

BETAS = [
    Case("beta-malformed", f"beta:{CONTEXT}, {MCP}", ask(f"{CONTEXT}, {MCP}"), ask(CONTEXT, MCP)),
    Case("beta-misspelt", "beta:context-managment-2025-06-27", ask("context-managment-2025-06-27")),
    Case("beta-misspelt", "beta:compact", ask("compact")),
    Case("beta-wrong-date", "beta:mcp-client-2025-05-05", ask("mcp-client-2025-05-05")),
    Case("beta-newer-date", "beta:mcp-client-2027-05-05", ask("mcp-client-2027-05-05")),
    Case("beta-unknown", "beta:telepathy-2026-11-01", ask("telepathy-2026-11-01")),
    Case(
        "beta-superseded",
        "beta:mcp-client-2025-04-04",
        ask("mcp-client-2025-04-04", mcp_servers=[SERVER]),
        ask(MCP, mcp_servers=[SERVER], tools=[TOOLSET]),
    ),
    Case(
        "beta-newer",
        "beta:mcp-client-2025-11-20",
        ask("mcp-client-2025-11-20", mcp_servers=[SERVER], tools=[TOOLSET]),
        ask(MCP, mcp_servers=[SERVER], tools=[TOOLSET]),
    ),
    Case("beta-retired", "beta:context-1m-2025-08-07", ask("context-1m-2025-08-07")),
    Case("beta-graduated", "beta:effort-2025-11-24", ask("effort-2025-11-24")),
    Case(
        "beta-graduated-host",
        "beta:prompt-caching-2024-07-31",
        ask("prompt-caching-2024-07-31"),
        target=BEDROCK,
    ),
    Case("beta-old-shape", "beta:files-api-2025-04-14", ask("files-api-2025-04-14")),
    Case("beta-internal", "beta:claude-code-20250219", ask("claude-code-20250219")),
    Case(
        "beta-conflict",
        "beta:agent-api-2026-03-01",
        get("/v1/agents", betas=("agent-api-2026-03-01", "managed-agents-2026-04-01")),
        get("/v1/agents", betas=("managed-agents-2026-04-01",)),
    ),
    Case(
        "beta-excludes",
        "body:/context_management",
        ask("compact-2026-09-04", CONTEXT, compaction={"type": "summarize"}, context_management=CLEAR),
        ask("compact-2026-09-04", CONTEXT, context_management=CLEAR),
    ),
    Case(
        "beta-model",
        "beta:interleaved-thinking-2025-05-14",
        ask("interleaved-thinking-2025-05-14"),
        ask("interleaved-thinking-2025-05-14", model="claude-sonnet-4-5"),
    ),
    Case(
        "beta-model-refuses",
        "beta:task-budgets-2026-03-13",
        ask(
            "task-budgets-2026-03-13",
            model="claude-sonnet-4-6",
            output_config={"task_budget": {"type": "tokens", "total": 30000}},
        ),
        ask("task-budgets-2026-03-13", output_config={"task_budget": {"type": "tokens", "total": 30000}}),
    ),
    Case(
        "beta-model-standard",
        "beta:fast-mode-2026-02-01",
        ask("fast-mode-2026-02-01", speed="fast"),
        ask("fast-mode-2026-02-01", speed="fast", model="claude-opus-5"),
    ),
    Case(
        "beta-platform",
        "beta:mcp-client-2026-09-15",
        ask(MCP, mcp_servers=[SERVER], tools=[TOOLSET]),
        target=BEDROCK,
    ),
    Case(
        "beta-platform-refuses",
        "beta:fast-mode-2026-02-01",
        ask("fast-mode-2026-02-01", speed="fast", model="claude-opus-5"),
        target=FOUNDRY,
    ),
    Case("beta-oauth", "beta:oauth-2025-04-20", ask("oauth-2025-04-20"), key_kind="api"),
    Case(
        "beta-response",
        "beta:thinking-token-count-2026-05-13",
        ask("thinking-token-count-2026-05-13"),
        ask(CONTEXT, context_management=CLEAR),
    ),
    Case(
        "beta-gated",
        "beta:dreaming-2026-04-21",
        get("/v1/dreams", betas=("dreaming-2026-04-21",)),
        get("/v1/tunnels", betas=("mcp-tunnels-2026-06-22",)),
    ),
    Case("beta-unused", f"beta:{CONTEXT}", ask(CONTEXT), ask(CONTEXT, context_management=CLEAR)),
]

NEEDS = [
    Case(
        "needs-beta",
        "body:/context_management",
        ask(context_management=CLEAR),
        ask(CONTEXT, context_management=CLEAR),
    ),
    Case("needs-beta", "body:/compaction", ask(compaction={"type": "summarize"})),
    Case(
        "needs-beta",
        "body:/tools/0",
        ask(tools=[{"type": "advisor_20260301", "name": "advisor", "model": "claude-opus-5"}]),
        ask(
            "advisor-tool-2026-03-01",
            tools=[{"type": "advisor_20260301", "name": "advisor", "model": "claude-opus-5"}],
        ),
    ),
    Case(
        "needs-beta",
        "body:/thinking/display",
        ask(thinking={"type": "adaptive", "display": "updates"}),
        ask(thinking={"type": "adaptive", "display": "summarized"}),
    ),
    Case("needs-beta", "body:/speed", ask(speed="fast", model="claude-opus-5"), ask(speed="fast")),
    Case(
        "needs-beta",
        "path",
        get("/v1/agents"),
        get("/v1/agents", betas=("managed-agents-2026-04-01",)),
    ),
    Case("needs-beta", "key", ask(), ask("oauth-2025-04-20"), key_kind="oauth"),
    Case(
        "needs-retired",
        "body:/tools/0",
        ask(tools=[{"type": "bash_20241022", "name": "bash"}]),
        ask(tools=[{"type": "bash_20250124", "name": "bash"}]),
    ),
    Case(
        "needs-model",
        "body:/output_config/task_budget",
        ask(
            model="claude-sonnet-4-6",
            output_config={"task_budget": {"type": "tokens", "total": 30000}},
        ),
        ask("task-budgets-2026-03-13", output_config={"task_budget": {"type": "tokens", "total": 30000}}),
    ),
    Case("needs-platform", "body:/fallbacks", ask(fallbacks="default"), target=BEDROCK),
]
