"""A stream of the Messages API, put together.

Rules: the message comes with `message_start`; a block's start puts it at its index; text and thinking are
appended, citations listed, a signature set, partial JSON joined and parsed at the block's end; a
`message_delta` replaces the stop fields and the usage counts, which are totals; an error ends it as a
failure. Source: the API's streaming pages as of 2026-11-22, and recorded streams.
"""

from collections.abc import Mapping

from betadeck.core.answer import AnswerKind, Block, Change, MessageChanged, Unknown
from betadeck.core.answer_blocks import BlocksFold
from betadeck.core.answer_faults import FaultLog
from betadeck.core.sse import Event

EVENTS = frozenset(
    {
        *("message_start", "message_delta", "message_stop"),
        *("content_block_start", "content_block_delta", "content_block_stop"),
    }
)


class MessageFold:
    """Takes the events of one stream in the order in which they came, whatever that is."""

    kind = AnswerKind.MESSAGE
    end_event = "message_stop"

    def __init__(self, faults: FaultLog) -> None:
        self.complete = False
        self._faults = faults
        self._content = BlocksFold(faults)
        self._message: dict[str, object] | None = None
        self._usage: dict[str, object] = {}

    def take(self, kind: str, data: Mapping[str, object], event: Event) -> list[Change]:
        """Add an event whose data are `data` and whose type is `kind`."""
        if self.complete:
            self._faults.add(
                "out_of_order", f"{kind} came after message_stop and is left out", event.start, once="late"
            )
            return [Unknown(event)]
        if kind == "message_start":
            return self._start(data, event)
        if kind not in EVENTS:
            self._faults.unknown("event", kind, event)
            return [Unknown(event)]
        if self._message is None:
            self._faults.add(
                "out_of_order", f"the stream begins with {kind}, not with message_start", event.start
            )
            self._message = {"type": "message", "role": "assistant"}
        if kind.startswith("content_block"):
            return self._content.take(kind, data, event) + self._fallen_back(kind, data)
        if kind == "message_delta":
            return self._change(data, event)
        self.complete = True
        return []

    def close(self, end: int) -> None:
        """Take the end of the stream at byte `end`."""
        self._content.close(end)

    def message(self) -> dict[str, object] | None:
        """Return the message as a call without streaming would, as far as it has come."""
        if self._message is None:
            return None
        message = {**self._message, "content": [block.data for block in self.blocks()]}
        return {**message, "usage": self.usage()} if self._usage else message

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks so far."""
        return self._content.blocks()

    def usage(self) -> dict[str, object]:
        """Return the usage as last told."""
        return dict(self._usage)

    def stop_reason(self) -> str:
        """Return the stop reason, or the empty text."""
        reason = (self._message or {}).get("stop_reason")
        return reason if isinstance(reason, str) else ""

    def _start(self, data: Mapping[str, object], event: Event) -> list[Change]:
        message = data.get("message")
        if not isinstance(message, Mapping):
            return self._faults.malformed("message_start without a message", event)
        if self._message is not None:
            self._faults.add("out_of_order", "a second message_start; the first one counts", event.start)
            return [Unknown(event)]
        self._message = {**message, "content": []}
        self._merge_usage(message.get("usage"))
        changes: list[Change] = [MessageChanged(self._head())]
        content = message.get("content")
        for index, block in enumerate(content if isinstance(content, list) else []):
            if isinstance(block, Mapping):
                changes += self._content.add_whole(index, block)
        return changes

    def _fallen_back(self, kind: str, data: Mapping[str, object]) -> list[Change]:
        """Name the model that goes on after a `fallback` block: it labels the whole message."""
        block = data.get("content_block")
        if kind != "content_block_start" or not isinstance(block, Mapping) or block.get("type") != "fallback":
            return []
        after = block.get("to")
        model = after.get("model") if isinstance(after, Mapping) else None
        if not isinstance(model, str) or self._message is None:
            return []
        self._message["model"] = model
        return [MessageChanged(self._head())]

    def _change(self, data: Mapping[str, object], event: Event) -> list[Change]:
        """Take a `message_delta`: what it holds beside `delta` and `usage` are fields of the message too."""
        delta = data.get("delta")
        if not isinstance(delta, Mapping):
            if "usage" not in data:
                return self._faults.malformed("message_delta without a delta", event)
            delta = {}
        beside = {name: value for name, value in data.items() if name not in ("type", "delta", "usage")}
        self._message = {**(self._message or {}), **beside, **delta}
        self._merge_usage(data.get("usage"))
        return [MessageChanged(self._head())]

    def _merge_usage(self, usage: object) -> None:
        """Counts are totals and replace; a null says nothing, so what was told before stays."""
        for name, count in usage.items() if isinstance(usage, Mapping) else ():
            if count is not None or name not in self._usage:
                self._usage[name] = count

    def _head(self) -> dict[str, object]:
        """Return the message without its content."""
        head = {name: value for name, value in (self._message or {}).items() if name != "content"}
        return {**head, "usage": self.usage()} if self._usage else head
