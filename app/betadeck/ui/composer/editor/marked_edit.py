"""The editor's text with what is marked in it."""

from collections.abc import Sequence
from functools import partial
from itertools import islice

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from betadeck.core.finding import Severity
from betadeck.ui.composer.editor import marks
from betadeck.ui.composer.editor.json_text_edit import JsonTextEdit

_PLACE_MS = 2500
_MOST_PROBLEMS = 60


class MarkedEdit(JsonTextEdit):
    """Marks the caret's line and brackets, and what it is told: problems, a place, what was found."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._problems: Sequence[tuple[marks.Span, Severity]] = ()
        self._blamed: marks.Span | None = None
        self._place: marks.Span | None = None
        self._matches: Sequence[marks.Span] = ()
        self._marking = False
        self._place_timer = QTimer(self, singleShot=True, interval=_PLACE_MS)
        self._place_timer.timeout.connect(self._forget_place)
        self._marks_timer = QTimer(self, singleShot=True, interval=0)
        self._marks_timer.timeout.connect(self.refresh_marks)
        self.cursorPositionChanged.connect(self.refresh_marks)
        self.caught_up.connect(self.refresh_marks)
        self.shown_changed.connect(self._marks_timer.start)
        self.verticalScrollBar().valueChanged.connect(self._on_scrolled)

    def show_problems(self, spans: Sequence[tuple[marks.Span, Severity]]) -> None:
        """Underline these spans, given in offsets of the shown text, and no others."""
        self._problems = spans
        self.refresh_marks()

    def show_blamed(self, span: marks.Span | None) -> None:
        """Ground what the last answer blames, in offsets of the shown text; drawn with the next marks."""
        self._blamed = span

    def show_matches(self, spans: Sequence[marks.Span]) -> None:
        """Ground these spans (in offsets); meant for the ones in sight."""
        self._matches = [self._positions(span) for span in spans]
        self.refresh_marks()

    def show_place(self, start: int, end: int) -> None:
        """Put the caret before the span (offsets), scroll it into the middle and ground it for a moment."""
        self.when_settled(partial(self._show_place, start, end))

    def _show_place(self, start: int, end: int) -> None:
        cursor = QTextCursor(self.document())
        cursor.setPosition(self.position_of(start))
        self.setTextCursor(cursor)
        self.centerCursor()
        self._place = self._positions((start, end))
        self._place_timer.start()
        self.refresh_marks()

    def span_in_sight(self) -> marks.Span:
        """Return the offsets between which the text is in sight."""
        first = self.firstVisibleBlock().position()
        last = self.cursorForPosition(self.viewport().rect().bottomRight()).block()
        return self.offset_of(first), self.offset_of(last.position() + last.length() - 1)

    def refresh_marks(self) -> None:
        """Draw the caret's line, brackets, fault, matches and place anew."""
        if self._marking:
            self._marks_timer.start()
        if self._marking or not self.is_settled():
            return
        blamed = self._positions(self._blamed) if self._blamed else None
        made = [*marks.blamed(self, blamed), *marks.caret_line(self), *marks.place(self, self._place)]
        made += marks.matches(self, self._matches)
        made += [*marks.problems(self, self._problems_in_sight()), *marks.brackets(self, self._nesting)]
        self._marking = True  # Qt may scroll meanwhile, and crashes when it is given others then
        self.setExtraSelections(made)
        self._marking = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret's line."""
        super().focusInEvent(event)
        self.refresh_marks()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret's line."""
        super().focusOutEvent(event)
        self.refresh_marks()

    def _problems_in_sight(self) -> list[tuple[marks.Span, Severity]]:
        if not self._problems:
            return []
        top, bottom = self.span_in_sight()
        near = (each for each in self._problems if each[0][0] <= bottom and each[0][1] >= top)
        return [(self._positions(span), severity) for span, severity in islice(near, _MOST_PROBLEMS)]

    def _forget_place(self) -> None:
        self._place = None
        self.refresh_marks()

    def _on_scrolled(self) -> None:
        if self._problems:
            self._marks_timer.start()

    def _positions(self, span: marks.Span) -> marks.Span:
        return self.position_of(span[0]), self.position_of(span[1])
