"""A row that sums up a value and opens its JSON."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from betadeck.ui.composer.form.changes import put_json
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.spec import ABSENT
from betadeck.ui.composer.form.summaries import summary_of
from betadeck.ui.icons import icon
from betadeck.ui.theme import tokens


class SummaryButton(QPushButton):
    """A field that says what is in it, with an arrow; a click opens it elsewhere."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._words = name, ""
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(30)

    def show_words(self, words: str) -> None:
        """Say `words`."""
        self._words = words
        self.setAccessibleName(f"{self._name}: {words}")
        self.setToolTip(f"{words}\nOpens as JSON")
        self.update()

    def words(self) -> str:
        """Return what is said."""
        return self._words

    def sizeHint(self) -> QSize:
        """Return the usual size of a field."""
        return QSize(160, 30)

    def minimumSizeHint(self) -> QSize:
        """Let the words be cut rather than the window grow."""
        return QSize(60, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field, the words, the arrow."""
        super().paintEvent(event)
        painter, table = QPainter(self), tokens(self.palette())
        rect = self.rect().adjusted(11, 0, -30, 0)
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(table.text)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        icon("right", table.muted).paint(painter, self.width() - 25, 7, 16, 16)


class SummaryEditor(Editor):
    """Any value, summed up. Nothing of the body stays hidden: what no other editor takes is shown so."""

    def __init__(self, pointer: str, name: str, start: str = "null", parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self._start, self._absent = start, False
        self._button = SummaryButton(name)
        self._button.clicked.connect(self._on_clicked)
        self.row.addWidget(self._button)
        self.setFocusProxy(self._button)

    def show_value(self, value: object) -> None:
        """Sum the value up; a click on an absent one begins it."""
        self._absent = value is ABSENT
        words = "Required, not set" if self._absent else summary_of(self.pointer.rpartition("/")[2], value)
        self._button.show_words(words)

    def reveal(self, pointer: str) -> QWidget | None:
        """Show this row for its own place only; what lies within is to be seen as JSON."""
        return self._button if pointer == self.pointer else None

    def _on_clicked(self) -> None:
        if self._absent:
            self.changed.emit(put_json(self.pointer, self._start, step=True))
        self.opened.emit(self.pointer)
