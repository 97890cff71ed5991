"""A small value as JSON, in a field of the form."""

import json

from PySide6.QtWidgets import QWidget

from betadeck.core.json_fault import JsonFault
from betadeck.core.json_same import same_json
from betadeck.core.json_text import parse
from betadeck.ui.composer.form.changes import put_json
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.growing_edit import GrowingEdit
from betadeck.ui.composer.form.spec import ABSENT
from betadeck.ui.parts.restyle import set_property


class JsonField(Editor):
    """What is typed goes into the body as soon as it is JSON; until then it is kept here and marked.

    With `keeps` only values of that kind are taken, such as objects.
    """

    def __init__(
        self, pointer: str, name: str, keeps: type | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(pointer, parent)
        self._keeps = keeps
        self._value: object = ABSENT
        self._input = GrowingEdit(name)
        self._input.setProperty("mono", True)
        self._input.text_edited.connect(self._on_edited)
        self.row.addWidget(self._input, 1)
        self.setFocusProxy(self._input)

    def show_value(self, value: object) -> None:
        """Show the value, unless what is typed means just this or is not ready yet."""
        if same_json(value, self._value):
            return
        self._value = value
        if value is ABSENT:
            self._input.show_text("")
        elif self._typed() != (value,):
            self._input.show_text(json.dumps(value, ensure_ascii=False, indent=2))
        self._mark(False)

    def _typed(self) -> tuple[object] | None:
        """Return what is typed as a value, None while it is none that is wanted."""
        try:
            found = parse(self._input.text())
        except JsonFault:
            return None
        return (found,) if self._keeps is None or isinstance(found, self._keeps) else None

    def _on_edited(self, text: str) -> None:
        typed = self._typed()
        self._mark(typed is None)
        if typed is not None:
            self._value = typed[0]
            self.changed.emit(put_json(self.pointer, text))

    def _mark(self, wrong: bool) -> None:
        set_property(self._input, "invalid", wrong)
        self._input.setToolTip(
            "No JSON of the right kind yet: the body keeps what was there" if wrong else ""
        )
