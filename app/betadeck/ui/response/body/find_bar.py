"""The strip with which one finds a text in a body."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from betadeck.ui.parts.buttons import IconButton, button
from betadeck.ui.parts.labels import Label
from betadeck.ui.parts.restyle import set_property
from betadeck.ui.response.tips import plain_tip


class FindBar(QWidget):
    """A field, how many there are, next and previous. Hidden until it is opened.

    Signals:
        wanted_changed(): something else is looked for, or it is looked for in another way.
        step_requested(int): go to the next (1) or previous (-1) find.
        closed(): the user is done.
    """

    wanted_changed = Signal()
    step_requested = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self._field = QLineEdit(placeholderText="Find")
        self._field.setObjectName("find")
        self._field.setAccessibleName("Find in the body")
        self._exact = button("Aa", "quiet", "Match upper and lower case exactly")
        self._exact.setCheckable(True)
        self._exact.setAccessibleName("Match case")
        self._regex = button(
            ".*", "quiet", "Regular expression, in the syntax of Python; ^ and $ at every line"
        )
        self._regex.setCheckable(True)
        self._regex.setObjectName("find_regex")
        self._regex.setAccessibleName("Regular expression")
        self._count = Label("", "small")
        self._count.setObjectName("find_count")
        before = IconButton("up", "Previous find (Shift+Enter)")
        after = IconButton("down", "Next find (Enter)")
        close = IconButton("close", "Close Find (Esc)")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 8, 4)
        layout.setSpacing(4)
        layout.addWidget(self._field, 1)
        for each in (self._exact, self._regex, self._count, before, after, close):
            layout.addWidget(each)
        self._field.textChanged.connect(self._on_changed)
        self._exact.toggled.connect(self._on_changed)
        self._regex.toggled.connect(self._on_changed)
        before.clicked.connect(self._on_before)
        after.clicked.connect(self._on_after)
        close.clicked.connect(self.close_bar)
        self.hide()

    def open_bar(self, wanted: str = "") -> None:
        """Show it and take the keys; `wanted` fills the field."""
        if wanted:
            self._field.setText(wanted)
        self.show()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()
        self._on_changed()

    def close_bar(self) -> None:
        """Hide it."""
        self.hide()
        self.closed.emit()

    def wanted(self) -> str:
        """Return what is looked for, empty when the bar is closed."""
        return "" if self.isHidden() else self._field.text()

    def is_exact(self) -> bool:
        """Tell whether upper and lower case must match."""
        return self._exact.isChecked()

    def is_regex(self) -> bool:
        """Tell whether what is looked for is a regular expression."""
        return self._regex.isChecked()

    def show_count(self, text: str, *, none: bool) -> None:
        """Say how many there are, or what is wrong; `none` marks the field."""
        self._count.setText(text)
        self._count.setToolTip(plain_tip(text))
        set_property(self._field, "invalid", "true" if none else "false")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Esc closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.step_requested.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)

    def _on_changed(self) -> None:
        self.wanted_changed.emit()

    def _on_before(self) -> None:
        self.step_requested.emit(-1)

    def _on_after(self) -> None:
        self.step_requested.emit(1)
