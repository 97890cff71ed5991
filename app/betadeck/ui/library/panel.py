"""The library: what was kept and what was sent."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.core.listing import BetaSet, HistoryRow, PresetEntry
from betadeck.ui.library.actions import LibraryActions
from betadeck.ui.library.contents import Contents
from betadeck.ui.library.items import Folder, Heading, Item, Section, key_of
from betadeck.ui.library.menus import choices_for, for_section
from betadeck.ui.library.model import LibraryModel
from betadeck.ui.library.view import LibraryView
from betadeck.ui.menu import ChoiceMenu
from betadeck.ui.parts.banner import Banner
from betadeck.ui.search_field import SearchField
from betadeck.ui.steady_scroll import BAR_PX


class LibraryPanel(QWidget):
    """Presets, beta sets, history and trash under one filter. Deletes nothing itself.

    Signals:
        preset_opened(str), preset_opened_apart(str): an id; the second one wants a tab of its own.
        preset_new_requested(str): the folder for a new preset, empty for the top.
        preset_renamed(str, str): an id and a name. preset_duplicated(str), preset_deleted(str): an id.
        preset_moved(str, str): an id and a folder. folder_made(str): the path of a new folder.
        folder_run_requested(str): send the presets of a folder, empty for all, together as a batch.
        preset_restored(str): the id of a preset in the trash. trash_emptied(): for good.
        set_applied(str), set_deleted(str): a name. set_renamed(str, str): the old and the new name.
        set_save_requested(): keep the ticks as a set.
        exchange_opened(str), exchange_deleted(str): an id. history_cleared(): for good.
        filter_changed(str): what is in the filter now.
    """

    preset_opened = Signal(str)
    preset_opened_apart = Signal(str)
    preset_new_requested = Signal(str)
    preset_renamed = Signal(str, str)
    preset_duplicated = Signal(str)
    preset_deleted = Signal(str)
    preset_moved = Signal(str, str)
    folder_made = Signal(str)
    folder_run_requested = Signal(str)
    preset_restored = Signal(str)
    trash_emptied = Signal()
    set_applied = Signal(str)
    set_save_requested = Signal()
    set_renamed = Signal(str, str)
    set_deleted = Signal(str)
    exchange_opened = Signal(str)
    exchange_deleted = Signal(str)
    history_cleared = Signal()
    filter_changed = Signal(str)

    def __init__(self, today: Callable[[], date] = date.today, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("library")
        self.setMinimumWidth(160)
        self._contents, self._model = Contents(today), LibraryModel()
        self._view = LibraryView(self._model)
        self._filter = SearchField("Filter", "Filter presets, beta sets and history")
        self._filter.setObjectName("library_filter")
        self._strip = Banner()
        self._strip.setObjectName("library_confirm")
        self._actions = LibraryActions(self)
        self._stale, self._scroll_px = False, 0
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 0, 8)
        layout.setSpacing(6)
        layout.addLayout(_inset(self._filter))
        layout.addWidget(self._view, 1)
        layout.addLayout(_inset(self._strip))
        self._connect()
        self._show_lines()

    def show_presets(self, presets: Sequence[PresetEntry], folders: Sequence[str] = ()) -> None:
        """Show these presets; `folders` names all folders, also empty ones."""
        self._contents.set_presets(presets, folders)
        self._show_lines()

    def show_trash(self, trash: Sequence[PresetEntry]) -> None:
        """Show what lies in the trash."""
        self._contents.set_trash(trash)
        self._show_lines()

    def show_sets(self, sets: Sequence[BetaSet]) -> None:
        """Show the beta sets."""
        self._contents.set_sets(sets)
        self._show_lines()

    def show_history(self, history: Sequence[HistoryRow]) -> None:
        """Show these exchanges, newest first."""
        self._contents.set_history(history)
        self._show_lines()

    def mark_open(self, preset_id: str | None) -> None:
        """Tint the preset of the current tab."""
        self._view.mark_open(f"preset:{preset_id}" if preset_id else "")

    def focus_filter(self) -> None:
        """Put the cursor into the filter and select what is in it."""
        self._filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._filter.selectAll()

    def focus_history(self) -> None:
        """Go to the newest exchange, with the heading of the history on top."""
        self._filter.clear()
        self._contents.opened[f"section:{Section.HISTORY.name}"] = True
        self._show_lines()
        heading = f"section:{Section.HISTORY.name}"
        self._model.give(self._model.row_of(heading) + 256)
        self._view.go_to(heading, at_top=True)
        if self._contents.history:
            self._view.go_to(f"exchange:{self._contents.history[0].id}")
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def start_rename(self, preset_id: str) -> None:
        """Let the user change the name of this preset in its line."""
        if self._view.is_editing():
            return
        self._filter.clear()
        self._contents.open_way_to(preset_id)
        self._show_lines()
        if self._view.go_to(f"preset:{preset_id}"):
            self._view.setFocus()
            self._view.edit(self._view.currentIndex())

    def view_state(self) -> dict[str, object]:
        """Return what the user opened or closed, and how far the list is scrolled."""
        return {"open": dict(self._contents.opened), "scroll": self._view.verticalScrollBar().value()}

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        """Bring back what `view_state` gave; anything else in it is passed over."""
        opened, scroll = state.get("open"), state.get("scroll")
        if isinstance(opened, Mapping):
            self._contents.opened = {str(key): bool(value) for key, value in opened.items()}
            self._show_lines()
        if isinstance(scroll, int):
            self._scroll_px = scroll
            QTimer.singleShot(0, self._scroll_back)

    def ask(self, question: str, yes: str, then: str) -> None:
        """Ask in place before something is gone for good; `then` is what is done on yes."""
        self._strip.show_text("", question, "error", [(then, yes), ("keep", "Keep")])

    def folders(self) -> tuple[str, ...]:
        """Return all folders of presets."""
        return self._contents.folders

    def counts(self) -> tuple[int, int]:
        """Return how many presets lie in the trash, and how many exchanges are listed."""
        return len(self._contents.trash), len(self._contents.history)

    def view(self) -> LibraryView:
        """Return the list."""
        return self._view

    def _connect(self) -> None:
        self._filter.textChanged.connect(self._on_filter)
        self._filter.down_pressed.connect(self._on_down)
        self._filter.returnPressed.connect(self._on_down)
        self._view.left_upwards.connect(self.focus_filter)
        self._view.open_requested.connect(self._on_open_requested)
        self._view.editing_ended.connect(self._on_editing_ended)
        self._view.button_pressed.connect(self._on_button)
        self._view.menu_requested.connect(self._on_menu)
        self._view.chosen.connect(self._actions.choose)
        self._view.delete_requested.connect(self._actions.delete)
        self._model.renamed.connect(self._actions.rename)
        self._model.dropped.connect(self.preset_moved)
        self._strip.action_chosen.connect(self._on_answer)

    def _show_lines(self) -> None:
        if self._view.is_editing():
            self._stale = True  # a fresh list would take the half-typed name away
            return
        current, bar = self._view.current_item(), self._view.verticalScrollBar()
        scroll, key = bar.value(), key_of(current) if current else ""
        row_px = max(1, self._view.sizeHintForRow(0))
        self._model.show_lines(self._contents.lines(), at_least=scroll // row_px)
        if (key and self._view.hasFocus()) or (key and self._model.row_of(key) >= 0):
            self._view.go_to(key)
        bar.setValue(scroll)

    def _scroll_back(self) -> None:
        row_px = max(1, self._view.sizeHintForRow(0))
        self._model.give(self._scroll_px // row_px + 256)
        self._view.verticalScrollBar().setValue(self._scroll_px)

    def _on_filter(self, text: str) -> None:
        self._contents.words = tuple(text.lower().split())
        self._show_lines()
        self._view.verticalScrollBar().setValue(0)
        self.filter_changed.emit(text)

    def _on_down(self) -> None:
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        for row in range(min(self._model.total(), 8)):
            item = self._model.item(row)
            if item is not None and not isinstance(item, Heading):
                self._view.go_to(key_of(item))
                return

    def _on_open_requested(self, item: Heading | Folder, opened: bool) -> None:
        self._contents.opened[key_of(item)] = opened
        self._show_lines()
        self._view.go_to(key_of(item))

    def _on_editing_ended(self) -> None:
        if self._stale:
            self._stale = False
            QTimer.singleShot(0, self._show_lines)

    def _on_button(self, section: Section, place: QPoint) -> None:
        if section is Section.PRESETS:
            self.preset_new_requested.emit("")
        elif section is Section.SETS:
            self.set_save_requested.emit()
        else:
            menu = ChoiceMenu(for_section(section), self)
            menu.picked.connect(self._actions.do)
            menu.popup(place)

    def _on_menu(self, item: Item, place: QPoint) -> None:
        choices = choices_for(item, self._contents.folders)
        if choices:
            self._actions.about(item)
            menu = ChoiceMenu(choices, self)
            menu.picked.connect(self._actions.do)
            menu.popup(place)

    def _on_answer(self, answer: str) -> None:
        self._strip.hide()
        if answer == "empty_trash":
            self.trash_emptied.emit()
        elif answer == "clear_history":
            self.history_cleared.emit()


def _inset(widget: QWidget) -> QHBoxLayout:
    """Leave the room at the right that the list's scroll bar takes."""
    row = QHBoxLayout()
    row.setContentsMargins(0, 0, BAR_PX, 0)
    row.addWidget(widget)
    return row
