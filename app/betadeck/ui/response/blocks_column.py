"""The content blocks of an answer, as they grow and as they ended."""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.answer import Block, BlockEnded, BlockGrew, BlockStarted, Change
from betadeck.core.answer_marks import Mark
from betadeck.core.figures import count_words
from betadeck.core.stream_times import StreamTimes
from betadeck.ui.parts.labels import wrapped
from betadeck.ui.parts.slices import Slices
from betadeck.ui.response.blocks.block_view import BlockView
from betadeck.ui.response.blocks.make import make_block
from betadeck.ui.response.scroll_column import ScrollColumn

_MOST_BLOCKS = 300
_MOST_CHARS = 4000  # put in at once: laid out within a frame


@dataclass(slots=True)
class _Growth:
    """Text to be added to one field of one block."""

    index: int
    field: str
    texts: list[str]
    chars: int = 0

    def takes(self, change: BlockGrew) -> bool:
        """Tell whether `change` can simply be added; each citation is a thing of its own."""
        same = (self.index, self.field) == (change.index, change.field)
        return same and self.field != "citation" and self.chars < _MOST_CHARS


class BlocksColumn(QWidget):
    """One widget a block, in the order of their numbers. Growth is put in once a batch, not once an event.

    Signals:
        place_clicked(int, str, int): the user clicked in a block, on this character of the field of that name.
    """

    place_clicked = Signal(int, str, int)

    def __init__(self, column: ScrollColumn, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = column
        self._views: dict[int, tuple[str, BlockView]] = {}
        self._left_out: set[int] = set()
        self._times = StreamTimes()
        self._waiting: deque[Block | BlockEnded | _Growth] = deque()
        self._work = Slices(self)
        self._rendered, self._over = True, False
        self._marked: BlockView | None = None
        self._wanted: tuple[Mark, bool] | None = None
        self._more = wrapped("", "", "muted")
        self._more.hide()
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(10)
        self._layout.addWidget(self._more)

    def clear(self) -> None:
        """Show no blocks."""
        self._work.stop()
        self._waiting.clear()
        self._marked = self._wanted = None
        for index in list(self._views):
            self._drop(index)
        self._left_out.clear()
        self._times = StreamTimes()
        self._more.hide()

    def apply(self, changes: Iterable[Change]) -> None:
        """Take what a stream changed. What takes too long is done in the next turns, in the same order."""
        self._over = False
        for change in changes:
            last = self._waiting[-1] if self._waiting else None
            if isinstance(change, BlockGrew) and isinstance(last, _Growth) and last.takes(change):
                last.texts.append(change.text)
                last.chars += len(change.text)
            elif isinstance(change, BlockGrew):
                self._waiting.append(_Growth(change.index, change.field, [change.text]))
            elif isinstance(change, BlockStarted):
                self._waiting.append(change.block)
            elif isinstance(change, BlockEnded):
                self._waiting.append(change)
        self._go_on()

    def show_blocks(self, blocks: Iterable[Block]) -> None:
        """Show `blocks` and no others; widgets that fit are kept, so that nothing flickers at the end."""
        self._over = True
        found = list(blocks)
        self._waiting = deque(found)
        for index in set(self._views) - {block.index for block in found}:
            self._drop(index)
        self._go_on()

    def show_times(self, times: StreamTimes) -> None:
        """Say how long each block took."""
        self._times = times
        for index, (_, view) in self._views.items():
            view.set_seconds(times.block_s(index))

    def set_rendered(self, rendered: bool) -> None:
        """Show Markdown as it is meant to look, or as it is written."""
        self._rendered = rendered
        for _, view in self._views.values():
            view.set_rendered(rendered)

    def set_mark(self, mark: Mark | None, *, reach: bool) -> None:
        """Mark what an event added and no more what was marked before; with `reach` bring it in sight.

        What is not drawn yet is marked when it is.
        """
        if self._marked is not None:
            self._marked.set_mark("", 0, 0)
            self._marked = None
        self._wanted = (mark, reach) if mark is not None else None
        if not self._waiting:
            self._mark_wanted()

    def _mark_wanted(self) -> None:
        if self._wanted is None:
            return
        (mark, reach), self._wanted = self._wanted, None
        _, view = self._views.get(mark.index, ("", None))
        if view is not None and view.set_mark(mark.field, mark.start, mark.end):
            self._marked = view
            if reach:
                view.reach_mark()
        elif view is not None and reach:
            self._column.ensureWidgetVisible(view, 0, 0)

    def count(self) -> int:
        """Return how many blocks are shown or about to be."""
        return len(self._views) + sum(isinstance(task, Block) for task in self._waiting)

    def text(self) -> str:
        """Return the text of all blocks, as it was sent."""
        while not self._step():
            pass
        return "\n\n".join(text for _, view in self._views.values() if (text := view.text()))

    def _go_on(self) -> None:
        if self._waiting:
            self._work.run(self._step)

    def _step(self) -> bool:
        """Do one thing that waits; tell whether it was the last."""
        if not self._waiting:
            return True
        task = self._waiting.popleft()
        if isinstance(task, Block):
            self._show(task)
        elif task.index in self._views:
            view = self._views[task.index][1]
            if isinstance(task, _Growth):
                view.grow(task.field, "".join(task.texts))
            else:
                view.end(task.valid)
        if not self._waiting:
            self._mark_wanted()
        return not self._waiting

    def _show(self, block: Block) -> None:
        kind, view = self._views.get(block.index, ("", None))
        if view is None or kind != block.type:
            if len(self._views) >= _MOST_BLOCKS and view is None:
                self._leave_out(block.index)
                return
            self._drop(block.index)
            view = self._made(block)
        view.show_block(block)
        if self._over and not block.complete:
            view.cut()
        view.set_seconds(self._times.block_s(block.index))

    def _made(self, block: Block) -> BlockView:
        view = make_block(block.type)
        view.set_rendered(self._rendered)
        view.flow_made.connect(self._column.watch)
        view.place_clicked.connect(self._on_place_clicked)
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
            if self._marked is view:
                self._marked = None
            self._layout.removeWidget(view)
            view.hide()
            view.deleteLater()

    def _leave_out(self, index: int) -> None:
        self._left_out.add(index)
        more = count_words(len(self._left_out), "more block")
        self._more.setText(f"{more} not drawn here. Body and Events show all of them.")
        self._more.show()

    def _on_place_clicked(self, field: str, place: int) -> None:
        sender = self.sender()
        for index, (_, view) in self._views.items():
            if view is sender:
                self.place_clicked.emit(index, field, place)
