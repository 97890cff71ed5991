"""JSON colours for the lines in sight. What is out of sight costs nothing, however big the body is."""

import re

from PySide6.QtGui import QColor, QTextBlock, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QPlainTextEdit

from betadeck.ui.composer.editor.line_folds import in_sight
from betadeck.ui.composer.soft_breaks import MARK
from betadeck.ui.theme import Tokens, tokens

_TOKEN = re.compile(
    r"""(?P<json_key>"(?:[^"\\]|\\.)*")(?=\s*:)"""
    r"""|(?P<json_text>"(?:[^"\\]|\\.)*"?)"""
    r"""|(?P<json_number>-?\d[\d.eE+-]*|\b(?:true|false|null)\b)"""
)
_FOLD = re.compile("⟪[^⟫]*⟫")
_MARK = re.compile(MARK)
_TONES = ("json_key", "json_text", "json_number", "muted")
_LONGEST_LINE = 20_000  # colouring a megabyte on one line takes seconds; such lines stay plain


class JsonColours:
    """Colours lines on request, each once. Works by the line, so also on broken or half-typed JSON."""

    def __init__(self, table: Tokens) -> None:
        self._name = table.name
        self._formats = {name: _format(getattr(table, name)) for name in _TONES}
        self._unseen = _format("transparent")

    def colour(self, block: QTextBlock) -> bool:
        """Colour `block` unless its present text is coloured already; tell whether it was done now."""
        text = block.text()
        # The state keeps a print of text and theme: it moves with the line and is -1 for a new one.
        state = hash((self._name, text)) & 0x3FFFFFFF
        if block.userState() == state:
            return False
        block.setUserState(state)
        block.layout().setFormats(self._ranges(text))
        return True

    def _ranges(self, text: str) -> list[QTextLayout.FormatRange]:
        if len(text) > _LONGEST_LINE:
            return []
        made = [
            _range(text, each, self._formats[each.lastgroup or "json_text"]) for each in _TOKEN.finditer(text)
        ]
        made += [_range(text, each, self._formats["muted"]) for each in _FOLD.finditer(text)]
        return made + [_range(text, each, self._unseen) for each in _MARK.finditer(text)]


def colour_in_sight(edit: QPlainTextEdit, colours: JsonColours) -> None:
    """Colour the lines that `edit` shows now."""
    for block, _ in in_sight(edit):
        if colours.colour(block):
            edit.document().markContentsDirty(block.position(), block.length())


def colours_for(edit: QPlainTextEdit) -> JsonColours:
    """Return the colours of the theme that `edit` has now."""
    return JsonColours(tokens(edit.palette()))


def _range(text: str, found: re.Match[str], form: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start, made.length = _units(text, *found.span())
    made.format = form
    return made


def _units(text: str, start: int, end: int) -> tuple[int, int]:
    """Return start and length in UTF-16 units."""
    if text.isascii():
        return start, end - start
    head = len(text[:start].encode("utf-16-le", "surrogatepass")) // 2
    return head, len(text[start:end].encode("utf-16-le", "surrogatepass")) // 2


def _format(colour: str) -> QTextCharFormat:
    made = QTextCharFormat()
    made.setForeground(QColor(colour))
    return made
