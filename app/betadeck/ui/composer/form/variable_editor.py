"""A variable in the place of a number, a choice or another value, with a way back."""

import re
from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from betadeck.core.variable_offers import Variables, opened_at
from betadeck.core.variable_tokens import braced, tokens_in
from betadeck.ui.composer.form.changes import json_of, put_json
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.inputs import LineInput
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from betadeck.ui.composer.offer_button import Offer
from betadeck.ui.composer.suggest import Choices, Suggest, as_offer
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label
from betadeck.ui.parts.restyle import set_property

_LEAST_PX, _MOST_PX = 160, 420
_STARTS = {
    Kind.INTEGER: "0", Kind.NUMBER: "0", Kind.SWITCH: "false", Kind.OBJECT: "{}", Kind.MAP: "{}",
    Kind.LINES: "[]", Kind.LIST: "[]", Kind.TOOLS: "[]", Kind.MESSAGES: "[]", Kind.JSON_SCHEMA: "{}",
}  # fmt: skip
_NONE = "No variable any more: the body keeps the one that was there"


class VariableEditor(Editor):
    """What is typed goes into the body while it holds a variable; else it is kept here and marked."""

    def __init__(
        self, spec: FieldSpec, variables: Callable[[], Variables], parent: QWidget | None = None
    ) -> None:
        super().__init__(spec.pointer, parent)
        self._start = _start(spec)
        self._input = LineInput(f"{spec.label}, a variable")
        self._input.setProperty("mono", True)
        self._input.setMinimumWidth(_LEAST_PX)
        self._input.setMaximumWidth(_MOST_PX)
        self._input.suggest = variables_for(spec, variables)
        self._input.textEdited.connect(self._on_edited)
        back = button("Set a value", "link", "Put a plain value in the place of the variable")
        back.setObjectName("set_value")
        back.setAccessibleName(f"{spec.label} is a variable, set a value")
        back.clicked.connect(self._on_back)
        if spec.kind is Kind.SWITCH:  # whose name stands nowhere else
            self.row.addWidget(Label(spec.label, "", "muted"))
        self.row.addWidget(self._input, 1)
        self.row.addWidget(back)
        self.row.addStretch(1)
        self.setFocusProxy(self._input)

    def show_value(self, value: object) -> None:
        """Show the variable, unless what is typed is none any more."""
        if isinstance(value, str) and tokens_in(value):
            begun = not self._input.text()
            self._input.show_text(value)
            if begun:  # typing goes on behind it
                self._input.setCursorPosition(len(value))
            self._mark(value)

    def _on_edited(self, text: str) -> None:
        self._mark(text)
        if tokens_in(text):
            self.put_value(text)

    def _mark(self, text: str) -> None:
        none = not tokens_in(text)
        set_property(self._input, "invalid", none)
        self._input.setToolTip(_NONE if none else "")

    def _on_back(self) -> None:
        self.changed.emit(put_json(self.pointer, self._start, step=True))


def _start(spec: FieldSpec) -> str:
    """Return the JSON text of a plain value of the field's kind."""
    if spec.start != FieldSpec("", "", spec.kind).start:
        return spec.start
    if spec.kind is Kind.CHOICE and spec.options:
        return json_of(spec.options[0])
    return f"{spec.least:g}" if spec.kind in _STARTS and spec.least else _STARTS.get(spec.kind, spec.start)


def variables_for(spec: FieldSpec, variables: Callable[[], Variables]) -> Suggest:
    """Return what offers variables for a value that is no text: those that become JSON, but for choices."""

    def suggest(text: str, caret: int) -> Choices | None:
        opened = opened_at(text, caret)
        if opened is None:
            return None
        as_json = spec.kind is not Kind.CHOICE
        found = [
            each
            for each in variables().offers(opened.typed, as_json=as_json)
            if not as_json or each.inside.startswith("json:")
        ]
        return Choices(opened.start, opened.end, [as_offer(each) for each in found])

    return suggest


def variable_menu(spec: FieldSpec, variables: Variables) -> list[Offer]:
    """Return what may stand for the field's whole value: each variable, a question, a new variable."""
    before = "" if spec.kind is Kind.CHOICE else "json:"
    name = re.sub(r"[^\w.-]", "_", spec.name) or "value"
    known = [each for each in variables.named() if each.inside != name]
    lines = [
        Offer(braced(before + each.inside), f"{each.inside}   {each.about}") for each in variables.named()
    ]
    others = [Offer(braced(f"{before}?{name}"), "Ask for it at each send")]
    if len(known) == len(lines):
        others.append(Offer(braced(before + name), f"A new variable, {name}"))
    return [*lines, *([Offer("", "")] if lines else []), *others]
