"""Errors to practise with."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.dialogs.pick_list import PickList
from betadeck.ui.dialogs.ranking import PickItem, candidates, ranked
from betadeck.ui.parts.labels import wrapped
from betadeck.ui.search_field import SearchField


class PractiseDialog(Frame):
    """What the sandbox can play: each entry's `title`, `detail` (what happens) and `badge` (its name).

    Signals:
        used(str): the key of the entry to put into the request; the dialog is closed then.
    """

    used = Signal(str)

    def __init__(self, items: Sequence[PickItem], parent: QWidget | None = None) -> None:
        super().__init__("Practise errors", "practise_dialog", parent)
        self._among = candidates(items)
        self._filter = SearchField("Filter", "Filter what can be practised")
        self._filter.setObjectName("practise_filter")
        self._list = PickList("What can be practised", two_lines=True)
        intro = "The sandbox plays these on demand. Using one puts it into the request; nothing is sent yet."
        self.content.addWidget(wrapped(intro, "", "muted"))
        self.content.addWidget(self._filter)
        self.content.addWidget(self._list, 1)
        self.add_button("close", "Close").clicked.connect(self.reject)
        self._use = self.add_button("use", "Use it", "primary", default=True)
        self._use.clicked.connect(self._list.pick_current)
        self._filter.textChanged.connect(self._on_changed)
        self._filter.down_pressed.connect(self._list.setFocus)
        self._list.picked.connect(self._on_picked)
        self._list.doubleClicked.connect(self._use.click)
        self.resize(620, 560)
        self._on_changed()

    def _on_changed(self) -> None:
        found = ranked(self._filter.text(), self._among)
        self._list.show_items(found)
        self._use.setEnabled(bool(found))
        self.say("" if found else "Nothing is called that.")

    def _on_picked(self, key: str) -> None:
        self.used.emit(key)
        self.accept()
