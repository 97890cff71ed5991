"""The strip of open requests."""

from functools import partial

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QTabBar, QWidget

from betadeck.ui.parts.buttons import IconButton

_LEAST_PX, _MOST_PX = 128, 240
"""Between these a tab is as wide as its title; where all do not fit, the strip scrolls."""


class _Bar(QTabBar):
    """Tabs that stay wide enough to be told apart.

    Signals:
        fitted(): the bar was laid out anew.
    """

    fitted = Signal()

    def tabSizeHint(self, index: int) -> QSize:
        """Let a long title leave room for the others."""
        hint = super().tabSizeHint(index)
        return QSize(min(hint.width(), _MOST_PX), hint.height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Scroll rather than cut a title down to nothing."""
        hint = self.tabSizeHint(index)
        return QSize(min(hint.width(), _LEAST_PX), hint.height())

    def minimumSizeHint(self) -> QSize:
        """Need no more than the tabs do, so that nothing stands far from a short one."""
        return super().minimumSizeHint().boundedTo(self.sizeHint())

    def tabLayoutChange(self) -> None:
        """Tell that tabs have moved."""
        super().tabLayoutChange()
        self.fitted.emit()

    def overflows(self) -> bool:
        """Tell whether some tabs are out of sight."""
        return sum(self.tabRect(place).width() for place in range(self.count())) > self.width()


class RequestTabs(QWidget):
    """Shows a title a request, with a dot when it is not saved; knows each by its key.

    Signals:
        chosen(str), close_requested(str), duplicate_requested(str): the key of a tab.
        moved(list): all keys in their new order.
        new_requested(): the plus button or a double click beside the tabs.
        list_requested(): the button that is there while not all tabs are in sight.
    """

    chosen = Signal(str)
    close_requested = Signal(str)
    close_others_requested = Signal(str)
    duplicate_requested = Signal(str)
    moved = Signal(list)
    new_requested = Signal()
    list_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _Bar(self, movable=True, expanding=False, elideMode=Qt.TextElideMode.ElideMiddle)
        self._bar.setUsesScrollButtons(True)
        self._bar.setAccessibleName("Open requests")
        self._bar.setObjectName("request_tabs")
        self._bar.installEventFilter(self)
        self._plus = IconButton("plus", "New request (Ctrl+N)")
        self._list = IconButton("down", "All open requests")
        self._list.setObjectName("list_tabs")
        self._list.hide()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 8, 0)
        layout.setSpacing(2)
        layout.addWidget(self._bar)
        layout.addWidget(self._plus)
        layout.addStretch(1)
        layout.addWidget(self._list)
        self._bar.currentChanged.connect(self._on_changed)
        self._bar.tabMoved.connect(self._on_moved)
        self._bar.fitted.connect(self._on_fitted)
        self._plus.clicked.connect(self.new_requested)
        self._list.clicked.connect(self.list_requested)

    def add(self, key: str, title: str) -> None:
        """Add a tab at the end without choosing it."""
        self._bar.blockSignals(True)
        place = self._bar.addTab(title)
        self._bar.setTabData(place, key)
        self._add_close(place, key)
        self._bar.blockSignals(False)

    def remove(self, key: str) -> None:
        """Take a tab away without announcing."""
        self._bar.blockSignals(True)
        self._bar.removeTab(self._place(key))
        self._bar.blockSignals(False)

    def choose(self, key: str) -> None:
        """Bring a tab to the front without announcing."""
        self._bar.blockSignals(True)
        self._bar.setCurrentIndex(self._place(key))
        self._bar.blockSignals(False)

    def set_title(self, key: str, title: str, unsaved: bool, busy: bool) -> None:
        """Show the title with its state: a dot for unsaved, an arrow while it is sending."""
        mark = " ↑" if busy else " •" if unsaved else ""
        state = ", sending" if busy else ", not saved" if unsaved else ""
        place = self._place(key)
        self._bar.setTabText(place, (title + mark).replace("&", "&&"))
        self._bar.setTabToolTip(place, title + state)
        self._bar.setAccessibleTabName(place, title + state)

    def order(self) -> list[str]:
        """Return the keys from left to right."""
        return [str(self._bar.tabData(place)) for place in range(self._bar.count())]

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Begin a request by a double click where no tab is."""
        super().mouseDoubleClickEvent(event)
        self.new_requested.emit()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Middle click closes, a right click opens the tab's menu."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            place = self._bar.tabAt(event.position().toPoint())
            if place >= 0 and event.button() == Qt.MouseButton.MiddleButton:
                self.close_requested.emit(str(self._bar.tabData(place)))
                return True
            if place >= 0 and event.button() == Qt.MouseButton.RightButton:
                self._open_menu(str(self._bar.tabData(place)), event.globalPosition().toPoint())
                return True
        return super().eventFilter(watched, event)

    def _add_close(self, place: int, key: str) -> None:
        close = IconButton("close", "Close tab (Ctrl+W)")
        close.setObjectName(key)
        close.setIconSize(QSize(12, 12))
        close.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Ctrl+W does it; a stop for each of many tabs is none
        close.clicked.connect(self._on_close)
        self._bar.setTabButton(place, QTabBar.ButtonPosition.RightSide, close)

    def _open_menu(self, key: str, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for label, signal in (
            ("Close", self.close_requested),
            ("Close the others", self.close_others_requested),
            ("Duplicate", self.duplicate_requested),
        ):
            menu.addAction(label).triggered.connect(partial(signal.emit, key))
        menu.popup(at)

    def _on_close(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.close_requested.emit(sender.objectName())

    def _on_changed(self, place: int) -> None:
        if place >= 0:
            self.chosen.emit(str(self._bar.tabData(place)))

    def _on_fitted(self) -> None:
        self._list.setVisible(self._bar.overflows())

    def _on_moved(self) -> None:
        self.moved.emit(self.order())

    def _place(self, key: str) -> int:
        return self.order().index(key)
