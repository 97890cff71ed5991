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


class EventsFold:
    """Any other stream, such as a session's: events that stand each for itself, and no end that is due.

    Content that an `agent.message` event carries whole is shown as blocks; there is no message.
    """

    kind = AnswerKind.EVENTS
    end_event = ""

    def __init__(self) -> None:
        self.complete = True
        self._blocks: list[Block] = []

    def take(self, kind: str, data: Mapping[str, object], event: Event) -> list[Change]:
        """Add an event."""
        content = data.get("content") if kind == "agent.message" else None
        changes: list[Change] = []
        for item in content if isinstance(content, list) else []:
            if isinstance(item, Mapping) and isinstance(name := item.get("type"), str):
                block = Block(len(self._blocks), name, dict(item))
                self._blocks.append(block)
                changes += [BlockStarted(block.index, block), BlockEnded(block.index, valid=True)]
        return changes or [Unknown(event)]

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
