"""What rows are drawn with: one font, the width of its characters, the colours of the theme."""

from PySide6.QtGui import QColor, QFont, QFontMetricsF, QTextCharFormat, QTextOption

from betadeck.ui.theme import Tokens

_TAB_COLUMNS = 4
_SAMPLE = "the quick brown fox jumps over the lazy dog, and then some more. "


class Ink:
    """Fonts and formats for one theme, with `gap_px` between rows.

    `cell_px` is the width of a digit, `mean_px` that of an average character, `line_px` the height of a row.
    """

    def __init__(self, font: QFont, table: Tokens, gap_px: int = 2) -> None:
        self.font, self.table = _without_ligatures(font), table
        metrics = QFontMetricsF(self.font)
        self.cell_px = metrics.horizontalAdvance("0")
        self.mean_px = metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE)
        self.line_px = round(metrics.height()) + gap_px
        self.top_px = (self.line_px - metrics.height()) / 2
        self.option = QTextOption()
        self.option.setWrapMode(QTextOption.WrapMode.NoWrap)
        self.option.setTabStopDistance(self.cell_px * _TAB_COLUMNS)
        self._texts: dict[str, QTextCharFormat] = {}
        self._grounds: dict[str, QTextCharFormat] = {}

    def text(self, token: str) -> QTextCharFormat:
        """Return the format for text in the colour called `token`."""
        if token not in self._texts:
            self._texts[token] = QTextCharFormat()
            self._texts[token].setForeground(self.colour(token))
        return self._texts[token]

    def ground(self, token: str) -> QTextCharFormat:
        """Return the format for text on a ground of the colour called `token`."""
        if token not in self._grounds:
            self._grounds[token] = QTextCharFormat()
            self._grounds[token].setBackground(self.colour(token))
        return self._grounds[token]

    def colour(self, token: str) -> QColor:
        """Return the colour called `token` in the theme's table."""
        return QColor(getattr(self.table, token))


def _without_ligatures(font: QFont) -> QFont:
    """Return `font` drawing each character by itself: what goes over the wire must look like it."""
    plain = QFont(font)
    for feature in ("liga", "calt", "clig"):
        plain.setFeature(QFont.Tag(feature), 0)
    return plain
