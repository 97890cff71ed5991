"""The content blocks of an answer, as they grow and as they ended."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.answer import Block, BlockEnded, BlockGrew, BlockStarted, Change
from betadeck.core.figures import count_words
from betadeck.core.stream_times import StreamTimes
from betadeck.ui.parts.labels import wrapped
from betadeck.ui.response.blocks.block_view import BlockView
from betadeck.ui.response.blocks.flow_text import FlowText
from betadeck.ui.response.blocks.make import make_block
from betadeck.ui.response.scroll_column import ScrollColumn

_MOST_BLOCKS = 300


class BlocksColumn(QWidget):
    """One widget a block, in the order of their numbers. Growth is put in once a batch, not once an event."""

    def __init__(self, column: ScrollColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column
        self._views: dict[int, tuple[str, BlockView]] = {}
        self._left_out: set[int] = set()
        self._rendered = True
        self._more = wrapped("", "", "muted")
        self._more.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._layout.addWidget(self._more)

    def clear(self) -> None:
        """Show no blocks."""
        for index in list(self._views):
            self._drop(index)
        self._left_out.clear()
        self._more.hide()

    def apply(self, changes: Iterable[Change]) -> None:
        """Take what a stream changed."""
        pending: list[BlockGrew] = []
        for change in changes:
            if isinstance(change, BlockGrew):
                if pending and (pending[0].index, pending[0].field) != (change.index, change.field):
                    self._grow(pending)
                    pending = []
                if change.field == "citation":
                    self._grow([change])
                else:
                    pending.append(change)
                continue
            self._grow(pending)
            pending = []
            if isinstance(change, BlockStarted):
                self._show(change.block)
            elif isinstance(change, BlockEnded) and change.index in self._views:
                self._views[change.index][1].end(change.valid)
        self._grow(pending)

    def show_blocks(self, blocks: Iterable[Block]) -> None:
        """Show `blocks` and no others; widgets that fit are kept, so that nothing flickers at the end."""
        found = list(blocks)
        for index in set(self._views) - {block.index for block in found}:
            self._drop(index)
        for block in found:
            self._show(block)

    def show_times(self, times: StreamTimes) -> None:
        """Say how long each block took."""
        for index, (_, view) in self._views.items():
            view.set_seconds(times.block_s(index))

    def set_rendered(self, rendered: bool) -> None:
        """Show Markdown as it is meant to look, or as it is written."""
        self._rendered = rendered
        for _, view in self._views.values():
            view.set_rendered(rendered)

    def count(self) -> int:
        """Return how many blocks are shown."""
        return len(self._views)

    def text(self) -> str:
        """Return the text of all blocks, as it was sent."""
        return "\n\n".join(text for _, view in self._views.values() if (text := view.text()))

    def _grow(self, changes: list[BlockGrew]) -> None:
        if changes and changes[0].index in self._views:
            text = "".join(change.text for change in changes)
            self._views[changes[0].index][1].grow(changes[0].field, text)

    def _show(self, block: Block) -> None:
        kind, view = self._views.get(block.index, ("", None))
        if view is None or kind != block.type:
            if len(self._views) >= _MOST_BLOCKS and view is None:
                self._leave_out(block.index)
                return
            self._drop(block.index)
            view = self._made(block)
        view.show_block(block)

    def _made(self, block: Block) -> BlockView:
        view = make_block(block.type)
        view.set_rendered(self._rendered)
        view.flow_made.connect(self._on_flow_made)
        for flow in view.flows():
            self._column.watch(flow)
        place = sum(index < block.index for index in self._views)
        self._views[block.index] = (block.type, view)
        self._layout.insertWidget(place, view)
        self._views = dict(sorted(self._views.items()))
        return view

    def _drop(self, index: int) -> None:
        _, view = self._views.pop(index, ("", None))
        if view is not None:
            self._layout.removeWidget(view)
            view.hide()
            view.deleteLater()

    def _leave_out(self, index: int) -> None:
        self._left_out.add(index)
        more = count_words(len(self._left_out), "more block")
        self._more.setText(f"{more} not drawn here. Body and Events show all of them.")
        self._more.show()

    def _on_flow_made(self, flow: FlowText) -> None:
        self._column.watch(flow)
