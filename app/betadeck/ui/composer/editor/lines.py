"""Whole lines in the JSON editor: indent, move, duplicate. Each is one undo step."""

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

from betadeck.ui.composer.editor.typing_help import UNIT, before

_KEEP = QTextCursor.MoveMode.KeepAnchor


def indent(edit: QPlainTextEdit) -> None:
    """Indent the selected lines; without a selection put blanks up to the next stop."""
    cursor = edit.textCursor()
    if not cursor.hasSelection():
        cursor.insertText(" " * (len(UNIT) - len(before(cursor)) % len(UNIT)))
        return
    cursor.beginEditBlock()
    for start in _line_starts(edit):
        cursor.setPosition(start)
        if not cursor.atBlockEnd():
            cursor.insertText(UNIT)
    cursor.endEditBlock()


def outdent(edit: QPlainTextEdit) -> None:
    """Take one level of indent from the lines that the selection or the caret touches."""
    cursor = QTextCursor(edit.document())
    cursor.beginEditBlock()
    for start in _line_starts(edit):
        text = edit.document().findBlock(start).text()
        blanks = len(text) - len(text.lstrip(" "))
        cursor.setPosition(start)
        cursor.setPosition(start + (1 if text.startswith("\t") else min(blanks, len(UNIT))), _KEEP)
        cursor.removeSelectedText()
    cursor.endEditBlock()


def move(edit: QPlainTextEdit, step: int) -> None:
    """Move the lines of the selection up (-1) or down (1) past their neighbour."""
    first, last = _ends(edit)
    other = first.previous() if step < 0 else last.next()
    if not other.isValid():
        return
    text, other_text = _text(first, last), other.text()
    shift = step * (other.length())
    lines = (text, other_text) if step < 0 else (other_text, text)
    ends = (other, last) if step < 0 else (first, other)
    _write(edit, ends, "\n".join(lines), shift)


def duplicate(edit: QPlainTextEdit, step: int) -> None:
    """Repeat the lines of the selection; the caret goes to the copy below (1) or stays above (-1)."""
    first, last = _ends(edit)
    text = _text(first, last)
    length = last.position() + last.length() - first.position()
    _write(edit, (first, last), f"{text}\n{text}", length if step > 0 else 0)


def _write(edit: QPlainTextEdit, ends: tuple[QTextBlock, QTextBlock], text: str, shift: int) -> None:
    cursor = edit.textCursor()
    anchor, position = cursor.anchor(), cursor.position()
    cursor.setPosition(ends[0].position())
    cursor.setPosition(ends[1].position() + ends[1].length() - 1, _KEEP)
    cursor.insertText(text)
    cursor.setPosition(anchor + shift)
    cursor.setPosition(position + shift, _KEEP)
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


def _line_starts(edit: QPlainTextEdit) -> list[int]:
    """Return where the touched lines begin, the last first, so that edits do not move the others."""
    first, last = _ends(edit)
    if last.position() == edit.textCursor().selectionEnd() and last != first:
        last = last.previous()
    starts = []
    block = last
    while block.isValid() and block.blockNumber() >= first.blockNumber():
        starts.append(block.position())
        block = block.previous()
    return starts
