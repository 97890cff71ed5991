"""The rows of the checklist, in their groups."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from betadeck.ui.art import Art
from betadeck.ui.betas.column import Column
from betadeck.ui.betas.detail import BetaDetail, Circumstances
from betadeck.ui.betas.head import GroupHead
from betadeck.ui.betas.note import FindingNote
from betadeck.ui.betas.row import BetaRow
from betadeck.ui.betas.state import Checklist
from betadeck.ui.parts.labels import wrapped
from betadeck.ui.steady_scroll import right_margin_px

_HEAD_GAP_PX, _ROW_GAP_PX = 2, 2


class BetaList(QScrollArea):
    """Shows a `Checklist`; a widget is made for a row when it is first seen.

    Up, Down, Home and End go through rows and headings; Space ticks; Enter and Right open the details;
    Left closes them, then goes to the heading.

    Signals:
        ticked_by_user(str, bool): the name, and whether it is ticked now.
        replace_requested(str, str): a beta and its successor.
        fix_chosen(object, object): a finding and one of its fixes.
        finding_ignored(object): a finding.
        place_chosen(str), link_chosen(str): as in `BetaDetail`.
        left_upwards(): Up was pressed on the topmost line.
    """

    ticked_by_user = Signal(str, bool)
    replace_requested = Signal(str, str)
    fix_chosen = Signal(object, object)
    finding_ignored = Signal(object)
    place_chosen = Signal(str)
    link_chosen = Signal(str)
    left_upwards = Signal()

    def __init__(self, checklist: Checklist, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._checklist, self._art = checklist, Art()
        self._rows: dict[str, BetaRow] = {}
        self._heads: dict[str, GroupHead] = {}
        self._notes: dict[str, list[FindingNote]] = {}
        self._detail: BetaDetail | None = None
        self._detail_of: tuple[str, object] = ("", None)
        self._stop: QWidget | None = None
        self._tail: QWidget | None = None
        self._before: QWidget | None = None
        self._column = Column(self)
        self._column.setObjectName("clear")
        self._column.setAccessibleName("Betas")
        self._nothing = wrapped("No beta is about that.", "", "muted")
        self._nothing.setParent(self._column)
        self._nothing.setContentsMargins(6, 8, 6, 4)
        self._nothing.hide()
        self.setWidget(self._column)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._on_range_changed()

    def set_tail(self, widget: QWidget) -> None:
        """Put `widget` under the last row; it is shown while it is not hidden."""
        widget.setParent(self._column)
        self._tail = widget

    def follow(self, widget: QWidget) -> None:
        """Let Tab come here from `widget`; rows are made late and would else be last."""
        self._before = widget

    def forget_rows(self) -> None:
        """Make all rows anew at the next refresh, as another catalogue has other titles."""
        self._close_detail()
        for widget in (*self._rows.values(), *self._heads.values()):
            widget.hide()
            widget.deleteLater()
        self._rows, self._heads, self._stop = {}, {}, None
        self._column.show_only([])

    def refresh(self, tail: bool = False) -> None:
        """Show the checklist as it is now, and the tail widget if `tail`."""
        self._column.setUpdatesEnabled(False)
        items: list[tuple[QWidget, int]] = []
        for section in self._checklist.sections():
            head = self._head(section.title)
            head.show_state(section.note, section.opened, section.closable)
            items.append((head, _HEAD_GAP_PX if items else 0))
            for name in section.names:
                items += self._row_with_rest(name)
        if not items and self._checklist.betas:
            items.append((self._nothing, 0))
        if tail and self._tail is not None:
            items.append((self._tail, _ROW_GAP_PX))
        self._column.show_only(items)
        self._keep_tab_stop()
        self._column.setUpdatesEnabled(True)

    def show_findings(self) -> None:
        """Make the notes under the rows anew."""
        for notes in self._notes.values():
            for note in notes:
                note.hide()
                note.deleteLater()
        self._notes = {name: self._made_notes(name) for name in self._checklist.findings}

    def is_empty(self) -> bool:
        """Tell whether the filter leaves nothing."""
        return not self._stops()

    def focus_first(self) -> None:
        """Put the cursor on the first row, or the first heading when there is none."""
        stops = self._stops()
        rows = [each for each in stops if isinstance(each, BetaRow)]
        for each in (rows or stops)[:1]:
            self._go_to(each)

    def reveal(self, name: str) -> None:
        """Put the cursor on `name` and scroll to it; it must be shown already."""
        row = self._rows.get(name)
        if row is not None and not row.isHidden():
            self._go_to(row)

    def toggle_detail(self, name: str) -> None:
        """Open the details of `name`, or close them."""
        opened = self._detail_of[0] != name
        self._close_detail()
        if opened and name in self._checklist.betas:
            self._detail_of = (name, None)
        self.refresh(self._tail is not None and not self._tail.isHidden())
        if opened and self._detail is not None:
            self.ensureWidgetVisible(self._detail, 0, 8)
            self.ensureWidgetVisible(self._rows[name], 0, 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move through the list."""
        here, stops, key = self.focusWidget(), self._stops(), event.key()
        place = stops.index(here) if here in stops else -1
        moves = {Qt.Key.Key_Down: place + 1, Qt.Key.Key_Up: place - 1}
        moves |= {Qt.Key.Key_Home: 0, Qt.Key.Key_End: len(stops) - 1}
        if key in moves and stops:
            self._move(stops, moves[Qt.Key(key)])
        elif isinstance(here, BetaRow) and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._sideways(here, stops, key == Qt.Key.Key_Right)
        else:
            super().keyPressEvent(event)

    def _move(self, stops: Sequence[QWidget], place: int) -> None:
        if place < 0:
            self.left_upwards.emit()
        else:
            self._go_to(stops[min(place, len(stops) - 1)])

    def _sideways(self, row: BetaRow, stops: Sequence[QWidget], right: bool) -> None:
        if right != (self._detail_of[0] == row.name):
            self.toggle_detail(row.name)
        elif not right:
            above = stops[: stops.index(row)]
            self._go_to(next((each for each in reversed(above) if isinstance(each, GroupHead)), row))

    def _row_with_rest(self, name: str) -> list[tuple[QWidget, int]]:
        row, checklist = self._row(name), self._checklist
        row.show_state(name in checklist.ticked, checklist.badges(name), checklist.alarms(name))
        row.set_opened(name == self._detail_of[0])
        found: list[tuple[QWidget, int]] = [(row, _ROW_GAP_PX)]
        if name == self._detail_of[0]:
            found.append((self._current_detail(name), 0))
        notes = self._notes.get(name, [])
        for note in notes:
            _chain(row, note)
        return [*found, *((note, _ROW_GAP_PX) for note in notes)]

    def _current_detail(self, name: str) -> BetaDetail:
        checklist = self._checklist
        used = checklist.context.in_use
        now = Circumstances(name in checklist.ticked, name in (used or ()), checklist.conflicts(name))
        if self._detail is None or self._detail_of != (name, now):
            self._drop_detail()
            self._detail = BetaDetail(checklist.betas[name], now, self._column)
            self._detail.replace_requested.connect(self.replace_requested)
            self._detail.place_chosen.connect(self.place_chosen)
            self._detail.link_chosen.connect(self.link_chosen)
            self._detail_of = (name, now)
            _chain(self._rows[name], self._detail)
        return self._detail

    def _close_detail(self) -> None:
        self._drop_detail()
        self._detail_of = ("", None)

    def _drop_detail(self) -> None:
        if self._detail is not None:
            self._detail.hide()
            self._detail.deleteLater()
            self._detail = None

    def _row(self, name: str) -> BetaRow:
        if name not in self._rows:
            made = BetaRow(name, self._checklist.title(name), self._art, self._column)
            made.ticked_by_user.connect(self.ticked_by_user)
            made.detail_requested.connect(self.toggle_detail)
            made.focus_taken.connect(self._on_focus_taken)
            self._rows[name] = made
        return self._rows[name]

    def _head(self, title: str) -> GroupHead:
        if title not in self._heads:
            made = GroupHead(title, self._art, self._column)
            made.open_requested.connect(self._on_open_requested)
            made.focus_taken.connect(self._on_focus_taken)
            self._heads[title] = made
        return self._heads[title]

    def _made_notes(self, name: str) -> list[FindingNote]:
        notes = [FindingNote(finding, self._column) for finding in self._checklist.findings[name]]
        for note in notes:
            note.hide()
            note.fix_chosen.connect(self.fix_chosen)
            note.ignored.connect(self.finding_ignored)
        return notes

    def _stops(self) -> list[QWidget]:
        return [each for each in self._column.shown() if isinstance(each, (BetaRow, GroupHead))]

    def _go_to(self, widget: QWidget) -> None:
        widget.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureWidgetVisible(widget, 0, 8)

    def _keep_tab_stop(self) -> None:
        stops = self._stops()
        if self._stop not in stops:
            rows = (each for each in stops if isinstance(each, BetaRow))
            self._set_stop(next(rows, stops[0] if stops else None))

    def _set_stop(self, widget: QWidget | None) -> None:
        """Let Tab stop at one line of the list only; the arrows do the rest."""
        if self._stop is not None:
            self._stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        if widget is not None:
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            if self._before is not None:
                self.setTabOrder(self._before, widget)
        self._stop = widget

    def _on_focus_taken(self) -> None:
        sender = self.sender()
        if isinstance(sender, QWidget):
            self._set_stop(sender)

    def _on_range_changed(self) -> None:
        self.setViewportMargins(0, 0, right_margin_px(self), 0)

    def _on_open_requested(self, title: str, opened: bool) -> None:
        self._checklist.opened[title] = opened
        self.refresh(self._tail is not None and not self._tail.isHidden())


def _chain(row: QWidget, detail: QWidget) -> None:
    """Let Tab go from `row` through the controls of `detail`."""
    before = row
    for each in detail.findChildren(QWidget):
        if each.focusPolicy() & Qt.FocusPolicy.TabFocus:
            QWidget.setTabOrder(before, each)
            before = each
