"""Presets: list, open, save, and notice what others do to the files."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, QTimer, Signal

from betadeck.control.background import Background
from betadeck.core.draft import Draft
from betadeck.core.listing import PresetEntry
from betadeck.storage.faults import StorageFault
from betadeck.storage.presets import Changes, LoadedPreset, PresetStore, Saved, Stamp

_LOOK_EVERY_MS = 1000


class PresetsController(QObject):
    """Works on a `PresetStore` in the background.

    Signals:
        listed(list[PresetEntry], list[str]): the presets and the folders.
        trash_listed(list[PresetEntry]): what is in the trash.
        loaded(LoadedPreset): a preset was read, to be shown.
        saved(str, str, Draft, Stamp): tab key, preset id, what the file has, its stamp.
        renamed(str, str, str): old id, new id, new name.
        named_anew(str, LoadedPreset): tab key and what its file holds after we renamed it.
        deleted(str): the id of a preset that went to the trash.
        changed_outside(str, LoadedPreset | None): somebody changed or removed the file of an open preset.
        refused(str, StorageFault): tab key (or empty) and why it was not done.
    """

    listed = Signal(list, list)
    trash_listed = Signal(list)
    loaded = Signal(object)
    saved = Signal(str, str, object, object)
    renamed = Signal(str, str, str)
    named_anew = Signal(str, object)
    deleted = Signal(str)
    changed_outside = Signal(str, object)
    refused = Signal(str, object)

    def __init__(self, store: PresetStore, background: Background, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store, self._background = store, background
        self._looking = False
        self._timer = QTimer(self, interval=_LOOK_EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """List now and keep watching the folder."""
        self.refresh()
        self._timer.start()

    def stop(self) -> None:
        """Stop watching."""
        self._timer.stop()

    def refresh(self) -> None:
        """List the presets and the trash anew."""
        self._background.submit(self._listing, self._on_listed, self._refuse)
        self._background.submit(self._trash, self.trash_listed.emit, self._refuse)

    def open(self, preset_id: str) -> None:
        """Read a preset; `loaded` or `refused` follows."""
        self._background.submit(lambda: self._store.load(preset_id), self.loaded.emit, self._refuse)

    async def read(self, preset_ids: Sequence[str]) -> list[LoadedPreset | StorageFault]:
        """Return these presets, or for each that cannot be read why."""
        return await self._background.call(lambda: [self._loaded(each) for each in preset_ids])

    def open_for(self, key: str, preset_id: str) -> None:
        """Read the preset of the tab `key` again after we renamed it; `named_anew` follows."""

        def done(loaded: LoadedPreset) -> None:
            self.named_anew.emit(key, loaded)

        self._background.submit(lambda: self._store.load(preset_id), done, self._refuse)

    def save(self, key: str, preset_id: str, draft: Draft, expected: Stamp | None) -> None:
        """Write the tab `key`'s draft over its preset; `expected` None overwrites whatever is there."""

        def work() -> Saved:
            return Saved(preset_id, self._store.save(preset_id, draft, expected=expected))

        self._write(key, draft, work)

    def create(self, key: str, folder: str, name: str, draft: Draft) -> None:
        """Write the tab `key`'s draft as a new preset."""
        named = replace(draft, name=name)
        self._write(key, named, lambda: self._store.create(folder, name, named))

    def rename(self, preset_id: str, name: str) -> None:
        """Give a preset another name; `renamed` follows."""

        def done(saved: Saved) -> None:
            self.renamed.emit(preset_id, saved.id, name)
            self.refresh()

        self._background.submit(lambda: self._store.rename(preset_id, name), done, self._refuse)

    def move(self, preset_id: str, folder: str) -> None:
        """Move a preset to another folder; `renamed` follows with the same name."""

        def done(new_id: str) -> None:
            self.renamed.emit(preset_id, new_id, "")
            self.refresh()

        self._background.submit(lambda: self._store.move(preset_id, folder), done, self._refuse)

    def duplicate(self, preset_id: str) -> None:
        """Copy a preset beside itself and open the copy."""

        def done(saved: Saved) -> None:
            self.refresh()
            self.open(saved.id)

        self._background.submit(lambda: self._store.duplicate(preset_id), done, self._refuse)

    def delete(self, preset_id: str) -> None:
        """Move a preset to the trash."""

        def done(_item: object) -> None:
            self.deleted.emit(preset_id)
            self.refresh()

        self._background.submit(lambda: self._store.delete(preset_id), done, self._refuse)

    def restore(self, item_id: str) -> None:
        """Bring something back from the trash."""
        self._change(lambda: self._store.restore(item_id))

    def empty_trash(self) -> None:
        """Remove what is in the trash for good."""
        self._change(self._store.trash.empty)

    def make_folder(self, path: str) -> None:
        """Make a folder for presets; `path` has its parents before it, with `/`."""
        parent, _, name = path.rpartition("/")
        self._change(lambda: self._store.folders.make(parent, name))

    def _write(self, key: str, draft: Draft, work: Callable[[], Saved]) -> None:
        def done(saved: Saved) -> None:
            self.saved.emit(key, saved.id, draft, saved.stamp)
            self.refresh()

        self._background.submit(work, done, lambda fault: self.refused.emit(key, fault))

    def _change(self, work: Callable[[], object]) -> None:
        self._background.submit(work, lambda _result: self.refresh(), self._refuse)

    def _loaded(self, preset_id: str) -> LoadedPreset | StorageFault:
        try:
            return self._store.load(preset_id)
        except StorageFault as fault:
            return fault

    def _listing(self) -> tuple[list[PresetEntry], list[str]]:
        return self._store.list(), self._store.folders.list()

    def _on_listed(self, found: tuple[list[PresetEntry], list[str]]) -> None:
        self.listed.emit(*found)

    def _trash(self) -> list[PresetEntry]:
        items = self._store.trash.list()
        return [PresetEntry(item.id, item.name, item.original.rpartition("/")[0]) for item in items]

    def _look(self) -> None:
        if not self._looking:
            self._looking = True
            self._background.submit(self._store.changes, self._on_changes, self._on_look_failed)

    def _on_look_failed(self, fault: StorageFault) -> None:
        self._looking = False
        self._timer.stop()
        self._refuse(fault)

    def _on_changes(self, changes: Changes) -> None:
        self._looking = False
        if not changes:
            return
        self.refresh()
        for old, new in changes.moved:
            self.renamed.emit(old, new, "")
        for preset_id in changes.changed:
            self._reload(preset_id)
        for preset_id in changes.removed:
            self.changed_outside.emit(preset_id, None)

    def _reload(self, preset_id: str) -> None:
        def done(loaded: LoadedPreset) -> None:
            self.changed_outside.emit(preset_id, loaded)

        self._background.submit(lambda: self._store.load(preset_id), done, self._refuse)

    def _refuse(self, fault: StorageFault) -> None:
        self.refused.emit("", fault)
