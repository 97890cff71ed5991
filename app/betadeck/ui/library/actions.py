"""What a click, a key or a menu of the library means, told as the panel's signals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from betadeck.core.listing import BetaSet, HistoryRow, PresetEntry
from betadeck.ui.dialogs.text_dialog import TextDialog
from betadeck.ui.library.items import Folder, Item, Trashed, key_of

if TYPE_CHECKING:
    from betadeck.ui.library.panel import LibraryPanel


class LibraryActions(QObject):
    """Belongs to one panel and speaks through its signals."""

    def __init__(self, panel: LibraryPanel) -> None:
        super().__init__(panel)
        self._panel = panel
        self._item: Item | None = None

    def about(self, item: Item) -> None:
        """Remember which line the open menu is about."""
        self._item = item

    def choose(self, item: Item, apart: bool) -> None:
        """Open what was clicked; `apart` asks for a tab of its own."""
        panel = self._panel
        match item:
            case PresetEntry():
                (panel.preset_opened_apart if apart else panel.preset_opened).emit(item.id)
            case BetaSet():
                panel.set_applied.emit(item.name)
            case HistoryRow():
                panel.exchange_opened.emit(item.id)
            case _:
                return

    def rename(self, item: PresetEntry | BetaSet, name: str) -> None:
        """Tell of a new name."""
        if isinstance(item, PresetEntry):
            self._panel.preset_renamed.emit(item.id, name)
        else:
            self._panel.set_renamed.emit(item.name, name)

    def delete(self, item: Item) -> None:
        """Delete what can be brought back at once; ask before anything else."""
        panel = self._panel
        match item:
            case PresetEntry():
                panel.preset_deleted.emit(item.id)
            case BetaSet():
                panel.set_deleted.emit(item.name)
            case HistoryRow():
                panel.exchange_deleted.emit(item.id)
            case Trashed():
                self._ask_trash()
            case _:
                return

    def do(self, choice: str) -> None:
        """Do what was picked in a menu."""
        name, _, folder = choice.partition(":")
        if name == "move" and isinstance(self._item, PresetEntry):
            self._panel.preset_moved.emit(self._item.id, folder)
            return
        steps = {
            "open": self._open,
            "open_apart": self._open_apart,
            "rename": self._rename,
            "duplicate": self._duplicate,
            "delete": self._delete,
            "move_new": self._move_to_new,
            "new": self._new,
            "new_in": self._new,
            "new_folder": self._new_folder,
            "batch_of": self._batch_of,
            "restore": self._restore,
            "copy_id": self._copy_id,
            "save_set": self._panel.set_save_requested.emit,
            "empty_trash": self._ask_trash,
            "clear_history": self._ask_history,
        }
        steps[name]()

    def _open(self) -> None:
        if self._item is not None:
            self.choose(self._item, apart=False)

    def _open_apart(self) -> None:
        if self._item is not None:
            self.choose(self._item, apart=True)

    def _rename(self) -> None:
        view = self._panel.view()
        if self._item is not None and view.go_to(key_of(self._item)):
            view.edit(view.currentIndex())

    def _duplicate(self) -> None:
        if isinstance(self._item, PresetEntry):
            self._panel.preset_duplicated.emit(self._item.id)

    def _delete(self) -> None:
        if self._item is not None:
            self.delete(self._item)

    def _restore(self) -> None:
        if isinstance(self._item, Trashed):
            self._panel.preset_restored.emit(self._item.entry.id)

    def _copy_id(self) -> None:
        if isinstance(self._item, HistoryRow):
            QGuiApplication.clipboard().setText(self._item.request_id)

    def _new(self) -> None:
        self._panel.preset_new_requested.emit(self._folder())

    def _new_folder(self) -> None:
        self._ask_folder().text_entered.connect(self._on_folder_named)

    def _move_to_new(self) -> None:
        self._ask_folder().text_entered.connect(self._on_move_target_named)

    def _batch_of(self) -> None:
        self._panel.folder_run_requested.emit(self._folder())

    def _folder(self) -> str:
        return self._item.path if isinstance(self._item, Folder) else ""

    def _ask_folder(self) -> TextDialog:
        dialog = TextDialog("New folder", "Name of the folder", "", self._panel.window(), done="Make it")
        dialog.open()
        return dialog

    def _on_folder_named(self, name: str) -> None:
        above = self._folder()
        self._panel.folder_made.emit(f"{above}/{name}" if above else name)

    def _on_move_target_named(self, name: str) -> None:
        self._panel.folder_made.emit(name)
        if isinstance(self._item, PresetEntry):
            self._panel.preset_moved.emit(self._item.id, name)

    def _ask_trash(self) -> None:
        count, _ = self._panel.counts()
        self._panel.ask(f"Delete {count:,} for good?", "Delete", "empty_trash")

    def _ask_history(self) -> None:
        _, count = self._panel.counts()
        self._panel.ask(f"Delete {count:,} exchanges for good?", "Delete", "clear_history")
