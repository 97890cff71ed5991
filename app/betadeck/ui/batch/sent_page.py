"""Batches that were sent before: gone on with, or forgotten."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from betadeck.ui.batch import words
from betadeck.ui.dialogs.pick_list import PickList
from betadeck.ui.dialogs.ranking import PickItem
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label, wrapped


class SentPage(QWidget):
    """Shows them, the newest first, and a field for the id of any other batch.

    Signals:
        watch_requested(str): look at the batch of this id, and fetch its results when it has ended.
        forget_requested(str): keep this one no longer.
    """

    watch_requested = Signal(str)
    forget_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list, self._known = PickList("Batches sent before", two_lines=True), QLineEdit()
        self._list.setMinimumHeight(120)
        self._known.setPlaceholderText("msgbatch_…")
        self._known.setAccessibleName("Id of the batch")
        self._known.setObjectName("batch_id")
        self._watch = button("Watch this batch")
        self._watch.setObjectName("watch")
        self._forget = button("Forget", "", "Keep its rows no longer; the batch itself stays as it is")
        self._forget.setObjectName("forget")
        row = QHBoxLayout()
        row.addWidget(Label("Batch id", "", "muted"))
        for each, stretch in ((self._known, 1), (self._watch, 0), (self._forget, 0)):
            row.addWidget(each, stretch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(wrapped(words.SENT_INTRO, "", "muted"))
        layout.addWidget(self._list, 100)
        layout.addLayout(row)
        layout.addStretch(1)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self._list.picked.connect(self._known.setText)
        self._list.picked.connect(self.watch_requested)
        self._known.textChanged.connect(self._show_buttons)
        self._watch.clicked.connect(self._on_watch)
        self._known.returnPressed.connect(self._watch.click)
        self._forget.clicked.connect(self._on_forget)
        self.show_batches(())

    def show_batches(self, batches: Sequence[PickItem]) -> None:
        """Show these; the first one is chosen."""
        self._list.show_items(batches)
        self._list.setVisible(bool(batches))
        self._keys = {each.key for each in batches}
        self._known.setText(batches[0].key if batches else "")
        self._show_buttons()

    def ask_id(self) -> None:
        """Let the user put in an id in the place of the one that is there."""
        self._known.selectAll()
        self._known.setFocus()

    def _show_buttons(self) -> None:
        named = self._known.text().strip()
        self._watch.setEnabled(bool(named))
        self._forget.setVisible(bool(self._keys))
        self._forget.setEnabled(named in self._keys)

    def _on_current(self) -> None:
        if key := self._list.current_key():
            self._known.setText(key)

    def _on_watch(self) -> None:
        self.watch_requested.emit(self._known.text().strip())

    def _on_forget(self) -> None:
        self.forget_requested.emit(self._known.text().strip())
