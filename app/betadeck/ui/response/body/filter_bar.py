"""The strip with which one filters a JSON body."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from betadeck.core.figures import count_words
from betadeck.core.short_text import shortened
from betadeck.ui.parts.buttons import IconButton
from betadeck.ui.parts.filter_field import FilterField
from betadeck.ui.parts.labels import Label
from betadeck.ui.parts.restyle import set_property
from betadeck.ui.response.tips import plain_tip

_HINT = "Filter with JMESPath, such as data[].id, and press Enter"


class FilterBar(QWidget):
    """A field for an expression, those used before, and what came of it. Hidden until it is opened.

    Signals:
        requested(str): show only what this finds.
        cleared(): show all again; also while a filter is being worked on.
        closed(): the user is done.
    """

    requested = Signal(str)
    cleared = Signal()
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("filter_bar")
        self._recent: tuple[str, ...] = ()
        self._field = FilterField(_HINT, "JMESPath filter")
        self._field.setObjectName("body_filter")
        self._field.setProperty("mono", "true")
        self._said = Label("", "small")
        self._said.setObjectName("filter_said")
        self._before = IconButton("history", "Filters used before")
        self._stop = IconButton("stop", "Stop filtering")
        close = IconButton("close", "Close the filter and show all (Esc)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(4)
        layout.addWidget(self._field, 1)
        for each in (self._said, self._stop, self._before, close):
            layout.addWidget(each)
        self._field.textChanged.connect(self._on_text_changed)
        self._before.clicked.connect(self._on_before)
        self._stop.clicked.connect(self._on_stop)
        close.clicked.connect(self.close_bar)
        self._stop.hide()
        self._before.setEnabled(False)
        self.hide()

    def open_bar(self) -> None:
        """Show it and take the keys."""
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def close_bar(self) -> None:
        """Hide it; all is shown again."""
        self.hide()
        self._say("", wrong=False)
        self.cleared.emit()
        self.closed.emit()

    def set_recent(self, recent: Sequence[str]) -> None:
        """Offer these expressions, the newest first."""
        self._recent = tuple(recent)
        self._before.setEnabled(bool(recent))

    def show_busy(self) -> None:
        """Say that it is being worked on."""
        self._say("Filtering…", wrong=False)
        self._stop.show()

    def show_count(self, count: int) -> None:
        """Say how much was found."""
        self._say(count_words(count, "result") if count else "Nothing found", wrong=False)

    def show_fault(self, words: str, place: int) -> None:
        """Say what is wrong; the caret goes to the wrong character."""
        self._say(words, wrong=True)
        if place >= 0:
            self._field.setCursorPosition(place)

    def clear_said(self) -> None:
        """Say nothing, because another body is shown."""
        self._say("", wrong=False)

    def menu(self) -> QMenu:
        """Return the menu of expressions used before; it deletes itself."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for each in self._recent:
            menu.addAction(each.replace("&", "&&")).triggered.connect(partial(self._on_recent, each))
        return menu

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter filters, Down offers what was used before, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._ask()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() == Qt.Key.Key_Down and self._recent:
            self._on_before()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        if wanted := self._field.text().strip():
            self.requested.emit(wanted)
        else:
            self.cleared.emit()

    def _say(self, words: str, *, wrong: bool) -> None:
        self._stop.hide()
        self._said.setText(shortened(words, 90))
        self._said.setToolTip(plain_tip(words))
        set_property(self._field, "invalid", "true" if wrong else "false")

    def _on_text_changed(self, text: str) -> None:
        if not text:
            self._say("", wrong=False)
            self.cleared.emit()

    def _on_before(self) -> None:
        self.menu().popup(self._before.mapToGlobal(self._before.rect().bottomLeft()))

    def _on_recent(self, expression: str, _checked: bool = False) -> None:
        self._field.setText(expression)
        self._ask()

    def _on_stop(self) -> None:
        self._say("Stopped", wrong=False)
        self.cleared.emit()
