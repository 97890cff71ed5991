"""Words in a text, and the API's names in words."""

import re

_WORD = re.compile(r"\w+")
_BLOCKS = {
    "tool_use": "Tool call",
    "tool_result": "Tool result",
    "server_tool_use": "Server tool",
    "mcp_tool_use": "MCP tool",
    "mcp_tool_listing": "MCP tools",
    "mcp_tool_result": "MCP result",
    "web_search_tool_result": "Web search",
    "web_fetch_tool_result": "Fetched page",
    "code_execution_tool_result": "Code result",
    "bash_code_execution_tool_result": "Shell result",
    "text_editor_code_execution_tool_result": "File edit",
    "tool_search_tool_result": "Tools found",
    "advisor_tool_result": "Advisor",
    "container_upload": "File in the container",
    "redacted_thinking": "Redacted thinking",
    "compaction": "Compaction",
    "fallback": "Fallback",
}
_STOPS = {
    "end_turn": ("end of turn", ""),
    "stop_sequence": ("a stop sequence came", ""),
    "tool_use": ("it waits for the tool results", ""),
    "pause_turn": ("paused; send the answer back to go on", "warn"),
    "max_tokens": ("max_tokens reached, the answer is cut short", "warn"),
    "model_context_window_exceeded": ("the context window is full", "warn"),
    "refusal": ("the model refused", "error"),
    "compaction": ("the conversation was compacted", ""),
}


def word_span(text: str, place: int) -> tuple[int, int]:
    """Return where the word at `place` begins and ends; beside words, the one character."""
    start = max(0, place - 200)
    for found in _WORD.finditer(text, start, place + 200):
        if found.start() <= place < found.end():
            return found.span()
        if found.start() > place:
            break
    return place, min(place + 1, len(text))


def block_words(kind: str) -> str:
    """Return what a block of type `kind` is called; unknown types keep their name."""
    return _BLOCKS.get(kind, kind or "block without a type")


def is_known(kind: str) -> bool:
    """Tell whether this program knows blocks of type `kind`."""
    return kind in _BLOCKS or kind in ("text", "thinking")


def stop_words(reason: str, sequence: object = None) -> tuple[str, str]:
    """Return why the answer stopped, in words, and the tone to say it in."""
    words, tone = _STOPS.get(reason, (reason, ""))
    if reason == "stop_sequence" and isinstance(sequence, str):
        words = f"the stop sequence “{sequence}” came"
    return f"Stopped: {words}", tone
