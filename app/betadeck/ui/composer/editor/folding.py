"""Folds objects and lists away and shows them again, however long they are."""

from collections.abc import Iterator

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextBlock, QTextCursor

from betadeck.core.json_help.nesting import Nesting
from betadeck.ui.composer.editor import line_folds
from betadeck.ui.composer.exact_edit import ExactEdit
from betadeck.ui.parts.slices import Slices

_MANY_LINES = 2_000
"""Qt lays so many hidden lines out in about 20 ms when it paints after a change of the width."""


class Folding(QObject):
    """Knows which lines are folded. It works in slices; call `settle` before anything edits the text.

    Signals:
        changed(): lines were hidden or shown.
        finished(): all of them were.
    """

    changed = Signal()
    finished = Signal()

    def __init__(self, edit: ExactEdit, nesting: Nesting) -> None:
        super().__init__(edit)
        self._edit, self._nesting = edit, nesting
        self._heads: list[QTextCursor] = []
        self._lines = 1
        self._slices = Slices(self)
        self._slices.stepped.connect(self.changed)
        self._slices.finished.connect(self.finished)
        self._relaying = Slices(self)
        self._relaying.finished.connect(self._on_relaid)

    def settle(self) -> None:
        """Finish what is being hidden or shown."""
        self._slices.drain()
        self._relaying.drain()

    def is_running(self) -> bool:
        """Tell whether lines are being hidden or shown."""
        return self._slices.is_running()

    def toggle(self, block: QTextBlock) -> None:
        """Fold what begins with `block`, or show it again."""
        if line_folds.is_folded(block):
            self.unfold(block)
        else:
            self.fold(block)

    def fold(self, block: QTextBlock) -> None:
        """Hide what begins with `block`. The caret goes before it."""
        self.settle()
        edit, first = self._edit, block.blockNumber()
        last = self._last_inside(block) if line_folds.opens(block) else first
        if last <= first:
            return
        cursor = edit.textCursor()
        end = block.position() + block.length() - 1
        if first < cursor.blockNumber() <= last:
            cursor.setPosition(end)
            edit.setTextCursor(cursor)
        head = QTextCursor(edit.document())
        head.setPosition(end)
        self._heads.append(head)
        self._slices.go_through(line_folds.hide(edit, block.next(), last))

    def unfold(self, block: QTextBlock) -> None:
        """Show the hidden lines after `block`, or around it if it is hidden itself."""
        self._slices.stop()  # of lines that are just being hidden those are shown again that are
        self._relaying.drain()
        while block.isValid() and not block.isVisible() and block.previous().isValid():
            block = block.previous()
        self._slices.go_through(line_folds.show(self._edit, block if not block.isVisible() else block.next()))

    def mend(self, start: int, end: int) -> None:
        """Show what an edit between two positions has touched; hidden lines must not lose the first one."""
        lines, self._lines = self._lines, self._edit.blockCount()
        for head in self._still_folded():
            block = head.block()
            hidden, following = block.next().position(), line_folds.next_visible(block)
            last = following.position() if following.isValid() else self._edit.document().characterCount()
            is_inside = start < last and end >= hidden
            if is_inside or (lines != self._lines and start < hidden and end >= block.position()):
                self.unfold(block)

    def relay(self) -> None:
        """Lay hidden lines out for a new width before Qt paints, which would do it in one piece."""
        blocks = [head.block() for head in self._still_folded()]
        if sum(map(line_folds.hidden_lines, blocks)) > _MANY_LINES:
            self._edit.setUpdatesEnabled(False)
            self._relaying.go_through(_laid_out(self._edit, blocks))

    def _still_folded(self) -> list[QTextCursor]:
        self._heads = [each for each in self._heads if line_folds.is_folded(each.block())]
        return self._heads

    def _last_inside(self, block: QTextBlock) -> int:
        """Return the number of the line before that with the bracket that closes what begins with `block`."""
        edit = self._edit
        start = edit.offset_of(block.position() + len(block.text().rstrip()) - 1)
        closes = self._nesting.close_of(edit.shown_text(), start)
        if closes is None:
            return edit.blockCount() - 1
        return edit.document().findBlock(edit.position_of(closes)).blockNumber() - 1

    def _on_relaid(self) -> None:
        self._edit.setUpdatesEnabled(True)


def _laid_out(edit: ExactEdit, blocks: list[QTextBlock]) -> Iterator[None]:
    for block in blocks:
        yield from line_folds.lay_out(edit, block.next())
