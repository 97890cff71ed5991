"""The history as a whole: a search line, filters, the table, a glance, the account of what it takes."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.history_preview import HistoryPreview
from betadeck.core.history_query import parse, with_filter
from betadeck.core.listing import HistoryFacets, HistoryRow, HistoryUsage
from betadeck.ui.history import words
from betadeck.ui.history.chips import FilterChips
from betadeck.ui.history.detail import HistoryDetail
from betadeck.ui.history.model import HistoryModel
from betadeck.ui.history.table import HistoryTable
from betadeck.ui.parts.banner import Banner
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.parts.labels import ElidedLabel, Label, rule
from betadeck.ui.parts.own_keys import keeps
from betadeck.ui.search_field import SearchField

_TYPING_MS = 120
_DETAIL_PX = 380


class HistoryPanel(QWidget):
    """Told what to show, announces what the user wants; knows no database.

    Signals:
        searched(str): the search line is this now; the empty one asks for all.
        looked_at(str): this exchange is selected alone.
        reopen_requested(str), again_requested(str), compare_requested(str): do that with this exchange.
        pair_compared(str, str): compare these two, the older one first.
        pinned(str, bool), noted(str, str): this exchange should be pinned or not, has this note.
        deleted(tuple): forget these exchanges.
        bodies_cleared(): remove all requests and answers.
        everything_cleared(): forget everything.
    """

    searched = Signal(str)
    looked_at = Signal(str)
    reopen_requested = Signal(str)
    again_requested = Signal(str)
    compare_requested = Signal(str)
    pair_compared = Signal(str, str)
    pinned = Signal(str, bool)
    noted = Signal(str, str)
    deleted = Signal(tuple)
    bodies_cleared = Signal()
    everything_cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_panel")
        self._usage = HistoryUsage(0, 0, 0)
        self._looked_at = self._shown_line = ""
        self._go_down = False
        self._model = HistoryModel(parent=self)
        self._table, self._detail = HistoryTable(self._model), HistoryDetail()
        self._field = SearchField(words.SEARCH_HINT, "Search the history")
        self._field.setObjectName("history_search")
        self._field.setToolTip(words.SEARCH_TIP)
        self._chips, self._count = FilterChips(), Label("", "small")
        self._problem = Label("", "small", "warn")
        self._problem.setObjectName("history_problem")
        self._problem.hide()
        self._ask = Banner()
        self._ask.setObjectName("history_ask")
        self._account = ElidedLabel("", "small")
        self._account.setObjectName("history_account")
        self._clear = button("Clear…", "quiet", "Make room")
        self._clear.setObjectName("history_clear")
        self._nothing = EmptyState("Nothing was sent yet", "Every request that you send is kept here.")
        self._unfound = EmptyState("Nothing fits", "Take a word or a filter away.", "Clear the search")
        self._stack = QStackedWidget()
        self._typing = QTimer(self, singleShot=True, interval=_TYPING_MS)
        self._arrange()
        self._connect()
        self.show_rows("", ())

    def _arrange(self) -> None:
        for page in (self._table, self._nothing, self._unfound):
            self._stack.addWidget(page)
        filters = QHBoxLayout()
        filters.addWidget(self._chips, 1)
        filters.addWidget(self._count)
        top = QVBoxLayout()
        top.setContentsMargins(16, 12, 16, 8)
        top.setSpacing(8)
        top.addWidget(self._field)
        top.addLayout(filters)
        top.addWidget(self._problem)
        top.addWidget(self._ask)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        for each in (self._stack, self._detail):
            each.setAutoFillBackground(False)
            split.addWidget(each)
        split.setStretchFactor(0, 1)
        split.setSizes([_DETAIL_PX * 2, _DETAIL_PX])
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 12, 6)
        foot.addWidget(self._account, 1)
        foot.addWidget(self._clear)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(top)
        for row in (rule(), split, rule()):
            layout.addWidget(row, 1 if row is split else 0)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._on_typed)
        self._field.down_pressed.connect(self._table.choose_first)
        self._field.returnPressed.connect(self._on_enter)
        self._typing.timeout.connect(self._on_typing_ended)
        self._chips.filter_changed.connect(self._on_filter)
        self._unfound.step_chosen.connect(self._field.clear)
        self._table.chosen.connect(self._on_chosen)
        self._table.opened.connect(self.reopen_requested)
        self._table.again_requested.connect(self.again_requested)
        self._table.delete_requested.connect(self._on_delete)
        self._table.note_requested.connect(self._detail.edit_note)
        self._table.left_upwards.connect(self.focus_search)
        self._table.menu_requested.connect(self._on_menu)
        self._detail.reopen_requested.connect(partial(self._with_first, self.reopen_requested))
        self._detail.compare_requested.connect(self._on_compare)
        self._detail.delete_requested.connect(self._on_delete)
        self._detail.pin_toggled.connect(partial(self._with_first, self.pinned))
        self._detail.noted.connect(self.noted)
        self._detail.note_entered.connect(self._go_back)
        self._ask.action_chosen.connect(self._on_answered)
        self._clear.clicked.connect(self._on_clear)

    def show_rows(self, line: str, rows: Sequence[HistoryRow]) -> None:
        """Show what was found for the search line `line`; what is selected stays so if it is still there."""
        self._table.show_rows(rows)
        self._shown_line = line
        if self._go_down and line == self._field.text():
            self._go_down = False
            self._table.choose_first()
        searching = bool(line.strip())
        empty = self._unfound if searching else self._nothing
        self._stack.setCurrentWidget(self._table if rows else empty)
        self._say_count(searching)

    def show_usage(self, usage: HistoryUsage, facets: HistoryFacets) -> None:
        """Show what the history takes and which filters there are."""
        self._usage = usage
        self._account.setText(words.usage_words(usage))
        self._account.setToolTip(words.room_words(usage))
        self._clear.setEnabled(usage.rows > 0)
        self._chips.show_facets(facets)
        self._say_count(bool(self._field.text().strip()))

    def show_preview(self, preview: HistoryPreview) -> None:
        """Show the start of the exchange that is selected."""
        self._detail.show_preview(preview)

    def line(self) -> str:
        """Return the search line."""
        return self._field.text()

    def choose(self, exchange_id: str) -> None:
        """Select an exchange, if it is shown."""
        self._table.choose(exchange_id)

    def focus_search(self) -> None:
        """Go to the search line."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def event(self, event: QEvent) -> bool:
        """Take Find for the search line, and Esc for what it leaves first."""
        return keeps(event, self._is_own) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the search line on Find; leave a question or the note on Esc before the window is left."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.focus_search()
        elif self._leaves(event):
            self._ask.hide()
            self._go_back()
        else:
            super().keyPressEvent(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        return event.matches(QKeySequence.StandardKey.Find) or self._leaves(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        return event.key() == Qt.Key.Key_Escape and (self._ask.isVisible() or self._detail.is_noting())

    def _go_back(self) -> None:
        self._table.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _say_count(self, searching: bool) -> None:
        self._count.setText(words.count_of(self._model.exchanges, self._usage.rows, searching))

    def _on_typed(self, line: str) -> None:
        self._go_down = False
        self._chips.show_line(line)
        self._problem.setText(" ".join(parse(line).problems))
        self._problem.setVisible(bool(self._problem.text()))
        self._typing.start()

    def _on_typing_ended(self) -> None:
        self.searched.emit(self._field.text())

    def _on_enter(self) -> None:
        if self._typing.isActive():
            self._typing.stop()
            self._on_typing_ended()
        if self._shown_line == self._field.text():
            self._table.choose_first()
        else:
            self._go_down = True  # once what is looked for is there

    def _on_filter(self, key: str, value: str, on: bool) -> None:
        self._field.setText(with_filter(self._field.text(), key, value, on))

    def _on_chosen(self) -> None:
        rows = self._table.selected()
        alone = rows[0] if len(rows) == 1 else None
        self._ask.hide()
        self._detail.show_row(alone, len(rows))
        now = alone.id if alone else ""
        if now and now != self._looked_at:
            self.looked_at.emit(now)
        self._looked_at = now

    def _with_first(self, signal: SignalInstance, *values: object) -> None:
        for row in self._table.selected()[:1]:
            signal.emit(row.id, *values)

    def _on_compare(self) -> None:
        rows = self._table.selected()
        if len(rows) == 2:
            self.pair_compared.emit(rows[1].id, rows[0].id)
        elif rows:
            self.compare_requested.emit(rows[0].id)

    def _on_delete(self) -> None:
        """Delete one exchange at once; ask first where more, or something pinned or noted, would go."""
        rows = self._table.selected()
        if len(rows) == 1 and not (rows[0].pinned or rows[0].note):
            self._delete(rows)
        elif rows:
            self._question(words.delete_words(rows), [("delete", "Delete"), ("keep", "Keep")])

    def _delete(self, rows: Sequence[HistoryRow]) -> None:
        """Announce it, with the next exchange selected in the place of the ones that go."""
        last = self._model.place_of(rows[-1].id)
        if last is not None:
            following = (self._model.exchange(place) for place in (last + 1, last + 2, last - len(rows)))
            if (next_one := next((row for row in following if row is not None), None)) is not None:
                self._table.choose(next_one.id)
        self.deleted.emit(tuple(row.id for row in rows))

    def _on_clear(self) -> None:
        actions = [("bodies", "Remove them"), ("everything", "Forget everything"), ("keep", "Keep")]
        self._question(words.clear_words(self._usage), actions)

    def _question(self, text: str, actions: list[tuple[str, str]]) -> None:
        self._ask.show_text("", text, "warn", actions)
        self._ask.take_focus()

    def _on_answered(self, key: str) -> None:
        self._ask.hide()
        self._go_back()
        if key == "delete":
            self._delete(self._table.selected())
        elif key == "bodies":
            self.bodies_cleared.emit()
        elif key == "everything":
            self.everything_cleared.emit()

    def _on_menu(self, place: QPoint) -> None:
        rows = self._table.selected()
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        if len(rows) == 1:
            for name, signal in (("Reopen", self.reopen_requested), ("Send again", self.again_requested)):
                menu.addAction(name).triggered.connect(partial(signal.emit, rows[0].id))
        if len(rows) <= 2:
            name = "Compare these two" if len(rows) == 2 else "Compare with…"
            menu.addAction(name).triggered.connect(self._on_compare)
        if len(rows) == 1:
            pin = menu.addAction("Unpin" if rows[0].pinned else "Pin")
            pin.triggered.connect(partial(self.pinned.emit, rows[0].id, not rows[0].pinned))
            menu.addAction("Note…").triggered.connect(self._detail.edit_note)
        menu.addSeparator()
        menu.addAction("Delete").triggered.connect(self._on_delete)
        menu.popup(place)
