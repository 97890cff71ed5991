"""A list that drops down over the window, is narrowed by typing, and needs no mouse."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from betadeck.ui.dialogs.pick_list import PickList
from betadeck.ui.dialogs.ranking import PickItem, candidates, ranked, with_headings
from betadeck.ui.parts.filter_field import FilterField
from betadeck.ui.parts.labels import Label

__all__ = ["PickItem", "QuickPick"]

_WIDTH_PX, _MOST_ROWS, _TOP_PX = 640, 11, 56
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _MOST_ROWS,
    Qt.Key.Key_PageUp: -_MOST_ROWS,
}


class QuickPick(QDialog):
    """Commands, presets, operations: whatever can be chosen by a few letters of its name.

    Signals:
        picked(str): the key of the entry; the list is closed then.
    """

    picked = Signal(str)

    def __init__(
        self,
        items: Sequence[PickItem],
        hint: str,
        parent: QWidget | None = None,
        free: Callable[[str], PickItem | None] | None = None,
    ) -> None:
        """Offer `items`; `free` may make one more out of what is typed."""
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("quick_pick")
        self.setAccessibleName(hint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._among, self._free = candidates(items), free
        self._field, self._list = FilterField(hint, hint), PickList(hint)
        self._field.setObjectName("quick_filter")
        self._nothing = Label("Nothing is called that.", "", "muted")
        self._nothing.setContentsMargins(8, 6, 8, 6)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for part in (self._field, self._nothing, self._list):
            layout.addWidget(part)
        self.setFixedWidth(_WIDTH_PX)
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._on_changed)
        self._list.clicked.connect(self._on_clicked)
        self._list.picked.connect(self._on_picked)
        self._on_changed()

    def open(self) -> None:
        """Show the list over the upper middle of its window; nothing waits for it."""
        parent = self.parentWidget()
        if parent is not None:
            window = parent.window()
            self.setFixedWidth(min(_WIDTH_PX, max(280, window.width() - 48)))
            left = (window.width() - self.width()) // 2
            self.move(window.mapToGlobal(QPoint(left, _TOP_PX)))
        self.show()
        self._field.setFocus(Qt.FocusReason.PopupFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows move in the list while the cursor stays in the field."""
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = _STEPS.get(Qt.Key(event.key()))
            if step is not None:
                self._list.step(step)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._list.pick_current()
                return True
        return super().eventFilter(watched, event)

    def _on_changed(self) -> None:
        typed = self._field.text()
        found = ranked(typed, self._among)
        found = found if typed.strip() else with_headings(found)
        if self._free is not None and (own := self._free(typed)) is not None:
            found.append(own)
        self._list.show_items(found)
        self._nothing.setVisible(not found)
        self._list.setVisible(bool(found))
        row_px = self._list.sizeHintForRow(0) if found else 0
        self._list.setFixedHeight(min(len(found), _MOST_ROWS) * row_px + 2)
        self.adjustSize()

    def _on_clicked(self, _index: QModelIndex) -> None:
        self._list.pick_current()

    def _on_picked(self, key: str) -> None:
        self.close()
        self.picked.emit(key)
