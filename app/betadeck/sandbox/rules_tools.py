"""Rules for tools, `tool_choice` and the pairing of calls with their results.

Source of the texts: refusals by the API quoted in public reports, 2025 and 2026.
"""

from collections.abc import Iterator

from betadeck.sandbox.ask import Ask, Block, Json, dicts, part
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.rules_shape import runs


def check(ask: Ask) -> None:
    """Refuse tools and results that do not fit together.

    Raises:
        ApiFault: 400.
    """
    for index, tool in enumerate(ask.tools):
        if tool.get("type") in (None, "custom"):
            _check_custom(f"tools.{index}.custom", tool)
    names = [str(tool["name"]) for tool in ask.tools if "name" in tool]
    if len(names) != len(set(names)):
        raise invalid("tools: Tool names must be unique.")
    _check_choice(ask, names)
    _check_mcp(ask)
    _check_pairs(ask)


def _check_custom(place: str, tool: Json) -> None:
    schema = part(tool, "input_schema")
    if "type" not in schema:
        raise invalid(f"{place}.input_schema.type: Field required")
    if schema["type"] != "object":
        raise invalid(f"{place}.input_schema.type: Input should be 'object'")
    if any(key in schema for key in ("oneOf", "allOf", "anyOf")):
        text = "input_schema does not support oneOf, allOf, or anyOf at the top level"
        raise invalid(f"{place}.input_schema: {text}")
    if tool.get("strict") is True and schema.get("additionalProperties") is not False:
        raise invalid(f"{place}: For 'object' type, 'additionalProperties' must be explicitly set to false")


def _check_choice(ask: Ask, names: list[str]) -> None:
    choice = part(ask.body, "tool_choice")
    if choice.get("type") == "tool" and choice.get("name") not in names:
        raise invalid(f"Tool '{choice.get('name')}' not found in provided tools")
    if choice.get("type") == "any" and not ask.tools:
        raise invalid("tool_choice.any may only be specified while providing tools")


def _check_mcp(ask: Ask) -> None:
    """Every server needs exactly one toolset. Source: the vendor's MCP connector page, 2026-11."""
    used = [tool.get("mcp_server_name") for tool in ask.tools if tool.get("type") == "mcp_toolset"]
    servers = [str(each.get("name")) for each in dicts(ask.body.get("mcp_servers"))]
    old = "mcp-client-2025-04-04" in ask.betas
    for name in servers:
        if name not in used and not old:
            raise invalid(f"MCP server '{name}' is defined but not referenced by any mcp_toolset in tools.")
    for unknown in used:
        if unknown not in servers:
            raise invalid(
                f"mcp_toolset references MCP server '{unknown}', which is not defined in mcp_servers."
            )


def _check_pairs(ask: Ask) -> None:
    by_message: dict[int, list[Block]] = {}
    for block in ask.blocks():
        by_message.setdefault(block.message, []).append(block)
    open_ids: dict[str, Block] = {}
    seen: set[str] = set()
    for role, numbers in runs(ask.messages):
        here = [block for number in numbers for block in by_message.get(number, ())]
        if role == "user":
            _check_results(here, open_ids)
        if role != "system" and open_ids:
            _refuse_unanswered(open_ids)
        if role == "assistant":
            open_ids = dict(_calls(here, seen))
            _check_server_results(here)
    if open_ids:
        _refuse_unanswered(open_ids)


def _calls(blocks: list[Block], seen: set[str]) -> Iterator[tuple[str, Block]]:
    for block in blocks:
        if block.type == "tool_use":
            name = str(block.value.get("id"))
            if name in seen:
                raise invalid(f"{block.place}: `tool_use` ids must be unique")
            seen.add(name)
            yield name, block


def _check_results(blocks: list[Block], open_ids: dict[str, Block]) -> None:
    """Take from `open_ids` what is answered."""
    answered: set[str] = set()
    for block in blocks:
        if block.type != "tool_result":
            continue
        name = str(block.value.get("tool_use_id"))
        if name in answered:
            text = "each tool_use must have a single result. Found multiple `tool_result` blocks with id:"
            raise invalid(f"{block.place}: {text} {name}")
        if name not in open_ids:
            raise invalid(_unexpected(block, name, "`tool_use` block in the previous message"))
        if block.value.get("is_error") is True and not block.value.get("content"):
            raise invalid(f"{block.place}.tool_result: content cannot be empty if `is_error` is true")
        del open_ids[name]
        answered.add(name)


def _check_server_results(blocks: list[Block]) -> None:
    called: set[str] = set()
    for block in blocks:
        if block.type in ("server_tool_use", "mcp_tool_use"):
            called.add(str(block.value.get("id")))
        elif block.type.endswith("_tool_result"):
            name = str(block.value.get("tool_use_id"))
            if name not in called:
                use = "mcp_tool_use" if block.type == "mcp_tool_result" else "server_tool_use"
                raise invalid(_unexpected(block, name, f"`{use}` block before it"))


def _unexpected(block: Block, name: str, needed: str) -> str:
    return (
        f"{block.place}: unexpected `tool_use_id` found in `{block.type}` blocks: {name}. "
        f"Each `{block.type}` block must have a corresponding {needed}."
    )


def _refuse_unanswered(open_ids: dict[str, Block]) -> None:
    place = min(block.message for block in open_ids.values())
    raise invalid(
        f"messages.{place}: `tool_use` ids were found without `tool_result` blocks immediately after: "
        f"{', '.join(open_ids)}. Each `tool_use` block must have a corresponding `tool_result` block "
        "in the next message."
    )
