"""The tree of a body: open, close, copy values and paths."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QMenu, QTreeView, QWidget

from betadeck.core.body import Body
from betadeck.core.figures import count_words
from betadeck.core.json_members import JsonMembers
from betadeck.core.json_paths import jmespath_of
from betadeck.core.json_pointer import join
from betadeck.ui.parts.own_keys import keeps
from betadeck.ui.parts.slices import Slices
from betadeck.ui.response.body import clipboard
from betadeck.ui.response.tree.cell_paint import CellDelegate
from betadeck.ui.response.tree.expander import Expander
from betadeck.ui.response.tree.node import Node, file_in, text_of
from betadeck.ui.response.tree.tree_model import TEXT_PX, TreeModel
from betadeck.ui.theme import tokens

_SCAN_BYTES = 1 << 20
_KEY_PX, _TYPE_PX, _NARROW_PX = 220, 110, 520
_SHIFT, _CONTROL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier


class JsonTreeView(QTreeView):
    """Shows a `TreeModel`.

    Ctrl+C copies the value, Ctrl+Shift+C its JSON Pointer, Ctrl+Alt+C its JMESPath; `*` expands all below.

    Signals:
        said(str): what was just done, or what is looked at.
        file_opened(int, int, Embedded): show the file in base64 that the text between two offsets holds.
    """

    said = Signal(str)
    file_opened = Signal(int, int, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("json_tree")
        self.setAccessibleName("Body as a tree")
        self._model = TreeModel(self)
        self.setModel(self._model)
        self._work = Slices(self)
        self._expander = Expander(self, self._model)
        self._cells = CellDelegate(TEXT_PX)
        self.setItemDelegate(self._cells)
        self.setUniformRowHeights(True)
        self.setFrameShape(QTreeView.Shape.NoFrame)
        self.setExpandsOnDoubleClick(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        head = self.header()
        head.setStretchLastSection(False)
        head.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        head.setMinimumSectionSize(60)
        self.setColumnWidth(0, _KEY_PX)
        self.setColumnWidth(2, _TYPE_PX)
        self.selectionModel().currentChanged.connect(self._on_current_changed)
        self._expander.said.connect(self.said)
        self._take_colours()

    def tree(self) -> TreeModel:
        """Return the model."""
        return self._model

    def show_data(self, data: Body | bytearray, *, lines: bool) -> None:
        """Show the JSON in `data`, closed; `lines` are values that follow one another."""
        self._work.stop()
        self._expander.stop()
        self._model.show_data(data, lines=lines)
        if self._model.rowCount() == 1:
            self.expand(self._model.index(0, 0))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give a narrow tree's width to keys and values."""
        super().resizeEvent(event)
        narrow = self.width() < _NARROW_PX
        if narrow != self.isColumnHidden(2):
            self.setColumnHidden(2, narrow)
            self.setColumnWidth(0, _KEY_PX * 2 // 3 if narrow else _KEY_PX)

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_model"):
            self._take_colours()

    def event(self, event: QEvent) -> bool:
        """Keep the copying keys from the window's shortcuts."""
        return keeps(event, _copies) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy, open, expand."""
        held = event.modifiers()
        if event.key() == Qt.Key.Key_C and held == _CONTROL | _SHIFT:
            self.copy_pointer()
        elif event.key() == Qt.Key.Key_C and held == _CONTROL | _ALT:
            self.copy_jmespath()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy_value()
        elif event.key() == Qt.Key.Key_Asterisk:
            self.expand_below()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open what is there."""
        self._open(self.indexAt(event.position().toPoint()))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a value."""
        index = self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        self.menu().popup(event.globalPos())

    def menu(self) -> QMenu:
        """Return the menu for the current value; it deletes itself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        node = self._model.node(self.currentIndex())
        if node.kind != "page":
            if file_in(self._model.body, node):
                menu.addAction("Open").triggered.connect(self._open_current)
            menu.addAction("Copy value\tCtrl+C").triggered.connect(self.copy_value)
            menu.addAction("Copy JSON Pointer\tCtrl+Shift+C").triggered.connect(self.copy_pointer)
            menu.addAction("Copy JMESPath\tCtrl+Alt+C").triggered.connect(self.copy_jmespath)
        if node.can_open:
            menu.addAction("Expand all below\t*").triggered.connect(self.expand_below)
            menu.addAction("Close all below").triggered.connect(self.close_below)
        return menu

    def copy_pointer(self) -> None:
        """Copy the JSON Pointer of the current value."""
        self._copied(join(self._model.steps(self.currentIndex())), "JSON Pointer")

    def copy_jmespath(self) -> None:
        """Copy the JMESPath expression that finds the current value."""
        self._copied(jmespath_of(self._model.steps(self.currentIndex())), "JMESPath")

    def copy_value(self) -> None:
        """Copy the current value: a text as the text it stands for, all else as the bytes received."""
        node = self._model.node(self.currentIndex())
        if not self.currentIndex().isValid() or node.kind == "page":
            return
        if node.end >= 0:
            self._copy_node(node)
            return
        self._work.stop()
        reader = JsonMembers(self._model.body, node.start)
        self._work.run(partial(self._seek_end, node, reader))

    def expand_below(self) -> None:
        """Open everything below the current value, up to a limit."""
        self._expander.start(self.currentIndex())

    def close_below(self) -> None:
        """Close the current value and all that is open in it."""
        self._expander.stop()
        index = self.currentIndex().siblingAtColumn(0)
        self.setUpdatesEnabled(False)
        self._expander.close(index)
        self.setUpdatesEnabled(True)

    def _seek_end(self, node: Node, reader: JsonMembers) -> bool:
        """Look for the end of a value; copy it when it is found."""
        reader.read(1000, _SCAN_BYTES)
        if reader.done:
            node.end = reader.end
            self._copy_node(node)
        return reader.done

    def _copy_node(self, node: Node) -> None:
        raw = bytes(self._model.body[node.start : node.end])
        if node.kind == "text":
            raw = text_of(raw).encode("utf-8", "replace")
        clipboard.copy_bytes(raw)
        self.said.emit(f"Copied the value, {count_words(len(raw), 'byte')}")

    def _copied(self, text: str, what: str) -> None:
        QGuiApplication.clipboard().setText(text.encode("utf-8", "replace").decode())
        self.said.emit(f"Copied the {what} {text or '(empty: the whole body)'}")

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        first = index.siblingAtColumn(0)
        node = self._model.node(index)
        if node.can_open:
            self.setExpanded(first, not self.isExpanded(first))
        elif (found := file_in(self._model.body, node)) is not None:
            self.file_opened.emit(node.start, node.end, found)

    def _open_current(self) -> None:
        self._open(self.currentIndex())

    def _on_current_changed(self, current: QModelIndex) -> None:
        if current.isValid():
            self.said.emit(jmespath_of(self._model.steps(current)))

    def _take_colours(self) -> None:
        self._model.set_tokens(tokens(self.palette()))


def _copies(event: QKeyEvent) -> bool:
    return event.key() == Qt.Key.Key_C and bool(event.modifiers() & _CONTROL)
