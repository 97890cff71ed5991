"""A list of what may be put in at the caret, and the keys that belong to it while it is open."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from betadeck.core.json_help.offers import Offer
from betadeck.ui.composer.editor.offer_list import OfferList

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


class Completing(QObject):
    """Watches a field's keys. While its list is open, arrows, Enter, Tab and Escape belong to the list.

    What is offered, where, and how it is put in is what subclasses know.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._watched: QWidget | None = None
        self._list: OfferList | None = None
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._refresh)
        self._ready = QTimer(self, singleShot=True, interval=_READY_MS)
        self._ready.timeout.connect(self._make_list)
        self._wanted = self._anywhere = False

    def find(self, asked: bool, anywhere: bool) -> list[Offer]:
        """Return what may stand at the caret. `asked`: a key was typed; `anywhere`: the user wants a list."""
        raise NotImplementedError

    def put(self, offer: Offer) -> None:
        """Put the offer in at the place that `find` has found last."""
        raise NotImplementedError

    def rect(self) -> QRect:
        """Return where the place is, in the window."""
        raise NotImplementedError

    def begins(self, typed: str) -> bool:
        """Tell whether `typed`, a character, may begin something to be offered."""
        raise NotImplementedError

    def watch(self, field: QWidget) -> None:
        """Offer in this field from now on."""
        self.close()
        if self._field is not None:
            self._field.removeEventFilter(self)
        self._watched = field
        field.installEventFilter(self)

    @property
    def _field(self) -> QWidget | None:
        """The field that is watched; none once it went away with what held it."""
        if self._watched is not None and not isValid(self._watched):
            self._watched = None
        return self._watched

    def open(self) -> None:
        """Show what may stand at the caret now; nothing when that is not known."""
        self._wanted = self._anywhere = True
        self._refresh()

    def is_open(self) -> bool:
        """Tell whether the list is shown."""
        return self._list is not None and self._list.isVisible()

    def close(self) -> None:
        """Put the list away."""
        self._wanted = False
        if self._list is not None and self._list.isVisible():
            self._list.hide()
            self._describe("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the keys of the list before the field, and the window's shortcuts, do."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.ShortcutOverride and self._is_mine(event):
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            return self._pressed(event)
        if kind == QEvent.Type.FocusIn and self._list is None:
            self._ready.start()
        if kind == QEvent.Type.Resize:  # as when findings come below it: the list goes along
            self.moved()
        elif kind in (QEvent.Type.FocusOut, QEvent.Type.Hide):
            self._ready.stop()  # the field may be no more by then
            self.close()
        return super().eventFilter(watched, event)

    def moved(self) -> None:
        """Look again: the caret is elsewhere."""
        if self.is_open():
            self._late.start()

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
            if self.begins(typed):
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
            self._describe(self._list.words())
        elif (offer := self._list.current()) is not None:
            self._take(offer)

    def _refresh(self) -> None:
        """Show what fits now."""
        asked, anywhere = self._wanted, self._anywhere
        self._wanted = self._anywhere = False
        if not (asked or self.is_open()):
            return
        offers = self.find(asked, anywhere)
        if offers:
            listed = self._make_list()
            listed.show_offers(offers, self.rect())
            self._describe(listed.words())
        else:
            self.close()

    def _make_list(self) -> OfferList:
        """Return the list; making and dressing it takes too long for the moment in which it is needed."""
        window = self._field.window() if self._field is not None else None
        if self._list is None or self._list.parentWidget() is not window:
            self._list = OfferList(window)  # type: ignore[arg-type]  # a list is made for a field alone
            self._list.taken.connect(self._take)
            self._list.ensurePolished()
        return self._list

    def _take(self, offer: Offer) -> None:
        self.close()
        self.put(offer)

    def _describe(self, words: str) -> None:
        if self._field is not None:
            self._field.setAccessibleDescription(words)
