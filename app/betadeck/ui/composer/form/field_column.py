"""Fields below each other: rows that are kept and told anew while the user types."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from math import inf

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.ui.composer.form.changes import take, take_pruned
from betadeck.ui.composer.form.editor import Make
from betadeck.ui.composer.form.field_row import FieldRow
from betadeck.ui.composer.form.form_part import FormPart
from betadeck.ui.composer.form.plan import PlannedRow, planned
from betadeck.ui.composer.form.spec import ABSENT, FieldSpec
from betadeck.ui.parts.focus import focused_in
from betadeck.ui.parts.slices import Slices


class FieldColumn(FormPart):
    """Shows the fields of the object at `base`. The fields' pointers begin there.

    Signals:
        filled(): every row is made.
    """

    filled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._base = ""
        self._specs: Sequence[FieldSpec] = ()
        self._make: Make | None = None
        self._closed = False
        self._body: Mapping[str, object] = {}
        self._rows: dict[str, FieldRow] = {}
        self._stacked = False
        self._planned: Sequence[PlannedRow] = ()
        self._left: deque[PlannedRow] = deque()
        self._growing: FieldRow | None = None
        self._slices: Slices | None = None  # few columns are ever so long
        self._lines = QVBoxLayout(self)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(0)

    def set_fields(self, specs: Sequence[FieldSpec], make: Make, closed: bool = False) -> None:
        """Show these fields from the next `show_body` on; with `closed`, others are marked as unknown."""
        self._specs, self._make, self._closed = specs, make, closed
        self._stop()
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

    def show_body(self, body: Mapping[str, object], hidden: Sequence[str] = (), room_px: float = inf) -> None:
        """Show `body` but for its members `hidden`. Rows stay, with focus and caret, as their field does.

        Once new rows fill `room_px`, the others are made in slices.
        """
        self._body = body
        shown = {name: value for name, value in body.items() if name not in hidden} if hidden else body
        specs = [spec for spec in self._specs if spec.name not in hidden] if hidden else self._specs
        self._planned = planned(shown, specs, self._closed)
        self._drop_rows({row.spec.pointer for row in self._planned})
        self._stop()
        self._left = deque(self._planned)
        there = set(self._rows)
        while room_px > 0:
            if self._step():
                self._end()
                return
            room_px -= self._last_px(there)
        if self._slices is None:
            self._slices = Slices(self)
            self._slices.finished.connect(self._end)
        self._slices.run(self._step)

    def is_filling(self) -> bool:
        """Tell whether rows are still to come."""
        return self._slices is not None and self._slices.is_running()

    def finish(self) -> None:
        """Make the rows that are still to come now."""
        if self._slices is not None:
            self._slices.drain()
        for row in self._rows.values():
            if row.isHidden() and not row.testAttribute(Qt.WidgetAttribute.WA_WState_ExplicitShowHide):
                row.show()  # by itself Qt would show it a turn later, and it could not take the focus now

    def row_of(self, pointer: str) -> FieldRow | None:
        """Return the row of the field with this pointer, from `base` on."""
        self.finish()
        return self._rows.get(pointer)

    def rows(self) -> list[FieldRow]:
        """Return the rows made so far, in no order."""
        return list(self._rows.values())

    def reveal(self, pointer: str) -> QWidget | None:
        """Bring the place to light; None if it can only be seen as JSON."""
        self.finish()
        row = next((each for each in self._rows.values() if each.holds(pointer)), None)
        return row.reveal(pointer) if row is not None else None

    def set_stacked(self, stacked: bool) -> None:
        """Put labels above their fields, or beside them."""
        self._stacked = stacked
        for row in self._rows.values():
            row.set_stacked(stacked)

    def _stop(self) -> None:
        self._left, self._growing = deque(), None
        if self._slices is not None:
            self._slices.stop()

    def _step(self) -> bool:
        """Show the next row, or more of the last; tell whether all is shown."""
        if self._growing is not None and not self._growing.editor.fill_more():
            return False
        if not self._left or self._make is None:
            return True
        row = self._left.popleft()
        self._growing = self._rows.get(row.spec.pointer) or self._added(row.spec, self._make)
        self._growing.show_row(row, self._body)
        return False

    def _last_px(self, there: set[str]) -> int:
        """Return the height of the row shown last, nothing if it was `there` before."""
        row = self._growing
        return row.sizeHint().height() if row and row.spec.pointer[len(self._base) :] not in there else 0

    def _end(self) -> None:
        self._growing = None
        self._sort(self._planned)
        self.filled.emit()

    def _added(self, spec: FieldSpec, make: Make) -> FieldRow:
        row = FieldRow(replace(spec, pointer=self._base + spec.pointer) if self._base else spec, make)
        row.set_stacked(self._stacked)
        self.pass_on(row)
        row.remove_asked.connect(self._on_remove)
        self._rows[spec.pointer] = row
        self._lines.addWidget(row)
        return row

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

    def _sort(self, rows: Sequence[PlannedRow]) -> None:
        """Bring the widgets into the order of `rows`, moving only if it differs."""
        wanted = [self._rows[row.spec.pointer] for row in rows if row.spec.pointer in self._rows]
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
