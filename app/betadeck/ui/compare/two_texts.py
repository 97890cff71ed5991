"""Two texts side by side that scroll together and can be stepped through by what differs."""

from bisect import bisect_left, bisect_right

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollBar, QSplitter, QVBoxLayout, QWidget

from betadeck.core.compare.comparing import Texts
from betadeck.core.compare.lines import Blocks, Sort
from betadeck.ui.compare.side_rows import LEFT, RIGHT, SideRows
from betadeck.ui.compare.side_view import SideView
from betadeck.ui.response.body.find_bar import FindBar
from betadeck.ui.response.body.text_rows import Language
from betadeck.ui.response.body.view_finder import ViewFinder

_ROWS_ABOVE = 4


class TwoTexts(QSplitter):
    """Left and right.

    Signals:
        stepped(int): this difference, counted from 0, is looked at now; -1 is none.
    """

    stepped = Signal(int)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.setChildrenCollapsible(False)
        self._blocks, self._at = Blocks(), -1
        self._following = False
        self._views = (SideView(f"{name}, left", LEFT), SideView(f"{name}, right", RIGHT))
        self._bars = (FindBar(), FindBar())
        for place, (view, bar) in enumerate(zip(self._views, self._bars, strict=True)):
            view.setObjectName(f"{'left' if place == LEFT else 'right'}_text")
            ViewFinder(view, bar, self)
            self.addWidget(_column(bar, view))
        self._views[LEFT].setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for view in self._views:
            view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            view.verticalScrollBar().valueChanged.connect(self._on_scrolled)
            view.horizontalScrollBar().valueChanged.connect(self._on_scrolled_across)

    def show_texts(self, texts: Texts, language: Language = Language.PLAIN) -> None:
        """Show both from the top; nothing is looked at then."""
        self._blocks, self._at = texts.blocks, -1
        left = SideRows(texts.left, texts.blocks, LEFT, language)
        right = SideRows(texts.right, texts.blocks, RIGHT, language)
        self._views[LEFT].show_side(left, texts.blocks, right.line_bytes)
        self._views[RIGHT].show_side(right, texts.blocks, left.line_bytes)

    def count(self) -> int:
        """Return how many places differ."""
        return len(self._blocks.places)

    def at(self) -> int:
        """Return which of them is looked at, -1 for none."""
        return self._at

    def views(self) -> tuple[SideView, SideView]:
        """Return the left and the right view."""
        return self._views

    def step(self, by: int) -> None:
        """Go to the next place that differs, or the one before, from what is in sight; then begin anew."""
        places = self._blocks.places
        if not len(places):
            return
        if self._at >= 0:
            goal = self._at + by
        else:
            top = self._views[RIGHT].verticalScrollBar().value()
            goal = bisect_left(places, top) if by > 0 else bisect_right(places, top) - 1
        self.go_to(goal % len(places))

    def go_to(self, place: int) -> None:
        """Show the difference numbered `place`."""
        self._at = place
        first = self._blocks.places[place]
        end = self._end_of(first)
        bar = self._views[RIGHT].verticalScrollBar()
        if not bar.value() <= first < bar.value() + self._views[RIGHT].page_rows() - _ROWS_ABOVE:
            bar.setValue(max(0, first - _ROWS_ABOVE))
        for view in self._views:
            view.mark_rows(first, end)
        self.stepped.emit(place)

    def open_find(self) -> None:
        """Open the find strip of the side that has the keys, by default the right one."""
        view = self._views[LEFT] if self._views[LEFT].hasFocus() else self._views[RIGHT]
        view.find_requested.emit()

    def _end_of(self, row: int) -> int:
        """Return the row after the difference that begins at `row`."""
        while row < self._blocks.rows:
            block, inside = self._blocks.at(row)
            if block.sort is Sort.EQUAL:
                break
            row += block.rows - inside
        return row

    def _on_scrolled(self, value: int) -> None:
        self._follow(value, [view.verticalScrollBar() for view in self._views])

    def _on_scrolled_across(self, value: int) -> None:
        self._follow(value, [view.horizontalScrollBar() for view in self._views])

    def _follow(self, value: int, bars: list[QScrollBar]) -> None:
        """Scroll the other side along; a shorter one stops at its end and holds nobody back."""
        if self._following:
            return
        self._following = True
        for bar in bars:
            bar.setValue(value)
        self._following = False


def _column(bar: FindBar, view: SideView) -> QWidget:
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(bar)
    layout.addWidget(view, 1)
    return made
