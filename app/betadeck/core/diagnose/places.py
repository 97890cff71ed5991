"""From a place as the API writes it to a JSON Pointer into the request.

The API puts the branch of a union into its places: `messages.0.content.0.image.source.base64.data` is
`/messages/0/content/0/source/data`. With the body at hand, the way is found by walking it and passing over
what is not there; without it, by knowing where such tags stand.
"""

import re
from dataclasses import dataclass

from betadeck.core import json_pointer
from betadeck.core.diagnose.message_paths import Path

_FITS = 3
"""The highest cost of a way that is believed: one name that is missing, or three tags."""
_LOST = 100
_TEXT_ONLY = frozenset({"text", "type"})
_ROOT_WORDS = frozenset({"body", "request", "params", "input", "data", "json", "root", "$"})
_KINDS = frozenset({"str", "list", "dict", "int", "float", "bool", "none", "object", "array", "string"})
_UNION_KINDS = frozenset({"str", "int", "float", "bool", "dict", "list", "none", "union"})
_CLASS = re.compile(r"(?:[A-Z][a-z0-9]+){2,}|(?:function|tagged|constrained)-\w+")
"""Branches that pydantic names by their type or class: no field of the API is called so."""
_FREE = frozenset({"properties", "input", "metadata", "env", "$defs"})
"""Objects whose members have the names that users give them."""
_VERSIONED = re.compile(r"\w+_20\d{6}")
_TAGS_AFTER = {
    "source": frozenset({"base64", "url", "text", "file", "content"}),
    "cache_control": frozenset({"ephemeral"}),
    "thinking": frozenset({"enabled", "disabled", "adaptive", "between_tools"}),
    "tool_choice": frozenset({"auto", "any", "tool", "none"}),
    "format": frozenset({"json_schema", "text"}),
    "trigger": frozenset({"input_tokens", "tool_uses"}),
    "clear_at_least": frozenset({"input_tokens"}),
    "keep": frozenset({"tool_uses", "thinking_turns", "all"}),
    "thread": frozenset({"create", "continue"}),
    "compaction": frozenset({"summarize"}),
    "task_budget": frozenset({"tokens"}),
    "tool": frozenset({"tool_definition", "tool_reference"}),
    "user_location": frozenset({"approximate"}),
}
_EVENTS = frozenset({"events", "initial_events"})
_SPEAKERS = frozenset({"user", "agent", "system", "session", "span"})
_FIELDS_TOO = frozenset({"content", "tool", "url"})
"""Tags after which the thing itself has a field of that name."""
_NAMED_AS_TYPE = frozenset({"text", "thinking", "content", "url"})
"""Fields that are called like the type of the object they are in."""
_LISTS = frozenset(
    {"content", "tools", "system", "edits", "mcp_servers", "citations", "messages", "resources"}
)
_BLOCK_FIELDS = frozenset(
    {
        *("type", "text", "thinking", "signature", "data", "source", "title", "context", "citations", "id"),
        *("name", "input", "caller", "tool_use_id", "content", "is_error", "cache_control", "file_id"),
        *("role",),
        *("description", "input_schema", "strict", "url", "clear_at", "output_config", "tool", "trigger"),
        *("keep", "instructions", "pause_after_compaction", "model", "max_uses", "allowed_domains", "tools"),
    }
)
_TAGS = frozenset(
    {
        *("text", "image", "document", "pdf", "search_result", "thinking", "redacted_thinking", "tool_use"),
        *("tool_result", "server_tool_use", "web_search_tool_result", "web_fetch_tool_result", "custom"),
        *("code_execution_tool_result", "bash_code_execution_tool_result", "container_upload", "fallback"),
        *("text_editor_code_execution_tool_result", "tool_search_tool_result", "mcp_tool_use", "compaction"),
        *("mcp_tool_result", "mcp_toolset", "mcp_tool_listing", "advisor_tool_result", "tool_addition"),
        *("tool_removal", "tool_reference", "url", "function", "user", "assistant", "char_location"),
        *("page_location", "content_block_location", "web_search_result_location"),
        *("search_result_location", "web_search_result", "file", "github_repository", "memory_store"),
    }
)


@dataclass(frozen=True, slots=True)
class _Way:
    """A way through a body: `cost` grows with what had to be passed over or is missing."""

    names: tuple[str, ...]
    cost: int


def pointer_of(path: Path, body: object) -> str:
    """Return the JSON Pointer that `path` means in `body`; None for `body` if the request is not known.

    Where the body has no such place, the path is taken at its word, without the tags in it.
    """
    path = _without_event_types(path)
    if not path:
        return ""
    if body is not None:
        way = _walk(body, path, is_root=True)
        if way.cost < _FITS:
            return json_pointer.join(way.names)
    return json_pointer.join(_without_tags(path))


def _without_event_types(path: Path) -> Path:
    """Leave out the types of a session's events, which have a dot in them: `events.0.user.message.content`."""
    for place, name in enumerate(path[:-4]):
        if name in _EVENTS and path[place + 1].isdigit() and path[place + 2] in _SPEAKERS:
            return (*path[: place + 2], *path[place + 4 :])
    return path


def has(body: object, pointer: str) -> bool:
    """Tell whether `body` has a value at `pointer`, be it null."""
    names = json_pointer.split(pointer)
    if not names:
        return body is not None
    parent = json_pointer.value_at(body, json_pointer.join(names[:-1]))
    if isinstance(parent, dict):
        return names[-1] in parent
    index = json_pointer.list_index(names[-1])
    return isinstance(parent, list) and index is not None and index < len(parent)


def _walk(value: object, path: Path, *, is_root: bool = False, was_tagged: bool = False) -> _Way:
    """Return the cheapest way; `was_tagged` tells that the name before was the tag of this very value."""
    if not path:
        return _Way((), 0)
    ways = list(_ways(value, path, is_root=is_root, was_tagged=was_tagged))
    return min(ways, key=lambda way: way.cost, default=_Way((), _LOST))


def _ways(value: object, path: Path, *, is_root: bool, was_tagged: bool) -> "list[_Way]":
    name, rest = path[0], path[1:]
    if isinstance(value, dict):
        return _in_object(value, name, rest, is_root=is_root, may_be_tag=not was_tagged)
    if isinstance(value, list):
        index = json_pointer.list_index(name)
        if index is None:
            return [_passed(_walk(value, rest), 1)] if name in _KINDS or name in _TAGS else []
        if index < len(value):
            return [_stepped(name, _walk(value[index], rest))]
        return [_Way((name,), 2)] if not rest and index == len(value) else []
    if value == name or name in _KINDS:
        return [_passed(_walk(value, rest), 1)]
    # A text stands for a list of one block of text.
    stands = isinstance(value, str) and name == "0" and _TEXT_ONLY.issuperset(rest)
    return [_Way((), 1)] if stands else []


def _in_object(
    value: "dict[str, object]", name: str, rest: Path, *, is_root: bool, may_be_tag: bool
) -> "list[_Way]":
    ways = []
    if name in value:
        ways.append(_stepped(name, _walk(value[name], rest)))
        if not rest:
            return ways
    # In `content.1.text` the last name is the field that is not there, and no tag.
    may_be_tag = may_be_tag and (bool(rest) or name not in _NAMED_AS_TYPE)
    tagged = may_be_tag and (name in (value.get("type"), value.get("role")) or _may_be_tag(name, value))
    if tagged or name in _KINDS or (is_root and name in _ROOT_WORDS):
        ways.append(_passed(_walk(value, rest, was_tagged=tagged), 0 if tagged else 1))
    if name not in value and not rest and not tagged:
        ways.append(_Way((name,), 2))
    return ways


def _may_be_tag(name: str, value: "dict[str, object]") -> bool:
    if name == "custom":
        return value.get("type") in (None, "custom")
    return name == "pdf" and value.get("type") == "document"


def _stepped(name: str, way: _Way) -> _Way:
    return _Way((name, *way.names), way.cost)


def _passed(way: _Way, cost: int) -> _Way:
    return _Way(way.names, way.cost + cost)


def _without_tags(path: Path) -> Path:
    found: list[str] = []
    tagged = False
    for place, name in enumerate(path):
        if place == 0 and name in _ROOT_WORDS and len(path) > 1:
            continue
        # There is one tag at most: in `source.url.url` the second is the field.
        tagged = not tagged and _is_tag(found, name, is_last=place == len(path) - 1)
        if not tagged:
            found.append(name)
    return tuple(found)


def _is_tag(before: "list[str]", name: str, *, is_last: bool) -> bool:
    if not before:
        return False
    last = before[-1]
    if name in _UNION_KINDS or _CLASS.fullmatch(name) or _VERSIONED.fullmatch(name):
        return _FREE.isdisjoint(before)
    if name in _TAGS_AFTER.get(last, ()):
        return not (is_last and name in _FIELDS_TOO)
    if last == "type":
        return is_last
    if last.isdigit() and len(before) > 1 and before[-2] in _LISTS:
        return name in _TAGS and not (is_last and name in _BLOCK_FIELDS)
    return name in _KINDS and not is_last and not last.isdigit()
