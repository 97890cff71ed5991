"""The library panel joined to presets and beta sets."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from betadeck.compose.front import Front
from betadeck.compose.meeting import Meeting, named
from betadeck.compose.notices import Notices
from betadeck.compose.open_requests import OpenRequests
from betadeck.control.beta_sets import BetaSetsController
from betadeck.control.presets import PresetsController
from betadeck.control.tabs import TabsController
from betadeck.core.draft import Draft
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
        notices: Notices,
    ) -> None:
        super().__init__(window)
        self._window, self._tabs, self._requests, self._front = window, tabs, requests, front
        self._presets, self._sets, self._notices = presets, sets, notices
        self._entries: list[PresetEntry] = []
        self._folders: list[str] = []
        self._apart: set[str] = set()
        self._meeting = Meeting(tabs, presets, notices, self)
        self._connect_presets()
        self._connect_sets()

    def start(self) -> None:
        """List presets and beta sets, and keep watching the preset folder."""
        self._presets.start()
        self._sets.start()

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

    def open_apart(self, preset_id: str) -> None:
        """Open the preset in a new tab, also when another one shows it."""
        self._apart.add(preset_id)
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

    def _on_save_as_requested(self, key: str) -> None:
        self._tabs.choose(key)
        self.save_as()

    def _ask_name(self, tab: OpenTab, folder: str) -> None:
        taken = [each.id for each in self._entries]
        dialog = SaveDialog(tab.draft.name, self._folders, taken, self._window)
        dialog.set_folder(folder)
        dialog.accepted_as.connect(partial(self._on_save_as, tab.key))
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
        panel.preset_opened_apart.connect(self.open_apart)
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
        self._meeting.save_as_requested.connect(self._on_save_as_requested)
        self._meeting.said.connect(self._window.status.show_message)
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
        shown = self._tabs.find_preset(loaded.id)
        if shown is not None and loaded.id not in self._apart:
            self._tabs.choose(shown)  # it was asked for twice, as by a double click
            return
        self._apart.discard(loaded.id)
        draft = named(loaded)
        tab = self._tabs.current()
        target = tab.target if tab else ""
        key = self._tabs.open(OpenTab("", draft, draft, loaded.id, str(loaded.stamp), target))
        if loaded.read_only:
            self._notices.show_text(loaded.problem, key)

    def _on_saved(self, key: str, preset_id: str, draft: Draft, stamp: Stamp) -> None:
        if self._tabs.has(key):
            tab = self._tabs.get(key)
            current = replace(tab.draft, name=draft.name)
            kept = replace(tab, draft=current, saved=draft, preset_id=preset_id, stamp=str(stamp))
            self._tabs.update(key, kept)
        self._notices.clear(key)
        self._window.status.show_message(f"Saved “{draft.name or preset_id}”.")
        for other in self._tabs.with_preset(preset_id):
            if other != key:
                self._meeting.meet(other, LoadedPreset(preset_id, draft, stamp))

    def _on_refused(self, key: str, fault: StorageFault) -> None:
        if isinstance(fault, Conflict) and self._tabs.has(key):
            self._meeting.ask(key, fault.theirs)
        else:
            self._notices.show_fault(fault, key if self._tabs.has(key) else "")

    def _new_preset(self, folder: str) -> None:
        tab = self._tabs.current()
        if tab is not None:
            self._ask_name(tab, folder)

    def _on_save_as(self, key: str, folder: str, name: str) -> None:
        if self._tabs.has(key):
            self._presets.create(key, folder, name, self._tabs.get(key).draft)

    def _on_set_named(self, name: str) -> None:
        tab = self._tabs.current()
        if tab is not None:
            self._sets.save(name, tab.draft.betas)

    def _mark(self) -> None:
        tab = self._tabs.current()
        self._window.library.mark_open(tab.preset_id or None if tab else None)
