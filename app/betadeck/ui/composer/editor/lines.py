"""Whole lines in the JSON editor: indent, move, duplicate. Each is one undo step."""

import re
from collections.abc import Callable

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from betadeck.ui.composer.editor.typing_help import UNIT, before
from betadeck.ui.composer.exact_edit import ExactEdit
from betadeck.ui.composer.text_change import len_in_qt

_KEEP = QTextCursor.MoveMode.KeepAnchor
_LINE = re.compile(r"^(?=.)", re.MULTILINE)
_LEVEL = re.compile(rf"^(?:\t| {{1,{len(UNIT)}}})", re.MULTILINE)


def indent(edit: ExactEdit) -> None:
    """Indent the selected lines; without a selection put blanks up to the next stop."""
    cursor = edit.textCursor()
    if cursor.hasSelection():
        _change_lines(edit, lambda text: _LINE.sub(UNIT, text))
    else:
        cursor.insertText(" " * (len(UNIT) - len(before(cursor)) % len(UNIT)))


def outdent(edit: ExactEdit) -> None:
    """Take one level of indent from the lines that the selection or the caret touches."""
    _change_lines(edit, lambda text: _LEVEL.sub("", text))


def move(edit: QPlainTextEdit, step: int) -> None:
    """Move the lines of the selection up (-1) or down (1) past their neighbour; a last member gets its comma."""
    first, last = _ends(edit)
    other = first.previous() if step < 0 else last.next()
    if not other.isValid():
        return
    above, below = (other.text(), _text(first, last)) if step < 0 else (_text(first, last), other.text())
    new_above, new_below = _swapped(above, below)
    shift = -len_in_qt(above) - 1 if step < 0 else len_in_qt(new_above) + 1
    ends = (other, last) if step < 0 else (first, other)
    _write(edit, ends, f"{new_above}\n{new_below}", shift)


def _swapped(above: str, below: str) -> tuple[str, str]:
    """Return the two in the other order, the comma between them where it was."""
    if not (_is_last(below) and above.rstrip().endswith(",")):
        return below, above
    head, _, tail = above.rpartition(",")
    return _with_comma(below), head + tail


def _is_last(text: str) -> bool:
    """Tell whether these lines are whole members of a container, without a comma behind them."""
    end = text.rstrip()
    return end[:1].isspace() and end[-1] not in ",{[:" and end.lstrip()[0] not in "}]"


def _with_comma(text: str) -> str:
    end = text.rstrip()
    return end + "," + text[len(end) :]


def duplicate(edit: QPlainTextEdit, step: int) -> None:
    """Repeat the lines of the selection; the caret goes to the copy below (1) or stays above (-1).

    A last member gets the comma that it needs before its copy.
    """
    first, last = _ends(edit)
    text = _text(first, last)
    above, below = (text, text) if not _is_last(text) else (_with_comma(text), text)
    _write(edit, (first, last), f"{above}\n{below}", len_in_qt(above) + 1 if step > 0 else 0)


def home(edit: QPlainTextEdit, keep: QTextCursor.MoveMode) -> None:
    """Go to the first character of the line that is no blank; from there to its start."""
    cursor = edit.textCursor()
    block, layout = cursor.block(), cursor.block().layout()
    start = block.position() + len(block.text()) - len(block.text().lstrip(" \t"))
    row = layout.lineForTextPosition(cursor.positionInBlock())
    if row.isValid() and row.lineNumber() > 0:  # of a line that is shown in several rows the row counts
        cursor.movePosition(QTextCursor.MoveOperation.StartOfLine, keep)
    else:
        cursor.setPosition(block.position() if cursor.position() == start else start, keep)
    edit.setTextCursor(cursor)


def _write(edit: QPlainTextEdit, ends: tuple[QTextBlock, QTextBlock], text: str, shift: int) -> None:
    cursor = edit.textCursor()
    anchor, position = cursor.anchor(), cursor.position()
    cursor.setPosition(ends[0].position())
    cursor.setPosition(ends[1].position() + ends[1].length() - 1, _KEEP)
    cursor.insertText(text)
    end = edit.document().characterCount() - 1  # a comma less than before
    cursor.setPosition(min(anchor + shift, end))
    cursor.setPosition(min(position + shift, end), _KEEP)
    edit.setTextCursor(cursor)


def _ends(edit: QPlainTextEdit) -> tuple[QTextBlock, QTextBlock]:
    cursor, document = edit.textCursor(), edit.document()
    return document.findBlock(cursor.selectionStart()), document.findBlock(cursor.selectionEnd())


def _text(first: QTextBlock, last: QTextBlock) -> str:
    lines = []
    block = first
    while block.isValid() and block.blockNumber() <= last.blockNumber():
        lines.append(block.text())
        block = block.next()
    return "\n".join(lines)


def _change_lines(edit: ExactEdit, change: Callable[[str], str]) -> None:
    """Change the touched lines, and select what of them was selected."""
    text, (start, end) = edit.shown_text(), edit.selected_span()
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end - 1 if end > start and text[end - 1] == "\n" else end)
    last = len(text) if last < 0 else last
    old = text[first:last]
    new = change(old)
    if new == old:
        return
    head = first + len(change(text[first:start] + "x")) - 1
    edit.replace(first, last, new, head)
    if end > start:
        edit.select(first if start == first else head, end + len(new) - len(old))
