"""Choosing one of a few: underlined subtabs and a segmented switch."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from betadeck.ui.parts.buttons import Kind, button
from betadeck.ui.parts.restyle import set_property


class _Choices(QWidget):
    """Buttons of which one is down; arrow keys move between them.

    Signals:
        chosen(str): the key of the one that the user picked.
    """

    chosen = Signal(str)
    _kind: Kind = ""
    _gap_px = 0

    def __init__(self, choices: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._labels = dict(choices)
        self._buttons = {key: self._made(key, label) for key, label in self._labels.items()}
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(self._gap_px)
        for each in self._buttons.values():
            layout.addWidget(each)
        next(iter(self._buttons.values())).setChecked(True)
        self._group.buttonClicked.connect(self._on_clicked)

    def choose(self, key: str) -> None:
        """Put `key` down without announcing it; a focus that is on another goes along."""
        self._buttons[key].setChecked(True)
        if any(each.hasFocus() for each in self._buttons.values()):
            self._buttons[key].setFocus()

    def take_focus(self) -> None:
        """Give the focus to the one that is down."""
        self._buttons[self.current()].setFocus()

    def current(self) -> str:
        """Return the key that is down."""
        down = self._group.checkedButton()
        return next(key for key, each in self._buttons.items() if each is down)

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide one choice."""
        self._buttons[key].setVisible(shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let the arrow keys choose the neighbour."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = [key for key, each in self._buttons.items() if not each.isHidden()]
        key = keys[(keys.index(self.current()) + step) % len(keys)]
        self._buttons[key].setFocus()
        self._buttons[key].click()

    def _made(self, key: str, label: str) -> "_Tab":
        made = _Segment() if self._kind == "segment" else _Tab()
        button(label, self._kind, made=made)
        made.setCheckable(True)
        made.setObjectName(key)
        made.setAccessibleName(label)
        self._group.addButton(made)
        return made

    def _on_clicked(self) -> None:
        self.chosen.emit(self.current())


class _Tab(QPushButton):
    """A button as wide as its text is when bold, so that choosing it moves nothing."""

    _spare_px = 4
    _bold: QFontMetrics | None = None

    def changeEvent(self, event: QEvent) -> None:
        """Measure anew in another font."""
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._bold = None
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self.width_of(self.text()), super().sizeHint().height())

    def width_of(self, text: str) -> int:
        if self._bold is None:
            bold = QFont(self.font())
            bold.setWeight(QFont.Weight.DemiBold)
            self._bold = QFontMetrics(bold)
        return max(self._bold.horizontalAdvance(text) + self._spare_px, 16)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class _Segment(_Tab):
    """The same with the room and the line around the text."""

    _spare_px = 30


class SubTabs(_Choices):
    """Underlined tabs inside a pane, each with an optional count or mark.

    Where it is narrow they move together; where it is too narrow for that, the counts go into the tooltips.
    """

    _kind: Kind = "subtab"
    _gap_px = 20
    _least_gap_px = 6

    def __init__(self, choices: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(choices, parent)
        self._notes: dict[str, str] = {}
        self._share_room()

    def sizeHint(self) -> QSize:
        """Return the size with the usual gaps, whatever they are now."""
        return self._size_with(self._gap_px, noted=True)

    def minimumSizeHint(self) -> QSize:
        """Return the size of the bare words with the least gaps."""
        return self._size_with(self._least_gap_px, noted=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the gaps give way first, then the notes, and the words never."""
        super().resizeEvent(event)
        self._share_room()

    def set_note(self, key: str, note: str) -> None:
        """Write `note` (a count, a dot) behind the label; an empty one takes it away."""
        if note != self._notes.get(key, ""):
            self._notes[key] = note
            self.updateGeometry()
            self._share_room()

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide one choice."""
        super().set_shown(key, shown)
        self._share_room()

    def _share_room(self) -> None:
        noted = self.width() >= self._size_with(self._least_gap_px, noted=True).width()
        for key, each in self._buttons.items():
            each.setText(self._text(key, noted=noted))
            each.setToolTip("" if noted or not self._notes.get(key) else self._text(key, noted=True))
            each.setAccessibleName(self._text(key, noted=True))
        bare, gaps = self._size_with(0, noted=noted).width(), max(1, len(self._shown()) - 1)
        gap = min(self._gap_px, max(self._least_gap_px, (self.width() - bare) // gaps))
        layout = self.layout()
        if layout is not None and layout.spacing() != gap:
            layout.setSpacing(gap)

    def _text(self, key: str, *, noted: bool) -> str:
        note = self._notes.get(key, "") if noted else ""
        return f"{self._labels[key]}  {note}" if note else self._labels[key]

    def _shown(self) -> list[str]:
        return [key for key, each in self._buttons.items() if not each.isHidden()]

    def _size_with(self, gap_px: int, *, noted: bool) -> QSize:
        shown = self._shown()
        widths = sum(self._buttons[key].width_of(self._text(key, noted=noted)) for key in shown)
        height = max((self._buttons[key].sizeHint().height() for key in shown), default=0)
        return QSize(widths + gap_px * max(0, len(shown) - 1), height)


class Segments(_Choices):
    """A switch between two or three views of the same thing."""

    _kind: Kind = "segment"

    def __init__(self, choices: Iterable[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(choices, parent)
        self._round()

    def set_shown(self, key: str, shown: bool) -> None:
        """Show or hide one choice; the outermost of those that show are round."""
        super().set_shown(key, shown)
        self._round()

    def _round(self) -> None:
        made = [each for each in self._buttons.values() if not each.isHidden()]
        for each in made:
            set_property(each, "edge", "first" if each is made[0] else "last" if each is made[-1] else "")
