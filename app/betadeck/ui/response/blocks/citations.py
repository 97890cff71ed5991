"""Where a text says it has it from: numbered chips, each with its quotation."""

from collections.abc import Mapping

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from betadeck.core.short_text import shortened
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import wrapped
from betadeck.ui.parts.wrap_layout import WrapLayout, clear
from betadeck.ui.response.tips import plain_tip

_TITLE_CHARS = 40


class Citations(QWidget):
    """Chips under a text; a click shows the quotation below them, another hides it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._found: list[Mapping[str, object]] = []
        self._shown: int | None = None
        self._chips = QWidget()
        self._row = WrapLayout(6, self._chips)
        self._quote = wrapped("", "", "muted")
        self._quote.setContentsMargins(10, 0, 0, 0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 4)
        layout.setSpacing(4)
        layout.addWidget(self._chips)
        layout.addWidget(self._quote)
        self._quote.hide()
        self.hide()

    def show_citations(self, found: list[Mapping[str, object]]) -> None:
        """Show these, numbered from 1."""
        if found == self._found:
            return
        clear(self._row)
        self._found = []
        self._hide_quote()
        for citation in found:
            self.add(citation)
        self.setVisible(bool(found))

    def add(self, citation: Mapping[str, object]) -> None:
        """Add one at the end."""
        self._found.append(citation)
        number = len(self._found)
        title = title_of(citation)
        chip = button(f"{number}  {shortened(title, _TITLE_CHARS)}", "chip")
        chip.setObjectName(f"citation{number}")
        chip.setAccessibleName(f"Citation {number}: {title}")
        chip.setToolTip(plain_tip(quote_of(citation)))
        chip.clicked.connect(self._on_clicked)
        self._row.addWidget(chip)
        self.show()

    def _on_clicked(self) -> None:
        chip = self.sender()
        if not isinstance(chip, QPushButton):
            return
        number = int(chip.objectName().removeprefix("citation")) - 1
        if number == self._shown:
            self._hide_quote()
            return
        self._shown = number
        self._quote.setText(quote_of(self._found[number]))
        self._quote.show()

    def _hide_quote(self) -> None:
        self._shown = None
        self._quote.hide()


def title_of(citation: Mapping[str, object]) -> str:
    """Return what the citation points to, in short."""
    for key in ("title", "document_title", "source", "url"):
        if isinstance(value := citation.get(key), str) and value:
            return value
    number = citation.get("document_index")
    return f"document {number + 1}" if isinstance(number, int) else str(citation.get("type", "source"))


def quote_of(citation: Mapping[str, object]) -> str:
    """Return the quotation and where it stands."""
    quote = str(citation.get("cited_text", "")).strip()
    lines = [f"“{quote}”"] if quote else []
    lines += [str(citation["url"])] if citation.get("url") else []
    for what in ("char_index", "page_number", "block_index"):
        first, end = citation.get(f"start_{what}"), citation.get(f"end_{what}")
        if first is not None:
            words = {"char_index": "characters", "page_number": "pages", "block_index": "blocks"}[what]
            lines.append(f"{title_of(citation)}, {words} {first} to {end}")
    return "\n".join(lines) or title_of(citation)
