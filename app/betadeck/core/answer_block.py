"""One content block while it is streamed."""

import json
from collections.abc import Mapping

from betadeck.core.answer import Block, BlockGrew
from betadeck.core.json_text import JsonFault, parse

_APPENDED = {"text_delta": "text", "thinking_delta": "thinking"}
_GUESSED_TYPES = {
    "text_delta": "text",
    "citations_delta": "text",
    "thinking_delta": "thinking",
    "signature_delta": "thinking",
    "input_json_delta": "tool_use",
    "compaction_delta": "compaction",
}
KNOWN_TYPES = frozenset(
    {
        *("text", "thinking", "redacted_thinking", "tool_use", "server_tool_use", "container_upload"),
        *("web_search_tool_result", "web_fetch_tool_result", "code_execution_tool_result"),
        *("bash_code_execution_tool_result", "text_editor_code_execution_tool_result"),
        *("tool_search_tool_result", "advisor_tool_result", "mcp_tool_use", "mcp_tool_result"),
        *("mcp_tool_listing", "compaction", "fallback"),
    }
)
"""Block types of answers. Source: the API's types as of 2026-11-22."""


def guessed_block(delta_type: str) -> dict[str, object]:
    """Return the block that a delta of this type belongs to, for one whose start never came."""
    return {"type": _GUESSED_TYPES.get(delta_type, "")}


class BlockFold:
    """Takes the deltas of one block. `block()` may be asked for at any time."""

    def __init__(self, index: int, start: Mapping[str, object], *, seen_start: bool = True) -> None:
        self.index = index
        self.complete = False
        self._data = dict(start)
        self._valid = seen_start
        self._growing: dict[str, list[str]] = {}
        self._json: list[str] = []
        self._unknown: list[Mapping[str, object]] = []

    def take(self, delta: Mapping[str, object]) -> BlockGrew | None:
        """Add a delta; return the growth to show, or None if the delta is of an unknown kind (it is kept)."""
        kind = delta.get("type")
        if isinstance(kind, str) and kind in _APPENDED:
            return self._append(_APPENDED[kind], delta)
        if kind == "input_json_delta" and isinstance(part := delta.get("partial_json"), str):
            self._json.append(part)
            return BlockGrew(self.index, "input_json", part)
        if kind == "signature_delta" and isinstance(part := delta.get("signature"), str):
            self._data["signature"] = part
            return BlockGrew(self.index, "signature", part)
        if kind == "citations_delta" and "citation" in delta:
            return self._cite(delta["citation"])
        if kind == "compaction_delta":
            return self._compact(delta)
        self._unknown.append(delta)
        return None

    def end(self) -> bool:
        """Take the block's end; tell whether it is valid. Tool input is parsed now; none at all is `{}`."""
        self.complete = True
        self._valid = self.settle() and self._valid
        return self._valid

    def settle(self) -> bool:
        """Take the tool input as it stands, if it is JSON; tell whether it is."""
        if not self.input_text.strip():
            if self._json or self.type.endswith("tool_use"):
                self._data.setdefault("input", {})
            return True
        try:
            self._data["input"] = parse(self.input_text)
        except JsonFault:
            return False
        return True

    @property
    def type(self) -> str:
        """The block's type, empty if it has none."""
        kind = self._data.get("type")
        return kind if isinstance(kind, str) else ""

    @property
    def input_text(self) -> str:
        """The tool input as streamed so far."""
        if len(self._json) > 1:
            self._json[:] = ["".join(self._json)]
        return self._json[0] if self._json else ""

    def block(self) -> Block:
        """Return the block as it stands."""
        data = dict(self._data)
        for name, parts in self._growing.items():
            if len(parts) > 1:
                parts[:] = ["".join(parts)]
            data[name] = parts[0]
        if isinstance(cited := data.get("citations"), list):
            data["citations"] = list(cited)
        return Block(
            index=self.index,
            type=self.type,
            data=data,
            complete=self.complete,
            valid=self._valid,
            partial_json=self.input_text,
            unknown=tuple(self._unknown),
        )

    def _append(self, name: str, delta: Mapping[str, object]) -> BlockGrew | None:
        part = delta.get(name)
        if not isinstance(part, str):
            self._unknown.append(delta)
            return None
        if name not in self._growing:
            first = self._data.get(name)
            self._growing[name] = [first if isinstance(first, str) else ""]
        self._growing[name].append(part)
        return BlockGrew(self.index, name, part)

    def _cite(self, citation: object) -> BlockGrew:
        listed = self._data.get("citations")
        self._data["citations"] = [*listed, citation] if isinstance(listed, list) else [citation]
        try:
            shown = json.dumps(citation, ensure_ascii=False)
        except RecursionError:  # as deep as the parser could just bear
            shown = ""
        return BlockGrew(self.index, "citation", shown)

    def _compact(self, delta: Mapping[str, object]) -> BlockGrew:
        """Set what a compaction block summarises; it comes in one piece."""
        self._data.update((name, value) for name, value in delta.items() if name != "type")
        content = delta.get("content")
        return BlockGrew(self.index, "content", content if isinstance(content, str) else "")
