"""Which keys do what."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)
from PySide6.QtGui import QBrush, QColor, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QWidget,
)

from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.dialogs.shortcut_model import Bindable, Bindings
from betadeck.ui.parts.buttons import Kind, button
from betadeck.ui.parts.labels import wrapped
from betadeck.ui.search_field import SearchField
from betadeck.ui.theme import tokens

_ID = Qt.ItemDataRole.UserRole
_KEYS_COLUMN = 1
_Index = QModelIndex | QPersistentModelIndex


class KeysDelegate(QStyledItemDelegate):
    """Takes the next key press as the new key; Esc alone leaves the old one.

    Signals:
        pressed(str, str): the action's id and the key as portable text.
    """

    pressed = Signal(str, str)

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, index: _Index) -> QWidget:
        """Return the field that listens."""
        made = QKeySequenceEdit(parent)
        made.setObjectName("key_edit")
        made.setMaximumSequenceLength(1)
        made.setAccessibleName("Press the new keys")
        made.setProperty("action", index.sibling(index.row(), 0).data(_ID))
        made.editingFinished.connect(self._on_finished)
        return made

    def setEditorData(self, editor: QWidget, _index: _Index) -> None:
        """Start empty: the next press counts."""

    def setModelData(self, _editor: QWidget, _model: QAbstractItemModel, _index: _Index) -> None:
        """Change nothing; the press was announced already."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Leave all keys but Esc to the field, which would else lose Tab and Enter to the table."""
        if isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            alone = event.key() == Qt.Key.Key_Escape and not event.modifiers()
            if alone and event.type() == QEvent.Type.KeyPress:
                self._close(watched)
                return True
            return False
        return super().eventFilter(watched, event)

    def _on_finished(self) -> None:
        editor = self.sender()
        if isinstance(editor, QKeySequenceEdit) and not editor.property("closing"):
            keys = editor.keySequence().toString(QKeySequence.SequenceFormat.PortableText)
            self._close(editor)
            if keys:
                self.pressed.emit(str(editor.property("action")), keys)

    def _close(self, editor: QWidget) -> None:
        """Close once: losing the focus ends the field's editing a second time."""
        if not editor.property("closing"):
            editor.setProperty("closing", True)
            self.closeEditor.emit(editor)


class ShortcutsDialog(Frame):
    """All actions with their keys, which can be changed, switched off and brought back.

    Signals:
        changed(dict): the keys that differ from the standard, as tuples by action id.
    """

    changed = Signal(dict)

    def __init__(
        self,
        actions: Sequence[Bindable],
        overrides: Mapping[str, tuple[str, ...]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Shortcuts", "shortcuts_dialog", parent)
        self._bindings = Bindings(actions, dict(overrides))
        self._filter = SearchField("Filter", "Filter shortcuts")
        self._filter.setObjectName("shortcuts_filter")
        self._table, self._delegate = QTreeWidget(), KeysDelegate(self)
        self._items: dict[str, QTreeWidgetItem] = {}
        self._build_table()
        how = "Press Enter on a line, then the new keys. Keys that two actions share do neither."
        self.content.addWidget(wrapped(how, "", "muted"))
        self.content.addWidget(self._filter)
        self.content.addWidget(self._table, 1)
        self.content.addLayout(self._row_buttons())
        self.add_button("cancel", "Cancel").clicked.connect(self.reject)
        self._save = self.add_button("save", "Save", "primary")
        self._save.clicked.connect(self.accept)
        self._filter.textChanged.connect(self._on_filter)
        self._filter.down_pressed.connect(self._table.setFocus)
        self._delegate.pressed.connect(self._on_pressed)
        self.resize(640, 600)
        self._show()

    def overrides(self) -> dict[str, tuple[str, ...]]:
        """Return the keys that differ from the standard."""
        return dict(self._bindings.overrides)

    def accept(self) -> None:
        """Announce the keys and close."""
        if self._save.isEnabled():
            self.changed.emit(self.overrides())
            super().accept()

    def _build_table(self) -> None:
        table = self._table
        table.setObjectName("shortcuts_table")
        table.setAccessibleName("Shortcuts")
        table.setColumnCount(3)
        table.setHeaderLabels(["Action", "Keys", ""])
        table.setRootIsDecorated(False)
        table.setUniformRowHeights(True)
        table.setItemDelegateForColumn(_KEYS_COLUMN, self._delegate)
        table.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        for action in self._bindings.actions:
            item = QTreeWidgetItem([f"{action.menu} › {action.text.rstrip('…')}", "", ""])
            item.setData(0, _ID, action.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
            self._items[action.id] = item
        table.addTopLevelItems(list(self._items.values()))
        table.header().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        table.header().setStretchLastSection(True)
        table.setColumnWidth(0, 250)
        table.setColumnWidth(1, 190)
        table.setCurrentItem(next(iter(self._items.values()), None))  # type: ignore[arg-type]
        table.itemActivated.connect(self._on_change)

    def _row_buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        wanted: tuple[tuple[str, str, Kind], ...] = (
            ("change", "Change…", ""),
            ("switch_off", "Switch off", ""),
            ("reset", "Reset", ""),
            ("reset_all", "Reset all", "quiet"),
        )
        does = (self._on_change, self._on_switch_off, self._on_reset, self._on_reset_all)
        for (name, text, kind), slot in zip(wanted, does, strict=True):
            made = button(text, kind)
            made.setObjectName(name)
            made.clicked.connect(slot)
            row.addWidget(made)
        row.insertStretch(3, 1)
        return row

    def _show(self) -> None:
        conflicts, table = self._bindings.conflicts(), tokens(self.palette())
        for action_id, item in self._items.items():
            item.setText(1, _native(self._bindings.keys(action_id)))
            other = conflicts.get(action_id, "")
            changed = "changed" if self._bindings.is_changed(action_id) else ""
            item.setText(2, f"also: {other.rstrip('…')}" if other else changed)
            colour = table.error if other else table.muted
            item.setForeground(2, QBrush(QColor(colour)))
        self._save.setEnabled(not conflicts)
        self.say("Two actions share a key." if conflicts else "", "error")

    def _current(self) -> str:
        item = self._table.currentItem()
        return str(item.data(0, _ID)) if item is not None else ""

    def _on_filter(self, text: str) -> None:
        words = text.lower().split()
        for item in self._items.values():
            hay = f"{item.text(0)} {item.text(1)}".lower()
            item.setHidden(not all(word in hay for word in words))

    def _on_pressed(self, action_id: str, keys: str) -> None:
        self._bindings.set_keys(action_id, (keys,))
        self._show()

    def _on_change(self) -> None:
        item = self._table.currentItem()
        if item is not None:
            self._table.editItem(item, _KEYS_COLUMN)

    def _on_switch_off(self) -> None:
        if action_id := self._current():
            self._bindings.set_keys(action_id, ())
            self._show()

    def _on_reset(self) -> None:
        if action_id := self._current():
            self._bindings.reset(action_id)
            self._show()

    def _on_reset_all(self) -> None:
        self._bindings.overrides.clear()
        self._show()


def _native(keys: Sequence[str]) -> str:
    shown = (QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in keys)
    return ", ".join(shown)
