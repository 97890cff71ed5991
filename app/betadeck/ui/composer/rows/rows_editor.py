"""A table of rows that grows by typing into its last, empty line."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.draft import Row
from betadeck.ui.composer.outline import outline
from betadeck.ui.composer.rows.paste_input import PasteInput
from betadeck.ui.composer.rows.row_line import RowLine
from betadeck.ui.composer.suggest import Choices

Reader = Callable[[str], tuple[Row, ...] | None]


class RowsEditor(QWidget):
    """Shows rows and announces edits of them. Lines are kept while one types.

    Signals:
        rows_edited(tuple[Row, ...]): these are the rows now.
        rows_pasted(tuple[Row, ...]): somebody pasted these; they are not in the table yet.
    """

    rows_edited = Signal(tuple)
    rows_pasted = Signal(tuple)

    def __init__(
        self,
        what: str,
        reader: Reader,
        is_secret: Callable[[Row], bool] = lambda _row: False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._what, self._reader, self._is_secret = what, reader, is_secret
        self._names: list[str] = []
        self._suggest: Callable[[Row, int], Choices | None] = lambda _row, _caret: None
        self._lines: list[RowLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self.show_rows(())

    def offer_names(self, names: Sequence[str]) -> None:
        """Complete these names."""
        self._names = list(dict.fromkeys(names))
        for line in self._lines:
            line.name.offer(self._names)

    def suggest_values(self, suggest: Callable[[Row, int], Choices | None]) -> None:
        """Offer in each value what `suggest` returns for its row and the caret in it."""
        self._suggest = suggest

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows` and an empty line behind them."""
        while len(self._lines) > len(rows) + 1:
            line = self._lines.pop()
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(rows) + 1:
            self._add_line()
        for line, row in zip(self._lines, rows, strict=False):
            line.show_row(row, empty=False)
            line.value.set_secret(self._is_secret(row))
        self._lines[-1].show_row(Row("", ""), empty=True)
        self._lines[-1].value.set_secret(False)

    def lines(self) -> list[RowLine]:
        """Return the lines, the empty one last."""
        return list(self._lines)

    def begin(self, name: str = "") -> bool:
        """Go to the row called `name` and outline it, or to the empty line; False if there is no such row."""
        for line in self._lines[:-1]:
            if name and line.name.text().strip().lower() == name.lower():
                line.begin()
                outline(line)
                return True
        self._lines[-1].begin()
        return not name

    def _add_line(self) -> None:
        line = RowLine(self._what)
        line.name.offer(self._names)
        line.value.suggest = lambda _text, caret: self._suggest(line.row(), caret)
        line.edited.connect(self._on_edited)
        line.removed.connect(self._on_removed)
        line.pasted.connect(self._on_pasted)
        # A completion does not count as an edit by the user for Qt.
        line.name.completer().activated.connect(self._on_completed)
        self._lines.append(line)
        self._column.addWidget(line)

    def rows(self) -> tuple[Row, ...]:
        """Return the rows; the last line counts only if something was typed into it."""
        rows = [line.row() for line in self._lines]
        return tuple(rows if rows[-1].name or rows[-1].value else rows[:-1])

    def _on_edited(self) -> None:
        rows = self.rows()
        self.show_rows(rows)
        self.rows_edited.emit(rows)

    def _on_completed(self) -> None:
        self._on_edited()

    def _on_removed(self) -> None:
        line = self.sender()
        rows = tuple(each.row() for each in self._lines[:-1] if each is not line)
        place = next((place for place, each in enumerate(self._lines) if each is line), 0)
        self.show_rows(rows)
        self._lines[min(place, len(self._lines) - 1)].name.setFocus()
        self.rows_edited.emit(rows)

    def _on_pasted(self, text: str, cell: PasteInput) -> None:
        line = cell.parentWidget()
        whole = isinstance(line, RowLine) and cell is line.name
        found = self._reader(text) if whole or "\n" in text.strip() else None
        if found:
            self.rows_pasted.emit(found)
        else:
            cell.insert(text.replace("\n", " ").strip())
            self._on_edited()
