"""A list of values: added, moved, repeated, taken out."""

from dataclasses import replace

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from betadeck.ui.composer.blocks.block_actions import move_to
from betadeck.ui.composer.blocks.block_editor import open_menu
from betadeck.ui.composer.form.changes import put_json, repeat, take
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.group_editor import GroupEditor
from betadeck.ui.composer.form.item_row import ItemRow
from betadeck.ui.composer.form.schema_choices import Choice, choices_of
from betadeck.ui.composer.form.schema_fields import field_of
from betadeck.ui.composer.form.schema_start import start_of
from betadeck.ui.composer.form.shown import Shown, editor_as, shown_as
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label

_PAGE = 20
_MANY = 4
_ACTIONS = (
    ("up", "Move up"),
    ("down", "Move down"),
    ("duplicate", "Duplicate this item"),
    ("close", "Remove this item"),
)


class ListEditor(GroupEditor):
    """The first items, and more on request, so that long lists stay quick."""

    def build(self) -> None:
        """Make the links; items are made as they come."""
        self._items: list[object] = []
        self._rows: list[ItemRow] = []
        self._shown: list[Shown] = []
        self._asked = _PAGE
        shape = self.spec.shape
        self._shape = shape.whole().items() if shape else None
        self._choices = choices_of(self._shape) if self._shape else ()
        # Made once: all items are alike, and a key anywhere in the form shows each of them again.
        self._item = field_of("/0", self._shape, True) if self._shape else FieldSpec("/0", "", Kind.OPAQUE)
        self._more = button("", "link")
        self._more.setObjectName("more_items")
        self._more.clicked.connect(self._on_more)
        self._add = button("+ Item", "link", f"Add to {self.spec.label}")
        self._add.setObjectName("add_item")
        self._add.setAccessibleName(f"Add to {self.spec.label}")
        self._add.clicked.connect(self._on_add)
        for each in (self._more, self._add):
            self.column.addWidget(each)

    def fill(self, value: object) -> None:
        """Show the items; rows are kept and told anew."""
        self._items = value if isinstance(value, list) else []
        shown = self._items[: self._asked]
        while len(self._rows) > len(shown):
            self._drop_last()
        for place, item in enumerate(shown):
            self._fit(place, item)
            row = self._rows[place]
            row.editor.show_value(item)
            row.set_enabled("up", place > 0)
            row.set_enabled("down", place + 1 < len(self._items))
        left = len(self._items) - len(shown)
        self._more.setVisible(left > 0)
        self._more.setText(f"Show {min(left, _PAGE)} more of {len(self._items):,}")

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, with all items."""
        super().set_pointer(pointer)
        if self._built:
            for place, row in enumerate(self._rows):
                row.editor.set_pointer(f"{pointer}/{place}")

    def rows(self) -> list[ItemRow]:
        """Return the rows that are shown, in order."""
        return list(self._rows) if self._built else []

    def first(self) -> QWidget:
        """Return the link that adds."""
        return self._add if self._built else super().first()

    def reveal_inside(self, pointer: str) -> QWidget | None:
        """Ask the item that holds the place, shown with those before it."""
        name = pointer[len(self.pointer) + 1 :].partition("/")[0]
        if not name.isdigit() or int(name) >= len(self._items):
            return None
        if int(name) >= self._asked:
            self._asked = int(name) + 1
            self.fill(self._items)
        return self._rows[int(name)].editor.reveal(pointer)

    def add_menu(self) -> QMenu:
        """Return the shapes that a new item may have."""
        menu = QMenu(self)
        for each in self._choices:
            menu.addAction(each.label).setData(each.label)
        menu.triggered.connect(self._on_chosen)
        return menu

    def _fit(self, place: int, item: object) -> None:
        """Have a row at `place` whose editor can show `item`."""
        spec = self._spec(place)
        shown = shown_as(spec, item)
        if place < len(self._rows) and self._shown[place] is not shown:
            while len(self._rows) > place:
                self._drop_last()
        if place == len(self._rows):
            editor = editor_as(shown, spec, self.make)
            self._add_row(editor)
            self._shown.append(shown)

    def _spec(self, place: int) -> FieldSpec:
        label = f"{self.spec.label}, item {place + 1}"
        return replace(self._item, pointer=f"{self.pointer}/{place}", label=label)

    def _add_row(self, editor: Editor) -> None:
        self.pass_on(editor)
        if isinstance(editor, GroupEditor) and len(self._items) > _MANY:
            editor.set_open(False)
        number = Label(str(len(self._rows) + 1), "", "muted")
        number.setMinimumWidth(18)
        row = ItemRow(number, editor, _ACTIONS)
        row.acted.connect(self._on_acted)
        self.column.insertWidget(len(self._rows), row)
        self._rows.append(row)

    def _drop_last(self) -> None:
        row = self._rows.pop()
        self._shown.pop()
        self.column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _on_acted(self, action: str) -> None:
        place = next((place for place, row in enumerate(self._rows) if row is self.sender()), -1)
        here = f"{self.pointer}/{place}"
        if action == "close":
            self.changed.emit(take(here))
        elif action == "duplicate":
            self.changed.emit(repeat(here))
        else:
            self._move(place, action)

    def _move(self, place: int, action: str) -> None:
        """Move an item; keys that move it go on moving the same one."""
        to = place + (1 if action == "down" else -1)
        held = self._rows[place].has_focus()
        self.changed.emit(move_to(self.pointer, place, to))
        if held and to < len(self._rows):
            self._rows[to].take_focus(action)

    def _on_add(self) -> None:
        if len(self._choices) > 1:
            open_menu(self.add_menu(), self._add)
        elif self._shape is not None:
            self._append(start_of(self._shape))

    def _on_chosen(self, action: QAction) -> None:
        chosen: Choice | None = next((each for each in self._choices if each.label == action.data()), None)
        if chosen is not None:
            self._append(chosen.start())

    def _append(self, raw: str) -> None:
        place = len(self._items)
        self._asked = max(self._asked, place + 1)
        self.changed.emit(put_json(f"{self.pointer}/-", raw, step=True))
        if place < len(self._rows):
            self._rows[place].editor.begin()

    def _on_more(self) -> None:
        self._asked += _PAGE
        self.fill(self._items)
