"""Fields below each other: rows that are kept and told anew while the user types."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.ui.composer.focus import focused_in
from betadeck.ui.composer.form.changes import take, take_pruned
from betadeck.ui.composer.form.editor import Make
from betadeck.ui.composer.form.field_row import FieldRow
from betadeck.ui.composer.form.plan import PlannedRow, planned
from betadeck.ui.composer.form.spec import ABSENT, FieldSpec


class FieldColumn(QWidget):
    """Shows the fields of the object at `base`. The fields' pointers begin there.

    Signals:
        changed(Change): the user edited something.
        opened(str): show the place with this pointer as JSON.
        asked(Attach): put files in.
    """

    changed = Signal(object)
    opened = Signal(str)
    asked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = ""
        self._specs: Sequence[FieldSpec] = ()
        self._make: Make | None = None
        self._closed = False
        self._body: Mapping[str, object] = {}
        self._rows: dict[str, FieldRow] = {}
        self._stacked = False
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)

    def set_fields(self, specs: Sequence[FieldSpec], make: Make, closed: bool = False) -> None:
        """Show these fields from the next `show_body` on; with `closed`, others are marked as unknown."""
        self._specs, self._make, self._closed = specs, make, closed
        for row in self._rows.values():
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}

    def set_base(self, base: str) -> None:
        """Speak of another object."""
        self._base = base
        for pointer, row in self._rows.items():
            row.set_pointer(base + pointer)

    def show_body(self, body: Mapping[str, object], hidden: Sequence[str] = ()) -> None:
        """Show `body` but for its members `hidden`. Rows stay, with focus and caret, as their field does."""
        self._body = body
        shown = {name: value for name, value in body.items() if name not in hidden} if hidden else body
        specs = [spec for spec in self._specs if spec.name not in hidden] if hidden else self._specs
        rows = planned(shown, specs, self._closed)
        self._drop_rows({row.spec.pointer for row in rows})
        for row in rows:
            if row.spec.pointer not in self._rows:
                self._add_row(row.spec)
            self._rows[row.spec.pointer].show_row(row, body)
        self._sort(rows)

    def row_of(self, pointer: str) -> FieldRow | None:
        """Return the row of the field with this pointer, from `base` on."""
        return self._rows.get(pointer)

    def rows(self) -> list[FieldRow]:
        """Return the rows, in no order."""
        return list(self._rows.values())

    def reveal(self, pointer: str) -> QWidget | None:
        """Bring the place to light; None if it can only be seen as JSON."""
        row = next((each for each in self._rows.values() if each.holds(pointer)), None)
        return row.reveal(pointer) if row is not None else None

    def set_stacked(self, stacked: bool) -> None:
        """Put labels above their fields, or beside them."""
        self._stacked = stacked
        for row in self._rows.values():
            row.set_stacked(stacked)

    def _add_row(self, spec: FieldSpec) -> None:
        if self._make is None:
            return
        row = FieldRow(replace(spec, pointer=self._base + spec.pointer) if self._base else spec, self._make)
        row.set_stacked(self._stacked)
        row.changed.connect(self.changed)
        row.opened.connect(self.opened)
        row.asked.connect(self.asked)
        row.remove_asked.connect(self._on_remove)
        self._rows[spec.pointer] = row
        self._lines.addWidget(row)

    def _drop_rows(self, kept: set[str]) -> None:
        """Drop the rows of fields that are gone, but not under the user's hands."""
        for pointer in [each for each in self._rows if each not in kept]:
            row = self._rows[pointer]
            if focused_in(row) is not None and not row.isHidden():
                row.show_row(PlannedRow(row.spec, ABSENT), self._body)
                continue
            del self._rows[pointer]
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()

    def _sort(self, rows: list[PlannedRow]) -> None:
        """Bring the widgets into the order of `rows`, moving only if it differs."""
        wanted = [self._rows[row.spec.pointer] for row in rows]
        places = [self._lines.indexOf(row) for row in wanted]
        if places == sorted(places):
            return
        for place, row in enumerate(wanted):
            if self._lines.indexOf(row) != place:
                self._lines.removeWidget(row)
                self._lines.insertWidget(place, row)

    def _on_remove(self, pointer: str) -> None:
        # Without the focus the row goes at once; with it, it would stay for the user to type on.
        self._rows[pointer[len(self._base) :]].hide()
        self.changed.emit(take_pruned(pointer) if not self._base else take(pointer))
