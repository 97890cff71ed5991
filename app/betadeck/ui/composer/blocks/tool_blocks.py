"""A tool's call and its result, drawn as a pair: both name the tool, and a call says whether it is answered."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from betadeck.ui.composer.blocks.block_editor import BlockEditor
from betadeck.ui.composer.blocks.input_shape import start_of_input
from betadeck.ui.composer.blocks.kinds import others_of
from betadeck.ui.composer.blocks.pairs import Pairs
from betadeck.ui.composer.blocks.tool_input import ToolInput
from betadeck.ui.composer.form.changes import both, put, put_json, take
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.inputs import LineInput, SwitchInput
from betadeck.ui.composer.form.more_link import MoreLink
from betadeck.ui.composer.form.spec import ABSENT
from betadeck.ui.composer.offer_button import Offer, OfferButton
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import ElidedLabel, Label
from betadeck.ui.parts.restyle import set_property

_FEW_CALLS = 4
"""In a talk with more calls their inputs begin closed, each summed up on a line."""
_NAME_PX, _ID_PX = 60, 60
_NO_CALL = "answers no call"


class _ToolBlock(BlockEditor):
    """The rail at the left, a line of words, and what hangs below it."""

    def __init__(self, pointer: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self._pairs = Pairs()
        self._value: dict[str, object] = {}
        frame = QFrame()
        frame.setProperty("role", "toolrail")
        self.column = QVBoxLayout(frame)
        self.column.setContentsMargins(10, 2, 0, 2)
        self.column.setSpacing(4)
        self.head = QHBoxLayout()
        self.head.setSpacing(6)
        self.column.addLayout(self.head)
        self._others = MoreLink()
        self._others.clicked.connect(self._on_others)
        self.row.addWidget(frame, 1)

    def _line(self, name: str, member: str, least_px: int) -> LineInput:
        made = LineInput(name)
        made.setProperty("mono", True)
        made.setMinimumWidth(least_px)
        made.setPlaceholderText(member)
        made.setToolTip(member)
        made.textEdited.connect(self._on_line)
        made.setObjectName(member)
        return made

    def _text(self, member: str) -> str:
        found = self._value.get(member)
        return found if isinstance(found, str) else ""

    def _on_line(self, text: str) -> None:
        made = self.sender()
        if isinstance(made, LineInput):
            self.changed.emit(put(f"{self.pointer}/{made.objectName()}", text))

    def _on_others(self) -> None:
        self.opened.emit(self.pointer)


class ToolUseBlock(_ToolBlock):
    """A call: the tool's name, the id, and the input."""

    def __init__(self, pointer: str, name: str, make: Make | None, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self._name = self._line(f"{name}, tool", "name", _NAME_PX)
        self._tools = OfferButton(f"{name}, choose a tool")
        self._tools.set_offers(lambda: [Offer(each, each) for each in self._pairs.tools])
        self._tools.picked.connect(self._on_tool)
        self._id = self._line(f"{name}, id", "id", _ID_PX)
        self._answer = button("+ Result", "link", "Add the result of this call to the next message")
        self._answer.setObjectName("add_result")
        self._answer.clicked.connect(self._on_answer)
        self.head.addWidget(Label("Calls", "", "muted"))
        self.head.addWidget(self._name, 2)
        self.head.addWidget(self._tools)
        self.head.addWidget(self._id, 3)
        self.head.addWidget(self._others)
        self.head.addWidget(self._answer)
        self._input = ToolInput(f"{pointer}/input", f"{name}, input", make)
        self.pass_on(self._input)
        self.column.addWidget(self._input)
        self.setFocusProxy(self._name)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place."""
        super().set_pointer(pointer)
        self._input.set_pointer(f"{pointer}/input")

    def show_value(self, value: object) -> None:
        """Show the call."""
        self._value = value if isinstance(value, dict) else {}
        self._name.show_text(self._text("name"))
        self._id.show_text(self._text("id"))
        self._input.show_tool(self._text("name"), self._pairs.tools.get(self._text("name")))
        self._input.show_value(self._value.get("input", ABSENT))
        self._others.name(others_of(value, ("type", "name", "id", "input", "cache_control")))
        self._show_waiting()

    def show_pairs(self, pairs: Pairs) -> None:
        """Know which calls are answered, and the tools; the input's fields count from the next value on."""
        self._pairs = pairs
        self._tools.setVisible(bool(pairs.tools))
        if len(pairs.names) <= _FEW_CALLS:
            self._input.set_open()
        self._show_waiting()

    def begin(self) -> None:
        """Go to the input of a tool that is known, else to its name."""
        if self._text("name") in self._pairs.tools:
            self._input.begin()
        else:
            self._name.setFocus()

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the line, or what of the input holds the place."""
        if pointer.startswith(f"{self.pointer}/input"):
            return self._input.reveal(pointer)
        return {f"{self.pointer}/id": self._id}.get(pointer, self._name)

    def _show_waiting(self) -> None:
        self._answer.setVisible(bool(self._text("id")) and self._text("id") not in self._pairs.answered)

    def _on_tool(self, name: str) -> None:
        """Call another tool; an input that nobody has filled in begins anew."""
        change = put(f"{self.pointer}/name", name)
        if not self._value.get("input"):
            change = both(change, put_json(f"{self.pointer}/input", start_of_input(self._pairs.tools[name])))
        self.changed.emit(change)
        self.begin()

    def _on_answer(self) -> None:
        self.answer_asked.emit(self._text("id"))


class ToolResultBlock(_ToolBlock):
    """A result: which call it answers, whether it failed, and its content in the editor that is given."""

    def __init__(self, pointer: str, name: str, content: Editor, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self._tool = ElidedLabel("", "", "muted")
        self._id = self._line(f"{name}, call", "tool_use_id", _ID_PX)
        self._failed = SwitchInput("Failed")
        self._failed.setAccessibleName(f"{name}, failed")
        self._failed.setToolTip("is_error: tell the model that the tool failed")
        self._failed.clicked.connect(self._on_failed)
        self.head.addWidget(self._tool, 3)
        self.head.addWidget(self._id, 2)
        self.head.addWidget(self._others)
        self.head.addWidget(self._failed)
        self._content = content
        self.pass_on(content)
        self.column.addWidget(content)
        self.setFocusProxy(content)

    def set_pointer(self, pointer: str) -> None:
        """Speak of another place."""
        super().set_pointer(pointer)
        self._content.set_pointer(f"{pointer}/content")

    def show_value(self, value: object) -> None:
        """Show the result."""
        self._value = value if isinstance(value, dict) else {}
        self._id.show_text(self._text("tool_use_id"))
        self._failed.setChecked(self._value.get("is_error") is True)
        content = self._value.get("content", "")
        self._content.show_value(content if isinstance(content, str | list) else "")
        self._others.name(others_of(value, ("type", "tool_use_id", "is_error", "content", "cache_control")))
        self._show_tool()

    def show_pairs(self, pairs: Pairs) -> None:
        """Know the names of the tools called."""
        self._pairs = pairs
        self._show_tool()

    def begin(self) -> None:
        """Go to the content."""
        self._content.begin()

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the line, or what the content shows."""
        if pointer == f"{self.pointer}/content":
            return self._content
        if pointer.startswith(f"{self.pointer}/content/"):
            return self._content.reveal(pointer)
        return self._id

    def _show_tool(self) -> None:
        known = self._text("tool_use_id") in self._pairs.names
        name = self._pairs.names.get(self._text("tool_use_id"), "")
        self._tool.setText(f"Result of {name}" if known else _NO_CALL)
        self._tool.set_tone("muted" if known else "warn")
        set_property(self._id, "invalid", not known)
        self._tool.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)

    def _on_failed(self, failed: bool) -> None:
        at = f"{self.pointer}/is_error"
        self.changed.emit(put(at, True) if failed else take(at))
