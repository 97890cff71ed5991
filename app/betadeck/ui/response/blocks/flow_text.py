"""Wrapped text of any length that is as high as its text and can be selected and copied."""

from time import perf_counter

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from betadeck.core.text_chunks import TextChunks
from betadeck.ui import fonts
from betadeck.ui.parts.own_keys import is_copying, keeps
from betadeck.ui.response.blocks.flow_layout import FlowLayout
from betadeck.ui.response.blocks.words import word_span
from betadeck.ui.response.body.ink import Ink
from betadeck.ui.theme import tokens

_BUDGET_S = 0.003
_MONO_PX = 12
_GROWING_MS = 40  # what grows above the end is measured when nothing was added for so long
_TOLD_CHARS = 1000
_JSON_CHARS = 700  # many short lines in many colours: smaller pieces, so that one is laid out as fast
_REASON = Qt.FocusReason


class FlowText(QWidget):
    """Shows plain text; nothing in it is ever taken for markup. What is copied is the text as it was given.

    Signals:
        shifted(int, int): the text down to here (in pixels from the top) became higher by this much.
        reached(int): the user drags a selection to this height, or is to see what is there.
        place_clicked(int): the user clicked on this character.
    """

    shifted = Signal(int, int)
    reached = Signal(int)
    place_clicked = Signal(int)

    def __init__(
        self,
        name: str,
        *,
        mono: bool = False,
        json: bool = False,
        token: str = "text",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._mono = mono
        self._chunks = TextChunks(_JSON_CHARS) if json else TextChunks()
        self._layout = FlowLayout(self._chunks, self._ink(), token, json=json)
        self._anchor = self._place = 0
        self._mark = (0, 0)
        self._clicking = False
        self._has_width = self._tabbed_to = False
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._on_spare_moment)
        self._fit()

    def text(self) -> str:
        """Return all of the text."""
        return "".join(self._chunks.texts)

    def length(self) -> int:
        """Return how many characters there are."""
        return self._chunks.length

    def set_text(self, text: str) -> None:
        """Show another text."""
        self._chunks.texts, self._chunks.starts = [""], [0]
        self._anchor = self._place = 0
        self._mark = (0, 0)
        self._chunks.append(text)
        self._layout.changed_from(0)
        self._settle()

    def set_json(self, json: bool) -> None:
        """Colour the text as JSON, or leave it plain."""
        self._layout.set_json(json)
        self._settle()

    def append(self, text: str) -> None:
        """Add `text` at the end."""
        told = self._chunks.length < _TOLD_CHARS
        self._layout.changed_from(self._chunks.append(text))
        if told:
            self._tell()
        if self._has_width and self.isVisible():
            self._layout.measure_last()
            self._timer.start(_GROWING_MS)
        self._fit()
        self.update()

    def selected_text(self) -> str:
        """Return the selected part of the text."""
        return self._chunks.between(min(self._anchor, self._place), max(self._anchor, self._place))

    def select_all(self) -> None:
        """Select the whole text."""
        self._anchor, self._place = 0, self._chunks.length
        self.update()

    def set_mark(self, first: int, end: int) -> None:
        """Mark the characters from `first` to `end`; none when they are the same."""
        self._mark = (first, end)
        self.update()

    def mark(self) -> tuple[int, int]:
        """Return from which character to which is marked."""
        return self._mark

    def pieces(self) -> list[str]:
        """Return the text in pieces; they are not to be changed."""
        return self._chunks.texts

    def reach_mark(self) -> None:
        """Bring the marked characters in sight, once they have their place."""
        QTimer.singleShot(0, self, self._on_mark_placed)

    def copy(self) -> None:
        """Copy the selection; nothing when there is none."""
        if text := self.selected_text():
            QGuiApplication.clipboard().setText(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is in sight."""
        painter = QPainter(self)
        sight = QRectF(event.rect())
        first, end = min(self._anchor, self._place), max(self._anchor, self._place)
        self._layout.draw(painter, sight, [(*self._mark, "match"), (first, end, "selection")])
        if self._tabbed_to and self.hasFocus():
            painter.setPen(QColor(tokens(self.palette()).accent))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()
        if round(self._layout.height_px) != self.height():
            QTimer.singleShot(0, self, self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Break the lines anew when the width changed."""
        super().resizeEvent(event)
        if not self._has_width or event.size().width() != event.oldSize().width():
            self._has_width = True
            self._layout.set_width(self.width())
            self._settle()

    def showEvent(self, event: QShowEvent) -> None:
        """Measure what was added while nobody looked."""
        super().showEvent(event)
        self._settle()

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours and the font of the new theme."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange) and hasattr(self, "_layout"):
            self._layout.set_ink(self._ink())
            self._settle()

    def event(self, event: QEvent) -> bool:
        """Keep Copy and Select all from the window's shortcuts."""
        return keeps(event, is_copying) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy and select all; the rest goes to who scrolls."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.select_all()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keys go, to those who came by them."""
        super().focusInEvent(event)
        self._tabbed_to = event.reason() in (_REASON.TabFocusReason, _REASON.BacktabFocusReason)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show it no more."""
        super().focusOutEvent(event)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a selection."""
        if event.button() is Qt.MouseButton.LeftButton:
            self._place = self._place_at(event.position())
            if not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._anchor = self._place
            self._clicking = self._anchor == self._place
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the selection out."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._place = self._place_at(event.position())
            self.reached.emit(round(event.position().y()))
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of a click that selected nothing."""
        clicked = event.button() is Qt.MouseButton.LeftButton and self._clicking
        self._clicking = False
        if clicked and self._anchor == self._place and self._chunks.length:
            self.place_clicked.emit(min(self._place, self._chunks.length - 1))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word."""
        place = self._place_at(event.position())
        piece = self._chunks.piece_of(place)
        start = self._chunks.starts[piece]
        first, end = word_span(self._chunks.texts[piece], place - start)
        self._anchor, self._place = start + first, start + end
        self.update()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to copy."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction("Copy")
        copy.triggered.connect(self.copy)
        copy.setEnabled(self._anchor != self._place)
        menu.addAction("Select all").triggered.connect(self.select_all)
        menu.popup(event.globalPos())

    def _place_at(self, where: QPointF) -> int:
        return self._layout.place_at(where.x(), where.y())

    def _on_mark_placed(self) -> None:
        if self._has_width and self._mark[0] < self._chunks.length:
            self.reached.emit(round(self._layout.height_at(self._mark[0])))

    def _settle(self) -> None:
        """Take up a change: fit the height now, measure in spare moments what is only guessed."""
        self._tell()
        if self._has_width and self.isVisible():
            self._measure()
            self._timer.start(0)
        self._fit()
        self.update()

    def _tell(self) -> None:
        self.setAccessibleDescription(self._chunks.between(0, min(_TOLD_CHARS, self._chunks.length)))

    def _on_spare_moment(self) -> None:
        """Measure on, without a pause once nothing is added any more."""
        self._timer.setInterval(0)
        self._measure()

    def _measure(self) -> None:
        """Measure for some milliseconds; where a guess was wrong, tell."""
        end_s = perf_counter() + _BUDGET_S
        while perf_counter() < end_s:
            bottom = self._layout.next_bottom()
            wrong = self._layout.measure_next()
            if wrong is None:
                self._timer.stop()
                break
            if round(wrong):
                self.shifted.emit(round(bottom), round(wrong))
        self._fit()

    def _fit(self) -> None:
        height = max(1, round(self._layout.height_px))
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)

    def _ink(self) -> Ink:
        font = fonts.mono(_MONO_PX) if self._mono else self.font()
        return Ink(font, tokens(self.palette()), 3)
