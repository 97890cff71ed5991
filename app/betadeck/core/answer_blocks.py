"""The content of a streamed message: block events in, blocks out."""

from collections.abc import Mapping

from betadeck.core.answer import Block, BlockEnded, BlockStarted, Change, Unknown
from betadeck.core.answer_block import KNOWN_TYPES, BlockFold, guessed_block
from betadeck.core.answer_faults import FaultLog
from betadeck.core.sse import Event

_SHOWN_CHARS = 200


class BlocksFold:
    """Puts every block at its index. What comes out of order is noted, and kept as well as it can be."""

    def __init__(self, faults: FaultLog) -> None:
        self._faults = faults
        self._blocks: list[BlockFold] = []
        self._at: dict[int, BlockFold] = {}

    def blocks(self) -> tuple[Block, ...]:
        """Return the blocks so far in the order of their indexes."""
        return tuple(fold.block() for fold in sorted(self._blocks, key=lambda fold: fold.index))

    def take(self, kind: str, data: Mapping[str, object], event: Event) -> list[Change]:
        """Add an event of the three that are about a block."""
        index = data.get("index")
        if not isinstance(index, int) or isinstance(index, bool) or index < 0:
            return self._faults.malformed(f"{kind} without a block index", event)
        if kind == "content_block_start":
            return self._start(index, data.get("content_block"), event)
        if kind == "content_block_delta":
            return self._delta(index, data.get("delta"), event)
        return self._stop(index, event)

    def add_whole(self, index: int, block: Mapping[str, object]) -> list[Change]:
        """Add a block that did not need a stream."""
        return [*self._begin(index, block), BlockEnded(index, self._at[index].end())]

    def close(self, end: int) -> None:
        """Take the end of the stream at byte `end`; tool input that happens to be whole is read."""
        for fold in self._blocks:
            if not fold.complete:
                fold.settle()
        lacking = next((index for index in range(len(self._at)) if index not in self._at), None)
        if lacking is not None:
            self._faults.add("out_of_order", f"block {lacking} never began, though later ones did", end)

    def _start(self, index: int, block: object, event: Event) -> list[Change]:
        if not isinstance(block, Mapping):
            return self._faults.malformed(f"content_block_start of block {index} without a block", event)
        if index in self._at:
            self._faults.add("out_of_order", f"block {index} began twice; both are kept", event.start)
        changes = self._begin(index, block)
        kind = self._at[index].type
        if kind not in KNOWN_TYPES:
            self._faults.unknown("block", kind, event)
            changes.append(Unknown(event))
        return changes

    def _begin(self, index: int, block: Mapping[str, object], *, seen_start: bool = True) -> list[Change]:
        fold = BlockFold(index, block, seen_start=seen_start)
        self._blocks.append(fold)
        self._at[index] = fold
        return [BlockStarted(index, fold.block())]

    def _delta(self, index: int, delta: object, event: Event) -> list[Change]:
        if not isinstance(delta, Mapping):
            return self._faults.malformed(f"content_block_delta of block {index} without a delta", event)
        kind = delta.get("type")
        kind = kind if isinstance(kind, str) else ""
        changes: list[Change] = []
        if index not in self._at:
            self._faults.add("out_of_order", f"block {index} grows but never began", event.start)
            changes = self._begin(index, guessed_block(kind), seen_start=False)
        fold = self._at[index]
        if grown := fold.take(delta):
            changes.append(grown)
        else:
            self._faults.unknown("delta", kind, event)
            changes.append(Unknown(event))
        if fold.complete:
            self._faults.add("out_of_order", f"block {index} grows after its end", event.start)
            fold.end()
        return changes

    def _stop(self, index: int, event: Event) -> list[Change]:
        fold = self._at.get(index)
        if fold is None or fold.complete:
            words = "ends twice" if fold else "ends but never began"
            self._faults.add("out_of_order", f"block {index} {words}", event.start)
            return []
        valid = fold.end()
        if not fold.settle():
            shown = fold.input_text[:_SHOWN_CHARS] + ("…" if len(fold.input_text) > _SHOWN_CHARS else "")
            message = f"block {index}: the tool input is no whole JSON: {shown}"
            self._faults.add("bad_tool_input", message, event.start)
        return [BlockEnded(index, valid)]
