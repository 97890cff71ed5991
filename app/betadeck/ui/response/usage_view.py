"""The Usage tab: tokens, prices, what else the server counted."""

from collections.abc import Mapping

from PySide6.QtWidgets import QGridLayout, QStackedWidget, QWidget

from betadeck.core.answer import Answer
from betadeck.core.cost import Cost
from betadeck.core.figures import money_words
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.parts.labels import Label, rule, wrapped
from betadeck.ui.parts.wrap_layout import clear
from betadeck.ui.response.facts import Facts, figure
from betadeck.ui.response.scroll_column import ScrollColumn
from betadeck.ui.response.usage_words import facts_of, lines_of

_HEADS = ("tokens", "$ per million", "$")
_WIDEST_PX = 520
_SO_FAR = "So far: the server counts what it is writing when it has written it."
_CUT = "The stream ended before the server counted the output, so that and the cost are not known."


class UsageView(QStackedWidget):
    """A table of tokens with their cost, then facts such as tier and server tools."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("usage")
        self._wanted: tuple[Mapping[str, object], Cost | None, str] | None = None
        self._table = QWidget()
        self._table.setMaximumWidth(_WIDEST_PX)
        self._grid = QGridLayout(self._table)
        self._grid.setContentsMargins(0, 0, 0, 8)
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)
        self._unknown = wrapped("", "", "muted")
        self._facts = Facts()
        column = ScrollColumn("Usage")
        for place, each in enumerate((self._table, self._unknown, self._facts)):
            column.put(place, each)
        self.addWidget(EmptyState("No usage", "Tokens and cost are shown here when the answer tells them."))
        self.addWidget(column)

    def show_nothing(self) -> None:
        """Show no usage."""
        self._wanted = None
        self.setCurrentIndex(0)

    def show_counts(self, usage: Mapping[str, object], cost: Cost | None) -> None:
        """Show what a stream has told so far; the output is mostly counted at its end."""
        self._show(usage, cost, _SO_FAR)

    def show_usage(self, answer: Answer, cost: Cost | None) -> None:
        """Show what `answer` says that it used; `cost` if the model's prices were looked up."""
        self._show(answer.counted(), cost, _unknown_words(cost) if answer.counts_output() else _CUT)

    def prepare(self) -> None:
        """Make the table, which nobody has looked at so far; to be called before it is shown."""
        if self._wanted is not None:
            self._make(*self._wanted)
            self._wanted = None

    def _show(self, usage: Mapping[str, object], cost: Cost | None, unknown: str) -> None:
        """Show these, as soon as somebody looks: the end of a stream has enough to do."""
        self._wanted = (usage, cost, unknown)
        self.setCurrentIndex(1 if lines_of(usage, cost) else 0)
        if self.isVisible():
            self.prepare()

    def _make(self, usage: Mapping[str, object], cost: Cost | None, unknown: str) -> None:
        clear(self._grid)
        lines = lines_of(usage, cost)
        self._add_heads()
        for row, line in enumerate(lines, start=1):
            figures = (f"{line.tokens:,}", _price(line.usd_per_mtok), _cost(line.usd))
            self._add_line(row, line.what[:1].upper() + line.what[1:], figures)
        if cost is not None and cost.usd is not None:
            self._grid.addWidget(rule(), len(lines) + 1, 0, 1, len(_HEADS) + 1)
            self._add_line(len(lines) + 2, "In all", ("", "", _cost(cost.usd)), total=True)
        self._unknown.setText(unknown)
        self._unknown.setVisible(bool(self._unknown.text()))
        self._facts.show_facts(facts_of(usage))

    def _add_heads(self) -> None:
        for column, head in enumerate(_HEADS, start=1):
            label = figure(head, "muted")
            label.setProperty("role", "small")
            self._grid.addWidget(label, 0, column)

    def _add_line(self, row: int, what: str, figures: tuple[str, ...], *, total: bool = False) -> None:
        self._grid.addWidget(Label(what, "strong" if total else ""), row, 0)
        for column, text in enumerate(figures, start=1):
            if not text:
                continue
            label = figure(text)
            label.setProperty("role", "strong" if total else "")
            self._grid.addWidget(label, row, column)


def _price(usd_per_mtok: float | None) -> str:
    return "unknown" if usd_per_mtok is None else f"{usd_per_mtok:,.2f}"


def _cost(usd: float | None) -> str:
    return "" if usd is None else money_words(usd)


def _unknown_words(cost: Cost | None) -> str:
    """Return what is not in the sum, said rather than guessed."""
    if cost is None:
        return "The prices of this model are not in the catalogue."
    if not cost.unknown:
        return ""
    return "Not in the sum: " + ", ".join(cost.unknown) + "."
