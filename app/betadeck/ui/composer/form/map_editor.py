"""Names of the user's own choice, each with a value."""

from PySide6.QtWidgets import QWidget

from betadeck.core.json_pointer import join, split
from betadeck.ui.composer.form.changes import put_json, rename, take
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.group_editor import GroupEditor
from betadeck.ui.composer.form.inputs import LineInput
from betadeck.ui.composer.form.item_row import ItemRow
from betadeck.ui.composer.form.schema_fields import field_of
from betadeck.ui.composer.form.shown import Shown, editor_as, shown_as
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.restyle import set_property

_ACTIONS = (("close", "Remove this entry"),)
_NAME_PX = 140


class MapEditor(GroupEditor):
    """A line for each entry. A name counts when its field is left; one that is there already does not."""

    def build(self) -> None:
        """Make the link; entries are made as they come."""
        self._body: dict[str, object] = {}
        self._rows: dict[str, ItemRow] = {}
        self._shown: dict[str, Shown] = {}
        self._add = button("+ Entry", "link", f"Add to {self.spec.label}")
        self._add.setObjectName("add_entry")
        self._add.setAccessibleName(f"Add an entry to {self.spec.label}")
        self._add.clicked.connect(self._on_add)
        self.column.addWidget(self._add)

    def fill(self, value: object) -> None:
        """Show the entries."""
        self._body = value if isinstance(value, dict) else {}
        for name in [each for each in self._rows if each not in self._body]:
            self._drop(name)
        for place, (name, each) in enumerate(self._body.items()):
            self._fit(place, name, each)
            self._rows[name].editor.show_value(each)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, with all entries."""
        super().set_pointer(pointer)
        for name, row in self._rows.items() if self._built else ():
            row.editor.set_pointer(pointer + join([name]))

    def first(self) -> QWidget:
        """Return the link that adds."""
        return self._add if self._built else super().first()

    def reveal_inside(self, pointer: str) -> QWidget | None:
        """Ask the entry that holds the place."""
        name = split(pointer[len(self.pointer) :])[0]
        row = self._rows.get(name)
        return row.editor.reveal(pointer) if row else None

    def _fit(self, place: int, name: str, value: object) -> None:
        spec = self._spec(name)
        shown = shown_as(spec, value)
        if name in self._rows and self._shown[name] is not shown:
            self._drop(name)
        if name not in self._rows:
            editor = editor_as(shown, spec, self.make)
            self._rows[name], self._shown[name] = self._row(name, editor), shown
        if self.column.indexOf(self._rows[name]) != place:
            self.column.insertWidget(place, self._rows[name])

    def _spec(self, name: str) -> FieldSpec:
        pointer, label = self.pointer + join([name]), f"{self.spec.label}, {name}"
        shape = self.spec.shape
        values = shape.whole().values() if shape else None
        if values is None or not values.schema:
            return FieldSpec(pointer, label, Kind.OPAQUE, start='""')
        return field_of(pointer, values, True, label)

    def _row(self, name: str, editor: Editor) -> ItemRow:
        self.pass_on(editor)
        head = LineInput(f"{self.spec.label}, name")
        head.setProperty("mono", True)
        head.setFixedWidth(_NAME_PX)
        head.setText(name)
        head.editingFinished.connect(self._on_named)
        row = ItemRow(head, editor, _ACTIONS)
        row.acted.connect(self._on_acted)
        return row

    def _drop(self, name: str) -> None:
        row = self._rows.pop(name)
        del self._shown[name]
        self.column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_named(self) -> None:
        for name, row in self._rows.items():
            if row.head is not self.sender() or not isinstance(row.head, LineInput):
                continue
            new = row.head.text()
            taken = new != name and new in self._body
            set_property(row.head, "invalid", taken)
            if new != name and not taken:
                self.changed.emit(rename(self.pointer + join([name]), new))
            return

    def _on_acted(self, _action: str) -> None:
        name = next((name for name, row in self._rows.items() if row is self.sender()), None)
        if name is not None:
            self.changed.emit(take(self.pointer + join([name])))

    def _on_add(self) -> None:
        name = next(each for n in range(1, 10_000) if (each := f"name_{n}") not in self._body)
        self.changed.emit(put_json(self.pointer + join([name]), self._spec(name).start, step=True))
        if (row := self._rows.get(name)) is not None and isinstance(row.head, LineInput):
            row.head.setFocus()
            row.head.selectAll()
