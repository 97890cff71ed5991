"""The bar for finding and replacing."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from betadeck.ui.composer.editor.search import MOST
from betadeck.ui.composer.scroll_pane import BAR_PX
from betadeck.ui.parts.buttons import IconButton, button
from betadeck.ui.parts.filter_field import FilterField
from betadeck.ui.parts.labels import Label
from betadeck.ui.parts.restyle import set_property


class FindBar(QWidget):
    """What to find, and what to put in its place.

    Signals:
        changed(): the text to find or the case rule changed.
        stepped(int): go to the next (1) or the previous (-1) match.
        replace_asked(bool): replace this match (False) or all (True).
        closed(): the bar was closed.
    """

    changed = Signal()
    stepped = Signal(int)
    replace_asked = Signal(bool)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("find_bar")
        self._field = FilterField("Find", "Find")
        self._field.setObjectName("find_field")
        self._new = QLineEdit()
        self._new.setPlaceholderText("Replace with")
        self._new.setAccessibleName("Replace with")
        self._new.setObjectName("replace_field")
        self._case = button("Aa", "quiet", "Upper and lower case count")
        self._case.setCheckable(True)
        self._case.setObjectName("find_case")
        self._case.setAccessibleName("Upper and lower case count")
        self._count = Label("", "small")
        self._count.setMinimumWidth(64)
        self._lay_out()
        self._connect()
        self.hide()

    def start(self, text: str) -> None:
        """Open the bar, with `text` to find if there is any, ready to type."""
        self.show()
        if text:
            self._field.setText(text)
        self._field.setFocus()
        self._field.selectAll()
        self.changed.emit()

    def wanted(self) -> str:
        """Return the text to find."""
        return self._field.text()

    def replacement(self) -> str:
        """Return the text to put in its place."""
        return self._new.text()

    def exact_case(self) -> bool:
        """Tell whether upper and lower case count."""
        return self._case.isChecked()

    def show_count(self, number: int, count: int) -> None:
        """Say "`number` of `count`"; `number` 0 means that the caret is at none of them."""
        many = f"{count:,}{'+' if count >= MOST else ''}"
        self._count.setText(
            "" if not self.wanted() else f"{number:,} of {many}" if number else f"{many} found"
        )
        if self.wanted() and not count:
            self._count.setText("Not found")
        set_property(self._field, "invalid", bool(self.wanted()) and not count)

    def show_searching(self) -> None:
        """Say that it is being looked for."""
        self._count.setText("Searching…")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self._enter(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        else:
            super().keyPressEvent(event)

    def _enter(self, back: bool) -> None:
        if self._new.hasFocus():
            self.replace_asked.emit(False)
        else:
            self.stepped.emit(-1 if back else 1)

    def _lay_out(self) -> None:
        self._back = IconButton("up", "Previous match (Shift+F3)")
        self._on = IconButton("down", "Next match (F3)")
        self._shut = IconButton("close", "Close the find bar (Esc)")
        self._one, self._all = button("Replace", "quiet"), button("Replace all", "quiet")
        self._one.setObjectName("replace_one")
        self._all.setObjectName("replace_all")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, BAR_PX, 4)
        grid.setSpacing(6)
        grid.addWidget(self._field, 0, 0)
        grid.addLayout(_row(self._case, self._count, self._back, self._on, None, self._shut), 0, 1)
        grid.addWidget(self._new, 1, 0)
        grid.addLayout(_row(self._one, self._all, None), 1, 1)
        grid.setColumnStretch(0, 1)

    def _connect(self) -> None:
        self._field.textChanged.connect(self._on_changed)
        self._case.toggled.connect(self._on_changed)
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_on)
        self._one.clicked.connect(self._on_one)
        self._all.clicked.connect(self._on_all)
        self._shut.clicked.connect(self.close_bar)

    def _on_changed(self) -> None:
        self.changed.emit()

    def _on_back(self) -> None:
        self.stepped.emit(-1)

    def _on_on(self) -> None:
        self.stepped.emit(1)

    def _on_one(self) -> None:
        self.replace_asked.emit(False)

    def _on_all(self) -> None:
        self.replace_asked.emit(True)

    def close_bar(self) -> None:
        """Close the bar and say so."""
        self.hide()
        self.closed.emit()


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return the widgets side by side; None is a gap that grows."""
    row = QHBoxLayout()
    row.setSpacing(2)
    for each in widgets:
        row.addStretch(1) if each is None else row.addWidget(each)
    return row
