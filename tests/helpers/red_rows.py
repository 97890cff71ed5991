"""Whether a row of the checklist stands on red, as one sees it."""

from PySide6.QtGui import QColor

from betadeck.ui.betas.row import BetaRow
from betadeck.ui.theme import tokens


def is_red(row: BetaRow) -> bool:
    """Tell whether the row's ground has the colour of an error."""
    seen = row.grab().toImage().pixelColor(row.width() // 2, 2)
    return seen == QColor(tokens(row.palette()).error_back)
