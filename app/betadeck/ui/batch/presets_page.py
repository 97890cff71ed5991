"""Presets as the source of a batch: a list to tick, with a filter."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.core.listing import PresetEntry
from betadeck.ui.batch import words
from betadeck.ui.batch.tick_list import TickItem, TickList
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.filter_field import FilterField
from betadeck.ui.parts.labels import Label, wrapped


class PresetsPage(QWidget):
    """Shows the library's presets.

    Signals:
        presets_chosen(): other presets are ticked.
    """

    presets_chosen = Signal()

    def __init__(self, entries: Sequence[PresetEntry], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = entries
        self._filter = FilterField("Filter", "Filter presets")
        self._filter.setObjectName("preset_filter")
        self._list, self._count = TickList("Presets to send"), Label("", "", "muted")
        self._all, self._none = button("Tick all", "link"), button("Tick none", "link")
        for name, each in (("tick_all", self._all), ("tick_none", self._none)):
            each.setObjectName(name)
        row = QHBoxLayout()
        row.addWidget(self._count, 1)
        for each in (self._all, self._none):
            row.addWidget(each)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(wrapped(words.PRESETS_INTRO if entries else words.NO_PRESETS, "", "muted"))
        layout.addWidget(self._filter)
        layout.addWidget(self._list, 1)
        layout.addLayout(row)
        layout.addStretch(0)
        self._list.setMinimumHeight(120)
        for part in (self._filter, self._list, self._count, self._all, self._none):
            part.setVisible(bool(entries))
        self._filter.textChanged.connect(self._list.narrow)
        self._list.ticks_changed.connect(self._on_ticks)
        self._all.clicked.connect(self._on_all)
        self._none.clicked.connect(self._on_none)
        self.tick(())

    def chosen(self) -> tuple[str, ...]:
        """Return the ids of the presets that are ticked."""
        return self._list.chosen()

    def tick(self, ids: Collection[str]) -> None:
        """Tick exactly these, without announcing it."""
        self._filter.clear()
        self._list.show_items([_item(each) for each in self._entries], ids)
        self._show_count()

    def _show_count(self) -> None:
        self._count.setText(f"{len(self._list.chosen()):,} of {len(self._entries):,} ticked")

    def _on_ticks(self) -> None:
        self._show_count()
        self.presets_chosen.emit()

    def _on_all(self) -> None:
        self._list.tick_shown(True)

    def _on_none(self) -> None:
        self._list.tick_shown(False)


def _item(entry: PresetEntry) -> TickItem:
    text = f"{entry.folder} / {entry.name}" if entry.folder else entry.name
    return TickItem(entry.id, text, entry.problem or entry.operation)
