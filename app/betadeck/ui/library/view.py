"""The list of the library: clicks, keys, renaming in place, dragging."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QListView, QWidget

from betadeck.core.listing import BetaSet, PresetEntry
from betadeck.ui.library.delegate import BUTTONS, LibraryDelegate
from betadeck.ui.library.items import Folder, Heading, Item, Note
from betadeck.ui.library.model import LibraryModel
from betadeck.ui.parts.own_keys import keeps
from betadeck.ui.steady_scroll import right_margin_px

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LibraryView(QListView):
    """Knows lines and what was done to them; what that means is the panel's business.

    Signals:
        chosen(object, bool): a line was clicked, or Enter pressed on it; True asks for a tab of its own.
        open_requested(object, bool): a heading or folder should be open, or closed.
        button_pressed(object, QPoint): the button of this section's heading, and where a menu may open.
        menu_requested(object, QPoint): the context menu of a line, at this place on the screen.
        delete_requested(object): Delete was pressed on a line.
        editing_ended(): the field for renaming is gone.
        left_upwards(): Up was pressed on the topmost line.
    """

    chosen = Signal(object, bool)
    open_requested = Signal(object, bool)
    button_pressed = Signal(object, QPoint)
    menu_requested = Signal(object, QPoint)
    delete_requested = Signal(object)
    editing_ended = Signal()
    left_upwards = Signal()

    def __init__(self, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._delegate = model, LibraryDelegate(model, self)
        self.setObjectName("library_list")
        self.setAccessibleName("Library")
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.clicked.connect(self._on_clicked)
        self.verticalScrollBar().rangeChanged.connect(self._on_range_changed)
        self._on_range_changed()

    def current_item(self) -> Item | None:
        """Return the line that the keyboard is on."""
        return self._model.item(self.currentIndex().row()) if self.currentIndex().isValid() else None

    def mark_open(self, key: str) -> None:
        """Tint the line with this key."""
        if key != self._delegate.open_key:
            self._delegate.open_key = key
            self.viewport().update()

    def go_to(self, key: str, at_top: bool = False) -> bool:
        """Put the keyboard on the line with this key; False if it is not shown."""
        row = self._model.row_of(key)
        if row < 0:
            return False
        index = self._model.index(row)
        self.setCurrentIndex(index)
        hint = QAbstractItemView.ScrollHint
        self.scrollTo(index, hint.PositionAtTop if at_top else hint.EnsureVisible)
        return True

    def is_editing(self) -> bool:
        """Tell whether a name is being changed."""
        return self.state() == QAbstractItemView.State.EditingState

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Announce that renaming is over."""
        super().closeEditor(editor, hint)
        self.editing_ended.emit()

    def event(self, event: QEvent) -> bool:
        """Keep the keys that mean something here from the window's shortcuts."""
        return keeps(event, self._is_own) or super().event(event)

    def _is_own(self, event: QKeyEvent) -> bool:
        renames = event.key() == Qt.Key.Key_F2 and isinstance(self.current_item(), PresetEntry | BetaSet)
        return renames or event.key() == Qt.Key.Key_Delete

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, close, rename and delete with the keyboard."""
        item, key = self.current_item(), event.key()
        if item is None or self.is_editing():
            super().keyPressEvent(event)
        elif key in _ENTER:
            self._choose(item, bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and isinstance(item, Heading | Folder):
            self.open_requested.emit(item, key == Qt.Key.Key_Right)
        elif key == Qt.Key.Key_Insert and isinstance(item, Heading):
            self._press_button(item, self.visualRect(self.currentIndex()).bottomLeft())
        elif key == Qt.Key.Key_Delete:
            self.delete_requested.emit(item)
        elif key == Qt.Key.Key_Up and self.currentIndex().row() == 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press the button of a heading, or open a line in a tab of its own with the middle button."""
        index = self.indexAt(event.position().toPoint())
        item = self._model.item(index.row()) if index.isValid() else None
        left = event.button() == Qt.MouseButton.LeftButton
        on_button = left and self._delegate.button_at(
            item, self.visualRect(index), event.position().toPoint()
        )
        if on_button and isinstance(item, Heading):
            self._press_button(item, event.position().toPoint())
            return
        if event.button() == Qt.MouseButton.MiddleButton and item is not None:
            self._choose(item, True)
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show by the cursor and the tooltip what a press would do."""
        super().mouseMoveEvent(event)
        index = self.indexAt(event.position().toPoint())
        item = self._model.item(index.row()) if index.isValid() else None
        hand = item is not None and not isinstance(item, Note)
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor)
        on_button = self._delegate.button_at(item, self.visualRect(index), event.position().toPoint())
        tip = BUTTONS[item.section][1] if on_button and isinstance(item, Heading) else ""
        if tip != self.viewport().toolTip():
            self.viewport().setToolTip(tip)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of the line under the mouse, or of the one that the keyboard is on."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        item = self._model.item(index.row()) if index.isValid() else None
        if item is None:
            return
        place = self.visualRect(index).bottomLeft() if by_key else event.pos()
        self.menu_requested.emit(item, self.viewport().mapToGlobal(place))

    def _on_clicked(self, index: QModelIndex) -> None:
        item = self._model.item(index.row())
        if item is not None:
            self._choose(item, False)

    def _on_range_changed(self) -> None:
        self.setViewportMargins(0, 0, right_margin_px(self), 0)

    def _choose(self, item: Item, apart: bool) -> None:
        if isinstance(item, Heading | Folder):
            self.open_requested.emit(item, not item.opened)
        else:
            self.chosen.emit(item, apart)

    def _press_button(self, item: Heading, pos: QPoint) -> None:
        self.button_pressed.emit(item.section, self.viewport().mapToGlobal(pos))
