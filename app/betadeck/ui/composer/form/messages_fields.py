"""The fields of Messages create and count_tokens.

Names, values and limits: the vendor's Python SDK 2.12.0 (2026-11-20); that version 2026-10-21 refuses the
sampling parameters: the vendor's versioning page, 2026-11-22.
"""

from betadeck.ui.composer.form.spec import FieldSpec, Kind, Variant

_OLD = "only with version 2023-06-01"
_DISPLAY = FieldSpec(
    "/display", "Display", Kind.CHOICE, options=("summarized", "omitted", "updates"), clears=True
)
_BUDGET = FieldSpec("/budget_tokens", "Budget", Kind.INTEGER, required=True, least=1024, start="2048")
_ONE_TOOL = FieldSpec("/disable_parallel_tool_use", "One at a time", Kind.SWITCH)
_TOOL_NAME = FieldSpec("/name", "Tool", Kind.NAME, required=True, among="tools")
_FORMAT = (
    '{"type": "json_schema", "schema": {"type": "object", "properties": {}, "additionalProperties": false}}'
)
"""Every object of an output format has to exclude other fields, see `core.lint.own_schemas`."""
_EFFORTS = ("low", "medium", "high", "xhigh", "max")

_STREAM = FieldSpec("/stream", "Stream", Kind.SWITCH)
_MODEL = FieldSpec("/model", "Model", Kind.MODEL, required=True)
_MAX_TOKENS = FieldSpec("/max_tokens", "Max tokens", Kind.INTEGER, required=True, least=0, beside=(_STREAM,))
_MESSAGES = FieldSpec("/messages", "Messages", Kind.MESSAGES, required=True)

_THINKING = FieldSpec(
    "/thinking",
    "Thinking",
    Kind.VARIANT,
    start='{"type": "adaptive"}',
    variants=(
        Variant("adaptive", (_DISPLAY,)),
        Variant("enabled", (_BUDGET, _DISPLAY)),
        Variant("disabled"),
        Variant("between_tools"),
    ),
)
_TOOL_CHOICE = FieldSpec(
    "/tool_choice",
    "Tool choice",
    Kind.VARIANT,
    start='{"type": "auto"}',
    variants=(
        Variant("auto", (_ONE_TOOL,)),
        Variant("any", (_ONE_TOOL,)),
        Variant("tool", (_TOOL_NAME, _ONE_TOOL)),
        Variant("none"),
    ),
)
_CACHE = FieldSpec(
    "/cache_control",
    "Cache control",
    Kind.VARIANT,
    start='{"type": "ephemeral"}',
    variants=(
        Variant(
            "ephemeral", (FieldSpec("/ttl", "Kept for", Kind.CHOICE, options=("5m", "1h"), clears=True),)
        ),
    ),
)

_COMMON = (
    FieldSpec("/system", "System", Kind.CONTENT),
    _THINKING,
    FieldSpec("/output_config/effort", "Effort", Kind.CHOICE, options=_EFFORTS, start='"high"'),
    FieldSpec("/output_config/format", "Output format", Kind.OPAQUE, start=_FORMAT),
    FieldSpec("/tools", "Tools", Kind.OPAQUE, start="[]"),
    _TOOL_CHOICE,
    _CACHE,
)
_CREATE_ONLY = (
    FieldSpec("/stop_sequences", "Stop sequences", Kind.LINES, start="[]"),
    FieldSpec("/metadata/user_id", "User id", Kind.TEXT),
    FieldSpec(
        "/service_tier", "Service tier", Kind.CHOICE, options=("auto", "standard_only"), start='"auto"'
    ),
    FieldSpec("/container", "Container", Kind.TEXT),
    FieldSpec("/inference_geo", "Inference geo", Kind.TEXT),
    FieldSpec("/temperature", "Temperature", Kind.NUMBER, least=0, most=1, start="1", note=_OLD),
    FieldSpec("/top_p", "Top p", Kind.NUMBER, least=0, most=1, start="1", note=_OLD),
    FieldSpec("/top_k", "Top k", Kind.INTEGER, least=0, start="40", note=_OLD),
)
_SPEED = FieldSpec("/speed", "Speed", Kind.CHOICE, options=("standard", "fast"), start='"fast"', beta=True)
_BETA_BOTH = (
    FieldSpec("/context_management", "Context management", Kind.OPAQUE, start='{"edits": []}', beta=True),
    FieldSpec("/mcp_servers", "MCP servers", Kind.OPAQUE, start="[]", beta=True),
    FieldSpec("/compaction", "Compaction", Kind.OPAQUE, start='{"type": "summarize"}', beta=True),
)
_BETA_CREATE = (
    FieldSpec("/fallbacks", "Fallbacks", Kind.OPAQUE, start="[]", beta=True),
    FieldSpec("/thread", "Thread", Kind.OPAQUE, start='{"type": "create"}', beta=True),
    FieldSpec(
        "/output_config/task_budget",
        "Task budget",
        Kind.OPAQUE,
        start='{"type": "tokens", "total": 20000}',
        beta=True,
    ),
)

CREATE = (_MODEL, _MAX_TOKENS, *_COMMON, *_CREATE_ONLY, _SPEED, *_BETA_BOTH, *_BETA_CREATE, _MESSAGES)
"""The fields of `POST /v1/messages`, messages last because they grow."""

COUNT_TOKENS = (_MODEL, *_COMMON, _SPEED, *_BETA_BOTH, _MESSAGES)
"""The fields of `POST /v1/messages/count_tokens`."""


def hand_made(method: str, path: str) -> tuple[FieldSpec, ...] | None:
    """Return the hand-kept fields for a request, or None when there are none and its schema must do."""
    known = {"/v1/messages": CREATE, "/v1/messages/count_tokens": COUNT_TOKENS}
    return known.get(path.partition("?")[0].rstrip("/")) if method.upper() == "POST" else None
