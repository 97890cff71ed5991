"""The links under a form that add to it."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QWidget

from betadeck.ui.composer.blocks.block_editor import open_menu
from betadeck.ui.composer.blocks.kinds import BlockKind
from betadeck.ui.composer.blocks.kinds_menu import KindsMenu
from betadeck.ui.composer.form.editor import Make
from betadeck.ui.composer.form.spec import FieldSpec
from betadeck.ui.parts.buttons import button

_OTHER = "Another field, as JSON"


class AddLinks(QWidget):
    """+ Block, + Message, + Field.

    Signals:
        block_chosen(BlockKind): add a content block of this kind.
        message_asked(): add a message.
        field_chosen(FieldSpec): add this field.
        json_asked(): show the JSON, to add what the form does not know.
    """

    block_chosen = Signal(object)
    message_asked = Signal()
    field_chosen = Signal(object)
    json_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs: Sequence[FieldSpec] = ()
        self._make: Make | None = None
        self._base = ""
        self._kinds: Callable[[], Sequence[BlockKind]] = tuple
        self._block = self._link("+ Block", "add_block", "Add a block to the message")
        self._message = self._link("+ Message", "add_message", "Add a message")
        self._field = self._link("+ Field", "add_field", "Add another field")
        layout = self._row = QHBoxLayout(self)
        layout.setSpacing(8)
        for each in (self._block, self._message, self._field):
            layout.addWidget(each)
        layout.addStretch(1)
        self.setFocusProxy(self._field)
        self._block.clicked.connect(self._on_block)
        self._message.clicked.connect(self._on_message)
        self._field.clicked.connect(self._on_field)

    def show_for(
        self,
        conversation: bool,
        specs: Sequence[FieldSpec],
        kinds: Callable[[], Sequence[BlockKind]] = tuple,
        make: Make | None = None,
        base: str = "",
    ) -> None:
        """Offer blocks of the `kinds` and messages if it is a `conversation`, and these fields of the object
        at `base`, of which `make` tells more.
        """
        self._specs, self._kinds, self._make, self._base = specs, kinds, make, base
        self._block.setVisible(conversation)
        self._message.setVisible(conversation)

    def indent(self, left_px: int) -> None:
        """Begin the links under the fields."""
        self._row.setContentsMargins(left_px, 0, 0, 0)

    def block_menu(self) -> QMenu:
        """Return the kinds of block to choose from."""
        menu = KindsMenu(self._kinds(), self)
        menu.chosen.connect(self.block_chosen)
        return menu

    def field_menu(self) -> QMenu:
        """Return the fields to choose from, those that need a beta last."""
        menu = QMenu(self)
        menu.setToolTipsVisible(True)
        betas = {each.pointer: self._beta(each) for each in self._specs}
        for needing in (False, True):
            for spec in (each for each in self._specs if bool(betas[each.pointer]) is needing):
                action = menu.addAction(_words(spec, betas[spec.pointer]))
                action.setData(spec.pointer)
                action.setToolTip(self._make.about(self._placed(spec)) if self._make is not None else "")
            menu.addSeparator()
        menu.addAction(_OTHER).setData("")
        menu.triggered.connect(self._on_field_action)
        return menu

    def _beta(self, spec: FieldSpec) -> str:
        found = self._make.beta(self._placed(spec)) if self._make is not None else ""
        return f"needs {found}" if found else "needs a beta" if spec.beta else ""

    def _placed(self, spec: FieldSpec) -> FieldSpec:
        return replace(spec, pointer=self._base + spec.pointer)

    def _link(self, text: str, name: str, tip: str) -> QPushButton:
        made = button(text, "link", tip)
        made.setObjectName(name)
        made.setAccessibleName(tip)
        # A click leaves the focus in the message that the block is meant for.
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def _on_block(self) -> None:
        open_menu(self.block_menu(), self._block)

    def _on_message(self) -> None:
        self.message_asked.emit()

    def _on_field(self) -> None:
        open_menu(self.field_menu(), self._field)

    def _on_field_action(self, action: QAction) -> None:
        pointer = str(action.data())
        spec = next((each for each in self._specs if each.pointer == pointer), None)
        if spec is None:
            self.json_asked.emit()
        else:
            self.field_chosen.emit(spec)


def _words(spec: FieldSpec, beta: str) -> str:
    note = spec.note or beta
    return f"{spec.label}  ·  {note}" if note else spec.label
