"""Tools, and what other APIs call them."""

from helpers.lint_cases.parts import CLEAR, CONTEXT, MCP, SERVER, TOOLSET
from helpers.linting import (
    OLD_VERSION,
    TEXT,
    Case,
    ask,
    assistant,
    image,
    result,
    talk,
    tool,
    use,
    user,
)

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
