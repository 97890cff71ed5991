"""Messages, calls with their results, marks for the cache."""

from helpers.lint_cases.parts import HAIKU_45
from helpers.linting import (
    CACHED,
    TEXT,
    Case,
    ask,
    assistant,
    result,
    system,
    talk,
    thought,
    tool,
    use,
    user,
)

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
