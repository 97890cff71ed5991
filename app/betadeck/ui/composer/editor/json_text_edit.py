"""JSON in a text editor: what of it is kept, shown and known of its brackets."""

from functools import partial

from PySide6.QtCore import QMimeData, QTimer, Signal
from PySide6.QtWidgets import QWidget

from betadeck.core.json_help.nesting import Nesting
from betadeck.ui.composer import soft_breaks
from betadeck.ui.composer.editor import typing_help
from betadeck.ui.composer.exact_edit import ExactEdit
from betadeck.ui.composer.exact_text import shown
from betadeck.ui.composer.folds import Folds
from betadeck.ui.composer.text_change import TextChange
from betadeck.ui.parts.slices import Slices

_QUIET_MS = 250


class JsonTextEdit(ExactEdit):
    """Shows very long strings short and very long lines broken, and keeps up with the text's brackets.

    Signals:
        pasted(int, int): something was pasted; it stands between these offsets.
    """

    pasted = Signal(int, int)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._folds, self._nesting, self._read = Folds(), Nesting(), ""
        super().__init__(parent)
        self._reading = Slices(self)
        self._read_timer = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._read_timer.timeout.connect(self._read_ahead)
        self.spliced.connect(self._on_read)

    def inward(self, text: str) -> str:
        """Shorten very long strings, then break very long lines."""
        return soft_breaks.broken(self._folds.folded(text))

    def outward(self, kept: str) -> str:
        """Join the lines again, and put long strings back."""
        return self._folds.unfolded(soft_breaks.joined(kept))

    def json_text(self) -> str:
        """Return what is shown as JSON would have it; of the same length."""
        return self._read

    def is_broken_for_show(self) -> bool:
        """Tell whether lines are shown broken that are none in the text."""
        return self._read is not self.shown_text()

    def breaks_at(self, offset: int) -> bool:
        """Tell whether the line is only broken for show at `offset`."""
        return self.shown_text()[offset - 1 : offset] == soft_breaks.MARK

    def break_anew(self) -> bool:
        """Break long lines at other places if an edit has put the old ones into strings; tell whether it had."""
        source = self.inward(self.text())
        changed = self.is_broken_for_show() and source != self._now.source
        if changed:
            self.settle()
            exact = self.text()
            self._telling = False
            self._change(shown(source), join=True)
            self._telling = True
            self._know(source, exact)
        return changed

    def nesting(self) -> Nesting:
        """Return which brackets are open where."""
        return self._nesting

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste; what is very long is shortened first."""
        text = source.text()
        inside = typing_help.in_string(typing_help.before(self.textCursor()))
        if inside and '"' not in text and "\n" not in text:
            text = self._folds.folded_content(text)
        self.settle()
        text = text.replace(soft_breaks.MARK, "\ufffd")
        data, start = QMimeData(), self.selected_span()[0]
        data.setText(shown(self._folds.folded(text) if inside else self.inward(text)))
        super().insertFromMimeData(data)
        self.pasted.emit(start, start + len(data.text()))

    def _on_read(self, change: TextChange) -> None:
        """Take in what was changed, and read on when nobody types any more."""
        before, self._read = self._read, soft_breaks.as_json(self.shown_text())
        self._nesting.changed(before, change.start, change.old_end, self._read[change.start : change.new_end])
        self._reading.stop()
        self._read_timer.start()

    def _read_ahead(self) -> None:
        self._reading.run(partial(self._nesting.warm, self._read))
