"""The library panel joined to presets, beta sets and history."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QObject

from betadeck.compose.front import Front
from betadeck.compose.notices import Notices
from betadeck.compose.open_requests import OpenRequests
from betadeck.control.beta_sets import BetaSetsController
from betadeck.control.history import HistoryController
from betadeck.control.presets import PresetsController
from betadeck.control.tabs import TabsController, is_unsaved
from betadeck.core.answer import Answer
from betadeck.core.draft import Draft
from betadeck.core.exchange import Exchange
from betadeck.core.listing import PresetEntry
from betadeck.core.open_tab import OpenTab
from betadeck.storage.faults import StorageFault
from betadeck.storage.presets import Conflict, LoadedPreset, Stamp
from betadeck.ui.dialogs.save_as import SaveDialog
from betadeck.ui.dialogs.text_dialog import TextDialog
from betadeck.ui.window import MainWindow


class Library(QObject):
    """Opens what the user picks, keeps what the user saves, and asks where two versions clash."""

    def __init__(
        self,
        window: MainWindow,
        tabs: TabsController,
        requests: OpenRequests,
        front: Front,
        presets: PresetsController,
        sets: BetaSetsController,
        history: HistoryController,
        notices: Notices,
    ) -> None:
        super().__init__(window)
        self._window, self._tabs, self._requests, self._front = window, tabs, requests, front
        self._presets, self._sets, self._history, self._notices = presets, sets, history, notices
        self._entries: list[PresetEntry] = []
        self._folders: list[str] = []
        self._reopening: dict[str, str] = {}
        self._connect_presets()
        self._connect_sets()
        self._connect_history()

    def start(self) -> None:
        """List everything and keep watching the preset folder."""
        self._presets.start()
        self._sets.start()
        self._history.start()

    def entries(self) -> list[PresetEntry]:
        """Return the presets as last listed."""
        return self._entries

    def open_preset(self, preset_id: str) -> None:
        """Bring the preset's tab to the front, or open it in a new one."""
        key = self._tabs.find_preset(preset_id)
        if key is not None:
            self._tabs.choose(key)
        else:
            self._presets.open(preset_id)

    def save(self) -> None:
        """Save the tab in front over its preset; ask for a name when it has none."""
        tab = self._tabs.current()
        if tab is None:
            return
        if tab.preset_id:
            self._presets.save(tab.key, tab.preset_id, tab.draft, Stamp.of_text(tab.stamp))
        else:
            self.save_as()

    def save_as(self) -> None:
        """Ask for a name and a folder, then save the tab in front as a new preset."""
        tab = self._tabs.current()
        if tab is None:
            return
        self._ask_name(tab, tab.preset_id.rpartition("/")[0])

    def _ask_name(self, tab: OpenTab, folder: str) -> None:
        taken = [each.id for each in self._entries]
        dialog = SaveDialog(tab.draft.name, self._folders, taken, self._window)
        dialog.set_folder(folder)
        dialog.accepted_as.connect(self._on_save_as)
        dialog.open()

    def save_set(self) -> None:
        """Ask for a name and keep the ticked betas under it."""
        tab = self._tabs.current()
        if tab is None or not tab.draft.betas:
            self._window.status.show_message("Tick some betas first; a beta set keeps the ticked ones.")
            return
        dialog = TextDialog("Save as beta set", "Name of the set", "", self._window)
        dialog.text_entered.connect(self._on_set_named)
        dialog.open()

    def _connect_presets(self) -> None:
        panel, presets = self._window.library, self._presets
        panel.preset_opened.connect(self.open_preset)
        panel.preset_opened_apart.connect(presets.open)
        panel.preset_new_requested.connect(self._new_preset)
        panel.preset_renamed.connect(presets.rename)
        panel.preset_duplicated.connect(presets.duplicate)
        panel.preset_deleted.connect(presets.delete)
        panel.preset_moved.connect(presets.move)
        panel.folder_made.connect(presets.make_folder)
        panel.preset_restored.connect(presets.restore)
        panel.trash_emptied.connect(presets.empty_trash)
        presets.listed.connect(self._on_listed)
        presets.trash_listed.connect(panel.show_trash)
        presets.loaded.connect(self._on_loaded)
        presets.saved.connect(self._on_saved)
        presets.renamed.connect(self._on_renamed)
        presets.changed_outside.connect(self._on_changed_outside)
        presets.refused.connect(self._on_refused)
        self._tabs.chosen.connect(self._mark)
        self._tabs.changed.connect(self._mark)

    def _connect_sets(self) -> None:
        panel, sets = self._window.library, self._sets
        panel.set_applied.connect(self.apply_set)
        panel.set_save_requested.connect(self.save_set)
        panel.set_renamed.connect(sets.rename)
        panel.set_deleted.connect(sets.delete)
        self._window.betas.save_set_requested.connect(self.save_set)
        sets.listed.connect(panel.show_sets)
        sets.refused.connect(self._notices.show_fault)

    def _connect_history(self) -> None:
        panel, history = self._window.library, self._history
        panel.exchange_opened.connect(self._open_exchange)
        panel.exchange_deleted.connect(history.delete)
        panel.history_cleared.connect(history.clear)
        history.listed.connect(panel.show_history)
        history.opened.connect(self._on_reopened)
        history.refused.connect(self._notices.show_fault)
        history.noticed.connect(self._notices.show_text)
        self._requests.ended.connect(self._on_ended)

    def apply_set(self, name: str) -> None:
        """Tick exactly the betas of a set in the current request."""
        found = next((each for each in self._sets.all() if each.name == name), None)
        if found is not None:
            self._front.set_betas(found.betas)
            self._window.status.show_message(f"Ticked the {len(found.betas)} betas of “{name}”.")

    def _on_listed(self, entries: list[PresetEntry], folders: list[str]) -> None:
        self._entries, self._folders = entries, folders
        self._window.library.show_presets(entries, folders)
        self._mark()

    def _on_loaded(self, loaded: LoadedPreset) -> None:
        draft = (
            loaded.draft if loaded.draft.name else replace(loaded.draft, name=loaded.id.rpartition("/")[2])
        )
        tab = self._tabs.current()
        target = tab.target if tab else ""
        self._tabs.open(OpenTab("", draft, draft, loaded.id, str(loaded.stamp), target))
        if loaded.read_only:
            self._notices.show_text(loaded.problem)

    def _on_saved(self, key: str, preset_id: str, draft: Draft, stamp: Stamp) -> None:
        try:
            tab = self._tabs.get(key)
        except KeyError:
            return
        current = replace(tab.draft, name=draft.name)
        kept = replace(tab, draft=current, saved=draft, preset_id=preset_id, stamp=str(stamp))
        self._tabs.update(key, kept)
        self._notices.clear()
        self._window.status.show_message(f"Saved “{draft.name or preset_id}”.")

    def _on_renamed(self, old: str, new: str, name: str) -> None:
        key = self._tabs.find_preset(old)
        if key is None:
            return
        tab = self._tabs.get(key)
        self._tabs.update(key, replace(tab, preset_id=new))
        if name:
            self._presets.open_for(key, new)

    def _on_changed_outside(self, preset_id: str, loaded: LoadedPreset | None) -> None:
        key = self._tabs.find_preset(preset_id)
        if key is None:
            return
        tab = self._tabs.get(key)
        if loaded is None:
            self._tabs.update(key, replace(tab, saved=None, preset_id="", stamp=""))
            self._notices.show_text(f"The file of “{tab.draft.name}” is gone. Save its tab to keep it.")
        elif str(loaded.stamp) != tab.stamp and not is_unsaved(tab):
            fresh = replace(tab, draft=loaded.draft, saved=loaded.draft, stamp=str(loaded.stamp))
            self._tabs.update(key, fresh)
            self._window.status.show_message(f"“{tab.draft.name}” was changed outside and is shown anew.")
        elif str(loaded.stamp) != tab.stamp:
            self._ask_about(key, loaded)

    def _on_refused(self, key: str, fault: StorageFault) -> None:
        if isinstance(fault, Conflict):
            self._ask_about(key, fault.theirs)
        else:
            self._notices.show_fault(fault)

    def _ask_about(self, key: str, theirs: LoadedPreset | None) -> None:
        """Say that the file and the tab differ, and let the user choose; nothing is overwritten by itself."""
        tab = self._tabs.get(key)
        self._notices.ask(
            f"“{tab.draft.name}” was changed outside this window, and it has changes here too."
            if theirs
            else f"The file of “{tab.draft.name}” is gone.",
            {
                "Keep mine": lambda: self._presets.save(key, tab.preset_id, self._tabs.get(key).draft, None),
                **({"Take theirs": lambda: self._take(key, theirs)} if theirs else {}),
                "Save mine as…": self.save_as,
            },
        )

    def _take(self, key: str, theirs: LoadedPreset) -> None:
        tab = self._tabs.get(key)
        fresh = replace(tab, draft=theirs.draft, saved=theirs.draft, stamp=str(theirs.stamp))
        self._tabs.update(key, fresh)

    def _new_preset(self, folder: str) -> None:
        tab = self._tabs.current()
        if tab is not None:
            self._ask_name(tab, folder)

    def _on_save_as(self, folder: str, name: str) -> None:
        tab = self._tabs.current()
        if tab is not None:
            self._presets.create(tab.key, folder, name, tab.draft)

    def _on_set_named(self, name: str) -> None:
        tab = self._tabs.current()
        if tab is not None:
            self._sets.save(name, tab.draft.betas)

    def _on_ended(self, key: str, exchange: Exchange, _answer: Answer) -> None:
        self._history.add(exchange, self._requests.secrets(key))
        try:
            self._tabs.update(key, replace(self._tabs.get(key), exchange_id=exchange.id))
        except KeyError:
            return  # the tab was closed during the send; the exchange is kept all the same

    def _open_exchange(self, exchange_id: str) -> None:
        self._history.open(exchange_id)

    def _on_reopened(self, exchange: Exchange, answer: Answer) -> None:
        waiting = self._reopening.pop(exchange.id, "")
        if not waiting:
            tab = OpenTab("", exchange.draft, None, target=exchange.target_name, exchange_id=exchange.id)
            waiting = self._tabs.open(tab)
        self._requests.get(waiting).show_exchange(exchange, answer)

    def bring_back(self, tabs: Sequence[OpenTab]) -> None:
        """Show the last answer again in tabs that come back from the last run."""
        for tab in tabs:
            if tab.exchange_id:
                self._reopening[tab.exchange_id] = tab.key
                self._history.open(tab.exchange_id)

    def _mark(self) -> None:
        tab = self._tabs.current()
        self._window.library.mark_open(tab.preset_id or None if tab else None)
