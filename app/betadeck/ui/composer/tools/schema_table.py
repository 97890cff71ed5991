"""A JSON Schema of an object as a table of its fields; what the table cannot show stands as JSON."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from betadeck.core.json_pointer import join
from betadeck.ui.composer.form.changes import Change, both, put, put_json, rename, take
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.json_field import JsonField
from betadeck.ui.composer.form.spec import ABSENT, FieldSpec
from betadeck.ui.composer.tools.property_row import PropertyRow
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label

_EMPTY = '{"type": "object", "properties": {}}'


class SchemaTable(Editor):
    """A row a field: name, type, whether it is required, what it is for. A switch shows all as JSON."""

    def __init__(self, spec: FieldSpec, parent: QWidget | None = None) -> None:
        super().__init__(spec.pointer, parent)
        self._name = spec.label
        self._value: object = ABSENT
        self._rows: list[PropertyRow] = []
        self._as_json = False
        self._raw = JsonField(spec.pointer, f"{spec.label}, as JSON", dict)
        self._raw.changed.connect(self.changed)
        self._none = Label("No fields yet", "", "muted")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        self._add = button("+ Field", "link", "Add a field to the schema")
        self._add.setObjectName("add_property")
        self._add.clicked.connect(self._on_add)
        self._switch = button("As JSON", "link")
        self._switch.setObjectName("schema_as_json")
        self._switch.clicked.connect(self._on_switch)
        self._lay_out()
        self.setFocusProxy(self._add)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place."""
        super().set_pointer(pointer)
        self._raw.set_pointer(pointer)

    def show_value(self, value: object) -> None:
        """Show the schema: as a table where that tells it all."""
        self._value = value
        fits = value is ABSENT or is_table(value)
        as_table = fits and not self._as_json
        self._raw.setVisible(not as_table)
        self._raw.show_value({} if value is ABSENT else value)
        self._add.setVisible(as_table)
        self._switch.setVisible(fits)
        self._switch.setText("As a table" if self._as_json else "As JSON")
        fields = self._fields() if as_table else {}
        self._none.setVisible(as_table and not fields)
        while len(self._rows) > len(fields):
            row = self._rows.pop()
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, (name, field) in enumerate(fields.items()):
            if place == len(self._rows):
                self._add_row()
            self._rows[place].show_field(name, field, name in self._required())

    def begin(self) -> None:
        """Go to the first field's name, or to the link that adds one."""
        (self._rows[0] if self._rows else self._add).setFocus()

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the row of the field that holds the place."""
        for row in self._rows:
            at = self._place(row.name)
            if pointer == at or pointer.startswith(f"{at}/"):
                return row
        return self

    def _lay_out(self) -> None:
        links = QHBoxLayout()
        links.setSpacing(8)
        links.addWidget(self._add)
        links.addWidget(self._switch)
        links.addStretch(1)
        frame = QFrame()
        frame.setProperty("role", "content")
        column = QVBoxLayout(frame)
        column.setContentsMargins(8, 6, 8, 4)
        column.setSpacing(4)
        column.addWidget(self._none)
        column.addLayout(self._lines)
        column.addWidget(self._raw)
        column.addLayout(links)
        self.row.addWidget(frame, 1, Qt.AlignmentFlag.AlignTop)

    def _fields(self) -> Mapping[str, Mapping[str, object]]:
        found = self._value.get("properties") if isinstance(self._value, dict) else None
        return found if isinstance(found, dict) else {}

    def _required(self) -> list[object]:
        found = self._value.get("required") if isinstance(self._value, dict) else None
        return found if isinstance(found, list) else []

    def _place(self, name: str) -> str:
        return f"{self.pointer}/properties{join([name])}"

    def _add_row(self) -> None:
        row = PropertyRow(self._name, len(self._rows) + 1)
        row.edited.connect(self._on_edited)
        row.renamed.connect(self._on_renamed)
        row.required_set.connect(self._on_required)
        row.removed.connect(self._on_removed)
        row.opened.connect(self._on_opened)
        self._rows.append(row)
        self._lines.addWidget(row)

    def _require(self, names: list[object]) -> Change:
        at = f"{self.pointer}/required"
        return put(at, names) if names else take(at)

    def _on_edited(self, name: str, member: str, value: object) -> None:
        at = f"{self._place(name)}/{member}"
        change = put(at, value) if value is not None else take(at, step=False)
        if member == "type" and value == "array" and "items" not in self._fields()[name]:
            change = both(change, put(f"{self._place(name)}/items", {"type": "string"}))
        self.changed.emit(change)

    def _on_renamed(self, old: str, new: str) -> None:
        if not new or new in self._fields():
            self.show_value(self._value)
            return
        changes = [rename(self._place(old), new)]
        if old in self._required():
            changes.append(self._require([new if each == old else each for each in self._required()]))
        self.changed.emit(both(*changes))

    def _on_required(self, name: str, required: bool) -> None:
        others = [each for each in self._required() if each != name]
        self.changed.emit(self._require([*others, name] if required else others))

    def _on_removed(self, name: str) -> None:
        changes = [take(self._place(name))]
        if name in self._required():
            changes.append(self._require([each for each in self._required() if each != name]))
        self.changed.emit(both(*changes))

    def _on_opened(self, name: str) -> None:
        self.opened.emit(self._place(name))

    def _on_add(self) -> None:
        name = next(each for n in range(1, 10_000) if (each := f"field_{n}") not in self._fields())
        start = [put_json(self.pointer, _EMPTY)] if self._value is ABSENT or self._value == {} else []
        self.changed.emit(both(*start, put_json(self._place(name), '{"type": "string"}')))
        if self._rows:
            self._rows[-1].begin()

    def _on_switch(self) -> None:
        self._as_json = not self._as_json
        self.show_value(self._value)


def is_table(value: object) -> bool:
    """Tell whether a schema is an object's, each of whose fields can have a row."""
    if not isinstance(value, dict) or not (value == {} or value.get("type") == "object"):
        return False
    fields, required = value.get("properties", {}), value.get("required", [])
    return isinstance(fields, dict) and isinstance(required, list) and all(map(_is_row, fields.values()))


def _is_row(field: object) -> bool:
    if not isinstance(field, dict):
        return False
    return all(isinstance(field.get(each, ""), str) for each in ("type", "description"))
