"""A scrolling column of widgets that stays at its end while the end grows, if the user was there."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from betadeck.ui.response.blocks.flow_text import FlowText

_NEAR_PX = 8
_SIDE_PX = 16
_TOP_PX = 12
_WIDEST_PX = 1000


class ScrollColumn(QScrollArea):
    """Widgets one below the other. Texts that are watched may correct their height without a jump."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inner = QWidget()
        self._inner.setObjectName("clear")
        self._layout = QVBoxLayout(self._inner)
        self._layout.setContentsMargins(_SIDE_PX, _TOP_PX, _SIDE_PX, _SIDE_PX)
        self._layout.setSpacing(10)
        self._layout.addStretch(1)
        self._inner.setMinimumWidth(
            1
        )  # or the widest child would be cut off at the right instead of give way
        self.setWidget(self._inner)
        self._following, self._at_end, self._hold_px = False, True, 0
        bar = self.verticalScrollBar()
        bar.setSingleStep(20)
        bar.valueChanged.connect(self._on_scrolled)
        bar.rangeChanged.connect(self._on_range_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep lines of text to a length that can be read."""
        super().resizeEvent(event)
        right = max(_SIDE_PX, self.viewport().width() - _SIDE_PX - _WIDEST_PX)
        self._layout.setContentsMargins(_SIDE_PX, _TOP_PX, right, _SIDE_PX)

    def put(self, place: int, widget: QWidget) -> None:
        """Put `widget` at `place` in the column, from 0."""
        self._layout.insertWidget(place, widget)

    def watch(self, flow: FlowText) -> None:
        """Hold the view still when `flow` corrects its height above, and follow a selection."""
        flow.shifted.connect(self._on_shifted)
        flow.reached.connect(self._on_reached)

    def set_following(self, following: bool) -> None:
        """Follow the end from now on, as long as the user does not scroll away from it."""
        self._following, self._at_end = following, following

    def hold(self) -> None:
        """Stay where it is although the end grows, until the user scrolls to the end again."""
        self._at_end = False

    def to_top(self) -> None:
        """Show the beginning."""
        self.verticalScrollBar().setValue(0)

    def _on_scrolled(self, value: int) -> None:
        self._at_end = value >= self.verticalScrollBar().maximum() - _NEAR_PX

    def _on_range_changed(self, _least: int, most: int) -> None:
        held, self._hold_px = self._hold_px, 0
        if self._following and self._at_end:
            self.verticalScrollBar().setValue(most)
        elif held:
            self.verticalScrollBar().setValue(self.verticalScrollBar().value() + held)

    def _on_shifted(self, at_px: int, by_px: int) -> None:
        sticks = self._following and self._at_end
        if not sticks and self._height_of(at_px) < self.verticalScrollBar().value():
            self._hold_px += by_px

    def _on_reached(self, at_px: int) -> None:
        self.ensureVisible(0, self._height_of(at_px), 0, 24)

    def _height_of(self, at_px: int) -> int:
        """Return where in the column the height `at_px` of the sending text is."""
        flow = self.sender()
        return flow.mapTo(self._inner, QPoint(0, at_px)).y() if isinstance(flow, QWidget) else 0
