"""Calls of the client's own tools, with inputs that satisfy their schemas."""

from betadeck.sandbox.ask import Ask, Json, dicts, part
from betadeck.sandbox.ids import Ids
from betadeck.sandbox.instance import instance
from betadeck.sandbox.server_tools import is_server_tool

_TYPED: tuple[tuple[str, str, Json], ...] = (
    ("bash", "bash", {"command": "echo sandbox"}),
    ("text_editor", "", {"command": "view", "path": "/"}),
    ("memory", "memory", {"command": "view", "path": "/memories"}),
    ("computer_toolset", "screenshot", {}),
    ("browser_toolset", "screenshot", {}),
    ("computer", "computer", {"action": "screenshot"}),
)
"""Start of the tool type, name of the call when the tool has none, input."""
MADE_UP = "sandbox_tool"


def calls(ask: Ask, ids: Ids) -> list[Json]:
    """Return the `tool_use` blocks of an answer, none when no tool is to be called.

    Tools that the last message names are called, else the first; after results only when forced.
    """
    own = [tool for tool in ask.tools if not is_server_tool(tool) and tool.get("type") != "mcp_toolset"]
    choice = part(ask.body, "tool_choice")
    kind = ask.choice()
    answered = any(each.get("type") == "tool_result" for each in ask.last_turn())
    if not own or kind == "none" or (answered and kind not in ("any", "tool")):
        return []
    if kind == "tool":
        own = [tool for tool in own if tool.get("name") == choice.get("name")]
    named = [tool for tool in own if str(tool.get("name", "")).lower() in ask.last_text().lower()]
    chosen = named or own[:1]
    if choice.get("disable_parallel_tool_use") is True:
        chosen = chosen[:1]
    return [_call(tool, ask, ids) for tool in chosen]


def mcp_calls(ask: Ask, ids: Ids) -> list[Json]:
    """Return a call of each MCP toolset with its result."""
    found: list[Json] = []
    for tool in ask.tools:
        if tool.get("type") == "mcp_toolset" and ask.choice() != "none":
            name = next((str(each.get("name")) for each in dicts(tool.get("tools"))), "")
            name = name or next(iter(part(tool, "configs")), MADE_UP)
            found += mcp_pair(str(tool.get("mcp_server_name")), name, ask, ids)
    return found


def mcp_pair(server: str, name: str, ask: Ask, ids: Ids) -> list[Json]:
    """Return a call of the tool `name` on an MCP server, and its result."""
    call = ids.next("mcptoolu")
    text = f"Simulated: the sandbox did not connect to {server}."
    return [
        {
            "type": "mcp_tool_use",
            "id": call,
            "name": name,
            "server_name": server,
            "input": {"query": ask.last_text()[:200]},
        },
        {
            "type": "mcp_tool_result",
            "tool_use_id": call,
            "is_error": False,
            "content": [{"type": "text", "text": text}],
        },
    ]


def made_up_call(ask: Ask, ids: Ids) -> Json:
    """Return a call of a tool that the request did not define."""
    made_up: Json = {"name": MADE_UP, "input_schema": {"properties": {"query": {"type": "string"}}}}
    return _call(next(iter(ask.tools), made_up), ask, ids)


def _call(tool: Json, ask: Ask, ids: Ids) -> Json:
    kind = str(tool.get("type") or "custom")
    name, given = str(tool.get("name", "")), None
    for start, usual, typed in _TYPED:
        if kind.startswith(start):
            name, given = name or usual, typed
            break
    made = given if given is not None else instance(part(tool, "input_schema"), ask.last_text())
    call: Json = {"type": "tool_use", "id": ids.next("toolu"), "name": name, "input": made}
    family, toolset, _ = kind.partition("_toolset_")
    return {**call, "toolset_name": family} if toolset else call
