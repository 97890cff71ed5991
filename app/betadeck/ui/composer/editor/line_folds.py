"""Folds objects and lists away: their lines are hidden, the first and the last stay."""

from PySide6.QtGui import QTextBlock
from PySide6.QtWidgets import QPlainTextDocumentLayout, QPlainTextEdit

from betadeck.core.possessive import compiled
from betadeck.ui.composer.exact_edit import ExactEdit

MOST_LINES = 20_000
"""Hiding more lines than these would hold the window up."""
_TOKEN = compiled(r'"[^"\\\n]*+(?:\\.[^"\\\n]*+)*+"?+|[{}\[\]]|\n')


def opens(block: QTextBlock) -> bool:
    """Tell whether an object or list begins with the line and goes on after it."""
    return block.text().rstrip()[-1:] in ("{", "[") and block.next().isValid()


def is_folded(block: QTextBlock) -> bool:
    """Tell whether the lines after this one are hidden."""
    following = block.next()
    return block.isVisible() and following.isValid() and not following.isVisible()


def hidden_lines(block: QTextBlock) -> int:
    """Return how many lines are hidden after `block`."""
    count, each = 0, block.next()
    while each.isValid() and not each.isVisible():
        count, each = count + 1, each.next()
    return count


def next_visible(block: QTextBlock) -> QTextBlock:
    """Return the next line that is not hidden; an invalid one at the end."""
    block = block.next()
    while block.isValid() and not block.isVisible():
        block = block.next()
    return block


def toggle(edit: ExactEdit, block: QTextBlock) -> None:
    """Fold what begins with `block`, or show it again."""
    if is_folded(block):
        unfold(edit, block)
    else:
        fold(edit, block)


def fold(edit: ExactEdit, block: QTextBlock) -> bool:
    """Hide what begins with `block`; tell whether anything was hidden. The caret goes before it."""
    count = _lines_inside(edit, block) if opens(block) else 0
    if not 0 < count <= MOST_LINES:
        return False
    cursor = edit.textCursor()
    first = block.blockNumber()
    if first < cursor.blockNumber() <= first + count:
        cursor.setPosition(block.position() + len(block.text()))
        edit.setTextCursor(cursor)
    each = block.next()
    for _ in range(count):
        each.setVisible(False)
        each.setLineCount(0)
        each = each.next()
    _lay_out(edit, block.next(), each)
    return True


def unfold(edit: QPlainTextEdit, block: QTextBlock) -> None:
    """Show the hidden lines after `block`, or around it if it is hidden itself."""
    while block.isValid() and not block.isVisible() and block.previous().isValid():
        block = block.previous()
    first = each = block if not block.isVisible() else block.next()
    while each.isValid() and not each.isVisible():
        each.setVisible(True)
        each.setLineCount(max(1, each.layout().lineCount()))
        each = each.next()
    _lay_out(edit, first, each)


def block_to_fold(edit: ExactEdit) -> QTextBlock | None:
    """Return the line with which the object or list around the caret begins, or the caret's own."""
    block = edit.textCursor().block()
    if opens(block) and not is_folded(block):
        return block
    indent, lines = _indent(block), MOST_LINES
    while block.previous().isValid() and lines:
        block, lines = block.previous(), lines - 1
        if block.isVisible() and block.text().strip() and _indent(block) < indent and opens(block):
            return block
    return None


def _indent(block: QTextBlock) -> int:
    text = block.text()
    return len(text) - len(text.lstrip(" \t"))


def _lines_inside(edit: ExactEdit, block: QTextBlock) -> int:
    """Return how many lines lie between the bracket at the end of `block` and the line of its mate."""
    text = edit.shown_text()
    depth, lines = 1, 0
    for found in _TOKEN.finditer(text, edit.offset_of(block.position() + len(block.text().rstrip()))):
        mark = found.group()
        lines += mark == "\n"
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(mark, 0)
        if not depth or lines > MOST_LINES:
            break
    return lines - 1


def _lay_out(edit: QPlainTextEdit, first: QTextBlock, end: QTextBlock) -> None:
    document = edit.document()
    last = end.position() if end.isValid() else document.characterCount() - 1
    document.markContentsDirty(first.position(), max(1, last - first.position()))
    layout = document.documentLayout()
    if isinstance(layout, QPlainTextDocumentLayout):
        layout.requestUpdate()
        layout.documentSizeChanged.emit(layout.documentSize())
    edit.viewport().update()
