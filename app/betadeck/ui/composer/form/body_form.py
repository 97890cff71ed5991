"""The form of a body: rows that are kept and told anew while the user types."""

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QLayout, QWidget

from betadeck.core.cache_bars import bars_of
from betadeck.core.catalog import Catalogue
from betadeck.core.field_refusals import refusals
from betadeck.core.json_pointer import words
from betadeck.ui.composer.blocks.attach import Attach
from betadeck.ui.composer.blocks.kinds import BlockKind
from betadeck.ui.composer.blocks.paste_edit import paths_in
from betadeck.ui.composer.form.add_links import AddLinks
from betadeck.ui.composer.form.changes import put_json
from betadeck.ui.composer.form.drops import Dragging, Drops
from betadeck.ui.composer.form.field_column import FieldColumn
from betadeck.ui.composer.form.field_row import LABEL_PX, FieldRow
from betadeck.ui.composer.form.id_editors import IdChoices
from betadeck.ui.composer.form.make import Maker
from betadeck.ui.composer.form.messages_editor import MessagesEditor
from betadeck.ui.composer.form.model_editor import ModelEditor
from betadeck.ui.composer.form.plan import missing
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from betadeck.ui.composer.keys import is_redo, is_send, is_undo
from betadeck.ui.composer.offering import Offering
from betadeck.ui.composer.outline import Outline, outline
from betadeck.ui.composer.scroll_pane import ScrollPane
from betadeck.ui.parts.focus import focused_in
from betadeck.ui.parts.tab_order import step_focus

_MESSAGES = ("POST", "/v1/messages")
_NARROW_PX = 460
_LEAST_ROOM_PX = 600
"""A form may be filled before it has its size."""
_SETTLED_MS = 40
"""Texts in texts take some turns of the loop to find their heights."""


class BodyForm(ScrollPane):
    """Shows the fields of a JSON object and announces edits of it.

    Signals:
        changed(Change): the user edited something.
        opened(str): show the place with this pointer as JSON.
        asked(object): what an editor wants of others, but for drags, which are followed here.
    """

    changed = Signal(object)
    opened = Signal(str)
    asked = Signal(object)

    def __init__(self, offering: Offering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("body_form")
        self._offering = offering
        self.setAcceptDrops(True)
        self._specs: Sequence[FieldSpec] = ()
        self._maker = Maker(Catalogue())
        self._body: Mapping[str, object] = {}
        self._closed = self._stacked = False
        self._blamed = ""
        self._revealed: QWidget | None = None
        self._wanted_px = 0
        self._fields = FieldColumn()
        self._links = AddLinks()
        self._drops = Drops(self)
        self._lay_out()
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._keep_in_sight)
        self.verticalScrollBar().rangeChanged.connect(self._on_room)
        self._fields.filled.connect(self._on_filled)
        self._fields.changed.connect(self.changed)
        self._fields.opened.connect(self.opened)
        self._fields.asked.connect(self._on_asked)
        self._links.block_chosen.connect(self._on_block)
        self._links.message_asked.connect(self._on_message)
        self._links.field_chosen.connect(self._on_field)
        self._links.json_asked.connect(self._on_json)

    def set_fields(
        self,
        specs: Sequence[FieldSpec],
        catalogue: Catalogue,
        closed: bool = False,
        operation: tuple[str, str] = _MESSAGES,
    ) -> bool:
        """Show these fields from the next `show_body` on, and offer what the catalogue knows; with `closed`,
        members that are not among them are marked. `operation` is its method and path, for its betas. Return
        whether this is anything new.
        """
        maker = Maker(catalogue, *operation, self._offering)
        if tuple(specs) == tuple(self._specs) and maker == self._maker and closed is self._closed:
            return False
        self._specs, self._closed, self._maker = specs, closed, maker
        self._fields.set_fields(specs, maker, closed)
        return True

    def show_body(self, body: Mapping[str, object]) -> None:
        """Show `body`. Rows stay, with focus and caret, as long as their field does."""
        self._body = body
        self._fields.show_body(body, room_px=max(self.viewport().height(), _LEAST_ROOM_PX))
        self._links.setVisible(not self._fields.is_filling())

    def reveal(self, pointer: str) -> bool:
        """Scroll to the place, outline it, focus it. False if it can only be seen as JSON."""
        target = self._fields.reveal(pointer)
        if target is None:
            return False
        # Rows that were just made have no size before their layout has run.
        self.column.activate()
        self.ensureWidgetVisible(target, 0, 48)
        target.setFocus()
        self._revealed = focused_in(self.inside)
        if pointer == self._blamed:
            outline(target, stays=True)
        else:
            outline(target)
        return True

    def scroll_to(self, height_px: int) -> None:
        """Scroll so far down, as soon as there is so much to scroll through."""
        self._wanted_px = height_px
        self.verticalScrollBar().setValue(height_px)

    def show_blame(self, pointer: str) -> None:
        """Outline the place at `pointer`, once it is revealed, until another or none is blamed."""
        if pointer != self._blamed:
            self._blamed = pointer
            for each in self.findChildren(Outline):
                each.end_staying()

    def tell_ids(self, place: str, problem: str) -> None:
        """Say why no ids for the field at `place` were loaded; without a problem offer them."""
        for each in self.findChildren(IdChoices):
            if each.is_at(place):
                each.tell(problem)

    def tell_models(self, problem: str) -> None:
        """Say at the models why there is no list of the target's; without a problem offer it."""
        for each in self.findChildren(ModelEditor):
            each.tell_asked(problem)

    def rows(self) -> list[FieldRow]:
        """Return the rows, in no order."""
        self._fields.finish()
        return self._fields.rows()

    def links(self) -> AddLinks:
        """Return the links that add to the form."""
        return self._links

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Scroll with the keys for it; leave undo, redo and Ctrl+Enter to those around."""
        if is_undo(event) or is_redo(event) or is_send(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files where there is a conversation for them."""
        if paths_in(event.mimeData()) and self._conversation() is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for the files to be put into the message under the mouse."""
        talk, paths = self._conversation(), paths_in(event.mimeData())
        at = talk.content_at(self.mapToGlobal(event.position().toPoint())) if talk is not None else ""
        if paths and at:
            event.acceptProposedAction()
            self.asked.emit(Attach(at, paths=paths))

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Let Tab go through the rows from top to bottom, and scroll along."""
        self._fields.finish()
        moved = step_focus(self.inside, forward) or super().focusNextPrevChild(forward)
        if (focused := focused_in(self.inside)) is not None:
            self.ensureWidgetVisible(focused, 0, 24)
        return moved

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put labels above their fields when it gets narrow."""
        super().resizeEvent(event)
        stacked = self.width() < _NARROW_PX
        if stacked is not self._stacked:
            self._stacked = stacked
            self._fields.set_stacked(stacked)
            self._show_cache()
            self._indent_links()
        self._settled.start()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Let the user look elsewhere."""
        self._revealed, self._wanted_px = None, 0
        super().wheelEvent(event)

    def _on_room(self, _least: int, most: int) -> None:
        if self._wanted_px:
            self.verticalScrollBar().setValue(min(self._wanted_px, most))
        self._settled.start()

    def _keep_in_sight(self) -> None:
        """Follow what was revealed while texts above it find their height, and while it grows."""
        if not self._fields.is_filling():
            self._wanted_px = 0
        target = focused_in(self.inside)
        if target is None or target is not self._revealed:
            self._revealed = None
        elif target.height() < self.viewport().height() // 2:
            self.column.activate()
            self.ensureWidgetVisible(target, 0, 24)

    def _lay_out(self) -> None:
        for each in (self.inside, self._fields):
            # They grow while rows are made: what is painted already stays.
            each.setAttribute(Qt.WidgetAttribute.WA_StaticContents)
        # Left to the scroll area it would grow a turn late, and rows would be squeezed for that turn.
        self.column.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        self.column.setSpacing(0)
        self.column.addWidget(self._fields)
        self.column.addWidget(self._links)
        self.column.addStretch(1)
        self._indent_links()

    def _indent_links(self) -> None:
        self._links.indent(0 if self._stacked else LABEL_PX - 4)

    def _on_filled(self) -> None:
        for row in self._fields.rows():
            row.editor.show_refused(self._refused)
        self._show_cache()
        talk, specs = self._conversation(), missing(self._body, self._specs)
        self._links.show_for(talk is not None, specs, talk.kinds if talk is not None else tuple, self._maker)
        self._links.show()

    def _show_cache(self) -> None:
        bars = {f"/{each.part}": each for each in bars_of(self._body)}
        for row in self._fields.rows():
            row.show_cache(bars.get(row.spec.pointer))

    def _refused(self, pointer: str, values: Iterable[str]) -> Mapping[str, str]:
        return refusals(self._maker.catalogue, self._body, words(pointer), values)

    def _conversation(self) -> MessagesEditor | None:
        for row in self._fields.rows():
            if row.spec.kind is Kind.MESSAGES and isinstance(row.editor, MessagesEditor):
                return row.editor
        return None

    def _on_asked(self, wanted: object) -> None:
        if isinstance(wanted, Dragging):
            self._drops.follow(wanted)
        else:
            self.asked.emit(wanted)

    def _on_block(self, kind: BlockKind) -> None:
        if (messages := self._conversation()) is not None:
            messages.add_block(kind)

    def _on_message(self) -> None:
        if (messages := self._conversation()) is not None:
            messages.add_message()

    def _on_field(self, spec: FieldSpec) -> None:
        self.changed.emit(put_json(spec.pointer, spec.start, step=True))
        if spec.kind is Kind.OPAQUE:
            self.opened.emit(spec.pointer)
        elif (row := self._fields.row_of(spec.pointer)) is not None:
            row.editor.begin()

    def _on_json(self) -> None:
        self.opened.emit("")
