"""Widgets below each other, put in place in one go."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget


class Column(QWidget):
    """Shows some of its children below each other and hides the rest.

    A box layout would do the same, but asks every child several times when eighty come and go at each
    keystroke of the filter.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[QWidget, int], ...] = ()
        self._height_px = 0

    def show_only(self, widgets: Sequence[tuple[QWidget, int]]) -> None:
        """Show these, each with so many pixels of room above it, in this order."""
        if tuple(widgets) != self._shown:
            kept = {id(widget) for widget, _gap in widgets}
            for widget, _gap in self._shown:
                if id(widget) not in kept:
                    widget.hide()
            self._shown = tuple(widgets)
            for widget, _gap in self._shown:
                widget.raise_()  # screen readers and Tab follow the order of children
                if widget.isHidden():
                    widget.show()
        self.place()

    def shown(self) -> tuple[QWidget, ...]:
        """Return what is shown, from top to bottom."""
        return tuple(widget for widget, _gap in self._shown)

    def place(self) -> None:
        """Put every child where it belongs at the present width."""
        top, width = 0, self.width()
        for widget, gap in self._shown:
            top += gap
            height = _height(widget, width)
            widget.setGeometry(0, top, width, height)
            top += height
        if top != self._height_px:
            self._height_px = top
            self.setMinimumHeight(top)

    def sizeHint(self) -> QSize:
        """Return the height of what is shown."""
        return QSize(240, self._height_px)

    def event(self, event: QEvent) -> bool:
        """Put things in place again when a child wants another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.place()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put things in place at the new width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.place()


def _height(widget: QWidget, width: int) -> int:
    return widget.heightForWidth(width) if widget.hasHeightForWidth() else widget.sizeHint().height()
