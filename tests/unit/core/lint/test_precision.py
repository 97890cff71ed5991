"""Requests that the API takes: lint must not cry wolf over them."""

import json
from dataclasses import replace

import pytest

from betadeck.core.catalog_lookup import needed_betas
from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.finding import Severity
from betadeck.core.preset_text import load
from betadeck.core.target import SANDBOX
from betadeck.resources import resource
from helpers.catalogue import pool, shipped
from helpers.lint_cases.parts import MCP, SERVER, TOOLSET
from helpers.linting import (
    API,
    CACHED,
    OLD_VERSION,
    TEXT,
    ask,
    assistant,
    codes,
    judge,
    result,
    system,
    talk,
    thought,
    tool,
    use,
    user,
)
from helpers.minimal import body_of, query_of

EXAMPLES = sorted(each.name for each in resource("examples").iterdir() if each.name.endswith(".json"))
TOKEN = "eyJhbGciOiJI.eyJzdWIiOiIx.SflKxwRJSMeK"
SEARCH = {"type": "server_tool_use", "id": "srvtoolu_1", "name": "web_search", "input": {"query": "x"}}
FOUND = {"type": "web_search_tool_result", "tool_use_id": "srvtoolu_1", "content": []}


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("target", [API, SANDBOX], ids=["api", "sandbox"])
def test_the_examples_have_hints_at_most(name, target):
    draft = load(resource(f"examples/{name}").read_text(encoding="utf-8"))
    assert {each.severity for each in judge(draft, target)} <= {Severity.HINT}


@pytest.mark.parametrize(
    "draft",
    [
        ask(max_tokens=0),
        talk(user(TEXT), user(TEXT)),
        talk(user(TEXT), {"role": "user", "content": ""}),
        talk({"role": "user", "content": "x"}, {"role": "assistant", "content": "y"}, {"role": "user", "content": "z"}),
        talk(user(TEXT), assistant(TEXT), assistant(TEXT), user(TEXT)),
        talk(user(TEXT), assistant(use("a")), assistant(use("b")), user(result("a")), user(result("b"))),
        talk(user(TEXT), assistant(use("a")), user(result("a")), system(TEXT), assistant(TEXT), user(TEXT)),
        talk(user(TEXT), assistant(use("a")), user(result("a", content=[]))),
        talk(user(TEXT), assistant(SEARCH, FOUND)),
        talk(user(TEXT), assistant(SEARCH, FOUND, TEXT), user(TEXT)),
        talk(user(TEXT), assistant(thought(), TEXT), user(TEXT)),
        talk(user(TEXT), assistant({"type": "redacted_thinking", "data": "EqQBCgIYAhIM"}, TEXT), user(TEXT)),
        talk(user(*[{**TEXT, "cache_control": CACHED}] * 4)),
        talk(user({**TEXT, "cache_control": {**CACHED, "ttl": "1h"}}, {**TEXT, "cache_control": CACHED})),
        ask(tools=[{"type": "memory_20250818", "name": "memory"}, tool(), {"type": "bash_20250124", "name": "bash"}]),
        ask(tools=[tool(schema={"type": "object", "properties": {"a": {"$ref": "#/$defs/x"}}, "$defs": {"x": {}}})]),
        ask(tools=[{"type": "custom", **tool()}], tool_choice={"type": "none"}),
        ask(tools=[tool(schema={"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"})]),
        ask(MCP, mcp_servers=[{**SERVER, "authorization_token": TOKEN}], tools=[TOOLSET]),
        ask(model="claude-haiku-4-5-20251001", temperature=0, version=OLD_VERSION),
        ask(model="claude-sonnet-4-6", thinking={"type": "enabled", "budget_tokens": 2000}, max_tokens=4000),
        ask(thinking={"type": "adaptive"}, output_config={"effort": "max"}),
        ask(system=[TEXT, {**TEXT, "cache_control": CACHED}]),
        ask(system=""),
    ],
)  # fmt: skip
def test_what_the_api_takes_is_no_error(draft):
    assert [each for each in judge(draft) if each.severity is Severity.ERROR] == []


def test_counting_tokens_takes_what_sending_refuses():
    draft = ask(max_tokens=..., thinking={"type": "adaptive"}, tools=[tool()], tool_choice={"type": "any"})
    assert codes(replace(draft, path="/v1/messages/count_tokens", operation="messages.count_tokens")) == []


@pytest.mark.parametrize("operation", shipped().operations.values(), ids=lambda each: each.id)
def test_the_smallest_request_of_every_call_has_hints_at_most(operation):
    body = body_of(pool(), operation)
    draft = Draft(
        operation=operation.id,
        method=operation.method,
        path=operation.path,
        path_params=tuple((each.name, "x") for each in operation.params),
        query=tuple(Row(name, str(value)) for name, value in query_of(pool(), operation).items()),
        betas=tuple(each.name for each in needed_betas(operation, shipped())),
        body_text="" if body is None else json.dumps(body),
        files=tuple(FilePart(name, "a.pdf") for name in operation.multipart),
    )
    kind = operation.key_kind if operation.key_kind in ("api", "admin") else ""
    assert {each.severity for each in judge(draft, API, kind)} <= {Severity.HINT}
