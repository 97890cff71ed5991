"""Streams that are not of the Messages API, put together as far as it makes sense."""

from collections.abc import Mapping

from betadeck.core.answer import (
    AnswerKind,
    Block,
    BlockEnded,
    BlockGrew,
    BlockStarted,
    Change,
    MessageChanged,
    Unknown,
)
from betadeck.core.sse import Event


def text_block(index: int, text: str, *, complete: bool) -> Block:
    """Return a text that came without block events as a block."""
    return Block(index, "text", {"type": "text", "text": text}, complete=complete)


class CompletionFold:
    """The old text completions: every event carries the next piece of text, the last one a stop reason."""

    kind = AnswerKind.COMPLETION
    end_event = "the event with a stop_reason"

    def __init__(self) -> None:
        self.complete = False
        self._head: dict[str, object] = {}
        self._text: list[str] = []

    def take(self, kind: str, data: Mapping[str, object], event: Event) -> list[Change]:
        """Add an event."""
        if kind != "completion":
            return [Unknown(event)]
        changes: list[Change] = []
        if not self._text:
            changes.append(BlockStarted(0, text_block(0, "", complete=False)))
        part = data.get("completion")
        self._text.append(part if isinstance(part, str) else "")
        changes.append(BlockGrew(0, "text", self._text[-1]))
        self._head.update(data)
        if isinstance(data.get("stop_reason"), str) and not self.complete:
            self.complete = True
            head = {name: value for name, value in self._head.items() if name != "completion"}
            changes += [BlockEnded(0, valid=True), MessageChanged(head)]
        return changes

    def close(self, end: int) -> None:
        """Take the end of the stream."""

    def message(self) -> dict[str, object]:
        """Return the completion with its whole text."""
        return {**self._head, "completion": self._joined()}

    def blocks(self) -> tuple[Block, ...]:
        """Return the text as one block."""
        return (text_block(0, self._joined(), complete=self.complete),)

    def usage(self) -> dict[str, object]:
        """Return nothing: completions tell no usage."""
        return {}

    def stop_reason(self) -> str:
        """Return the stop reason, or the empty text."""
        reason = self._head.get("stop_reason")
        return reason if isinstance(reason, str) else ""

    def _joined(self) -> str:
        self._text[:] = ["".join(self._text)]
        return self._text[0]


_EVENT_BLOCKS = {
    "agent.tool_use": "server_tool_use",
    "agent.custom_tool_use": "tool_use",
    "agent.mcp_tool_use": "mcp_tool_use",
    "agent.tool_result": "tool_result",
    "agent.mcp_tool_result": "mcp_tool_result",
}
"""Events of a session that are much like a content block. Source: the API's types as of 2026-11-22."""


class EventsFold:
    """Any other stream, such as a session's: events that stand each for itself, and no end that is due.

    What an agent says, calls and gets back is shown as blocks, each of which comes whole; there is no message.
    """

    kind = AnswerKind.EVENTS
    end_event = ""

    def __init__(self) -> None:
        self.complete = True
        self._blocks: list[Block] = []

    def take(self, kind: str, data: Mapping[str, object], event: Event) -> list[Change]:
        """Add an event."""
        if kind in _EVENT_BLOCKS:
            return self._add({**data, "type": _EVENT_BLOCKS[kind]})
        content = data.get("content") if kind == "agent.message" else None
        items = content if isinstance(content, list) else []
        found = [item for item in items if isinstance(item, Mapping) and isinstance(item.get("type"), str)]
        return [change for item in found for change in self._add(item)] or [Unknown(event)]

    def _add(self, data: Mapping[str, object]) -> list[Change]:
        block = Block(len(self._blocks), str(data["type"]), dict(data))
        self._blocks.append(block)
        return [BlockStarted(block.index, block), BlockEnded(block.index, valid=True)]

    def close(self, end: int) -> None:
        """Take the end of the stream."""

    def message(self) -> None:
        """Return nothing: such a stream is no message."""

    def blocks(self) -> tuple[Block, ...]:
        """Return what the agent said so far."""
        return tuple(self._blocks)

    def usage(self) -> dict[str, object]:
        """Return nothing: usage comes in events of its own."""
        return {}

    def stop_reason(self) -> str:
        """Return the empty text."""
        return ""
