"""An editor for numbers that keeps them as they are typed."""

import re
from collections.abc import Callable

from PySide6.QtCore import QRegularExpression, Qt
from PySide6.QtGui import QKeyEvent, QRegularExpressionValidator
from PySide6.QtWidgets import QSizePolicy, QWidget

from betadeck.core.variable_offers import Variables
from betadeck.core.variable_tokens import braced, tokens_in
from betadeck.ui.composer.form.changes import put_json, take
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.inputs import LineInput
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from betadeck.ui.composer.form.variable_editor import variables_for
from betadeck.ui.parts.labels import Label
from betadeck.ui.parts.restyle import set_property

_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?")
_WIDTH_PX = 120


class NumberEditor(Editor):
    """A number, typed or stepped with the arrow keys. What is no number yet is marked and not taken over.

    An empty field takes the member out.
    """

    def __init__(
        self,
        spec: FieldSpec,
        variables: Callable[[], Variables] = Variables,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(spec.pointer, parent)
        self._spec = spec
        self._whole = spec.kind is Kind.INTEGER
        self._input = _NumberInput(spec.label, self)
        pattern = r"-?\d*" if self._whole else r"-?\d*\.?\d*(?:[eE][+-]?\d*)?"
        typed = QRegularExpression(rf"{pattern}|\{{.*")  # a brace begins a variable
        self._input.setValidator(QRegularExpressionValidator(typed, self))
        self._input.suggest = variables_for(spec, variables)
        self._input.setToolTip(_bounds(spec))
        self._input.setFixedWidth(_WIDTH_PX)
        self._input.setPlaceholderText("required" if spec.required else "")
        self._input.textEdited.connect(self._on_edited)
        self.row.addWidget(self._input)
        if spec.note:
            self.row.addWidget(Label(spec.note, "small"))
        self.setFocusProxy(self._input)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)

    def show_value(self, value: object) -> None:
        """Show the number, unless the digits that are typed mean just this."""
        if isinstance(value, int | float):
            if not _means(self._input.text(), value):
                self._input.show_text(str(value))
        elif _NUMBER.fullmatch(self._input.text()):
            self._input.show_text("")
        self._mark()

    def step(self, by: int) -> None:
        """Add `by` steps to the number, within its bounds."""
        text = self._input.text() or str(self._spec.least or 0)
        if not _NUMBER.fullmatch(text):
            return
        number = int(text) + by if self._whole else round(float(text) + by * 0.1, 6)
        if self._spec.least is not None:
            number = max(number, int(self._spec.least) if self._whole else self._spec.least)
        if self._spec.most is not None:
            number = min(number, int(self._spec.most) if self._whole else self._spec.most)
        self._input.setText(str(number))
        self._on_edited(str(number))

    def _on_edited(self, text: str) -> None:
        if _NUMBER.fullmatch(text):
            self.changed.emit(put_json(self.pointer, text))
        elif not text:
            self.changed.emit(take(self.pointer, step=False))
        elif (named := tokens_in(text)) and text.strip() == named[0].written:
            self.put_value(braced(f"json:{named[0].id}"))
        elif named:
            self.put_value(text)
        self._mark()

    def _mark(self) -> None:
        text = self._input.text()
        wrong = bool(text) and not (_NUMBER.fullmatch(text) and self._within(float(text)))
        set_property(self._input, "invalid", wrong)

    def _within(self, number: float) -> bool:
        least, most = self._spec.least, self._spec.most
        return (least is None or number >= least) and (most is None or number <= most)


class _NumberInput(LineInput):
    """Steps with the arrow keys."""

    def __init__(self, name: str, editor: NumberEditor) -> None:
        super().__init__(name)
        self._editor = editor

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1, Qt.Key.Key_PageUp: 10, Qt.Key.Key_PageDown: -10}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self._editor.step(step)


def _means(text: str, value: float) -> bool:
    if not _NUMBER.fullmatch(text):
        return False
    return int(text) == value if text.lstrip("-").isdigit() else float(text) == value


def _bounds(spec: FieldSpec) -> str:
    if spec.least is not None and spec.most is not None:
        return f"{spec.label}: {spec.least:g} to {spec.most:g}"
    return f"{spec.label}: {spec.least:g} or more" if spec.least is not None else spec.label
