"""Folded objects and lists: their lines are hidden, the first and the last stay."""

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit

_SLICE_LINES = 50
_FAR_LINES = 20_000


def opens(block: QTextBlock) -> bool:
    """Tell whether an object or list begins with the line and goes on after it."""
    return block.text().rstrip()[-1:] in ("{", "[") and block.next().isValid()


def is_folded(block: QTextBlock) -> bool:
    """Tell whether the lines after this one are hidden."""
    following = block.next()
    return block.isVisible() and following.isValid() and not following.isVisible()


def hidden_lines(block: QTextBlock) -> int:
    """Return how many lines are hidden after `block`."""
    following = next_visible(block)
    end = following.blockNumber() if following.isValid() else block.document().blockCount()
    return end - block.blockNumber() - 1


def next_visible(block: QTextBlock) -> QTextBlock:
    """Return the next line that is not hidden; an invalid one at the end."""
    following = block.next()
    if not following.isValid() or following.isVisible():
        return following
    # Hidden lines take no room, so that there is no need to go through them.
    return block.document().findBlockByLineNumber(following.firstLineNumber())


def in_sight(edit: QPlainTextEdit) -> Iterator[tuple[QTextBlock, QRectF]]:
    """Yield the lines in sight, and where they are in the viewport."""
    block, bottom = edit.firstVisibleBlock(), edit.viewport().height()
    place = edit.contentOffset()
    while block.isValid() and place.y() <= bottom:
        rect = edit.blockBoundingRect(block).translated(place)
        yield block, rect
        place = QPointF(place.x(), rect.bottom())
        block = next_visible(block)


def hide(edit: QPlainTextEdit, first: QTextBlock, last: int) -> Iterator[None]:
    """Hide the lines from `first` up to number `last`, some at a step."""
    block = first
    while block.isValid() and block.blockNumber() <= last:
        for _ in range(min(_SLICE_LINES, last - block.blockNumber() + 1)):
            edit.blockBoundingRect(block)  # else Qt lays all of them out when it paints next
            block.setVisible(False)
            block.setLineCount(0)
            block = block.next()
        yield
    _resized(edit)


def show(edit: QPlainTextEdit, first: QTextBlock) -> Iterator[None]:
    """Show the hidden lines from `first` on, some at a step."""
    block = first
    while block.isValid() and not block.isVisible():
        for _ in range(_SLICE_LINES):
            if not block.isValid() or block.isVisible():
                break
            block.setVisible(True)
            block.setLineCount(max(1, block.layout().lineCount()))
            block = block.next()
        yield
    _resized(edit)


def lay_out(edit: QPlainTextEdit, first: QTextBlock) -> Iterator[None]:
    """Lay the hidden lines from `first` on out, as Qt does else for all of them when it paints."""
    block = first
    while block.isValid() and not block.isVisible():
        for _ in range(_SLICE_LINES):
            edit.blockBoundingRect(block)
            block = block.next()
        yield


def block_to_fold(edit: QPlainTextEdit) -> QTextBlock | None:
    """Return the line with which the object or list around the caret begins, or the caret's own."""
    block = edit.textCursor().block()
    if opens(block) and not is_folded(block):
        return block
    indent, lines = _indent(block), _FAR_LINES
    while block.previous().isValid() and lines:
        block, lines = block.previous(), lines - 1
        if block.isVisible() and block.text().strip() and _indent(block) < indent and opens(block):
            return block
    return None


def _indent(block: QTextBlock) -> int:
    text = block.text()
    return len(text) - len(text.lstrip(" \t"))


def _resized(edit: QPlainTextEdit) -> None:
    layout = edit.document().documentLayout()
    if isinstance(layout, QPlainTextDocumentLayout):
        layout.requestUpdate()
        layout.documentSizeChanged.emit(layout.documentSize())
    edit.viewport().update()
