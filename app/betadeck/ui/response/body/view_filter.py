"""The filter: what the strip asks for, and the whole body for as long as only a part of it is shown."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QPushButton

from betadeck.core.body import Body
from betadeck.core.body_kind import BodyKind
from betadeck.core.figures import size_words
from betadeck.ui.response.body.filter_bar import FilterBar


class ViewFilter(QObject):
    """Joins a filter strip and the button that opens it.

    Signals:
        requested(object, str, bool), dropped(): as those of `BodyView` for filters.
        shown(object, object): show this body, of this kind.
    """

    requested = Signal(object, str, bool)
    dropped = Signal()
    shown = Signal(object, object)

    def __init__(self, bar: FilterBar, opener: QPushButton, parent: QObject) -> None:
        super().__init__(parent)
        self._bar, self._opener = bar, opener
        self._whole: tuple[Body, BodyKind] = (b"", BodyKind.EMPTY)
        self.is_on = False
        opener.toggled.connect(self._on_toggled)
        bar.requested.connect(self._on_requested)
        bar.cleared.connect(self._on_cleared)
        bar.closed.connect(self._on_closed)

    def take(self, data: Body, kind: BodyKind) -> None:
        """Take another body, which is shown whole."""
        self.dropped.emit()
        self._whole, self.is_on = (data, kind), False
        self._bar.clear_said()

    def offer(self, can_filter: bool) -> None:
        """Show the strip, if it is open, only for what can be filtered."""
        self._bar.setVisible(can_filter and self._opener.isChecked())

    def show_found(self, text: bytes, count: int) -> None:
        """Show what was found instead of the body."""
        self.is_on = True
        self.shown.emit(text, BodyKind.JSON)
        self._bar.show_count(count)

    def words(self) -> list[str]:
        """Return of what the shown body is a part; nothing if it is whole."""
        return [f"filtered from {size_words(len(self._whole[0]))}"] if self.is_on else []

    def _on_toggled(self, opened: bool) -> None:
        if opened:
            self._bar.open_bar()
        elif not self._bar.isHidden():
            self._bar.close_bar()

    def _on_requested(self, expression: str) -> None:
        data, kind = self._whole
        self._bar.show_busy()
        self.requested.emit(data, expression, kind is BodyKind.JSON_LINES)

    def _on_cleared(self) -> None:
        self.dropped.emit()
        if self.is_on:
            self.is_on = False
            self.shown.emit(*self._whole)

    def _on_closed(self) -> None:
        self._opener.setChecked(False)
