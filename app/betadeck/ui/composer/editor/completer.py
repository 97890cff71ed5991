"""Offers what may stand at the caret: on Ctrl+Space, and when a name or a known value is begun."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QTextCursor

from betadeck.core.json_help.guide import Place
from betadeck.core.json_help.offers import Offer
from betadeck.core.json_help.put_in import insertion
from betadeck.core.json_help.spot import Role
from betadeck.ui.composer.editor.body_help import BodyHelp
from betadeck.ui.composer.editor.offer_list import OfferList
from betadeck.ui.composer.exact_edit import ExactEdit

_PAGE = 7
_READY_MS = 300
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _PAGE,
    Qt.Key.Key_PageUp: -_PAGE,
}
_TAKE = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_CONTROL = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.MetaModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Completer(QObject):
    """Watches the editor's keys. While its list is open, arrows, Enter, Tab and Escape belong to the list."""

    def __init__(self, editor: ExactEdit, body_help: BodyHelp) -> None:
        super().__init__(editor)
        self._editor, self._help = editor, body_help
        self._list: OfferList | None = None
        self._place: Place | None = None
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._refresh)
        self._ready = QTimer(self, singleShot=True, interval=_READY_MS)
        self._ready.timeout.connect(self._make_list)
        self._wanted = self._anywhere = False
        editor.installEventFilter(self)
        editor.cursorPositionChanged.connect(self._on_moved)
        editor.shown_changed.connect(self._on_moved)
        editor.verticalScrollBar().valueChanged.connect(self.close)

    def open(self) -> None:
        """Show what may stand at the caret now; nothing when that is not known."""
        self._wanted = self._anywhere = True
        self._refresh()

    def is_open(self) -> bool:
        """Tell whether the list is shown."""
        return self._list is not None and self._list.isVisible()

    def close(self) -> None:
        """Put the list away."""
        self._wanted, self._place = False, None
        if self._list is not None and self._list.isVisible():
            self._list.hide()
            self._editor.setAccessibleDescription("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list before the editor, and the window's shortcuts, do."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.ShortcutOverride and self._is_mine(event):
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._pressed(event)
        if kind == QEvent.Type.FocusIn and self._list is None:
            self._ready.start()
        if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide, QEvent.Type.Resize):
            self.close()
        return super().eventFilter(watched, event)

    def _is_mine(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Space and event.modifiers() & _CONTROL:
            return True
        plain = not event.modifiers() & (_CONTROL | _ALT)
        return self.is_open() and plain and event.key() in (*_STEPS, *_TAKE, Qt.Key.Key_Escape)

    def _pressed(self, event: QKeyEvent) -> bool:
        if self._is_mine(event):
            self._do(Qt.Key(event.key()))
            return True
        typed = event.text()
        if typed and typed.isprintable() and not event.modifiers() & (_CONTROL | _ALT):
            if typed == '"' or (typed.isalpha() and not self.is_open()):
                self._wanted = True
                self._late.start()
        elif event.key() not in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete, Qt.Key.Key_Shift):
            self.close()
        return False

    def _do(self, key: Qt.Key) -> None:
        if key == Qt.Key.Key_Space:
            self.open()
        elif key == Qt.Key.Key_Escape or self._list is None:
            self.close()
        elif key in _STEPS:
            self._list.step(_STEPS[key])
            self._editor.setAccessibleDescription(self._list.words())
        elif (offer := self._list.current()) is not None:
            self._take(offer)

    def _on_moved(self) -> None:
        if self.is_open():
            self._late.start()

    def _refresh(self) -> None:
        """Show what fits now; a list that was open stays so only at the place that it was opened for."""
        asked, anywhere = self._wanted, self._anywhere
        self._wanted = self._anywhere = False
        if not (asked or self.is_open()):
            return
        cursor = self._editor.textCursor()
        offset = self._editor.offset_of(cursor.position())
        place = self._help.place(offset)
        moved = self._place is not None and self._place.spot.start != place.spot.start
        stays = self.is_open() and not moved
        begun = asked and (place.spot.quoted or place.spot.typed)  # a closing quote begins nothing
        fits = not cursor.hasSelection() and (anywhere or stays or begun)
        offers = self._help.offers(place) if fits else []
        only = offers[0].label if len(offers) == 1 else ""
        if not offers or (only == place.spot.whole and only == place.spot.typed and self.is_open()):
            self.close()
            return
        self._place = place
        self._show(offers)

    def _show(self, offers: list[Offer]) -> None:
        listed = self._make_list()
        listed.show_offers(offers, self._rect())
        self._editor.setAccessibleDescription(listed.words())

    def _make_list(self) -> OfferList:
        """Return the list; making and dressing it takes too long for the moment in which it is needed."""
        window = self._editor.window()
        if self._list is None or self._list.parentWidget() is not window:
            self._list = OfferList(window)
            self._list.taken.connect(self._take)
            self._list.ensurePolished()
        return self._list

    def _rect(self) -> QRect:
        """Return where the place begins, in the window."""
        cursor = QTextCursor(self._editor.document())
        start = self._place.spot.start if self._place else 0
        cursor.setPosition(self._editor.position_of(start))
        rect, port = self._editor.cursorRect(cursor), self._editor.viewport()
        return QRect(port.mapTo(self._editor.window(), rect.topLeft()), rect.size())

    def _take(self, offer: Offer) -> None:
        """Put `offer` in; where a value is to be chosen next, offer that at once."""
        place = self._place
        self.close()
        if place is None:
            return
        made = insertion(self._editor.shown_text(), place.spot, offer)
        self._editor.replace(made.start, made.end, made.new, made.caret)
        self._editor.ensureCursorVisible()
        if offer.goes_on and not (place.spot.role is Role.KEY and place.spot.colon):
            self.open()
