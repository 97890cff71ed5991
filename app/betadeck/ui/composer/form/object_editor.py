"""An object whose fields its schema tells."""

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from betadeck.ui.composer.form.add_links import AddLinks
from betadeck.ui.composer.form.changes import put_json
from betadeck.ui.composer.form.field_column import FieldColumn
from betadeck.ui.composer.form.group_editor import GroupEditor
from betadeck.ui.composer.form.plan import missing
from betadeck.ui.composer.form.schema_fields import fields_in
from betadeck.ui.composer.form.spec import FieldSpec


class ObjectEditor(GroupEditor):
    """Its fields, the required ones first; others are added by "+ Field"."""

    def build(self) -> None:
        """Make fields and link."""
        shape = self.spec.shape
        self._specs = fields_in(shape.whole()) if shape else ()
        self._fields = FieldColumn()
        self._fields.set_base(self.pointer)
        self._fields.set_fields(self._specs, self.make, shape is not None and shape.whole().is_closed())
        self.pass_on(self._fields)
        self._links = AddLinks()
        self._links.indent(0)
        self._links.field_chosen.connect(self._on_field)
        self._links.json_asked.connect(self._on_json)
        self.column.addWidget(self._fields)
        self.column.addWidget(self._links)

    def fill(self, value: object) -> None:
        """Show the members."""
        body: Mapping[str, object] = value if isinstance(value, dict) else {}
        self._fields.show_body(body, self.spec.hidden)
        more = [spec for spec in missing(body, self._specs) if spec.name not in self.spec.hidden]
        self._links.show_for(False, more, make=self.make, base=self.pointer)
        self._links.setVisible(bool(more))

    def words_for(self, value: object) -> str:
        """Sum up what is shown here; the member that tells the shape is shown beside it."""
        if isinstance(value, dict):
            value = {name: each for name, each in value.items() if name not in self.spec.hidden}
        return super().words_for(value)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, with all fields."""
        super().set_pointer(pointer)
        if self._built:
            self._fields.set_base(pointer)

    def first(self) -> QWidget:
        """Return the first field, else the link that adds one."""
        if not self._built:
            return super().first()
        rows = self._fields.rows()
        return rows[0].editor if rows else super().first() if self._links.isHidden() else self._links

    def reveal_inside(self, pointer: str) -> QWidget | None:
        """Ask the field that holds the place."""
        return self._fields.reveal(pointer)

    def _on_field(self, spec: FieldSpec) -> None:
        self.changed.emit(put_json(self.pointer + spec.pointer, spec.start, step=True))
        if (row := self._fields.row_of(spec.pointer)) is not None:
            row.editor.begin()

    def _on_json(self) -> None:
        self.opened.emit(self.pointer)
