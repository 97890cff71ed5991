"""The input of a tool call: the fields of the tool's own schema, or JSON."""

import json

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.ui.composer.blocks.input_shape import Tool, shape_of
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.json_field import JsonField
from betadeck.ui.composer.form.object_editor import ObjectEditor
from betadeck.ui.composer.form.shape import Shape
from betadeck.ui.composer.form.spec import ABSENT, FieldSpec, Kind
from betadeck.ui.composer.form.summaries import clipped
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import ElidedLabel


class _InputFields(ObjectEditor):
    """Sums an input up by its values while it is closed."""

    def words_for(self, value: object) -> str:
        if self.is_open() or not isinstance(value, dict) or not value:
            return super().words_for(value)
        return clipped(", ".join(f"{name}: {_short(each)}" for name, each in value.items()))


def _short(value: object) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


class ToolInput(Editor):
    """Fields where the request has the tool and its schema is right; a note says why there are none."""

    def __init__(self, pointer: str, name: str, make: Make | None, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self._name, self._make = name, make
        self._value: object = ABSENT
        self._schema: object = None
        self._shape: Shape | None = None
        self._fields: ObjectEditor | None = None
        self._open, self._as_json = False, False
        self._note = ElidedLabel("", "small", "muted")
        self._note.setObjectName("input_note")
        self._switch = button("", "link")
        self._switch.setObjectName("input_as_json")
        self._switch.clicked.connect(self._on_switch)
        self._raw = JsonField(pointer, name, dict)
        self._raw.changed.connect(self.changed)
        self._line = QHBoxLayout()
        self._line.setSpacing(6)
        self._line.addWidget(self._note, 1)
        self._line.addWidget(self._switch)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._column.addLayout(self._line)
        self._column.addWidget(self._raw)
        self.row.addLayout(self._column, 1)
        self.setFocusProxy(self._raw)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, with all fields."""
        super().set_pointer(pointer)
        self._raw.set_pointer(pointer)
        if self._fields is not None:
            self._fields.set_pointer(pointer)

    def show_tool(self, name: str, tool: Tool | None) -> None:
        """Know the tool that is called, None for one that the request does not have."""
        schema = tool.get("input_schema") if tool is not None else None
        if schema != self._schema:
            self._schema = schema
            self._shape, why = shape_of(schema)
            self._note.setText(why)
            self._rebuild()
        if tool is None:
            self._note.setText(f"The request has no tool {name}, so JSON" if name else "")

    def set_open(self) -> None:
        """Have the fields open, also those that are yet to be made."""
        if not self._open and self._fields is not None:
            self._fields.set_open(True)
        self._open = True

    def show_value(self, value: object) -> None:
        """Show the input."""
        self._value = value
        as_fields = self._fields is not None and not self._as_json
        if self._fields is not None:
            self._fields.setVisible(as_fields)
            if self._fields.below is not None and not as_fields:
                self._fields.below.hide()
        self._raw.setVisible(not as_fields)
        shown = self._fields if self._fields is not None and as_fields else self._raw
        shown.show_value(value)
        self._note.setVisible(not as_fields)
        self._switch.setVisible(self._fields is not None)
        self._switch.setText("As JSON" if as_fields else "As fields")

    def begin(self) -> None:
        """Go to the first field."""
        if self._fields is not None and not self._as_json:
            self._fields.begin()
        else:
            self._raw.setFocus()

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the field that holds the place, in the JSON where that is shown."""
        if self._fields is None or self._as_json or pointer == self.pointer:
            return self
        return self._fields.reveal(pointer) or self._fields

    def _rebuild(self) -> None:
        """Have the fields of the schema, or none."""
        if self._fields is not None:
            self._fields.discard()
            self._fields = None
        if self._shape is None or self._make is None:
            return
        spec = FieldSpec(self.pointer, self._name, Kind.OBJECT, shape=self._shape, start="{}")
        made = self._fields = _InputFields(spec, self._make)
        made.set_open(self._open)
        self.pass_on(made)
        self._line.insertWidget(0, made, 1)
        if made.below is not None:
            self._column.addWidget(made.below)

    def _on_switch(self) -> None:
        self._as_json = not self._as_json
        self.show_value(self._value)
        self.begin()
