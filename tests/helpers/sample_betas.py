"""A few made-up betas of every kind, for the checklist."""

from betadeck.core.catalog import Beta, BetaState, Operation

MESSAGES = Operation("messages.create", "POST", "/v1/messages", "Messages", "Create")
FILES = Operation("files.list", "GET", "/v1/files", "Files", "List")

BETAS = (
    Beta(
        "context-editing-2026-02-02",
        "Context editing",
        "Context",
        BetaState.ACTIVE,
        "Drops old tool results.",
        fields=("context_management", "context_management.edits[]"),
        edits=("clear_tool_uses",),
        operations=("POST /v1/messages",),
        page="https://docs.example/context",
        source="SDK 9",
        date="2026-02-02",
    ),
    Beta(
        "pack-2026-01-01",
        "Packing",
        "Context",
        BetaState.SUPERSEDED,
        "Old packing.",
        superseded_by="pack-2026-09-09",
    ),
    Beta("pack-2026-09-09", "Packing on demand", "Context", BetaState.ACTIVE, "New packing."),
    Beta(
        "remote-tools-2025-11-11",
        "Remote tools",
        "Tools",
        BetaState.ACTIVE,
        "Tools on servers.",
        tools=("remote_toolset",),
        blocks=("remote_tool_use",),
        models=("claude-opus-5*", "claude-sonnet-5"),
        not_models=("claude-opus-5-9",),
        conflicts=("local-tools-2025-11-11",),
        platforms=("anthropic",),
    ),
    Beta("local-tools-2025-11-11", "Local tools", "Tools", BetaState.ACTIVE, "Tools here.", gated=True),
    Beta("papers-2024-09-09", "Papers", "Documents", BetaState.GRADUATED, "Reads papers."),
    Beta("client-mark-20250101", "Client mark", "Others", BetaState.INTERNAL, "Seen only."),
    Beta("gone-2024-01-01", "Gone", "Others", BetaState.RETIRED, "No more."),
    Beta("mine-2026-11-11", "My thing", "", BetaState.ACTIVE, "", mine=True),
)
