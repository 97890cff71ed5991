"""Filters to click: each puts its words into the search line, where they can be read and changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from betadeck.core.history_query import Filter, parse
from betadeck.core.listing import HistoryFacets
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.restyle import set_property

_TOGGLES = (
    ("is", "error", "Errors"),
    ("is", "cancelled", "Cancelled"),
    ("is", "pinned", "Pinned"),
    ("is", "noted", "Noted"),
    ("on", "today", "Today"),
)
_MENUS = (
    ("status", "Status", "statuses"),
    ("model", "Model", "models"),
    ("op", "Call", "operations"),
    ("beta", "Beta", "betas"),
    ("preset", "Preset", "presets"),
    ("target", "Target", "targets"),
)


class FilterChips(QWidget):
    """A row of filters: some to switch on, some to choose from what the history holds.

    Signals:
        filter_changed(str, str, bool): this filter's key and value should be on or off.
    """

    filter_changed = Signal(str, str, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._filters: frozenset[Filter] = frozenset()
        self._toggles = {(key, value): self._toggle(key, value, text) for key, value, text in _TOGGLES}
        self._menus = {key: self._menu(key, text) for key, text, _ in _MENUS}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        for each in self._toggles.values():
            layout.addWidget(each)
        layout.addSpacing(8)
        for chooser in self._menus.values():
            layout.addWidget(chooser)
        layout.addStretch(1)

    def show_line(self, line: str) -> None:
        """Press those filters that `line` holds."""
        self._filters = frozenset(parse(line + " ").filters)
        for (key, value), each in self._toggles.items():
            each.setChecked(Filter(key, value) in self._filters)
        for key, chooser in self._menus.items():
            chosen = any(each.key == key for each in self._filters)
            set_property(chooser, "tone", "accent" if chosen else "")

    def show_facets(self, facets: HistoryFacets) -> None:
        """Offer what the history holds; what has nothing to choose from is hidden."""
        for key, _, name in _MENUS:
            found = getattr(facets, name)
            self._fill(self._menus[key].menu(), key, found)
            self._menus[key].setVisible(bool(found))

    def _fill(self, menu: QMenu, key: str, found: Sequence[tuple[str, int]]) -> None:
        menu.clear()
        for value, count in found:
            made = menu.addAction(f"{value.replace('&', '&&')}\t{count:,}")
            made.setData((key, value))
            made.setCheckable(True)

    def _toggle(self, key: str, value: str, text: str) -> QPushButton:
        made = button(text, "quiet", f"Show only these ({key}:{value})")
        made.setCheckable(True)
        made.setProperty("filter", True)
        made.setObjectName(f"chip_{value}")
        made.clicked.connect(self._on_toggled)
        return made

    def _menu(self, key: str, text: str) -> QPushButton:
        made = button(text, "quiet", f"Show only one or some of these ({key}:)")
        made.setProperty("filter", True)
        made.setProperty("facet", True)
        made.setObjectName(f"facet_{key}")
        menu = QMenu(made)
        menu.triggered.connect(self._on_chosen)
        menu.aboutToShow.connect(self._on_menu_opens)
        made.setMenu(menu)
        made.hide()
        return made

    def _on_toggled(self) -> None:
        sender = self.sender()
        for (key, value), each in self._toggles.items():
            if each is sender:
                self.filter_changed.emit(key, value, each.isChecked())

    def _on_menu_opens(self) -> None:
        menu = self.sender()
        for action in menu.actions() if isinstance(menu, QMenu) else ():
            key, value = action.data()
            action.setChecked(Filter(key, value.lower()) in self._filters)

    def _on_chosen(self, action: QAction) -> None:
        key, value = action.data()
        self.filter_changed.emit(key, value, action.isChecked())
