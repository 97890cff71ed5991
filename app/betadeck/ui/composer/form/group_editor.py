"""Values with something in them: a line that sums them up, and what is in them below, made when opened."""

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QVBoxLayout, QWidget

from betadeck.ui.composer.form.changes import put_json
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.spec import ABSENT, FieldSpec
from betadeck.ui.composer.form.summaries import summary_of
from betadeck.ui.composer.keys import passed_up
from betadeck.ui.icons import icon
from betadeck.ui.theme import tokens

_OPEN_DEPTH = 2
_INDENT_PX = 10


class FoldButton(QPushButton):
    """Says what is in a value, with an arrow that shows whether it is open."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._words = name, ""
        self.setObjectName("fold_field")
        self.setProperty("kind", "quiet")
        self.setAutoDefault(False)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFixedHeight(30)
        self.setMinimumWidth(60)

    def show_words(self, words: str) -> None:
        """Say `words`."""
        self._words = words
        self.setAccessibleName(f"{self._name}: {words}")
        self.setToolTip(words)
        self.update()

    def event(self, event: QEvent) -> bool:
        """Leave the form's keys to the form."""
        answer = passed_up(event)
        return super().event(event) if answer is None else answer

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow and the words, cut where they end."""
        super().paintEvent(event)
        painter, table = QPainter(self), tokens(self.palette())
        icon("down" if self.isChecked() else "right", table.muted).paint(
            painter, 2, (self.height() - 16) // 2, 16, 16
        )
        rect = self.rect().adjusted(24, 0, -6, 0)
        shown = painter.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, rect.width())
        painter.setPen(table.muted)
        painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class GroupEditor(Editor):
    """The fold and the indented frame that objects, lists and maps share. Deep ones begin closed."""

    def __init__(self, spec: FieldSpec, make: Make, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self.spec, self.make = spec, make
        self._value: object = ABSENT
        self._built = False
        self._fold = FoldButton(spec.label)
        self._fold.setChecked(spec.pointer.count("/") <= _OPEN_DEPTH)
        self._fold.clicked.connect(self._on_fold)
        self.row.addWidget(self._fold, 1)
        self.frame = QFrame()
        self.frame.setProperty("role", "nest")
        self.column = QVBoxLayout(self.frame)
        self.column.setContentsMargins(_INDENT_PX, 0, 0, 2)
        self.column.setSpacing(0)
        self.below = self.frame
        self.frame.hide()
        self.setFocusProxy(self._fold)

    def show_value(self, value: object) -> None:
        """Sum the value up, and show what is in it if it is open."""
        self._value = value
        absent = value is ABSENT
        self._fold.show_words("Required, not set" if absent else self.words_for(value))
        is_open = self.is_open() and not absent
        if is_open and not self._built:
            self._built = True
            self.build()
        if is_open:
            self.fill(value)
        self.frame.setVisible(is_open)

    def words_for(self, value: object) -> str:
        """Return what the line says of a value."""
        return summary_of(self.pointer.rpartition("/")[2], value)

    def is_open(self) -> bool:
        """Tell whether what is inside can be seen."""
        return self._fold.isChecked()

    def set_open(self, is_open: bool) -> None:
        """Open or close it."""
        self._fold.setChecked(is_open)
        self.show_value(self._value)

    def begin_closed(self) -> None:
        """Be closed until it is opened; for those who show many."""
        self._fold.setChecked(False)

    def begin(self) -> None:
        """Open it and go to its first field."""
        self.set_open(True)
        self.first().setFocus()

    def reveal(self, pointer: str) -> QWidget | None:
        """Open it for what lies within."""
        if pointer == self.pointer:
            return self._fold
        self.set_open(True)
        return self.reveal_inside(pointer) if self._built else self._fold

    def build(self) -> None:
        """Make what is shown inside; called once, when it is first opened."""
        raise NotImplementedError

    def fill(self, value: object) -> None:
        """Show `value` inside."""
        raise NotImplementedError

    def first(self) -> QWidget:
        """Return what takes the focus when it is begun; without a value nothing is built yet."""
        return self._fold

    def reveal_inside(self, pointer: str) -> QWidget | None:
        """Bring a place inside to light."""
        raise NotImplementedError

    def _on_fold(self) -> None:
        if self._value is ABSENT:
            self._fold.setChecked(True)
            self.changed.emit(put_json(self.pointer, self.spec.start, step=True))
        else:
            self.show_value(self._value)
