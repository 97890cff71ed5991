"""How a field shows a value: in its own editor, as null, as a variable, or summed up."""

from collections.abc import Callable
from dataclasses import replace
from enum import Enum

from PySide6.QtWidgets import QHBoxLayout

from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.fits import fits, is_variable
from betadeck.ui.composer.form.null_editor import NullEditor
from betadeck.ui.composer.form.spec import ABSENT, FieldSpec, Kind
from betadeck.ui.composer.form.summary_editor import SummaryEditor
from betadeck.ui.composer.form.variable_editor import VariableEditor
from betadeck.ui.parts.focus import focused_in

_TEXTS = frozenset({Kind.TEXT, Kind.LONG_TEXT, Kind.SECRET, Kind.DATE, Kind.MODEL, Kind.CONTENT, Kind.OPAQUE})
"""Kinds whose own editors take variables, as any other text."""


class Shown(Enum):
    """What stands in the field's place."""

    FIT = "its own editor"
    NULL = "null"
    VARIABLE = "a variable for the whole value"
    OTHER = "a summary"


def takes_variable(spec: FieldSpec) -> bool:
    """Tell whether a variable stands for the whole value of the field, and not for a part of a text."""
    return spec.kind not in _TEXTS


def shown_as(spec: FieldSpec, value: object) -> Shown:
    """Return how `value` is shown."""
    if value is None and spec.nullable:
        return Shown.NULL
    fitting = value is ABSENT or fits(spec, value)
    if takes_variable(spec) and is_variable(value):
        return Shown.FIT if spec.kind is Kind.UNION and fitting else Shown.VARIABLE
    return Shown.FIT if fitting else Shown.OTHER


def editor_as(shown: Shown, spec: FieldSpec, make: Make) -> Editor:
    """Return a new editor that shows a value so."""
    if shown is Shown.FIT:
        return make(spec)
    if shown is Shown.NULL:
        return NullEditor(spec)
    return (
        VariableEditor(spec, make.variables)
        if shown is Shown.VARIABLE
        else SummaryEditor(spec.pointer, spec.label)
    )


class ShownField:
    """A field in a line of editors: its own one is exchanged when the value is to be shown in another way."""

    def __init__(
        self, spec: FieldSpec, make: Make, line: QHBoxLayout, connect: Callable[[Editor], None]
    ) -> None:
        self.spec, self.shown = spec, Shown.FIT
        self._make, self._line, self._connect = make, line, connect
        self.editor = make(spec)
        connect(self.editor)
        line.addWidget(self.editor)

    def fit(self, value: object) -> bool:
        """Have an editor that can show `value`, the focus kept; tell whether it is another one now."""
        shown = shown_as(self.spec, value)
        if shown is self.shown:
            return False
        old, self.shown = self.editor, shown
        held = focused_in(old) is not None
        self.editor = editor_as(shown, self.spec, self._make)
        self._connect(self.editor)
        self._line.replaceWidget(old, self.editor)
        old.discard()
        if held:
            self.editor.show()
            self.editor.begin()
        return True

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place."""
        self.spec = replace(self.spec, pointer=pointer)
        self.editor.set_pointer(pointer)
