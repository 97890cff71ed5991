"""What all editors of content blocks share: a menu, a mark for the cache, a button that takes it out."""

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QEnterEvent
from PySide6.QtWidgets import QMenu, QPushButton, QVBoxLayout, QWidget

from betadeck.ui.composer.blocks.kinds import cache_of
from betadeck.ui.composer.blocks.pairs import Pairs
from betadeck.ui.composer.form.drag import Drag
from betadeck.ui.composer.form.drops import Dragging
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.parts.buttons import IconButton, button
from betadeck.ui.parts.faint_button import FaintButton

CACHE_WORDS = (("", "No cache mark"), ("5m", "Cached for 5 minutes"), ("1h", "Cached for an hour"))
_TOP = Qt.AlignmentFlag.AlignTop


class BlockEditor(Editor):
    """One block of a content, of this `type`.

    Signals:
        acted(str, str): do this with the block at this pointer: `remove`, `up`, `down`, `duplicate`, `split`,
            `json`, `cache:` and how long.
        answer_asked(str): make a result for the tool call with this id, which the block is.
    """

    acted = Signal(str, str)
    answer_asked = Signal(str)
    marks = True

    def __init__(self, pointer: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self.row.setSpacing(4)
        # Made when needed: a long conversation has many blocks, and few of them have all of these.
        self._remove: IconButton | None = None
        self._more: FaintButton | None = None
        self._drag: Drag | None = None
        self._whole: QWidget | None = None
        self._cache: QPushButton | None = None
        self._cached, self._called, self.type = "", "", ""
        self._place, self._count = 0, 1

    def show_tools(self, value: object, place: int, count: int, removable: bool) -> None:
        """Offer the menu of a block; a plain text has none (`place` -1)."""
        self._place, self._count = place, count
        self.type = str(value.get("type", "")) if isinstance(value, dict) else ""
        self._show_cache(cache_of(value) if place >= 0 else "")
        self._show_remove(removable)
        if place >= 0 and self._more is None:
            self._more = self._grip()
            self._put(self._more)
        if self._more is not None:
            self._more.setVisible(place >= 0)

    def whole(self) -> QWidget:
        """Return the block with what stands below it."""
        if self.below is None:
            return self
        if self._whole is None:
            self._whole = QWidget()
            column = QVBoxLayout(self._whole)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(self)
            column.addWidget(self.below)
        return self._whole

    def call(self, name: str) -> None:
        """Be called `name`, with all that is named after it; a block that moves is called by its new place."""
        old, self._called = self._called, name
        if old and old != name:
            for each in self.whole().findChildren(QWidget):
                if (now := each.accessibleName()).startswith(old):
                    each.setAccessibleName(name + now.removeprefix(old))

    def reveal_mark(self, pointer: str) -> QWidget | None:
        """Return the cache mark if `pointer` is of it or within, else None."""
        at = f"{self.pointer}/cache_control"
        return self._cache if pointer == at or pointer.startswith(f"{at}/") else None

    def show_pairs(self, pairs: Pairs) -> None:
        """Tell of the calls and results around; only tools' blocks care."""

    def menu(self) -> QMenu:
        """Return what can be done with the block."""
        menu = QMenu(self)
        _add(menu, "Move up\tAlt+Up", "up", self._place > 0)
        _add(menu, "Move down\tAlt+Down", "down", self._place + 1 < self._count)
        _add(menu, "Duplicate", "duplicate")
        _add(menu, "Begin a new message here", "split", self._place > 0)
        if self.marks:
            self._add_marks(menu)
        menu.addSeparator()
        _add(menu, "Show as JSON", "json")
        _add(menu, "Remove block", "remove")
        menu.triggered.connect(self._on_action)
        return menu

    def enterEvent(self, event: QEnterEvent) -> None:
        """Let the menu's button be seen."""
        super().enterEvent(event)
        if self._more is not None:
            self._more.set_faint(False)

    def leaveEvent(self, event: QEvent) -> None:
        """Let it fade."""
        super().leaveEvent(event)
        if self._more is not None:
            self._more.set_faint(True)

    def _grip(self) -> FaintButton:
        """Return the handle that the block is dragged by; a click on it opens the menu."""
        made = FaintButton("drag", "Block menu", self)
        made.setToolTip("Drag to move the block, click for its menu")
        made.setObjectName("block_menu")
        made.clicked.connect(self._on_menu)
        self._drag = Drag(made)
        self._drag.begun.connect(self._on_drag)
        return made

    def _put(self, made: QWidget) -> None:
        """Lay a button out, in the order of chip, menu, cross."""
        order = (self._cache, self._more, self._remove)
        before = sum(each is not None for each in order[order.index(made) + 1 :])
        self.row.insertWidget(self.row.count() - before, made, 0, _TOP)

    def _add_marks(self, menu: QMenu) -> None:
        menu.addSeparator()
        for kept, words in CACHE_WORDS:
            action = _add(menu, words, f"cache:{kept}")
            action.setCheckable(True)
            action.setChecked(kept == self._cached)

    def _show_cache(self, kept: str) -> None:
        self._cached = kept
        if kept and self._cache is None:
            self._cache = button("", "chip")
            self._cache.setObjectName("cache_mark")
            self._cache.clicked.connect(self._on_cache_menu)
            self._put(self._cache)
        if self._cache is not None:
            self._cache.setText(f"cache {kept}")
            self._cache.setAccessibleName(f"Cache mark, {kept}")
            self._cache.setToolTip(f"All up to here is cached, for {kept}")
            self._cache.setVisible(bool(kept))

    def _show_remove(self, removable: bool) -> None:
        if removable and self._remove is None:
            self._remove = IconButton("close", "Remove this block")
            self._remove.setObjectName("remove_block")
            self._remove.clicked.connect(self._on_remove)
            self._put(self._remove)
        if self._remove is not None:
            self._remove.setVisible(removable)

    def _on_menu(self) -> None:
        if self._more is not None:
            open_menu(self.menu(), self._more)

    def _on_drag(self) -> None:
        if self._drag is not None:
            self.asked.emit(Dragging(self._drag, self))

    def _on_cache_menu(self) -> None:
        menu = QMenu(self)
        self._add_marks(menu)
        menu.triggered.connect(self._on_action)
        if self._cache is not None:
            open_menu(menu, self._cache)

    def _on_action(self, action: QAction) -> None:
        self.acted.emit(str(action.data()), self.pointer)

    def _on_remove(self) -> None:
        self.acted.emit("remove", self.pointer)


def open_menu(menu: QMenu, under: QWidget) -> None:
    """Open `menu` under a widget; it goes away by itself."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(under.mapToGlobal(QPoint(0, under.height())))


def _add(menu: QMenu, words: str, data: str, enabled: bool = True) -> QAction:
    action = menu.addAction(words)
    action.setData(data)
    action.setEnabled(enabled)
    return action
