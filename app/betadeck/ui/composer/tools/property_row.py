"""One field of a JSON Schema in a table."""

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from betadeck.ui.composer.form.inputs import ChoiceInput, LineInput, SwitchInput
from betadeck.ui.composer.form.more_link import MoreLink
from betadeck.ui.parts.buttons import IconButton
from betadeck.ui.parts.wrap_layout import WrapLayout

TYPES = ("string", "integer", "number", "boolean", "array", "object")
_SHOWN = ("type", "description")
_NAME_PX, _TYPE_PX, _ABOUT_PX = 130, 96, 180


class PropertyRow(QWidget):
    """Name, type, required, description; members beside these are named and open as JSON.

    Signals:
        edited(str, str, object): this member of the field of this name is now this, None for gone.
        renamed(str, str): the field of this name is called so now.
        required_set(str, bool): the field of this name is required now, or is not.
        removed(str), opened(str): take the field out; show it as JSON.
    """

    edited = Signal(str, str, object)
    renamed = Signal(str, str)
    required_set = Signal(str, bool)
    removed = Signal(str)
    opened = Signal(str)

    def __init__(self, owner: str, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.name = ""
        whose = f"{owner}, field {number}"
        self._name = LineInput(f"{whose}, name")
        self._name.setProperty("mono", True)
        self._name.setFixedWidth(_NAME_PX)
        self._name.editingFinished.connect(self._on_name)
        self._type = ChoiceInput(f"{whose}, type", TYPES)
        self._type.setFixedWidth(_TYPE_PX)
        self._type.setPlaceholderText("any")
        self._type.picked.connect(self._on_type)
        self._required = SwitchInput("Required")
        self._required.setAccessibleName(f"{whose}, required")
        self._required.setFixedHeight(30)
        self._required.clicked.connect(self._on_required)
        self._about = LineInput(f"{whose}, description")
        self._about.setPlaceholderText("What it is for")
        self._about.setMinimumWidth(_ABOUT_PX)
        self._about.textEdited.connect(self._on_about)
        self._others = MoreLink()
        self._others.clicked.connect(self._on_others)
        remove = IconButton("close", "Remove this field")
        remove.setObjectName("remove_property")
        remove.clicked.connect(self._on_remove)
        flow = WrapLayout(gap_px=6)
        for each in (self._name, self._type, self._required, self._about, self._others, remove):
            flow.addWidget(each)
        self.setLayout(flow)
        self.setFocusProxy(self._name)

    def show_field(self, name: str, field: Mapping[str, object], required: bool) -> None:
        """Show a field."""
        if name != self.name:
            self.name = name
            self._name.show_text(name)
        self._type.show_text(str(field.get("type", "")))
        self._required.setChecked(required)
        self._about.show_text(str(field.get("description", "")))
        self._others.name([each for each in field if each not in _SHOWN])

    def begin(self) -> None:
        """Go to the name, ready to be typed over."""
        self._name.setFocus()
        self._name.selectAll()

    def _on_name(self) -> None:
        if (new := self._name.text()) != self.name:
            old = self.name
            self.renamed.emit(old, new)
            self._name.show_text(self.name)

    def _on_type(self, kind: str) -> None:
        self.edited.emit(self.name, "type", kind)

    def _on_required(self, required: bool) -> None:
        self.required_set.emit(self.name, required)

    def _on_about(self, text: str) -> None:
        self.edited.emit(self.name, "description", text or None)

    def _on_others(self) -> None:
        self.opened.emit(self.name)

    def _on_remove(self) -> None:
        self.removed.emit(self.name)
