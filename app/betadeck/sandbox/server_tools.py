"""Tools that the API runs itself: a call and a made-up result."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from betadeck.sandbox.ask import Ask, Json
from betadeck.sandbox.ids import Ids, token

_URL = re.compile(r"https?://[^\s\"'<>)\]]+")
_PAGE = "https://example.com/sandbox"
_TITLE = "A page that the sandbox made up"
_CITED = "The sandbox does not search the web."


@dataclass(frozen=True, slots=True)
class ServerTool:
    """How a kind of tool is known by the start of its type, when it is used, and what it gives."""

    start: str
    words: tuple[str, ...]
    make: Callable[[Ask, Ids], list[Json]]


def web_search(ask: Ask, ids: Ids) -> list[Json]:
    """Return a search with one result and a text that cites it."""
    found = {
        "type": "web_search_result",
        "title": _TITLE,
        "url": _PAGE,
        "encrypted_content": token("content", 40),
        "page_age": "January 1, 2026",
    }
    citation = {
        "type": "web_search_result_location",
        "cited_text": _CITED,
        "url": _PAGE,
        "title": _TITLE,
        "encrypted_index": token("index", 24),
    }
    pair = _pair("web_search", {"query": _query(ask)}, "web_search_tool_result", [found], ids)
    return [*pair, {"type": "text", "text": f"The result says: {_CITED}", "citations": [citation]}]


def web_search_error(ask: Ask, ids: Ids) -> list[Json]:
    """Return a search that failed."""
    failed = {"type": "web_search_tool_result_error", "error_code": "max_uses_exceeded"}
    return _pair("web_search", {"query": _query(ask)}, "web_search_tool_result", failed, ids)


def web_fetch(ask: Ask, ids: Ids) -> list[Json]:
    """Return a fetched page."""
    address = next(iter(_URL.findall(ask.last_text())), _PAGE).rstrip(".,;:!?")
    page = {
        "type": "document",
        "source": {
            "type": "text",
            "media_type": "text/plain",
            "data": f"Simulated: {address} was not fetched.",
        },
        "title": _TITLE,
        "citations": {"enabled": False},
    }
    result = {
        "type": "web_fetch_result",
        "url": address,
        "retrieved_at": "2026-01-01T12:00:00.000000",
        "content": page,
    }
    return _pair("web_fetch", {"url": address}, "web_fetch_tool_result", result, ids)


def code_execution(_: Ask, ids: Ids) -> list[Json]:
    """Return a command that was not run, with its output."""
    result = {
        "type": "bash_code_execution_result",
        "stdout": "simulated: nothing was run\n",
        "stderr": "",
        "return_code": 0,
        "content": [],
    }
    given: Json = {"command": "echo 'simulated: nothing was run'"}
    return _pair("bash_code_execution", given, "bash_code_execution_tool_result", result, ids)


def tool_search(ask: Ask, ids: Ids) -> list[Json]:
    """Return a search that finds the deferred tools."""
    names = [str(tool["name"]) for tool in ask.tools if tool.get("defer_loading") is True and "name" in tool]
    result = {
        "type": "tool_search_tool_search_result",
        "tool_references": [{"type": "tool_reference", "tool_name": name} for name in names[:5]],
    }
    regex = any(str(tool.get("type")).startswith("tool_search_tool_regex") for tool in ask.tools)
    name = "tool_search_tool_regex" if regex else "tool_search_tool_bm25"
    return _pair(name, {"query": _query(ask)}, "tool_search_tool_result", result, ids)


def advisor(_: Ask, ids: Ids) -> list[Json]:
    """Return a question to the advisor and its advice."""
    result = {"type": "advisor_result", "text": "Simulated advice: go ahead.", "stop_reason": "end_turn"}
    return _pair("advisor", {}, "advisor_tool_result", result, ids)


KINDS = (
    ServerTool("web_search", ("search", "look up", "news", "latest"), web_search),
    ServerTool("web_fetch", ("fetch", "http://", "https://", "page"), web_fetch),
    ServerTool("code_execution", ("run", "execut", "comput", "calculat", "code"), code_execution),
    ServerTool("tool_search_tool", ("tool",), tool_search),
    ServerTool("advisor", ("advis", "advice"), advisor),
)


def is_server_tool(tool: Json) -> bool:
    """Tell whether the API runs `tool` itself."""
    return _kind(tool) is not None


def calls(ask: Ask, ids: Ids) -> list[Json]:
    """Return what the server tools do: those that the last message asks for, or the first when forced."""
    known = [kind for tool in ask.tools if (kind := _kind(tool))]
    words = ask.last_text().lower()
    wanted = [kind for kind in known if kind.start in words or any(word in words for word in kind.words)]
    if ask.choice() == "none":
        return []
    if ask.choice() == "any" and len(known) == len(ask.tools):
        wanted = wanted or known[:1]
    return [block for kind in wanted for block in kind.make(ask, ids)]


def _kind(tool: Json) -> ServerTool | None:
    name = str(tool.get("type") or "")
    return next((kind for kind in KINDS if name.startswith(kind.start)), None)


def _query(ask: Ask) -> str:
    return " ".join(ask.last_text().split())[:120] or "sandbox"


def _pair(name: str, given: Json, kind: str, result: object, ids: Ids) -> list[Json]:
    call = ids.next("srvtoolu")
    return [
        {"type": "server_tool_use", "id": call, "name": name, "input": given},
        {"type": kind, "tool_use_id": call, "content": result},
    ]
