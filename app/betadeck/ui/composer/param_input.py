"""The field for the value of one parameter, made for what the parameter takes."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from betadeck.core.param_problem import problem_of
from betadeck.core.param_spec import ParamKind, ParamSpec
from betadeck.ui.composer.form.inputs import ChoiceInput, LineInput
from betadeck.ui.composer.moments import moments, stepped
from betadeck.ui.composer.offer_button import Offer, OfferButton
from betadeck.ui.composer.suggest import Suggest
from betadeck.ui.parts.restyle import set_property

_NARROW_PX, _MIDDLE_PX, _MORE_PX = 120, 260, 32
_STEPS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
_HINTS = {ParamKind.DATE: "2026-11-22", ParamKind.MOMENT: "2026-11-22T09:30:00Z"}


class ParamInput(QWidget):
    """Shows a value as text; whatever is typed is taken, and marked where the API would refuse it.

    Signals:
        edited(str): the user changed the value to this.
        load_asked(): there are to be more values to choose from.
    """

    edited = Signal(str)
    load_asked = Signal()

    def __init__(self, spec: ParamSpec, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = spec
        self._text = ""
        self._choice = _choice(spec, name)
        self._line: LineInput = _EagerLine(name) if self._choice is not None else _StepLine(name, spec)
        self._line.setProperty("mono", True)
        self._more = OfferButton(f"Choose a value for {spec.name}")
        self._more.picked.connect(self._on_offer)
        self._more.load_asked.connect(self.load_asked)
        self._lay_out()
        self.set_offers(_own_offers(spec))
        self._line.textEdited.connect(self._on_edited)
        self.setFocusProxy(self._choice or self._line)

    def show_text(self, text: str) -> None:
        """Show `text`, the caret as it was."""
        self._text = text
        if self._choice is not None:
            self._choice.show_text(text)
        self._line.show_text(text)
        self._mark()

    def text(self) -> str:
        """Return what is typed."""
        return self._line.text()

    def is_narrow(self) -> bool:
        """Tell whether it needs only a part of the line."""
        return self._spec.kind in _WIDTHS

    def set_hint(self, hint: str) -> None:
        """Show `hint` while nothing is typed."""
        self._line.setPlaceholderText(hint)

    def set_offers(self, offers: Callable[[], Sequence[Offer]] | None) -> None:
        """Offer these in a menu beside the field, asked for when it opens; None takes the menu away."""
        self._more.set_offers(offers or tuple)
        self._more.setVisible(offers is not None)
        if width := _WIDTHS.get(self._spec.kind, 0):
            self.setMaximumWidth(width + (_MORE_PX if offers is not None else 0))

    def suggest(self, suggest: Suggest) -> None:
        """Offer this while one types."""
        self._line.suggest = suggest

    def open_offers(self) -> None:
        """Open the menu beside the field."""
        self._more.open()

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        field: QWidget = self._line
        if self._choice is not None:
            self._choice.setLineEdit(self._line)
            self._choice.setCompleter(None)  # type: ignore[arg-type]  # None takes it off
            self._choice.picked.connect(self._on_picked)
            field = self._choice
        width = _WIDTHS.get(self._spec.kind, 0)
        if width:
            field.setMinimumWidth(_NARROW_PX)
            field.setMaximumWidth(width)
            field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._line.setPlaceholderText(self._spec.default or _HINTS.get(self._spec.kind, ""))
        row.addWidget(field, 1)
        row.addWidget(self._more)
        if width:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _mark(self) -> None:
        text = self._line.text().strip()
        wrong = bool(text) and "{{" not in text and bool(problem_of(text, self._spec)[0])
        set_property(self._choice or self._line, "invalid", wrong)

    def _on_edited(self, text: str) -> None:
        self._text = text
        self._mark()
        self.edited.emit(text)

    def _on_picked(self, text: str) -> None:
        """Take a choice; the list also tells when the field is left as it was."""
        if text != self._text:
            self._on_edited(text)

    def _on_offer(self, value: str) -> None:
        self._line.setText(value)
        self._on_edited(value)


_WIDTHS = {
    ParamKind.INTEGER: _NARROW_PX,
    ParamKind.SWITCH: _NARROW_PX,
    ParamKind.CHOICE: _MIDDLE_PX,
    ParamKind.DATE: _MIDDLE_PX,
    ParamKind.MOMENT: _MIDDLE_PX,
}


class _EagerLine(LineInput):
    """The line of a list of choices."""

    def sizeHint(self) -> QSize:
        return QSize(80, super().sizeHint().height())


class _StepLine(LineInput):
    """Steps numbers and days with the arrow keys."""

    def __init__(self, name: str, spec: ParamSpec) -> None:
        super().__init__(name)
        self._spec = spec

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        changed = None if step is None else _stepped(self.text(), step, self._spec)
        if changed is None:
            super().keyPressEvent(event)
        elif changed != self.text():
            self.setText(changed)
            self.textEdited.emit(changed)


def _choice(spec: ParamSpec, name: str) -> ChoiceInput | None:
    options = ("true", "false") if spec.kind is ParamKind.SWITCH else spec.options
    if not options:
        return None
    made = ChoiceInput(name, options)
    made.setEditable(True)
    made.setInsertPolicy(ChoiceInput.InsertPolicy.NoInsert)
    return made


def _own_offers(spec: ParamSpec) -> Callable[[], Sequence[Offer]] | None:
    if spec.kind not in (ParamKind.DATE, ParamKind.MOMENT):
        return None
    with_time = spec.kind is ParamKind.MOMENT
    return lambda: [Offer(value, f"{words}: {value}") for words, value in moments(with_time)]


def _stepped(text: str, step: int, spec: ParamSpec) -> str | None:
    """Return `text` some steps on, None where steps make no sense."""
    if spec.kind in (ParamKind.DATE, ParamKind.MOMENT):
        return stepped(text, step)
    if spec.kind is not ParamKind.INTEGER:
        return None
    start = text.strip() or spec.default or str(spec.least or 0)
    if not start.lstrip("-").isdigit():
        return None
    number = int(start) + step if text.strip() else int(start)
    number = number if spec.least is None else max(number, spec.least)
    return str(number if spec.most is None else min(number, spec.most))
