"""The compare window's content: two heads, what is compared and how, and what differs."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.compare.asking import Ask, AskDetail, Ended
from betadeck.core.compare.comparing import Part, Shown, Texts, View
from betadeck.core.compare.ignoring import Ignoring
from betadeck.ui.compare import words
from betadeck.ui.compare.difference_list import DifferenceList
from betadeck.ui.compare.difference_model import DifferenceModel
from betadeck.ui.compare.said_page import SaidPage
from betadeck.ui.compare.side_head import SideHead
from betadeck.ui.compare.two_texts import TwoTexts
from betadeck.ui.compare.words import SideFacts
from betadeck.ui.parts.buttons import IconButton, button
from betadeck.ui.parts.choices import Segments, SubTabs
from betadeck.ui.parts.labels import Label, rule
from betadeck.ui.parts.own_keys import keeps
from betadeck.ui.response.body.text_rows import Language

_DETAIL_SHARES = (5, 3)
_NO_SIDE = SideFacts("")


class ComparePanel(QWidget):
    """Told of two sides and of what differs; asks for what it is to show next.

    Signals:
        asked(Ask): compare this part in this way.
        detail_asked(AskDetail): show both values of this difference.
        cancel_requested(): stop comparing.
        change_requested(int): another exchange or file should stand on this side (0 left, 1 right).
        swap_requested(): left and right should change places.
    """

    asked = Signal(object)
    detail_asked = Signal(object)
    cancel_requested = Signal()
    change_requested = Signal(int)
    swap_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("compare_panel")
        self._facts = (_NO_SIDE, _NO_SIDE)
        self._ended: Ended | None = None
        self._heads = (SideHead("left"), SideHead("right"))
        self._swap = IconButton("swap", "Swap left and right")
        self._tabs = SubTabs([(Part.REQUEST, "Request"), (Part.ANSWER, "Answer")])
        self._views = Segments(
            [(View.STRUCTURE, "By place"), (View.LINES, "By line"), (View.RAW, "As received")]
        )
        self._ids, self._times = QCheckBox("Ignore ids"), QCheckBox("Ignore times")
        self._said = Label("", "small")
        self._said.setObjectName("compare_said")
        self._stop = button("Stop", "stop")
        self._stop.setObjectName("compare_stop")
        self._up = IconButton("up", "Previous difference (Shift+F8)")
        self._down = IconButton("down", "Next difference (F8)")
        self._model = DifferenceModel()
        self._list, self._detail = DifferenceList(self._model), TwoTexts("Both values")
        self._texts = TwoTexts("Both texts")
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._nothing = SaidPage("No difference")
        self._lacking = SaidPage("Nothing to compare")
        self._waiting = SaidPage("Comparing…")
        self._stack = QStackedWidget()
        self._set_up()
        self._arrange()
        self._connect()

    def _set_up(self) -> None:
        for box, name in ((self._ids, "ignore_ids"), (self._times, "ignore_times")):
            box.setChecked(True)
            box.setObjectName(name)
        self._ids.setToolTip("msg_…, toolu_…, file_… and signatures differ in every answer")
        self._times.setToolTip("Dates with a time of day, and numbers under names such as created_at")
        for each, name in ((self._tabs, "compare_part"), (self._views, "compare_view"), (self._swap, "swap")):
            each.setObjectName(name)
        self._tabs.choose(Part.ANSWER)
        self._stop.hide()
        self._split.addWidget(self._list)
        self._split.addWidget(self._detail)
        for place, share in enumerate(_DETAIL_SHARES):
            self._split.setStretchFactor(place, share)
        self._split.setChildrenCollapsible(False)
        for page in (self._split, self._texts, self._nothing, self._lacking, self._waiting):
            self._stack.addWidget(page)
        for keys, slot in (("F8", self._on_next), ("Shift+F8", self._on_previous)):
            made = QShortcut(QKeySequence(keys), self)
            made.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            made.activated.connect(slot)

    def _arrange(self) -> None:
        heads = QHBoxLayout()
        heads.setSpacing(0)
        heads.addWidget(self._heads[0], 1)
        heads.addWidget(self._swap)
        heads.addWidget(self._heads[1], 1)
        tabs = QHBoxLayout()
        tabs.setContentsMargins(16, 0, 16, 0)
        tabs.setSpacing(12)
        tabs.addWidget(self._tabs)
        tabs.addStretch(1)
        for each in (self._ids, self._times, self._views):
            tabs.addWidget(each)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 4, 12, 4)
        foot.addWidget(self._said, 1)
        for tool in (self._stop, self._up, self._down):
            foot.addWidget(tool)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(heads)
        layout.addWidget(rule())
        layout.addLayout(tabs)
        layout.addWidget(rule())
        layout.addWidget(self._stack, 1)
        layout.addWidget(rule())
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._heads[0].change_requested.connect(self._on_change_left)
        self._heads[1].change_requested.connect(self._on_change_right)
        self._swap.clicked.connect(self.swap_requested)
        self._tabs.chosen.connect(self.ask)
        self._views.chosen.connect(self.ask)
        self._ids.toggled.connect(self.ask)
        self._times.toggled.connect(self.ask)
        self._stop.clicked.connect(self.cancel_requested)
        self._up.clicked.connect(self._on_previous)
        self._down.clicked.connect(self._on_next)
        self._list.chosen.connect(self._on_chosen)
        self._texts.stepped.connect(self._say_place)

    def show_sides(self, left: SideFacts, right: SideFacts) -> None:
        """Show what stands on both sides, and ask for what differs."""
        self._facts = (left, right)
        for head, facts in zip(self._heads, self._facts, strict=True):
            head.show_facts(facts)
        for part in Part:
            self._tabs.set_note(part, "")
        if not (left.has_answer and right.has_answer):
            self._tabs.choose(Part.REQUEST)
        elif not (left.has_request and right.has_request):
            self._tabs.choose(Part.ANSWER)
        self.ask()

    def ask(self) -> None:
        """Ask for what the switches say."""
        self._ended = None
        self._model.clear()
        self._said.setText("")
        part = self.part()
        can = all(f.has_request if part is Part.REQUEST else f.has_answer for f in self._facts)
        if not can:
            self._lacking.say(words.lacking_hint(part, *self._facts))
            self._stack.setCurrentWidget(self._lacking)
            self.cancel_requested.emit()
            return
        self._waiting.say("")
        self._stack.setCurrentWidget(self._waiting)
        self.asked.emit(Ask(part, self.view(), self.ignoring()))

    def part(self) -> Part:
        """Return what is compared."""
        return Part(self._tabs.current())

    def view(self) -> View:
        """Return how it is compared."""
        return View(self._views.current())

    def ignoring(self) -> Ignoring:
        """Return what does not count."""
        return Ignoring(ids=self._ids.isChecked(), times=self._times.isChecked())

    def show_more(self, rows: Sequence[Shown]) -> None:
        """Show some more differences."""
        first = self._model.rowCount() == 0
        self._model.add(rows)
        if first:
            self._stack.setCurrentWidget(self._split)
            self._list.selectRow(0)
        self._said.setText(f"{self._model.rowCount():,} differences so far…")

    def show_ended(self, ended: Ended) -> None:
        """Say that all differences are there."""
        self._ended = ended
        self._tabs.set_note(self.part(), f"{ended.total:,}")
        self._said.setText(words.count_sentence(ended))
        if not ended.comparable:
            self._lacking.say(words.lacking_hint(self.part(), *self._facts))
            self._stack.setCurrentWidget(self._lacking)
        elif not ended.total:
            self._show_same()
        else:
            self._on_chosen(self._list.currentIndex().row())

    def show_texts(self, texts: Texts) -> None:
        """Show both texts with what differs set off."""
        self._texts.show_texts(texts, Language.JSON)
        self._said.setText(words.lines_sentence(self._texts.count()))
        if not self._texts.count():
            self._show_same()
            return
        self._stack.setCurrentWidget(self._texts)
        self._texts.go_to(0)

    def show_detail(self, place: int, texts: Texts) -> None:
        """Show both values of the difference numbered `place`."""
        if place == self._list.currentIndex().row():
            self._detail.show_texts(texts, Language.JSON)

    def show_busy(self, busy: bool) -> None:
        """Offer to stop while it is being compared."""
        self._stop.setVisible(busy)

    def show_failure(self, text: str) -> None:
        """Say that it broke off, and why."""
        self._waiting.say(text)
        self._said.setText(text)

    def show_stopped(self) -> None:
        """Say that the user stopped it."""
        if self._stack.currentWidget() is self._waiting:
            self._waiting.say("Stopped. Choose a view to compare again.")
        self._said.setText("Stopped")

    def open_find(self) -> None:
        """Find in the texts."""
        if self._stack.currentWidget() is self._texts:
            self._texts.open_find()

    def focus_list(self) -> None:
        """Give the keys to what differs."""
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)

    def event(self, event: QEvent) -> bool:
        """Take Find for the texts."""
        return keeps(event, lambda key: key.matches(QKeySequence.StandardKey.Find)) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open Find."""
        if event.matches(QKeySequence.StandardKey.Find):
            self.open_find()
        else:
            super().keyPressEvent(event)

    def _show_same(self) -> None:
        self._nothing.say(words.same_hint(self.ignoring()))
        self._stack.setCurrentWidget(self._nothing)

    def _step(self, by: int) -> None:
        if self._stack.currentWidget() is self._texts:
            self._texts.step(by)
        elif self._stack.currentWidget() is self._split:
            self._list.step(by)

    def _on_next(self) -> None:
        self._step(1)

    def _on_previous(self) -> None:
        self._step(-1)

    def _on_chosen(self, row: int) -> None:
        """Ask for both values, once the list is whole; before that the worker is busy with it."""
        if row < 0 or self._ended is None:
            return
        self._said.setText(words.at_words(row, self._ended.total, words.count_sentence(self._ended)))
        self.detail_asked.emit(AskDetail(row, self.ignoring()))

    def _say_place(self, place: int) -> None:
        count = self._texts.count()
        self._said.setText(words.at_words(place, count, words.lines_sentence(count)))

    def _on_change_left(self) -> None:
        self.change_requested.emit(0)

    def _on_change_right(self) -> None:
        self.change_requested.emit(1)
