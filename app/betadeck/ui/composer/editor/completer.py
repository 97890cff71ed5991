"""Offers what may stand at the caret: on Ctrl+Space, and when a name, a known value or a variable is begun."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QTextCursor

from betadeck.core.json_help.guide import Place
from betadeck.core.json_help.offers import Offer
from betadeck.core.json_help.put_in import insertion
from betadeck.core.json_help.spot import Role
from betadeck.ui.composer.completing import Completing
from betadeck.ui.composer.editor.body_help import BodyHelp
from betadeck.ui.composer.exact_edit import ExactEdit


class Completer(Completing):
    """The one of the JSON editor.

    Signals:
        load_asked(int): more is to be asked for, for the place at this offset.
    """

    load_asked = Signal(int)

    def __init__(self, editor: ExactEdit, body_help: BodyHelp) -> None:
        super().__init__(editor)
        self._editor, self._help = editor, body_help
        self._place: Place | None = None
        self.watch(editor)
        editor.cursorPositionChanged.connect(self.moved)
        editor.shown_changed.connect(self.moved)
        editor.verticalScrollBar().valueChanged.connect(self.close)

    def begins(self, typed: str) -> bool:
        """Tell whether a name, a value or a variable may begin."""
        return typed in '"{' or (typed.isalpha() and not self.is_open())

    def find(self, asked: bool, anywhere: bool) -> list[Offer]:
        """Return what fits; a list that is open stays so only at the place that it was opened for."""
        cursor = self._editor.textCursor()
        place = self._help.place(self._editor.offset_of(cursor.position()))
        moved = self._place is not None and self._place.spot.start != place.spot.start
        stays = self.is_open() and not moved
        begun = asked and (place.spot.quoted or place.spot.typed)  # a closing quote begins nothing
        fits = not cursor.hasSelection() and (anywhere or stays or begun)
        offers = self._help.offers(place, anywhere) if fits else []
        only = offers[0].label if len(offers) == 1 else ""
        if only and only == place.spot.whole and only == place.spot.typed and self.is_open():
            return []
        self._place = place
        return offers

    def rect(self) -> QRect:
        """Return where the place begins, in the window."""
        cursor = QTextCursor(self._editor.document())
        start = self._place.spot.start if self._place else 0
        cursor.setPosition(self._editor.position_of(start))
        rect, port = self._editor.cursorRect(cursor), self._editor.viewport()
        return QRect(port.mapTo(self._editor.window(), rect.topLeft()), rect.size())

    def put(self, offer: Offer) -> None:
        """Put `offer` in; where a value is to be chosen next, offer that at once."""
        place = self._place
        if place is None:
            return
        if offer.loads:
            self.load_asked.emit(place.spot.start)
            return
        made = insertion(self._editor.shown_text(), place.spot, offer)
        self._editor.replace(made.start, made.end, made.new, made.caret)
        if offer.goes_on and not (place.spot.role is Role.KEY and place.spot.colon):
            self.open()
