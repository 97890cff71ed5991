"""Two answers side by side: their figures, and what differs in headers and body."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from betadeck.core.probe.side import Comparison, Fact, Side
from betadeck.ui.parts.choices import SubTabs
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.parts.labels import Label, Role, Tone, pill, wrapped
from betadeck.ui.probe.difference_table import DifferenceTable
from betadeck.ui.response import state_words

_NAME_PX, _MARK_PX = 128, 16


class TryBothView(QWidget):
    """Told of one side, then of the other, then how they differ."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels = ("", "")
        self._figures = _Figures()
        self._tabs = SubTabs([("body", "Body"), ("headers", "Headers")])
        self._body, self._headers = (
            DifferenceTable("What differs in the body"),
            DifferenceTable("What differs in the headers"),
        )
        self._stack = QStackedWidget()
        self._same = EmptyState("No difference", "Ids and times do not count.")
        for page in (self._body, self._headers, self._same):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self._figures)
        layout.addWidget(self._tabs, 0, Qt.AlignmentFlag.AlignLeft)
        layout.addWidget(self._stack, 1)
        layout.addStretch(0)
        self._tabs.chosen.connect(self._show_page)
        self._show_tables(False)

    def show_labels(self, left: str, right: str) -> None:
        """Begin anew with two sides called so."""
        self._labels = (left, right)
        self._figures.show_labels(left, right)
        self._show_tables(False)

    def show_asking(self, place: int) -> None:
        """Show that a side is going out."""
        self._figures.show_state(place, "Sending…", "busy")

    def show_side(self, place: int, side: Side) -> None:
        """Show what came of a side."""
        state = state_words.ended(side.exchange, side.answer)
        self._figures.show_state(place, state.words, state.tone)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show how both differ."""
        self._figures.show_facts(comparison.facts)
        self._body.show_differences(comparison.body, *self._labels)
        self._headers.show_differences(comparison.headers, *self._labels)
        self._tabs.set_note("body", f"{comparison.count:,}")
        self._tabs.set_note("headers", f"{len(comparison.headers):,}")
        self._show_tables(True)
        self._show_page()

    def differences(self) -> tuple[int, int]:
        """Return how many places of body and headers differ."""
        return self._body.rowCount(), self._headers.rowCount()

    def _show_tables(self, shown: bool) -> None:
        self._tabs.setVisible(shown)
        self._stack.setVisible(shown)

    def _show_page(self) -> None:
        table = self._body if self._tabs.current() == "body" else self._headers
        self._stack.setCurrentWidget(table if table.rowCount() else self._same)


class _Figures(QFrame):
    """The figures of both as a table; a line that differs has a mark, and its words are strong."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("figures")
        self.setProperty("role", "card")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnMinimumWidth(0, _NAME_PX)
        self._grid.setColumnMinimumWidth(2, _MARK_PX)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._heads = (wrapped("", "strong"), wrapped("", "strong"))
        self._pills = (pill(), pill())
        self._cells: list[QWidget] = []
        self._mark = Label("", "strong", "warn")
        self._grid.addWidget(self._mark, 1, 2)
        for place, column in ((0, 1), (1, 3)):
            self._pills[place].setObjectName(f"state_{place}")
            self._grid.addWidget(self._heads[place], 0, column)
            row = QHBoxLayout()  # a pill by itself would keep its column as narrow as it is
            row.addWidget(self._pills[place])
            row.addStretch(1)
            self._grid.addLayout(row, 1, column)
        self._grid.setRowMinimumHeight(1, 30)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def show_labels(self, left: str, right: str) -> None:
        """Name the sides and forget their figures."""
        for head, text, state in zip(self._heads, (left, right), self._pills, strict=True):
            head.setText(text)
            state.hide()
        self.show_facts(())

    def show_state(self, place: int, words: str, tone: Tone) -> None:
        """Show how a side stands."""
        self._pills[place].setText(words)
        self._pills[place].set_tone(tone)
        self._pills[place].show()

    def show_facts(self, found: tuple[Fact, ...]) -> None:
        """Show these lines instead of those before."""
        for old in self._cells:
            old.hide()
            old.deleteLater()
        self._cells = []
        self._mark.setText("≠" if any(fact.differs for fact in found if fact.name == "Status") else "")
        for row, fact in enumerate((fact for fact in found if fact.name != "Status"), 2):
            mark = Label("≠" if fact.differs else "", "strong", "warn")
            mark.setAccessibleName(f"{fact.name} differs" if fact.differs else "")
            role: Role = "strong" if fact.differs else ""
            cells = (Label(fact.name, "", "muted"), wrapped(fact.left, role), mark, wrapped(fact.right, role))
            for column, cell in enumerate(cells):
                self._grid.addWidget(cell, row, column, Qt.AlignmentFlag.AlignTop)
                self._cells.append(cell)
