"""The bare inputs that field editors are made of. Undo, redo and Ctrl+Enter go up to the form."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QIcon, QKeyEvent, QWheelEvent
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QSizePolicy, QWidget

from betadeck.ui.composer.keys import passed_up
from betadeck.ui.composer.suggest import Suggest
from betadeck.ui.icons import icon
from betadeck.ui.theme import tokens

_ARROW_PX = 34


class LineInput(QLineEdit):
    """One line of text that keeps its caret when it is told what it already shows."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.suggest: Suggest | None = None

    def show_text(self, text: str) -> None:
        """Show `text`; the caret stays where it is as far as that is possible."""
        if text == self.text():
            return
        place = self.cursorPosition()
        self.setText(text)
        self.setCursorPosition(min(place, len(text)))

    def event(self, event: QEvent) -> bool:
        """Leave the form's keys to the form."""
        answer = passed_up(event)
        return super().event(event) if answer is None else answer


class ChoiceInput(QComboBox):
    """A list to choose from that shows values it does not know too, and that scrolling past does not change.

    Signals:
        picked(str): the user chose this.
    """

    picked = Signal(str)

    def __init__(self, name: str, options: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.addItems(list(options))
        self._known, self._last = len(options), 0
        self._refused: dict[str, str] = {}
        self.textActivated.connect(self.picked)

    def show_text(self, text: str) -> None:
        """Show `text`, as an extra choice if it is not one of the options."""
        if self.currentIndex() >= 0 and self.currentText() == text:
            return
        while self.count() > self._known + self._last:
            self.removeItem(self._known + self._last)
        if text and self.findText(text) < 0:
            self.addItem(text)
        self.setCurrentIndex(self.findText(text) if text else -1)

    def offer_last(self, words: str) -> None:
        """Offer one thing more at the end, which is no value but is picked like one."""
        self.insertItem(self._known, words)
        self._last = 1

    def withdraw_last(self) -> None:
        """Take it back."""
        if self._last:
            self.removeItem(self._known)
        self._last = 0

    def options(self) -> list[str]:
        """Return the texts to choose from."""
        return [self.itemText(place) for place in range(self._known)]

    def mark(self, refused: Mapping[str, str]) -> None:
        """Mark these choices as refused, each with the reason."""
        self.setToolTip(refused.get(self.currentText(), ""))
        if refused == self._refused:
            return
        self._refused, typed = dict(refused), self.currentText()
        sign = icon("warn", tokens(self.palette()).warn) if refused else QIcon()
        for place in range(self.count()):
            reason = refused.get(self.itemText(place), "")
            self.setItemIcon(place, sign if reason else QIcon())
            self.setItemData(place, reason, Qt.ItemDataRole.ToolTipRole)
        if self.isEditable() and self.currentText() != typed:
            self.setEditText(typed)  # an item that changes is written into the field once more

    def event(self, event: QEvent) -> bool:
        """Leave the form's keys to the form."""
        answer = passed_up(event)
        return super().event(event) if answer is None else answer

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Leave the menu to the row around; Qt would do nothing with it."""
        event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll the form, not the choice, unless the choice has the focus."""
        if self.hasFocus():
            super().wheelEvent(event)
        else:
            event.ignore()


class RoleInput(ChoiceInput):
    """A list without a frame that is as wide as its choice, for the head of a card."""

    def __init__(self, name: str, options: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(name, options, parent)
        self.setProperty("flat", True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.currentTextChanged.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        """Return the width of the choice, an arrow, and room around."""
        width = self.fontMetrics().horizontalAdvance(self.currentText()) + _ARROW_PX
        return QSize(width, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Be no narrower than the choice."""
        return self.sizeHint()


class SwitchInput(QCheckBox):
    """A tick box that can also be toggled with Enter."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Toggle with Enter; Ctrl+Enter sends."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
