"""The tools of a request."""

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from betadeck.core.catalog import Catalogue
from betadeck.ui.composer.blocks.block_actions import change_for, move_to
from betadeck.ui.composer.blocks.block_editor import BlockEditor, open_menu
from betadeck.ui.composer.blocks.other_blocks import OtherBlock
from betadeck.ui.composer.form.changes import put_json
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.group_editor import GroupEditor
from betadeck.ui.composer.form.spec import FieldSpec
from betadeck.ui.composer.tools.tool_block import ToolBlock
from betadeck.ui.composer.tools.tool_kinds import OWN, own_start, tool_kinds, type_of
from betadeck.ui.parts.buttons import button


class ToolsEditor(GroupEditor):
    """A line for each tool, and a menu of all that the catalogue knows."""

    def __init__(
        self, spec: FieldSpec, make: Make, catalogue: Catalogue, parent: QWidget | None = None
    ) -> None:
        super().__init__(spec, make, parent)
        self._kinds = tool_kinds(spec.shape, catalogue.betas)
        self._titles = {name: each.title for name, each in catalogue.betas.items()}
        self._tools: list[object] = []
        self._blocks: list[BlockEditor] = []
        self._types: list[str] = []

    def build(self) -> None:
        """Make the link; tools are made as they come."""
        self._add = button("+ Tool", "link", "Add a tool")
        self._add.setObjectName("add_tool")
        self._add.setAccessibleName("Add a tool")
        self._add.clicked.connect(self._on_add)
        self.column.addWidget(self._add)

    def fill(self, value: object) -> None:
        """Show the tools; lines are kept and told anew."""
        self._tools = value if isinstance(value, list) else []
        while len(self._blocks) > len(self._tools):
            self._drop_last()
        for place, tool in enumerate(self._tools):
            self._fit(place, type_of(tool))
            block = self._blocks[place]
            block.set_pointer(f"{self.pointer}/{place}")
            block.show_value(tool)
            block.show_tools(tool, place, len(self._tools), removable=True)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place, with all tools."""
        super().set_pointer(pointer)
        for place, block in enumerate(self._blocks):
            block.set_pointer(f"{pointer}/{place}")

    def drop_items(self, dragged: Editor) -> list[QWidget] | None:
        """Take its own tools alone."""
        return [each.whole() for each in self._blocks] if dragged in self._blocks else None

    def take_in(self, dragged: Editor, place: int) -> None:
        """Move a tool before that at `place`."""
        start = next(index for index, each in enumerate(self._blocks) if each is dragged)
        to = place - 1 if place > start else place
        if to != start:
            self.changed.emit(move_to(self.pointer, start, to))
            self._blocks[to].setFocus()

    def first(self) -> QWidget:
        """Return the link that adds."""
        return self._add if self._built else super().first()

    def reveal_inside(self, pointer: str) -> QWidget | None:
        """Ask the tool that holds the place."""
        name = pointer[len(self.pointer) + 1 :].partition("/")[0]
        if not name.isdigit() or int(name) >= len(self._blocks):
            return None
        block = self._blocks[int(name)]
        return block.reveal_mark(pointer) or block.reveal(pointer)

    def add_menu(self) -> QMenu:
        """Return the tools that can be added, older versions in a menu of their own."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        menu.addAction("A tool of your own").setData(OWN)
        menu.addSeparator()
        old: QMenu | None = None
        for each in self._kinds.values():
            if each.type == OWN:
                continue
            if each.old and old is None:
                menu.addSeparator()
                old = menu.addMenu("Older versions")
            title = self._titles.get(each.beta, "")
            words = f"{each.type}  ·  needs {title}" if title else each.type
            action = (menu if old is None else old).addAction(words)
            action.setData(each.type)
            action.setToolTip(each.beta)
        menu.triggered.connect(self._on_chosen)
        return menu

    def _fit(self, place: int, kind: str) -> None:
        if place < len(self._blocks) and self._types[place] != kind:
            while len(self._blocks) > place:
                self._drop_last()
        if place < len(self._blocks):
            return
        pointer, name = f"{self.pointer}/{place}", f"Tool {place + 1}"
        known = self._kinds.get(kind)
        made: BlockEditor = (
            ToolBlock(pointer, name, known, self.make) if known is not None else OtherBlock(pointer, name)
        )
        self.pass_on(made)
        made.acted.connect(self._on_acted)
        self._blocks.append(made)
        self._types.append(kind)
        self.column.insertWidget(place, made.whole())

    def _drop_last(self) -> None:
        self._types.pop()
        whole = self._blocks.pop().whole()
        self.column.removeWidget(whole)
        whole.hide()
        whole.deleteLater()

    def _on_add(self) -> None:
        open_menu(self.add_menu(), self._add)

    def _on_chosen(self, action: QAction) -> None:
        kind = str(action.data())
        raw = own_start(self._tools) if kind == OWN else self._kinds[kind].start()
        self.changed.emit(put_json(f"{self.pointer}/-", raw, step=True))
        if self._blocks:
            self._blocks[-1].begin()

    def _on_acted(self, action: str, pointer: str) -> None:
        if action == "json":
            self.opened.emit(pointer)
        else:
            self.changed.emit(change_for(action, pointer))
