"""The betas of the request: checklist above, the header they make below."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.core import betas as names_of
from betadeck.core.catalog import Beta, Operation
from betadeck.core.finding import Finding
from betadeck.core.target import Platform
from betadeck.ui.betas.badges import Context
from betadeck.ui.betas.beta_list import BetaList
from betadeck.ui.betas.grouping import words_of
from betadeck.ui.betas.header_card import HeaderCard
from betadeck.ui.betas.offer import Offer, offer_of, own_name
from betadeck.ui.betas.state import Checklist
from betadeck.ui.parts.banner import Banner
from betadeck.ui.parts.buttons import button
from betadeck.ui.search_field import SearchField
from betadeck.ui.steady_scroll import BAR_PX

_EDGE_PX, _LONGEST_CHARS = 12, 28


class BetasPanel(QWidget):
    """Which betas are ticked, and the header that comes of it.

    Signals:
        betas_changed(tuple): the ticked names in order, after the user changed them.
        save_set_requested(): keep the ticks as a beta set.
        own_beta_added(str): a name for the user's own catalogue; it is ticked right after.
        place_chosen(str): a place in the request, as `body:/context_management`.
        link_chosen(str): the address of a page to open.
        fix_chosen(object, object): a finding and the fix that was clicked.
        finding_ignored(object): a finding that should not be shown again.
    """

    betas_changed = Signal(tuple)
    save_set_requested = Signal()
    own_beta_added = Signal(str)
    place_chosen = Signal(str)
    link_chosen = Signal(str)
    fix_chosen = Signal(object, object)
    finding_ignored = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("betas")
        self.setMinimumWidth(220)
        self._checklist = Checklist()
        self._offer: Offer | None = None
        self._cleared: tuple[str, ...] = ()
        self._scroll_px = 0
        self._filter = SearchField("Filter, or paste a header", "Filter betas, or paste a header")
        self._filter.setObjectName("betas_filter")
        self._strip, self._list, self._card = Banner(), BetaList(self._checklist), HeaderCard()
        self._strip.setObjectName("betas_offer")
        self._add = button("", "link")
        self._add.setObjectName("add_own")
        self._add.hide()
        self._list.set_tail(self._add)
        self._list.follow(self._filter)
        self._lay_out()
        self._connect()

    def show_betas(self, betas: Sequence[Beta]) -> None:
        """Show these betas instead of those before."""
        self._checklist.set_betas(betas)
        self._list.forget_rows()
        self._refresh()

    def show_ticks(self, ticked: tuple[str, ...]) -> None:
        """Show the ticks of a draft."""
        ticked = names_of.tidy(ticked)
        if ticked != self._checklist.ticked:
            self._cleared = ()
            self._checklist.set_ticked(ticked)
            self._refresh()

    def ticks(self) -> tuple[str, ...]:
        """Return the ticked names in order."""
        return self._checklist.ticked

    def set_context(
        self,
        operation: Operation | None,
        model: str,
        platform: Platform,
        betas_in_use: frozenset[str] | None,
    ) -> None:
        """Show the badges for such a request; `betas_in_use` None means that nobody knows."""
        context = Context(operation, model, platform, betas_in_use)
        if context != self._checklist.context:
            self._checklist.context = context
            self._refresh()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show those findings under their rows whose place is a beta, instead of those before."""
        before = {name: [each.id for each in found] for name, found in self._checklist.findings.items()}
        self._checklist.set_findings(findings)
        after = {name: [each.id for each in found] for name, found in self._checklist.findings.items()}
        if after or before:
            self._list.show_findings()
            self._refresh()

    def mark_culprits(self, names: frozenset[str]) -> None:
        """Put the rows of `names` on red."""
        if names != self._checklist.culprits:
            self._checklist.culprits = names
            self._refresh()

    def show_asked(self, asked: Mapping[str, str]) -> None:
        """Show what the key said of betas when it was asked, as `accepted 2026-11-22` by name."""
        if asked != self._checklist.asked:
            self._checklist.asked = dict(asked)
            self._refresh()

    def reveal(self, name: str) -> None:
        """Clear the filter, open the group of `name`, scroll to its row and put the cursor on it."""
        self._filter.clear()
        if group := self._checklist.group_of(name):
            self._checklist.opened[group] = True
            self._refresh()
        self._list.reveal(name)

    def focus_filter(self) -> None:
        """Put the cursor into the filter and select what is in it."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def view_state(self) -> dict[str, object]:
        """Return which groups the user opened or closed, and how far the list is scrolled."""
        return {"open": dict(self._checklist.opened), "scroll": self._list.verticalScrollBar().value()}

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        """Bring back what `view_state` gave; anything else in it is passed over."""
        opened, scroll = state.get("open"), state.get("scroll")
        if isinstance(opened, Mapping):
            self._checklist.opened = {str(key): bool(value) for key, value in opened.items()}
            self._refresh()
        if isinstance(scroll, int):
            self._scroll_px = scroll
            QTimer.singleShot(0, self._scroll_back)

    def _scroll_back(self) -> None:
        self._list.verticalScrollBar().setValue(self._scroll_px)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, _EDGE_PX - BAR_PX, 8)
        layout.setSpacing(6)
        for part in (self._filter, self._strip, self._list, self._card):
            if part is self._list:  # its scroll bar stands in the margin
                layout.addWidget(part, 1)
                continue
            row = QHBoxLayout()
            row.setContentsMargins(0, 0, BAR_PX, 0)
            row.addWidget(part)
            layout.addLayout(row)

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._on_filter)
        self._filter.returnPressed.connect(self._on_return)
        self._filter.down_pressed.connect(self._list.focus_first)
        self._strip.action_chosen.connect(self._on_offer_taken)
        self._add.clicked.connect(self._on_add)
        self._list.left_upwards.connect(self.focus_filter)
        self._list.ticked_by_user.connect(self._on_ticked)
        self._list.replace_requested.connect(self._on_replace)
        self._list.place_chosen.connect(self.place_chosen)
        self._list.link_chosen.connect(self.link_chosen)
        self._list.fix_chosen.connect(self.fix_chosen)
        self._list.finding_ignored.connect(self.finding_ignored)
        self._card.save_set_requested.connect(self.save_set_requested)
        self._card.clear_requested.connect(self._on_clear)
        self._card.undo_requested.connect(self._on_undo)

    def _refresh(self) -> None:
        text, checklist = self._filter.text(), self._checklist
        self._offer = offer_of(text, checklist.betas, checklist.ticked)
        checklist.only = self._offer.names if self._offer else None
        checklist.words = () if self._offer else words_of(text)
        own = own_name(text, checklist.betas)
        self._add.setText(f"+  Add “{own if len(own) <= _LONGEST_CHARS else own[:_LONGEST_CHARS] + '…'}”")
        self._add.setToolTip(f"Add {own} as a beta of my own and tick it")
        self._show_offer()
        self._list.refresh(tail=bool(own))
        self._card.show_names(checklist.ticked, checklist.betas, can_undo=bool(self._cleared))

    def _show_offer(self) -> None:
        offer = self._offer
        if offer is None:
            self._strip.hide()
            return
        actions = [("tick_these", offer.label)] if offer.new else []
        self._strip.show_text("", offer.text, "warn" if offer.unknown else "ok", actions)

    def _change(self, ticked: tuple[str, ...], cleared: tuple[str, ...] = ()) -> None:
        self._cleared = cleared
        self._checklist.tick(ticked)
        self._refresh()
        self.betas_changed.emit(ticked)

    def _on_filter(self) -> None:
        self._refresh()
        self._list.verticalScrollBar().setValue(0)

    def _on_return(self) -> None:
        if self._offer is not None and self._offer.new:
            self._on_offer_taken()
        elif self._list.is_empty() and own_name(self._filter.text(), self._checklist.betas):
            self._on_add()
        elif self._filter.text():
            self._list.focus_first()

    def _on_offer_taken(self) -> None:
        if self._offer is None:
            return
        wanted = names_of.tidy((*self._checklist.ticked, *self._offer.names))
        self._filter.clear()
        self._change(wanted)

    def _on_add(self) -> None:
        name = own_name(self._filter.text(), self._checklist.betas)
        if name:
            self._filter.clear()
            self.own_beta_added.emit(name)
            self._change(names_of.ticked(self._checklist.ticked, name, on=True))

    def _on_ticked(self, name: str, on: bool) -> None:
        self._change(names_of.ticked(self._checklist.ticked, name, on))

    def _on_replace(self, old: str, new: str) -> None:
        ticked = self._checklist.ticked
        in_place = names_of.replaced(ticked, old, new)
        self._change(in_place if old in ticked else names_of.ticked(ticked, new, on=True))

    def _on_clear(self) -> None:
        self._change((), cleared=self._checklist.ticked)

    def _on_undo(self) -> None:
        self._change(self._cleared)
