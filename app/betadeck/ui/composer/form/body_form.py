"""The form of a body: rows that are kept and told anew while the user types."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.ui.composer.focus import focused_in
from betadeck.ui.composer.form.add_links import AddLinks
from betadeck.ui.composer.form.changes import put_json, take_pruned
from betadeck.ui.composer.form.field_row import LABEL_PX, FieldRow
from betadeck.ui.composer.form.make import Models
from betadeck.ui.composer.form.messages_editor import MessagesEditor
from betadeck.ui.composer.form.plan import PlannedRow, missing, planned, value_at
from betadeck.ui.composer.form.spec import ABSENT, FieldSpec, Kind
from betadeck.ui.composer.keys import is_redo, is_send, is_undo
from betadeck.ui.composer.outline import outline
from betadeck.ui.composer.scroll_pane import ScrollPane
from betadeck.ui.composer.tab_order import step_focus

_NARROW_PX = 460


class BodyForm(ScrollPane):
    """Shows the fields of a JSON object and announces edits of it.

    Signals:
        changed(Change): the user edited something.
        opened(str): show the place with this pointer as JSON.
    """

    changed = Signal(object)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("body_form")
        self._specs: Sequence[FieldSpec] = ()
        self._models: Models = {}
        self._body: Mapping[str, object] = {}
        self._rows: dict[str, FieldRow] = {}
        self._links = AddLinks()
        self._lines = QVBoxLayout()
        self._lay_out()
        self._links.block_chosen.connect(self._on_block)
        self._links.message_asked.connect(self._on_message)
        self._links.field_chosen.connect(self._on_field)
        self._links.json_asked.connect(self._on_json)

    def set_fields(self, specs: Sequence[FieldSpec], models: Models) -> None:
        """Show these fields from the next `show_body` on, and offer these models."""
        if tuple(specs) == tuple(self._specs) and models is self._models:
            return
        self._specs, self._models = specs, models
        for row in self._rows.values():
            self._lines.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = {}

    def show_body(self, body: Mapping[str, object]) -> None:
        """Show `body`. Rows stay, with focus and caret, as long as their field does."""
        self._body = body
        rows = planned(body, self._specs)
        self._drop_rows({row.spec.pointer for row in rows})
        for row in rows:
            if row.spec.pointer not in self._rows:
                self._add_row(row.spec)
            self._rows[row.spec.pointer].show_row(row, body)
        self._sort(rows)
        self._links.show_for(self._conversation() is not None, missing(body, self._specs))

    def reveal(self, pointer: str) -> bool:
        """Scroll to the place, outline it, focus it. False if it can only be seen as JSON."""
        row = next((each for each in self._rows.values() if each.holds(pointer)), None)
        target = row.reveal(pointer) if row is not None else None
        if target is None or row is None:
            return False
        # Rows that were just made have no size before their layout has run.
        self.column.activate()
        self.ensureWidgetVisible(target, 0, 48)
        target.setFocus()
        outline(target)
        return True

    def rows(self) -> list[FieldRow]:
        """Return the rows, in no order."""
        return list(self._rows.values())

    def links(self) -> AddLinks:
        """Return the links that add to the form."""
        return self._links

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the keys for it; leave undo, redo and Ctrl+Enter to those around."""
        if is_undo(event) or is_redo(event) or is_send(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go through the rows from top to bottom, and scroll along."""
        moved = step_focus(self.inside, forward) or super().focusNextPrevChild(forward)
        if (focused := focused_in(self.inside)) is not None:
            self.ensureWidgetVisible(focused, 0, 24)
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put labels above their fields when it gets narrow."""
        super().resizeEvent(event)
        for row in self._rows.values():
            row.set_stacked(self._is_narrow())
        self._indent_links()

    def _lay_out(self) -> None:
        self._lines.setSpacing(0)
        self.column.setSpacing(0)
        self.column.addLayout(self._lines)
        self.column.addWidget(self._links)
        self.column.addStretch(1)
        self._indent_links()

    def _indent_links(self) -> None:
        self._links.indent(0 if self._is_narrow() else LABEL_PX - 4)

    def _is_narrow(self) -> bool:
        return self.width() < _NARROW_PX

    def _add_row(self, spec: FieldSpec) -> None:
        row = FieldRow(spec, self._models)
        row.set_stacked(self._is_narrow())
        row.changed.connect(self.changed)
        row.opened.connect(self.opened)
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

    def _conversation(self) -> MessagesEditor | None:
        for row in self._rows.values():
            if row.spec.kind is Kind.MESSAGES and isinstance(row.editor, MessagesEditor):
                return row.editor
        return None

    def _on_block(self, kind: str) -> None:
        if (messages := self._conversation()) is not None:
            messages.add_block(kind)

    def _on_message(self) -> None:
        if (messages := self._conversation()) is not None:
            messages.add_message()

    def _on_field(self, spec: FieldSpec) -> None:
        self.changed.emit(put_json(spec.pointer, spec.start, step=True))
        if spec.kind is Kind.OPAQUE:
            self.opened.emit(spec.pointer)
        elif value_at(self._body, spec.pointer) is not ABSENT and spec.pointer in self._rows:
            self._rows[spec.pointer].editor.begin()

    def _on_json(self) -> None:
        self.opened.emit("")

    def _on_remove(self, pointer: str) -> None:
        # Without the focus the row goes at once; with it, it would stay for the user to type on.
        self._rows[pointer].hide()
        self.changed.emit(take_pruned(pointer))
