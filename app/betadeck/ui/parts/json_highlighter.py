"""JSON in the theme's colours, a line at a time; works on broken and half-typed JSON."""

import re

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from betadeck.ui.theme import LIGHT, Tokens

_TOKEN = re.compile(
    r"""(?P<json_key>"(?:[^"\\]|\\.)*")(?=\s*:)"""
    r"""|(?P<json_text>"(?:[^"\\]|\\.)*"?)"""
    r"""|(?P<json_number>-?\d[\d.eE+-]*|\b(?:true|false|null)\b)"""
)
_LONGEST_LINE = 20_000  # colouring a megabyte on one line costs seconds; such lines stay plain


class JsonHighlighter(QSyntaxHighlighter):
    """Colours keys, texts, numbers and the three words."""

    def __init__(self, document: QTextDocument, table: Tokens = LIGHT) -> None:
        super().__init__(document)
        self._formats = _formats(table)

    def set_tokens(self, table: Tokens) -> None:
        """Use the colours of another theme."""
        self._formats = _formats(table)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line (called by Qt)."""
        if len(text) > _LONGEST_LINE:
            return
        for found in _TOKEN.finditer(text):
            start, end = found.span()
            self.setFormat(start, end - start, self._formats[found.lastgroup or "json_text"])


def _formats(table: Tokens) -> dict[str, QTextCharFormat]:
    formats = {}
    for name in ("json_key", "json_text", "json_number"):
        formats[name] = QTextCharFormat()
        formats[name].setForeground(QColor(getattr(table, name)))
    return formats
