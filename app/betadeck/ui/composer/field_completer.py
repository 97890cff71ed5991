"""Offers variables where `{{` is typed in a field, and what the field itself knows: betas, ids."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from betadeck.core.json_help.offers import Offer
from betadeck.core.variable_offers import Opened, opened_at
from betadeck.ui.composer.completing import Completing
from betadeck.ui.composer.offering import Offering
from betadeck.ui.composer.suggest import Choices, Suggest, as_offer


class FieldCompleter(Completing):
    """Goes along with the focus within `inside`, but for the parts that know better or take no variables."""

    def __init__(self, offering: Offering, inside: QWidget, but: Sequence[QWidget]) -> None:
        super().__init__(inside)
        self._offering, self._inside, self._but = offering, inside, but
        self._choices = Choices(0, 0, [])
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def _on_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        if (
            now is None
            or not self._inside.isAncestorOf(now)
            or any(each.isAncestorOf(now) for each in self._but)
        ):
            return
        if now is not self._field and (isinstance(now, QPlainTextEdit) or _line_of(now) is not None):
            self.watch(now)

    def begins(self, typed: str) -> bool:
        """Tell whether a variable may begin or go on, or the field itself offers something."""
        return typed == "{" or self._suggest() is not None or "{{" in self._text()[0]

    def find(self, _asked: bool, anywhere: bool) -> list[Offer]:
        """Return the variables that fit what was begun, else what the field knows."""
        text, caret = self._text()
        suggest = self._suggest()
        if suggest is not None and (known := suggest(text, caret)) is not None:
            self._choices = known
            whole = text[known.start : known.end]
            done = not anywhere and any(each.text == whole for each in known.offers)
            return [] if done else known.offers  # Tab leaves the field then, and puts no longer one in
        opened = opened_at(text, caret)
        if opened is None and not anywhere:
            return []
        opened = opened or Opened(caret, caret, "")
        offers = [as_offer(each) for each in self._offering.variables().offers(opened.typed)]
        self._choices = Choices(opened.start, opened.end, offers)
        return offers

    def put(self, offer: Offer) -> None:
        """Put the offer in the place of what was begun, as if it were typed."""
        field, caret = self._field, len(offer.text) - (2 if offer.goes_on else 0)
        start, end = self._choices.start, self._choices.end
        if isinstance(field, QPlainTextEdit):
            _put_in_text(field, start, end, offer.text, caret)
        elif (line := _line_of(field)) is not None:
            line.setSelection(start, end - start)
            line.insert(offer.text)
            line.setCursorPosition(start + caret)
            line.textEdited.emit(line.text())

    def rect(self) -> QRect:
        """Return where the caret is, in the window."""
        field = _line_of(self._field) or self._field
        if field is None:
            return QRect()
        found = field.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        rect = found if isinstance(found, QRect) else found.toRect()
        height = (
            max(rect.height(), field.height() - rect.top()) if isinstance(field, QLineEdit) else rect.height()
        )
        return QRect(
            field.mapTo(field.window(), rect.topLeft()), rect.size().expandedTo(QRect(0, 0, 1, height).size())
        )

    def _text(self) -> tuple[str, int]:
        """Return the text of the line that the caret is in, and the caret's place in it."""
        if isinstance(self._field, QPlainTextEdit):
            cursor = self._field.textCursor()
            return cursor.block().text(), cursor.positionInBlock()
        line = _line_of(self._field)
        return (line.text(), line.cursorPosition()) if line is not None else ("", 0)

    def _suggest(self) -> Suggest | None:
        """Return what tells what the field itself has to offer."""
        found: Suggest | None = getattr(_line_of(self._field), "suggest", None)
        return found


def _line_of(field: QWidget | None) -> QLineEdit | None:
    """Return the line that is typed into: the field, or that of an editable list, which has the focus itself."""
    if isinstance(field, QComboBox):
        return field.lineEdit() if field.isEditable() else None
    return field if isinstance(field, QLineEdit) else None


def _put_in_text(field: QPlainTextEdit, start: int, end: int, text: str, caret: int) -> None:
    cursor = field.textCursor()
    place = cursor.block().position() + start
    cursor.setPosition(place)
    cursor.setPosition(place + end - start, QTextCursor.MoveMode.KeepAnchor)
    cursor.insertText(text)
    cursor.setPosition(place + caret)
    field.setTextCursor(cursor)
