"""One turn of a conversation."""

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from betadeck.ui.composer.form.blocks import others_of
from betadeck.ui.composer.form.changes import put, repeat, swap, take
from betadeck.ui.composer.form.content_editor import ContentEditor
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.inputs import RoleInput
from betadeck.ui.composer.form.more_link import MoreLink
from betadeck.ui.composer.form.spec import ABSENT
from betadeck.ui.composer.form.summaries import summary_of
from betadeck.ui.composer.form.summary_editor import SummaryButton
from betadeck.ui.parts.buttons import IconButton
from betadeck.ui.parts.labels import Label

ROLES = ("user", "assistant", "system")
"""Source: the vendor's Python SDK 2.12.0; `system` inside a conversation needs a beta."""


class MessageCard(Editor):
    """Role, a menu, and the content. A message of unusual shape is summed up instead."""

    def __init__(self, pointer: str, parent: QWidget | None = None) -> None:
        super().__init__(pointer, parent)
        self._last = True
        self._role = RoleInput("Role", ROLES)
        self._role.setObjectName("role")
        self._role.picked.connect(self._on_role)
        self._count = Label("", "", "muted")
        self._more = MoreLink()
        self._more.clicked.connect(self._on_open)
        self._menu_button = IconButton("more", "Message menu")
        self._menu_button.setObjectName("message_menu")
        self._menu_button.clicked.connect(self._on_menu)
        self._whole: SummaryButton | None = None
        self.content = ContentEditor(f"{pointer}/content", "Message")
        self.content.changed.connect(self.changed)
        self.content.opened.connect(self.opened)
        self.row.addWidget(self._framed())
        self.setFocusProxy(self.content)

    @property
    def index(self) -> int:
        """The message's place in the list."""
        return int(self.pointer.rpartition("/")[2])

    def set_pointer(self, pointer: str) -> None:
        """Speak of another message."""
        super().set_pointer(pointer)
        self.content.set_pointer(f"{pointer}/content")

    def show_value(self, value: object) -> None:
        """Show the message."""
        content = value.get("content", ABSENT) if isinstance(value, dict) else None
        role = value.get("role", "") if isinstance(value, dict) else None
        usual = isinstance(role, str) and (content is ABSENT or isinstance(content, str | list))
        self._show_whole(value, not usual)
        if not usual:
            return
        self._role.show_text(str(role))
        self.content.show_value("" if content is ABSENT else content)
        count = self.content.count()
        self._count.setText(f"{count} block{'' if count == 1 else 's'}")
        others = others_of(value, ("role", "content"))
        self._more.name(others)
        self.setAccessibleName(f"Message {self.index + 1}, {role}")

    def show_last(self, last: bool) -> None:
        """Tell the card whether it is the last one, for its menu."""
        self._last = last

    def begin(self) -> None:
        """Go to the content."""
        self.content.begin()

    def reveal(self, pointer: str) -> QWidget | None:
        """Show the card for the message and its role, or the block that holds the place."""
        if pointer in (self.pointer, f"{self.pointer}/role", self.content.pointer):
            return self
        return self.content.reveal(pointer)

    def menu(self) -> QMenu:
        """Return what can be done with the message."""
        menu = QMenu(self)
        up = menu.addAction("Move up", self._on_up)
        up.setEnabled(self.index > 0)
        down = menu.addAction("Move down", self._on_down)
        down.setEnabled(not self._last)
        menu.addAction("Duplicate", self._on_duplicate)
        menu.addAction("Show as JSON", self._on_open)
        menu.addSeparator()
        menu.addAction("Delete message", self._on_delete)
        return menu

    def _show_whole(self, value: object, unusual: bool) -> None:
        """Sum up a message of unusual shape in the place of its content."""
        if unusual and self._whole is None:
            self._whole = SummaryButton("Message")
            self._whole.clicked.connect(self._on_open)
            self._column.addWidget(self._whole)
        if self._whole is not None:
            self._whole.setVisible(unusual)
            self._whole.show_words(summary_of("", value))
        self._body.setVisible(not unusual)
        self._role.setEnabled(not unusual)

    def _framed(self) -> QFrame:
        head = QFrame()
        head.setProperty("role", "cardhead")
        head.setFixedHeight(30)
        row = QHBoxLayout(head)
        row.setContentsMargins(6, 0, 4, 0)
        row.setSpacing(8)
        for widget in (self._role, self._count, self._more):
            row.addWidget(widget)
        row.addStretch(1)
        row.addWidget(self._menu_button)
        self._body = QWidget()
        body = QVBoxLayout(self._body)
        body.setContentsMargins(6, 4, 6, 4)
        body.addWidget(self.content)
        card = QFrame()
        card.setProperty("role", "card")
        self._column = QVBoxLayout(card)
        self._column.setContentsMargins(1, 1, 1, 1)
        self._column.setSpacing(0)
        self._column.addWidget(head)
        self._column.addWidget(self._body)
        return card

    def _on_role(self, role: str) -> None:
        self.changed.emit(put(f"{self.pointer}/role", role))

    def _on_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self._menu_button.mapToGlobal(QPoint(0, self._menu_button.height())))

    def _neighbour(self, step: int) -> str:
        return f"{self.pointer.rpartition('/')[0]}/{self.index + step}"

    def _on_up(self) -> None:
        self.changed.emit(swap(self.pointer, self._neighbour(-1)))

    def _on_down(self) -> None:
        self.changed.emit(swap(self.pointer, self._neighbour(1)))

    def _on_duplicate(self) -> None:
        self.changed.emit(repeat(self.pointer))

    def _on_delete(self) -> None:
        self.changed.emit(take(self.pointer))

    def _on_open(self) -> None:
        self.opened.emit(self.pointer)
