"""MCP servers and the toolsets that use them: each server needs exactly one."""

from collections.abc import Iterator

from betadeck.core.diagnose.asked import Json, text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import is_extra, is_missing
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import set_member
from betadeck.core.fixes_talk import remove_members

_ABOUT = r"mcp[_ ]?(?:server|toolset)"


def wrong_mcp(case: Case) -> Diagnosis | None:
    """Explain servers and toolsets that do not fit together."""
    if not case.said.says(_ABOUT) or is_extra(case) or is_missing(case):
        return None
    servers = {text_of(each, "name"): place for place, each in _servers(case)}
    toolsets = {text_of(each, "mcp_server_name"): place for place, each in _toolsets(case)}
    named = next((each for each in case.said.names if each in servers or each in toolsets), "")
    pointer, fixes = "", list[Fix]()
    if named in servers and named not in toolsets:
        pointer, fixes = servers[named], [_used(case, named, servers, toolsets)]
    elif named in toolsets and named not in servers:
        pointer = f"{toolsets[named]}/mcp_server_name"
        fixes = _found(toolsets[named], [each for each in servers if each not in toolsets])
    shown = named or next(iter(case.said.names), "")
    culprit = Culprit("block", shown, pointer or case.pointer or case.at("mcp_servers"))
    title = f"The MCP server {shown} and the toolsets do not fit together".replace("  ", " ")
    remedy = "Every server needs exactly one mcp_toolset in tools."
    return verdict(case, culprit, title, "", remedy, fixes)


def _used(case: Case, name: str, servers: dict[str, str], toolsets: dict[str, str]) -> Fix:
    """Let a toolset that has no server use this one, else add a toolset for it."""
    lost = [place for each, place in toolsets.items() if each not in servers]
    if lost:
        return set_member(f"{lost[0]}/mcp_server_name", name, f"Let the toolset use {name}")
    toolset = {"type": "mcp_toolset", "mcp_server_name": name}
    return set_member(case.at("tools") + "/-", toolset, f"Add a toolset for {name}")


def _found(toolset: str, unused: list[str]) -> list[Fix]:
    """Let a toolset use a server that is there, or take it out."""
    fixes = [remove_members([toolset], "Remove the toolset")]
    if unused:
        fixes.insert(0, set_member(f"{toolset}/mcp_server_name", unused[0], f"Use the server {unused[0]}"))
    return fixes


def _toolsets(case: Case) -> Iterator[tuple[str, Json]]:
    yield from ((place, tool) for place, tool in case.asked.tools() if tool.get("type") == "mcp_toolset")


def _servers(case: Case) -> Iterator[tuple[str, Json]]:
    for root, body in case.asked.roots():
        servers = body.get("mcp_servers")
        for index, each in enumerate(servers if isinstance(servers, list) else []):
            if isinstance(each, dict):
                yield f"{root}/mcp_servers/{index}", each
