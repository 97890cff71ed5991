"""What the editor does by itself while JSON is typed: pairs, indents, steps over."""

import re

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QPlainTextEdit

UNIT = "  "
"""One level of indent."""

_PAIRS = {"{": "}", "[": "]", '"': '"'}
_QUOTE = re.compile(r'\\.|(")')


def typed(edit: QPlainTextEdit, char: str) -> bool:
    """Handle a typed bracket or quotation mark; tell whether it was handled."""
    cursor = edit.textCursor()
    if cursor.hasSelection():
        return char in _PAIRS and _surround(edit, cursor, char)
    head, following = before(cursor), after(cursor)[:1]
    inside = in_string(head)
    if char == following and char in '}]"' and inside == (char == '"') and not _escapes(head):
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        edit.setTextCursor(cursor)
        return True
    if char in "}]" and not inside and not head.strip():
        return _close_on_own_line(cursor, char)
    if inside or char not in _PAIRS or following.strip(" \t,:}]"):
        return False
    cursor.insertText(char + _PAIRS[char])
    cursor.movePosition(QTextCursor.MoveOperation.Left)
    edit.setTextCursor(cursor)
    return True


def entered(edit: QPlainTextEdit) -> None:
    """Begin a new line at the same indent, one deeper behind an opening bracket."""
    cursor = edit.textCursor()
    head, tail = before(cursor), after(cursor)
    indent = head[: len(head) - len(head.lstrip(" \t"))]
    opens = head.rstrip()[-1:] in ("{", "[") and not in_string(head)
    closes = opens and tail.lstrip()[:1] == _PAIRS[head.rstrip()[-1]]
    cursor.beginEditBlock()
    cursor.insertText("\n" + indent + (UNIT if opens else ""))
    caret = cursor.position()
    if closes:
        cursor.insertText("\n" + indent)
        cursor.setPosition(caret)
    cursor.endEditBlock()
    edit.setTextCursor(cursor)
    edit.ensureCursorVisible()


def backspaced(edit: QPlainTextEdit) -> bool:
    """Delete an empty pair at once, and one level of indent at once; tell whether there was either."""
    cursor = edit.textCursor()
    head, tail = before(cursor), after(cursor)
    if cursor.hasSelection() or not head:
        return False
    if tail[:1] and _PAIRS.get(head[-1]) == tail[:1] and (head[-1] != '"' or not in_string(head[:-1])):
        cursor.movePosition(QTextCursor.MoveOperation.Right)
        _delete_before(cursor, 2)
        return True
    if head.isspace() and "\t" not in head and len(head) > 1:
        _delete_before(cursor, (len(head) - 1) % len(UNIT) + 1)
        return True
    return False


def in_string(line_head: str) -> bool:
    """Tell whether the end of `line_head`, the start of a line, lies inside a string."""
    return sum(1 for quote in _QUOTE.findall(line_head) if quote) % 2 == 1


def _escapes(line_head: str) -> bool:
    """Tell whether the next character is escaped by a backslash."""
    return (len(line_head) - len(line_head.rstrip("\\"))) % 2 == 1


def before(cursor: QTextCursor) -> str:
    """Return the line's text before the caret (or before the selection)."""
    return _part(
        cursor, cursor.document().findBlock(cursor.selectionStart()).position(), cursor.selectionStart()
    )


def after(cursor: QTextCursor) -> str:
    """Return the line's text behind the caret (or behind the selection)."""
    block = cursor.document().findBlock(cursor.selectionEnd())
    return _part(cursor, cursor.selectionEnd(), block.position() + block.length() - 1)


def _part(cursor: QTextCursor, start: int, end: int) -> str:
    part = QTextCursor(cursor.document())
    part.setPosition(start)
    part.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return part.selectedText()


def _surround(edit: QPlainTextEdit, cursor: QTextCursor, char: str) -> bool:
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    cursor.beginEditBlock()
    cursor.setPosition(end)
    cursor.insertText(_PAIRS[char])
    cursor.setPosition(start)
    cursor.insertText(char)
    cursor.endEditBlock()
    cursor.setPosition(start + 1)
    cursor.setPosition(end + 1, QTextCursor.MoveMode.KeepAnchor)
    edit.setTextCursor(cursor)
    return True


def _close_on_own_line(cursor: QTextCursor, char: str) -> bool:
    """Close one level further out when nothing but indent stands before."""
    cursor.beginEditBlock()
    _delete_before(cursor, min(len(UNIT), len(before(cursor))))
    cursor.insertText(char)
    cursor.endEditBlock()
    return True


def _delete_before(cursor: QTextCursor, count: int) -> None:
    mode = QTextCursor.MoveMode.KeepAnchor
    cursor.movePosition(QTextCursor.MoveOperation.Left, mode, count)
    cursor.removeSelectedText()
