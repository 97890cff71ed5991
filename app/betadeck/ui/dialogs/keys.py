"""Keys by name."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.dialogs.key_entry import KeyEntry
from betadeck.ui.dialogs.key_form import KeyForm
from betadeck.ui.dialogs.text_dialog import TextDialog
from betadeck.ui.parts.banner import Banner
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label, Tone, wrapped
from betadeck.ui.parts.restyle import set_property

__all__ = ["KeyEntry", "KeysDialog"]


class KeysDialog(Frame):
    """Lists keys by name, takes new ones, and says where they go. It never shows a key.

    Signals:
        key_added(str, str): a name and a key, also when it takes the place of another.
        key_deleted(str): a name.
        key_renamed(str, str): the old and the new name.
    """

    key_added = Signal(str, str)
    key_deleted = Signal(str)
    key_renamed = Signal(str, str)

    def __init__(
        self,
        keys: Sequence[KeyEntry],
        status: str = "",
        parent: QWidget | None = None,
        *,
        can_rename: bool = True,
    ) -> None:
        super().__init__("Keys", "keys_dialog", parent)
        self._names: tuple[str, ...] = ()
        self._status, self._table = wrapped("", "", "muted"), QTreeWidget()
        self._nothing = Label("No keys yet. The sandbox needs none.", "", "muted")
        self._confirm, self._form = Banner(), KeyForm()
        self._status.setObjectName("keys_status")
        self._confirm.setObjectName("keys_confirm")
        self._replace = self._small("replace", "Replace…")
        self._rename = self._small("rename_key", "Rename…")
        self._delete = self._small("delete_key", "Delete")
        self._can_rename = can_rename
        self._build_table()
        self._lay_out()
        self._connect()
        self.show_status(status)
        self.show_names(keys)
        self.setMinimumSize(520, 460)

    def show_names(self, keys: Sequence[KeyEntry]) -> None:
        """Show these keys."""
        chosen = self._current()
        self._names = tuple(entry.name for entry in keys)
        self._table.clear()
        items = [QTreeWidgetItem([entry.name, entry.kind, entry.kept]) for entry in keys]
        self._table.addTopLevelItems(items)
        for item in items:
            if item.text(0) == chosen or item is items[0]:
                self._table.setCurrentItem(item)
        self._table.setVisible(bool(keys))
        self._nothing.setVisible(not keys)
        for each in (self._replace, self._delete):
            each.setVisible(bool(keys))
        self._rename.setVisible(bool(keys) and self._can_rename)
        self._form.set_taken(self._names)
        self._on_current_changed()

    def show_status(self, text: str, tone: Tone = "muted") -> None:
        """Say where keys go, or why they stay for this session only."""
        self.say("")
        self._status.setText(text)
        self._status.setVisible(bool(text))
        self._status.set_tone(tone)
        self._status.setAccessibleName(text)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave no half-typed key behind."""
        self._form.forget()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Leave no half-typed key behind."""
        self._form.forget()
        super().done(result)

    def _small(self, name: str, text: str) -> QPushButton:
        made = button(text)
        made.setObjectName(name)
        return made

    def _build_table(self) -> None:
        self._table.setObjectName("keys_table")
        self._table.setAccessibleName("Keys")
        self._table.setColumnCount(3)
        self._table.setHeaderLabels(["Name", "Kind", "Kept in"])
        self._table.setRootIsDecorated(False)
        self._table.setUniformRowHeights(True)
        self._table.setMinimumHeight(120)
        header = self._table.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        set_property(self._table, "framed", True)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        for each in (self._replace, self._rename, self._delete):
            row.addWidget(each)
        row.addStretch(1)
        self.content.addWidget(self._status)
        self.content.addWidget(self._nothing)
        self.content.addWidget(self._table, 1)
        self.content.addWidget(self._confirm)
        self.content.addLayout(row)
        self.content.addSpacing(8)
        self.content.addWidget(self._form)
        self.content.addStretch(0)
        self.add_button("close", "Close").clicked.connect(self.accept)

    def _connect(self) -> None:
        self._form.stored.connect(self._on_stored)
        self._replace.clicked.connect(self._on_replace)
        self._rename.clicked.connect(self._on_rename)
        self._delete.clicked.connect(self._on_delete)
        self._confirm.action_chosen.connect(self._on_confirmed)
        self._table.currentItemChanged.connect(self._on_current_changed)

    def _current(self) -> str:
        item = self._table.currentItem()
        return item.text(0) if item is not None else ""

    def _on_current_changed(self) -> None:
        self._confirm.hide()
        for each in (self._replace, self._rename, self._delete):
            each.setEnabled(bool(self._current()))

    def _on_stored(self, name: str, secret: str) -> None:
        self.say(f"Storing “{name}” …")
        self.key_added.emit(name, secret)

    def _on_replace(self) -> None:
        self._form.replace_key(self._current())

    def _on_rename(self) -> None:
        old = self._current()
        dialog = TextDialog(
            "Rename key", "Name", old, self, taken=[each for each in self._names if each != old]
        )
        dialog.text_entered.connect(self._on_renamed)
        dialog.open()

    def _on_renamed(self, name: str) -> None:
        if name != self._current():
            self.key_renamed.emit(self._current(), name)

    def _on_delete(self) -> None:
        text = f"Delete “{self._current()}”? It cannot be brought back."
        self._confirm.show_text("", text, "error", [("delete", "Delete"), ("keep", "Keep")])

    def _on_confirmed(self, answer: str) -> None:
        self._confirm.hide()
        if answer == "delete":
            self.key_deleted.emit(self._current())
