"""Tools: names, schemas, tool_choice, MCP servers.

Source: refusals by the API quoted in public reports, 2025 and 2026, and the vendor's MCP connector page.
"""

import re
from collections import Counter
from collections.abc import Iterator

from betadeck.core.catalog_names import nearest
from betadeck.core.finding import Finding, Fix
from betadeck.core.fixes import remove_member, set_member
from betadeck.core.fixes_talk import rename_tool
from betadeck.core.lint.codes import found
from betadeck.core.lint.own_schemas import schema_findings
from betadeck.core.lint.prompt import Json, Prompt, objects, part, text_of
from betadeck.core.lint.subject import Subject

_LIMIT = "tool.name"
_UNIONS = ("oneOf", "allOf", "anyOf")
_OLD_MCP, _MCP = "mcp-client-2025-04-04", "mcp-client-"
"""With the older beta, servers stand alone and no toolset names them. Source: the vendor's page, 2025."""


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is wrong with the tools."""
    limit = next((each for each in subject.catalogue.limits if each.id == _LIMIT), None)
    for prompt in subject.prompts:
        for place, tool in prompt.tools:
            if text_of(tool, "type") in ("", "custom") and tool.get("type") in (None, "custom"):
                yield from _name(prompt, place, tool, limit.pattern if limit else "")
                yield from _schema(prompt, place, tool)
        yield from _doubles(prompt)
        yield from _choice(prompt)
        yield from _mcp(prompt, subject)
        form = part(prompt.value, "output_config", "format", "schema")
        pointer = prompt.pointer("output_config", "format", "schema")
        yield from schema_findings(pointer, form, strict=True)


def _name(prompt: Prompt, place: int, tool: Json, pattern: str) -> Iterator[Finding]:
    name = tool.get("name")
    if not isinstance(name, str) or not pattern or re.fullmatch(pattern, name):
        return
    pointer = prompt.pointer("tools", place, "name")
    better = re.sub(r"[^a-zA-Z0-9_-]+", "_", name).strip("_")[:128]
    fixes = [_renamed(prompt, place, name, better)] if re.fullmatch(pattern, better) else []
    text = f"“{name[:140]}” is no name for a tool: 1 to 128 letters, digits, underscores and hyphens."
    yield found("tool-name", f"body:{pointer}", text, *fixes)


def _renamed(prompt: Prompt, place: int, old: str, new: str) -> Fix:
    """Return the fix that calls a tool otherwise, also where it is called, unless another has its name."""
    alone = sum(tool.get("name") == old for _, tool in prompt.tools) == 1
    return rename_tool(prompt.pointer("tools", place), old, new, everywhere=alone)


def _schema(prompt: Prompt, place: int, tool: Json) -> Iterator[Finding]:
    schema = tool.get("input_schema")
    if not isinstance(schema, dict):
        return
    pointer = prompt.pointer("tools", place, "input_schema")
    if schema.get("type") != "object":
        fix = set_member(f"{pointer}/type", "object")
        text = "A tool's input is always an object: the schema's type must be object."
        yield found("tool-schema-type", f"body:{pointer}/type", text, fix)
    for word in _UNIONS:
        if word in schema:
            text = f"The top of an input_schema cannot be a union: {word} is refused there."
            yield found(
                "tool-schema-union", f"body:{pointer}/{word}", text, remove_member(f"{pointer}/{word}")
            )
    yield from schema_findings(pointer, schema, strict=tool.get("strict") is True)


def _doubles(prompt: Prompt) -> Iterator[Finding]:
    names = [(place, text_of(tool, "name")) for place, tool in prompt.tools if text_of(tool, "name")]
    counted = Counter(name for _, name in names)
    seen: set[str] = set()
    for place, name in names:
        if counted[name] > 1 and name in seen:
            tool = prompt.pointer("tools", place)
            other = _free(name, counted)
            rename = _renamed(prompt, place, name, other)
            out = remove_member(tool, "Remove this tool")
            text = f"Two tools are called {name}: each needs its own name."
            yield found("tool-name-double", f"body:{tool}/name", text, rename, out)
        seen.add(name)


def _free(name: str, taken: Counter[str]) -> str:
    number = 2
    while f"{name[:120]}_{number}" in taken:
        number += 1
    return f"{name[:120]}_{number}"


def _choice(prompt: Prompt) -> Iterator[Finding]:
    choice = part(prompt.value, "tool_choice")
    kind, name = text_of(choice, "type"), text_of(choice, "name")
    pointer = prompt.pointer("tool_choice")
    known = [text_of(tool, "name") for _, tool in prompt.tools]
    if kind == "any" and not prompt.tools:
        text = "tool_choice any needs tools, and there are none."
        yield found("tool-choice-alone", f"body:{pointer}", text, remove_member(pointer))
    if kind == "tool" and name and name not in known:
        likely = [*nearest(name, [each for each in known if each], most=2), *(each for each in known if each)]
        fixes: list[Fix] = [set_member(f"{pointer}/name", each) for each in dict.fromkeys(likely[:2])]
        text = f"tool_choice asks for {name}, which is not among the tools."
        yield found("tool-choice-unknown", f"body:{pointer}/name", text, *fixes, remove_member(pointer))


def _mcp(prompt: Prompt, subject: Subject) -> Iterator[Finding]:
    servers = {text_of(each, "name"): place for place, each in objects(prompt.value.get("mcp_servers"))}
    sets = [
        (place, text_of(tool, "mcp_server_name"))
        for place, tool in prompt.tools
        if tool.get("type") == "mcp_toolset"
    ]
    used = Counter(name for _, name in sets)
    # Without any toolset and beta it may be the older form, of which the missing beta tells.
    alone = not sets and not any(each.startswith(_MCP) for each in subject.betas)
    for name, place in servers.items():
        if name and name not in used and _OLD_MCP not in subject.betas and not alone:
            server = prompt.pointer("mcp_servers", place)
            toolset = {"type": "mcp_toolset", "mcp_server_name": name}
            fixes = [remove_member(server, "Remove the server")]
            if isinstance(prompt.value.get("tools"), list | None):
                add = set_member(prompt.pointer("tools", "-"), toolset, f"Add a toolset for {name}")
                fixes.insert(0, add)
            text = f"No mcp_toolset in tools uses the server {name}."
            yield found("mcp-unused", f"body:{server}", text, *fixes)
    seen: set[str] = set()
    for place, name in sets:
        yield from _toolset(prompt, place, name, servers, seen)
        seen.add(name)


def _toolset(
    prompt: Prompt, place: int, name: str, servers: dict[str, int], seen: set[str]
) -> Iterator[Finding]:
    tool = prompt.pointer("tools", place)
    out = remove_member(tool, "Remove the toolset")
    if name and name not in servers:
        fixes = [set_member(f"{tool}/mcp_server_name", each) for each in list(servers)[:2] if each]
        text = f"There is no MCP server called {name} in mcp_servers."
        yield found("mcp-unknown", f"body:{tool}/mcp_server_name", text, *fixes, out)
    elif name in seen:
        text = f"The MCP server {name} already has a toolset; each has exactly one."
        yield found("mcp-double", f"body:{tool}/mcp_server_name", text, out)
