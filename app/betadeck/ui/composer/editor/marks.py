"""What the editor draws over the text: the caret's line, a pair of brackets, a fault, matches, a place."""

from collections.abc import Iterable

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextFormat
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit

from betadeck.core.finding import Severity
from betadeck.core.json_help.nesting import Nesting
from betadeck.ui.composer.editor.brackets import pair_at
from betadeck.ui.composer.exact_edit import ExactEdit
from betadeck.ui.theme import tokens

Selection = QTextEdit.ExtraSelection
Span = tuple[int, int]
"""Start and end as positions in the document."""


def caret_line(edit: QPlainTextEdit) -> list[Selection]:
    """Return the ground of the line that the caret is in, while the editor has the focus."""
    if not edit.hasFocus() or edit.textCursor().hasSelection():
        return []
    form = _ground(tokens(edit.palette()).hover)
    form.setProperty(QTextFormat.Property.FullWidthSelection, True)
    return [_made(edit, (edit.textCursor().position(),) * 2, form)]


def brackets(edit: ExactEdit, nesting: Nesting) -> list[Selection]:
    """Return the bracket at the caret with its mate, in the colour of a fault when it has none."""
    caret = edit.offset_of(edit.textCursor().position())
    pair = pair_at(edit.shown_text(), caret, nesting) if edit.hasFocus() else None
    if pair is None:
        return []
    table = tokens(edit.palette())
    places = [edit.position_of(place) for place in pair if place is not None]
    form = _ground(table.selection if len(places) == 2 else table.error_back)
    if len(places) == 2:
        form.setForeground(QColor(table.accent))
    return [_made(edit, (place, place + 1), form) for place in places]


def problems(edit: QPlainTextEdit, spans: Iterable[tuple[Span, Severity]]) -> list[Selection]:
    """Return the wavy lines under what is wrong; an error has a ground as well."""
    table = tokens(edit.palette())
    tones = {Severity.ERROR: table.error, Severity.WARN: table.warn, Severity.HINT: table.muted}
    made = []
    for span, severity in spans:
        form = QTextCharFormat()
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        form.setUnderlineColor(QColor(tones[severity]))
        if severity is Severity.ERROR:
            form.setBackground(QColor(table.error_back))
        made.append(_made(edit, span, form))
    return made


def matches(edit: QPlainTextEdit, spans: Iterable[Span]) -> list[Selection]:
    """Return the grounds of what the find bar found."""
    form = _ground(tokens(edit.palette()).match)
    return [_made(edit, span, form) for span in spans]


def blamed(edit: QPlainTextEdit, span: Span | None) -> list[Selection]:
    """Return the ground of what the last answer blames."""
    return [] if span is None else [_made(edit, span, _ground(tokens(edit.palette()).error_back))]


def place(edit: QPlainTextEdit, span: Span | None) -> list[Selection]:
    """Return the ground of the place that somebody asked to see."""
    return [] if span is None else [_made(edit, span, _ground(tokens(edit.palette()).warn_back))]


def _ground(colour: str) -> QTextCharFormat:
    form = QTextCharFormat()
    form.setBackground(QColor(colour))
    return form


def _made(edit: QPlainTextEdit, span: Span, form: QTextCharFormat) -> Selection:
    made = Selection()
    cursor = QTextCursor(edit.document())
    # Between a key and the next check a span may lie behind the end of the text.
    end = edit.document().characterCount() - 1
    cursor.setPosition(min(span[0], end))
    cursor.setPosition(min(span[1], end), QTextCursor.MoveMode.KeepAnchor)
    made.cursor = cursor
    made.format = form
    return made
