"""Subtabs, with the tools of the shown tab at the right, or below where it is narrow."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from betadeck.ui.parts.choices import SubTabs
from betadeck.ui.parts.focus import focused_in

_GAP_PX = 24
_SIDE_PX = 16


class _Tools(QStackedWidget):
    """As large as the tools that are shown, not as the largest."""

    def sizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.sizeHint() if shown is not None else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize(0, 0)


class TabRow(QWidget):
    """Subtabs and tools.

    Signals:
        chosen(str): the user picked this tab.
    """

    chosen = Signal(str)

    def __init__(self, tabs: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._subtabs = SubTabs(tabs)
        self._subtabs.setObjectName("response_tabs")
        self._empty = QWidget()
        self._tools = _Tools()
        self._tools.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._tools.addWidget(self._empty)
        self._by_key: dict[str, QWidget] = {}
        self._row, self._below = QHBoxLayout(), QHBoxLayout()
        self._row.setContentsMargins(_SIDE_PX, 0, 12, 0)
        self._below.setContentsMargins(_SIDE_PX, 0, 12, 0)
        self._row.addWidget(self._subtabs, 0, Qt.AlignmentFlag.AlignBottom)
        self._row.addStretch(1)
        self._row.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignVCenter)
        self._below.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(self._row)
        layout.addLayout(self._below)
        self._subtabs.chosen.connect(self._on_chosen)

    def set_tools(self, key: str, tools: QWidget) -> None:
        """Show `tools` while the tab `key` is chosen."""
        self._by_key[key] = tools
        self._tools.addWidget(tools)
        self._show_tools()

    def set_note(self, key: str, note: str) -> None:
        """Write `note` behind a tab's label."""
        self._subtabs.set_note(key, note)

    def choose(self, key: str) -> None:
        """Put `key` down without announcing it."""
        self._subtabs.choose(key)
        self._show_tools()

    def current(self) -> str:
        """Return the tab that is chosen."""
        return self._subtabs.current()

    def take_focus(self) -> None:
        """Give the focus to the tab that is chosen."""
        self._subtabs.take_focus()

    def has_focus(self) -> bool:
        """Tell whether the focus is on the tabs."""
        return focused_in(self._subtabs) is not None

    def minimumSizeHint(self) -> QSize:
        """Need room for the tabs alone; the tools can go below them."""
        return QSize(
            self._subtabs.minimumSizeHint().width() + 2 * _SIDE_PX, super().minimumSizeHint().height()
        )

    def event(self, event: QEvent) -> bool:
        """Look again whether all fits when tabs or tools have changed."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit(self.width())
        return done

    def fit(self, width_px: int) -> None:
        """Put the tools beside the tabs if `width_px` is enough for both, else below them."""
        needed = self._subtabs.sizeHint().width() + self._tools.sizeHint().width() + _GAP_PX + 2 * _SIDE_PX
        beside = needed <= width_px or self._tools.currentWidget() is self._empty
        wanted = self._row if beside else self._below
        if wanted.indexOf(self._tools) < 0:
            (self._below if beside else self._row).removeWidget(self._tools)
            wanted.addWidget(self._tools, 0, Qt.AlignmentFlag.AlignVCenter)
        self._below.setContentsMargins(_SIDE_PX, 0, 12, 0 if beside else 4)

    def _on_chosen(self, key: str) -> None:
        self._show_tools()
        self.chosen.emit(key)

    def _show_tools(self) -> None:
        self._tools.setCurrentWidget(self._by_key.get(self._subtabs.current(), self._empty))
        self._tools.updateGeometry()
        self.fit(self.width())
