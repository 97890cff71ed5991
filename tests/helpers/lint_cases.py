"""One case or more for every code of lint: a draft that has the finding, and a near one that has not."""

import base64
import json
import struct
from dataclasses import replace

from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.target import AuthScheme, Platform, Target
from helpers.linting import (
    CACHED,
    OLD_VERSION,
    PNG,
    TEXT,
    Case,
    ask,
    assistant,
    body,
    image,
    result,
    system,
    talk,
    thought,
    tool,
    use,
    user,
)

CONTEXT = "context-management-2025-06-27"
CLEAR = {"edits": [{"type": "clear_tool_uses_20250919"}]}
SERVER = {"type": "url", "name": "library", "url": "https://mcp.example.com"}
TOOLSET = {"type": "mcp_toolset", "mcp_server_name": "library"}
MCP = "mcp-client-2026-09-15"
BEDROCK = Target("Bedrock", base_url="https://bedrock.example.com", key_name="key", platform=Platform.BEDROCK)
FOUNDRY = Target("Foundry", base_url="https://foundry.example.com", key_name="key", platform=Platform.FOUNDRY)
KEY = "sk-ant-api03-abcDEF123456789012345678901234567890"
HAIKU_45 = "claude-haiku-4-5"


def get(path, operation=None, **more):
    return Draft(operation=operation, method="GET", path=path, **more)


def raw(text):
    return Draft(body_text=text)


def batch(*requests):
    params = [{"custom_id": f"r{number}", "params": each} for number, each in enumerate(requests)]
    return Draft(operation=None, path="/v1/messages/batches", body_text=json.dumps({"requests": params}))


def png(width, height):
    start = base64.b64decode(PNG)
    return base64.b64encode(start[:16] + struct.pack(">II", width, height) + start[24:]).decode()


def webp():
    return base64.b64encode(b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(20)).decode()


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

VERSION = [
    Case("version-missing", "version", ask(version="")),
    Case("version-unknown", "version", ask(version="2026-10-22")),
    Case(
        "version-unknown",
        "version",
        replace(ask(), headers=(Row("Anthropic-Version", "2024-01-01"),)),
    ),
    Case(
        "version-refuses",
        "body:/temperature",
        ask(temperature=0.5, model=HAIKU_45),
        ask(temperature=0.5, model=HAIKU_45, version=OLD_VERSION),
    ),
    Case(
        "version-refuses",
        "body:/messages/1/content/0",
        talk(
            user(TEXT),
            assistant(
                {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "x"}},
                TEXT,
            ),
            user(TEXT),
        ),
        talk(
            user(
                {"type": "document", "source": {"type": "text", "media_type": "text/plain", "data": "x"}},
                TEXT,
            )
        ),
    ),
    Case(
        "version-refuses",
        "body:/messages/0/content/0/citations",
        talk(
            user(
                {
                    **TEXT,
                    "citations": [
                        {
                            "type": "char_location",
                            "cited_text": "x",
                            "document_index": 0,
                            "document_title": "t",
                            "start_char_index": 0,
                            "end_char_index": 1,
                        }
                    ],
                }
            )
        ),
        talk(user({**TEXT, "citations": []})),
    ),
    Case("version-old", "version", ask(version="2023-01-01"), ask(version=OLD_VERSION)),
    Case(
        "version-names",
        "version",
        get("/v1/organizations/users", api_version=OLD_VERSION),
        get("/v1/organizations/users"),
    ),
]

SCHEMA = [
    Case("json-broken", "body:", raw('{"model": "claude-opus-5-5",}')),
    Case(
        "json-surrogate", "body:", talk(user({**TEXT, "text": "\ud83d"})), talk(user({**TEXT, "text": "🕷"}))
    ),
    Case("body-missing", "body:", raw("")),
    Case("body-not-object", "body:", raw("[]")),
    Case("field-missing", "body:/max_tokens", ask(max_tokens=...)),
    Case("field-missing", "body:/model", ask(model=...)),
    Case("field-missing", "body:/messages", ask(messages=...)),
    Case("field-unknown", "body:/sistem", ask(sistem="Be short."), ask(system="Be short.")),
    Case("field-type", "body:/max_tokens", ask(max_tokens="400")),
    Case("field-type", "body:/stop_sequences", ask(stop_sequences="end"), ask(stop_sequences=["end"])),
    Case("field-type", "body:/stream", ask(stream="true"), ask(stream=True)),
    Case("field-value", "body:/service_tier", ask(service_tier="standart_only"), ask(service_tier="auto")),
    Case(
        "field-range",
        "body:/thinking/budget_tokens",
        ask(model=HAIKU_45, thinking={"type": "enabled", "budget_tokens": 100}),
        ask(model=HAIKU_45, max_tokens=2000, thinking={"type": "enabled", "budget_tokens": 1024}),
    ),
    Case(
        "kind-unknown",
        "body:/messages/0/content/0/type",
        talk(user({**TEXT, "type": "txt"})),
        talk(user(TEXT)),
    ),
    Case(
        "field-empty",
        "body:/messages/0/content/0/source/file_id",
        talk(
            user({"type": "document", "source": {"type": "file", "file_id": ""}}),
            betas=("files-api-2025-04-14",),
        ),
        talk(
            user({"type": "document", "source": {"type": "file", "file_id": "f"}}),
            betas=("files-api-2025-04-14",),
        ),
    ),
    Case("kind-unknown", "body:/messages/0/role", talk({"role": "human", "content": "x"})),
    Case("kind-unknown", "body:/tool_choice/type", ask(tool_choice={"type": "atuo"})),
]

MODEL = [
    Case("model-empty", "body:/model", ask(model="")),
    Case("model-unknown", "body:/model", ask(model="claude-opera-9-1-preview")),
    Case("model-foreign", "body:/model", ask(model="gpt-4o")),
    Case("model-misspelt", "body:/model", ask(model="claude-opuss-5-5")),
    Case(
        "model-form",
        "body:/model",
        ask(model="us.anthropic.claude-opus-4-6-v1:0"),
        ask(model="claude-opus-4-6"),
    ),
    Case("model-retired", "body:/model", ask(model="claude-opus-4-1"), ask(model="claude-opus-4-5")),
    Case("model-retiring", "body:/model", ask(model="claude-sonnet-4-5"), ask(model="claude-sonnet-4-6")),
    Case("model-overdue", "body:/model", ask(model="claude-mythos-preview"), ask(model="claude-mythos-5")),
    Case(
        "model-refuses",
        "body:/thinking/type",
        ask(thinking={"type": "enabled", "budget_tokens": 1024}, max_tokens=2000),
        ask(thinking={"type": "adaptive"}),
    ),
    Case(
        "model-refuses",
        "body:/thinking/type",
        ask(thinking={"type": "disabled"}, model="claude-fable-5"),
        ask(thinking={"type": "disabled"}),
    ),
    Case(
        "model-refuses",
        "body:/thinking/type",
        ask(thinking={"type": "adaptive"}, model=HAIKU_45, max_tokens=4000),
        ask(thinking={"type": "adaptive"}),
    ),
    Case(
        "model-refuses",
        "body:/thinking/type",
        ask(thinking={"type": "adaptive"}, model=HAIKU_45, max_tokens=300),
    ),
    Case(
        "model-refuses",
        "body:/output_config/effort",
        ask(thinking={"type": "disabled"}, output_config={"effort": "max"}, model="claude-opus-5"),
        ask(thinking={"type": "disabled"}, output_config={"effort": "high"}, model="claude-opus-5"),
    ),
    Case(
        "model-refuses",
        "body:/output_config/effort",
        ask(output_config={"effort": "low"}, model=HAIKU_45),
        ask(output_config={"effort": "low"}),
    ),
    Case(
        "model-refuses",
        "body:/output_config/effort",
        ask(output_config={"effort": "xhigh"}, model="claude-opus-4-6"),
        ask(output_config={"effort": "max"}, model="claude-opus-4-6"),
    ),
    Case(
        "model-refuses",
        "body:/tool_choice/type",
        ask(model="claude-sonnet-5-5", tools=[tool()], tool_choice={"type": "tool", "name": "look"}),
        ask(model="claude-opus-5-5", tools=[tool()], tool_choice={"type": "tool", "name": "look"}),
    ),
    Case(
        "model-refuses",
        "body:/messages/1",
        talk(user(TEXT), assistant(TEXT)),
        talk(user(TEXT), assistant(TEXT), model=HAIKU_45),
    ),
    Case(
        "model-refuses",
        "body:/top_k",
        ask(top_k=5, version=OLD_VERSION),
        ask(top_k=5, version=OLD_VERSION, model=HAIKU_45),
    ),
    Case(
        "model-refuses",
        "body:/messages/1/role",
        talk(user(TEXT), system(TEXT), model="claude-sonnet-4-6"),
        talk(user(TEXT), system(TEXT)),
    ),
    Case(
        "model-refuses",
        "body:/tools/0/type",
        ask(
            "computer-use-2025-11-24",
            tools=[
                {
                    "type": "computer_20251124",
                    "name": "computer",
                    "display_width_px": 9,
                    "display_height_px": 9,
                }
            ],
        ),
        ask(
            "computer-use-2025-11-24",
            model="claude-opus-5",
            tools=[
                {
                    "type": "computer_20251124",
                    "name": "computer",
                    "display_width_px": 9,
                    "display_height_px": 9,
                }
            ],
        ),
    ),
    Case("model-refuses", "body:/speed", ask(speed="fast", model="claude-sonnet-5-5"), ask(speed="fast")),
    Case(
        "model-advice",
        "body:/inference_geo",
        ask(inference_geo="us"),
        ask(inference_geo="global"),
    ),
]

OUTPUT = [
    Case("max-tokens-over", "body:/max_tokens", ask(max_tokens=128_001, stream=True)),
    Case(
        "max-tokens-over",
        "body:/requests/0/params/max_tokens",
        batch(body(max_tokens=200_000)),
        replace(batch(body(max_tokens=200_000)), betas=("output-300k-2026-03-24",)),
    ),
    Case(
        "budget-over",
        "body:/thinking/budget_tokens",
        ask(model=HAIKU_45, max_tokens=2000, thinking={"type": "enabled", "budget_tokens": 2000}),
        ask(
            "interleaved-thinking-2025-05-14",
            model="claude-sonnet-4-5",
            max_tokens=2000,
            thinking={"type": "enabled", "budget_tokens": 2000},
            tools=[tool()],
        ),
    ),
    Case(
        "thinking-forced-tool",
        "body:/tool_choice",
        ask(
            model=HAIKU_45,
            max_tokens=4000,
            thinking={"type": "enabled", "budget_tokens": 2000},
            tools=[tool()],
            tool_choice={"type": "any"},
        ),
        ask(
            model=HAIKU_45,
            max_tokens=4000,
            thinking={"type": "enabled", "budget_tokens": 2000},
            tools=[tool()],
            tool_choice={"type": "auto"},
        ),
    ),
    Case(
        "thinking-forced-adaptive",
        "body:/tool_choice",
        ask(thinking={"type": "adaptive"}, tools=[tool()], tool_choice={"type": "any"}),
        ask(tools=[tool()], tool_choice={"type": "any"}),
    ),
    Case(
        "thinking-temperature",
        "body:/temperature",
        ask(
            model=HAIKU_45,
            max_tokens=4000,
            version=OLD_VERSION,
            temperature=0.5,
            thinking={"type": "enabled", "budget_tokens": 2000},
        ),
        ask(
            model=HAIKU_45,
            max_tokens=4000,
            version=OLD_VERSION,
            temperature=1,
            thinking={"type": "enabled", "budget_tokens": 2000},
        ),
    ),
    Case(
        "sampling-both",
        "body:/top_p",
        ask(model=HAIKU_45, version=OLD_VERSION, temperature=0.5, top_p=0.9),
        ask(model=HAIKU_45, version=OLD_VERSION, top_p=0.9),
    ),
    Case("stream-needed", "body:/max_tokens", ask(max_tokens=64_000), ask(max_tokens=64_000, stream=True)),
    Case(
        "stop-blank",
        "body:/stop_sequences/1",
        ask(stop_sequences=["end", " \n"]),
        ask(stop_sequences=["end"]),
    ),
    Case(
        "limit-passed",
        "body:/output_config/task_budget/total",
        ask("task-budgets-2026-03-13", output_config={"task_budget": {"type": "tokens", "total": 100}}),
        ask("task-budgets-2026-03-13", output_config={"task_budget": {"type": "tokens", "total": 20_000}}),
    ),
    Case(
        "limit-passed",
        "body:/context_management/edits/0/trigger/value",
        ask(
            "compact-2026-01-12",
            context_management={
                "edits": [{"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 9}}]
            },
        ),
        ask(
            "compact-2026-01-12",
            context_management={
                "edits": [{"type": "compact_20260112", "trigger": {"type": "input_tokens", "value": 50_000}}]
            },
        ),
    ),
]

MESSAGES = [
    Case("messages-empty", "body:/messages", talk()),
    Case("first-not-user", "body:/messages/0", talk(assistant(TEXT), user(TEXT))),
    Case("system-first", "body:/messages/0", talk(system(TEXT), user(TEXT)), talk(user(TEXT), system(TEXT))),
    Case(
        "system-place",
        "body:/messages/1",
        talk(user(TEXT), system(TEXT), user(TEXT)),
        talk(user(TEXT), system(TEXT), assistant(TEXT), user(TEXT)),
    ),
    Case("content-empty", "body:/messages/0/content", talk(user())),
    Case(
        "content-empty",
        "body:/messages/1/content",
        talk(user(TEXT), {"role": "assistant", "content": ""}, user(TEXT)),
        talk(user(TEXT), {"role": "assistant", "content": ""}),
    ),
    Case("content-empty", "body:/messages/1/content", talk(user(TEXT), system())),
    Case(
        "text-empty",
        "body:/messages/0/content/1/text",
        talk(user(TEXT, {**TEXT, "text": ""})),
        talk(user(TEXT)),
    ),
    Case(
        "prompt-long",
        "body:/messages",
        talk(user({**TEXT, "text": "word " * 250_000}), model="claude-haiku-4-5-20251001"),
        talk(user({**TEXT, "text": "word " * 100_000}), model="claude-haiku-4-5-20251001"),
    ),
    Case("text-empty", "body:/messages/1/content", talk(user(TEXT), {"role": "user", "content": " \n"})),
    Case("system-text-empty", "body:/system/0/text", ask(system=[{**TEXT, "text": ""}]), ask(system=[TEXT])),
    Case(
        "thinking-unsigned",
        "body:/messages/1/content/0/signature",
        talk(user(TEXT), assistant(thought(""), TEXT), user(TEXT)),
        talk(user(TEXT), assistant(thought(), TEXT), user(TEXT)),
    ),
    Case(
        "thinking-signature",
        "body:/messages/1/content/0/signature",
        talk(user(TEXT), assistant(thought("made up by hand"), TEXT), user(TEXT)),
        talk(user(TEXT), assistant(thought(), TEXT), user(TEXT)),
    ),
    Case(
        "thinking-missing",
        "body:/messages/1/content/0",
        talk(
            user(TEXT),
            assistant(use("a")),
            user(result("a")),
            model=HAIKU_45,
            max_tokens=4000,
            thinking={"type": "enabled", "budget_tokens": 2000},
        ),
        talk(
            user(TEXT),
            assistant(thought(), use("a")),
            user(result("a")),
            model=HAIKU_45,
            max_tokens=4000,
            thinking={"type": "enabled", "budget_tokens": 2000},
        ),
    ),
]

PAIRS = [
    Case(
        "tool-use-open",
        "body:/messages/1/content/1",
        talk(user(TEXT), assistant(use("a"), use("b")), user(result("a"), TEXT)),
        talk(user(TEXT), assistant(use("a"), use("b")), user(result("a"), result("b"))),
    ),
    Case(
        "tool-use-open",
        "body:/messages/1/content/0",
        talk(user(TEXT), assistant(use("a")), {"role": "user", "content": "Go on."}),
        talk(user(TEXT), assistant(use("a")), user(result("a"))),
    ),
    Case("tool-use-open", "body:/messages/1/content/0", talk(user(TEXT), assistant(use("a")))),
    Case("tool-result-orphan", "body:/messages/0/content/0/tool_use_id", talk(user(result("a"), TEXT))),
    Case(
        "tool-result-double",
        "body:/messages/2/content/1/tool_use_id",
        talk(user(TEXT), assistant(use("a")), user(result("a"), result("a"))),
        talk(user(TEXT), assistant(use("a")), user(result("a"))),
    ),
    Case(
        "tool-result-late",
        "body:/messages/2/content/1",
        talk(user(TEXT), assistant(use("a")), user(TEXT, result("a"))),
        talk(user(TEXT), assistant(use("a")), user(result("a"), TEXT)),
    ),
    Case(
        "tool-result-blank",
        "body:/messages/2/content/0",
        talk(user(TEXT), assistant(use("a")), user(result("a", is_error=True, content=""))),
        talk(user(TEXT), assistant(use("a")), user(result("a", is_error=True))),
    ),
    Case(
        "tool-id-double",
        "body:/messages/1/content/1/id",
        talk(user(TEXT), assistant(use("a"), use("a")), user(result("a"))),
        talk(user(TEXT), assistant(use("a"), use("b")), user(result("a"), result("b"))),
    ),
    Case(
        "server-result-orphan",
        "body:/messages/1/content/1/tool_use_id",
        talk(
            user(TEXT),
            assistant(TEXT, {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": []}),
            user(TEXT),
        ),
        talk(
            user(TEXT),
            assistant(
                {
                    "type": "server_tool_use",
                    "id": "srvtoolu_1",
                    "name": "web_search",
                    "input": {"query": "x"},
                },
                {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": []},
            ),
            user(TEXT),
        ),
    ),
]

CACHE = [
    Case(
        "cache-too-many",
        "body:/messages/0/content/3/cache_control",
        talk(user(*[{**TEXT, "cache_control": CACHED}] * 4), system=[{**TEXT, "cache_control": CACHED}]),
        talk(user(*[{**TEXT, "cache_control": CACHED}] * 3), system=[{**TEXT, "cache_control": CACHED}]),
    ),
    Case(
        "cache-order",
        "body:/messages/0/content/0/cache_control/ttl",
        talk(
            user({**TEXT, "cache_control": {**CACHED, "ttl": "1h"}}),
            tools=[tool(cache_control=CACHED)],
        ),
        talk(
            user({**TEXT, "cache_control": CACHED}),
            tools=[tool(cache_control={**CACHED, "ttl": "1h"})],
        ),
    ),
    Case(
        "cache-thinking",
        "body:/messages/1/content/0/cache_control",
        talk(user(TEXT), assistant({**thought(), "cache_control": CACHED}, TEXT), user(TEXT)),
        talk(user(TEXT), assistant(thought(), {**TEXT, "cache_control": CACHED}), user(TEXT)),
    ),
    Case(
        "cache-empty",
        "body:/system/0/cache_control",
        ask(system=[{"type": "text", "text": "", "cache_control": CACHED}]),
        ask(system=[{**TEXT, "cache_control": CACHED}]),
    ),
]

_PNG = {"type": "base64", "media_type": "image/png", "data": PNG}
MEDIA = [
    Case(
        "media-base64",
        "body:/messages/0/content/0/source/data",
        talk(image(**{**_PNG, "data": f"data:image/png;base64,{PNG}"})),
        talk(image(**_PNG)),
    ),
    Case(
        "media-base64",
        "body:/messages/0/content/0/source/data",
        talk(image(**{**_PNG, "data": PNG[:-3]})),
        talk(image(**_PNG)),
    ),
    Case(
        "media-unknown",
        "body:/messages/0/content/0/source/data",
        talk(image(**{**_PNG, "data": base64.b64encode(b"II*\x00 a TIFF").decode()})),
        talk(image(**_PNG)),
    ),
    Case(
        "media-type",
        "body:/messages/0/content/0/source/media_type",
        talk(image(**{**_PNG, "media_type": "image/jpeg"})),
        talk(image(**{**_PNG, "media_type": "image/webp", "data": webp()})),
    ),
    Case(
        "media-side",
        "body:/messages/0/content/0/source/data",
        talk(image(**{**_PNG, "data": png(8001, 5)})),
        talk(image(**{**_PNG, "data": png(8000, 8000)})),
    ),
    Case(
        "media-pdf",
        "body:/messages/0/content/0/source/data",
        talk(
            user(
                {
                    "type": "document",
                    "source": {"type": "base64", "media_type": "application/pdf", "data": PNG},
                },
                TEXT,
            )
        ),
        talk(
            user(
                {
                    "type": "document",
                    "source": {
                        "type": "base64",
                        "media_type": "application/pdf",
                        "data": base64.b64encode(b"%PDF-1.7").decode(),
                    },
                },
                TEXT,
            )
        ),
    ),
    Case(
        "media-url",
        "body:/messages/0/content/0/source/url",
        talk(image(type="url", url=f"data:image/png;base64,{PNG}")),
        talk(image(type="url", url="https://example.com/a.png")),
    ),
    Case(
        "media-url",
        "body:/messages/0/content/0/source/url",
        talk(image(type="url", url="/home/me/spider.png")),
    ),
    Case(
        "media-plain",
        "body:/messages/0/content/0/source/url",
        talk(image(type="url", url="http://example.com/a.png")),
        talk(image(type="url", url="https://example.com/a.png")),
    ),
]

_STRICT = {"type": "object", "properties": {"a": {"type": "object", "properties": {}}}}
_CLOSED = {
    "type": "object",
    "additionalProperties": False,
    "properties": {"a": {"type": "object", "additionalProperties": False}},
}
TOOLS = [
    Case("tool-name", "body:/tools/0/name", ask(tools=[tool("look up!")]), ask(tools=[tool("look_up")])),
    Case(
        "tool-name-double",
        "body:/tools/1/name",
        ask(tools=[tool(), tool()]),
        ask(tools=[tool(), tool("hear")]),
    ),
    Case(
        "tool-schema-type",
        "body:/tools/0/input_schema/type",
        ask(tools=[tool(schema={"type": "string"})]),
        ask(tools=[tool(schema={"type": "object"})]),
    ),
    Case(
        "tool-schema-union",
        "body:/tools/0/input_schema/anyOf",
        ask(tools=[tool(schema={"type": "object", "anyOf": [{"required": ["a"]}]})]),
        ask(tools=[tool(schema={"type": "object", "properties": {"a": {"anyOf": [{"type": "string"}]}}})]),
    ),
    Case(
        "schema-broken",
        "body:/tools/0/input_schema/properties/a/type",
        ask(tools=[tool(schema={"type": "object", "properties": {"a": {"type": "strng"}}})]),
        ask(tools=[tool(schema={"type": "object", "properties": {"a": {"type": "string"}}})]),
    ),
    Case(
        "schema-open",
        "body:/tools/0/input_schema/properties/a",
        ask(tools=[tool(schema=_STRICT, strict=True)]),
        ask(tools=[tool(schema=_CLOSED, strict=True), tool("free", _STRICT)]),
    ),
    Case(
        "schema-open",
        "body:/output_config/format/schema",
        ask(output_config={"format": {"type": "json_schema", "schema": _STRICT}}),
        ask(output_config={"format": {"type": "json_schema", "schema": _CLOSED}}),
    ),
    Case(
        "tool-choice-unknown",
        "body:/tool_choice/name",
        ask(tools=[tool()], tool_choice={"type": "tool", "name": "lock"}),
        ask(tools=[tool()], tool_choice={"type": "tool", "name": "look"}),
    ),
    Case(
        "tool-choice-alone",
        "body:/tool_choice",
        ask(tool_choice={"type": "any"}),
        ask(tools=[tool()], tool_choice={"type": "any"}),
    ),
    Case(
        "mcp-unused",
        "body:/mcp_servers/0",
        ask(MCP, mcp_servers=[SERVER]),
        ask("mcp-client-2025-04-04", mcp_servers=[SERVER]),
    ),
    Case(
        "mcp-unknown",
        "body:/tools/0/mcp_server_name",
        ask(MCP, mcp_servers=[], tools=[TOOLSET]),
        ask(MCP, mcp_servers=[SERVER], tools=[TOOLSET]),
    ),
    Case(
        "mcp-double",
        "body:/tools/1/mcp_server_name",
        ask(MCP, mcp_servers=[SERVER], tools=[TOOLSET, TOOLSET]),
        ask(MCP, mcp_servers=[SERVER], tools=[TOOLSET]),
    ),
]

_FUNCTION = {
    "type": "function",
    "function": {"name": "look", "parameters": {"type": "object", "properties": {}}},
}
_OPENAI_CALL = {"id": "a", "type": "function", "function": {"name": "look", "arguments": "{}"}}
_FORMAT = {"type": "json_schema", "schema": _CLOSED}
FOREIGN = [
    Case("field-foreign", "body:/stop", ask(stop="end"), ask(stop_sequences=["end"])),
    Case("field-foreign", "body:/max_completion_tokens", ask(max_tokens=..., max_completion_tokens=9), ask()),
    Case(
        "field-foreign",
        "body:/output_format",
        ask(output_format=_FORMAT),
        ask(output_config={"format": _FORMAT}),
    ),
    Case("field-foreign", "body:/extra_body", ask(extra_body={"stop_sequences": ["end"]})),
    Case("field-foreign", "body:/betas", ask(betas=[CONTEXT], context_management=CLEAR)),
    Case("field-foreign", "body:/anthropic_version", ask(anthropic_version=OLD_VERSION)),
    Case(
        "field-foreign",
        "body:/messages/1/tool_calls",
        talk(
            user(TEXT),
            {"role": "assistant", "content": "", "tool_calls": [_OPENAI_CALL]},
            user(result("a")),
        ),
        talk(user(TEXT), assistant(use("a")), user(result("a"))),
    ),
    Case("tool-foreign", "body:/tools/0/type", ask(tools=[_FUNCTION]), ask(tools=[tool()])),
    Case(
        "role-foreign",
        "body:/messages/2/role",
        talk(user(TEXT), assistant(use("a")), {"role": "tool", "tool_call_id": "a", "content": "Found."}),
        talk(user(TEXT), assistant(use("a")), user(result("a"))),
    ),
    Case(
        "role-foreign",
        "body:/messages/0/role",
        talk({"role": "developer", "content": "Be brief."}, user(TEXT)),
    ),
    Case("block-foreign", "body:/messages/0/content/0/type", talk(user({**TEXT, "type": "input_text"}))),
    Case(
        "block-foreign",
        "body:/messages/0/content/0/type",
        talk(user({"type": "image_url", "image_url": {"url": "https://example.com/a.png"}}, TEXT)),
        talk(image(type="url", url="https://example.com/a.png")),
    ),
]

_UPLOAD = Draft(operation="files.upload", path="/v1/files")
REQUEST = [
    Case(
        "variable-unknown",
        "body:/messages/0/content",
        ask(messages=[{"role": "user", "content": "Write to {{client}} ."}]),
        replace(
            ask(messages=[user("Write to {{client}}; {{#if x}} and {{{{y}} stay.")]),
            variables=(Row("client", "Ada"),),
        ),
    ),
    Case(
        "variable-key",
        "body:/messages/0/content",
        ask(messages=[{"role": "user", "content": "It is {{key:work}}."}]),
        ask(messages=[{"role": "user", "content": "It is {{{{key:work}}."}]),
    ),
    Case(
        "variable-empty",
        "variable:client",
        replace(ask(messages=[user("Write to {{client}}.")]), variables=(Row("client", ""),)),
        replace(ask(messages=[user("Write to {{client}}.")]), variables=(Row("client", "Ada"),)),
    ),
    Case(
        "param-missing",
        "param:model_id",
        get("/v1/models/{model_id}"),
        get("/v1/models/{model_id}", path_params=(("model_id", "claude-opus-5-5"),)),
    ),
    Case(
        "query-missing",
        "param:starting_at",
        get("/v1/organizations/cost_report"),
        get("/v1/organizations/cost_report", query=(Row("starting_at", "2026-11-01"),)),
    ),
    Case(
        "query-unknown",
        "param:lmit",
        get("/v1/models", query=(Row("lmit", "5"),)),
        get("/v1/models", query=(Row("limit", "5"), Row("beta", "true"), Row("lmit", "5", on=False))),
    ),
    Case(
        "query-value",
        "param:limit",
        get("/v1/models", query=(Row("limit", "5000"),)),
        get("/v1/models", query=(Row("limit", "1000"),)),
    ),
    Case("file-missing", "file:file", _UPLOAD, replace(_UPLOAD, files=(FilePart("file", "a.pdf"),))),
    Case("method-wrong", "path", replace(ask(), method="PUT")),
    Case("path-unknown", "path", replace(ask(), path="/v2/telepathy", operation=None)),
    Case("operation-old", "path", Draft(operation=None, path="/v1/complete")),
    Case("body-unsent", "body:", get("/v1/models", body_text='{"limit": 5}'), get("/v1/models")),
    Case(
        "header-beta",
        "header:anthropic-beta",
        replace(ask(), headers=(Row("Anthropic-Beta", "effort-2025-11-24"),)),
        replace(ask(), headers=(Row("Anthropic-Beta", "effort-2025-11-24", on=False),)),
    ),
    Case(
        "header-version",
        "header:anthropic-version",
        replace(ask(), headers=(Row("anthropic-version", OLD_VERSION),)),
    ),
]

KEYS = [
    Case("key-in-header", "header:X-Api-Key", replace(ask(), headers=(Row("X-Api-Key", KEY),))),
    Case("key-in-query", "param:key", replace(ask(), query=(Row("key", KEY),))),
    Case(
        "key-in-body",
        "body:/metadata/user_id",
        ask(metadata={"user_id": KEY}),
        ask(metadata={"user_id": "me"}),
    ),
    Case(
        "key-kind",
        "key",
        get("/v1/organizations/users"),
        get("/v1/models"),
        key_kind="api",
    ),
    Case("key-kind", "key", ask(), get("/v1/organizations/users"), key_kind="admin"),
    Case("key-missing", "key", ask(), get("/v1/oauth/token"), target=Target("API")),
]

TARGET = [
    Case("target-address", "target", ask(), target=Target("Mine", base_url="", key_name="key")),
    Case("target-plain", "target", ask(), target=Target("Mine", base_url="http://10.0.0.1", key_name="key")),
]

CASES = [
    *(*BETAS, *NEEDS, *VERSION, *SCHEMA, *MODEL, *OUTPUT, *MESSAGES),
    *(*PAIRS, *CACHE, *MEDIA, *TOOLS, *FOREIGN, *REQUEST, *KEYS, *TARGET),
]
SAFE_TARGETS = {
    "target-address": Target("Mine", base_url="https://example.com", key_name="key"),
    "target-plain": Target("Mine", base_url="http://127.0.0.1:80", key_name="key"),
    "key-missing": Target("API", auth=AuthScheme.NONE),
}
"""Where not the draft but the target makes the difference: the one with which the finding is gone."""
