"""What happens when a tab meets its preset file, and they are not the same any more."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Signal

from betadeck.compose.notices import Notices
from betadeck.control.presets import PresetsController
from betadeck.control.tabs import TabsController, is_unsaved, title_of
from betadeck.core import preset_text
from betadeck.core.draft import Draft
from betadeck.storage.presets import LoadedPreset


class Meeting(QObject):
    """Shows what changed outside, asks where both sides changed, and overwrites nothing by itself.

    Signals:
        save_as_requested(str): the tab that should be saved under another name.
        said(str): something short for the status bar.
    """

    save_as_requested = Signal(str)
    said = Signal(str)

    def __init__(
        self, tabs: TabsController, presets: PresetsController, notices: Notices, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._tabs, self._presets, self._notices = tabs, presets, notices
        presets.renamed.connect(self._on_renamed)
        presets.named_anew.connect(self._on_named_anew)
        presets.deleted.connect(self._on_deleted)
        presets.changed_outside.connect(self._on_changed_outside)

    def meet(self, key: str, loaded: LoadedPreset) -> None:
        """Let a tab meet what its file holds now: show it, or ask when there are changes in both."""
        tab = self._tabs.get(key)
        if str(loaded.stamp) == tab.stamp:
            return
        if tab.saved is not None and same_file(tab.saved, loaded.draft):
            self._tabs.update(key, replace(tab, stamp=str(loaded.stamp)))
        elif is_unsaved(tab):
            self.ask(key, loaded)
        else:
            self._take(key, loaded)
            self.said.emit(f"“{title_of(tab)}” was changed outside and is shown anew.")

    def ask(self, key: str, theirs: LoadedPreset | None) -> None:
        """Say that file and tab differ, and let the user choose; `theirs` None: the file is gone."""
        name = title_of(self._tabs.get(key))
        answers = {"Keep mine": partial(self._keep, key)}
        if theirs is not None:
            answers["Take theirs"] = partial(self._take, key, theirs)
        answers["Save mine as…"] = partial(self.save_as_requested.emit, key)
        text = f"“{name}” was changed outside this window, and it has changes here too."
        self._notices.ask(text if theirs else f"The file of “{name}” is gone.", answers, about=key)

    def _keep(self, key: str) -> None:
        tab = self._tabs.get(key)
        self._presets.save(key, tab.preset_id, tab.draft, None)

    def _take(self, key: str, theirs: LoadedPreset) -> None:
        draft = named(theirs)
        fresh = replace(self._tabs.get(key), draft=draft, saved=draft, stamp=str(theirs.stamp))
        self._tabs.update(key, fresh)

    def _on_renamed(self, old: str, new: str, name: str) -> None:
        for key in self._tabs.with_preset(old):
            self._tabs.update(key, replace(self._tabs.get(key), preset_id=new))
            if name:
                self._presets.open_for(key, new)

    def _on_named_anew(self, key: str, loaded: LoadedPreset) -> None:
        """Take name and stamp of a file that we renamed; its content only if somebody else changed it."""
        if not self._tabs.has(key):
            return
        tab, name = self._tabs.get(key), loaded.draft.name
        if tab.saved is not None and same_file(tab.saved, loaded.draft):
            draft, saved = replace(tab.draft, name=name), replace(tab.saved, name=name)
            self._tabs.update(key, replace(tab, draft=draft, saved=saved, stamp=str(loaded.stamp)))
        else:
            self.meet(key, loaded)

    def _on_deleted(self, preset_id: str) -> None:
        for key in self._tabs.with_preset(preset_id):
            self.said.emit(f"“{self._part(key)}” is in the trash; its tab stays open.")

    def _on_changed_outside(self, preset_id: str, loaded: LoadedPreset | None) -> None:
        for key in self._tabs.with_preset(preset_id):
            if loaded is not None:
                self.meet(key, loaded)
            else:
                self._notices.show_text(
                    f"The file of “{self._part(key)}” is gone. Save its tab to keep it.", key
                )

    def _part(self, key: str) -> str:
        """Part a tab from its file and return its title."""
        tab = self._tabs.get(key)
        self._tabs.update(key, replace(tab, saved=None, preset_id="", stamp=""))
        return title_of(tab)


def named(loaded: LoadedPreset) -> Draft:
    """Return a preset's draft, called after its file where the file gives no name."""
    return loaded.draft if loaded.draft.name else replace(loaded.draft, name=loaded.id.rpartition("/")[2])


def same_file(one: Draft, other: Draft) -> bool:
    """Tell whether both make the same file but for the name; files lay bodies out in their own way."""
    return preset_text.dump(replace(one, name="")) == preset_text.dump(replace(other, name=""))
