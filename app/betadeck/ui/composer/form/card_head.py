"""The head of a message's card: fold, role, what is in it, a menu; it can be dragged."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from betadeck.ui.composer.form.drag import Drag
from betadeck.ui.composer.form.inputs import RoleInput
from betadeck.ui.composer.form.more_link import MoreLink
from betadeck.ui.parts.buttons import IconButton
from betadeck.ui.parts.labels import ElidedLabel

ROLES = ("user", "assistant", "system")
"""Source: the vendor's Python SDK 2.12.0; `system` inside a conversation needs a beta."""


class CardHead(QFrame):
    """Announces what was done with it.

    Signals:
        fold_asked(): fold the card or open it.
    """

    fold_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "cardhead")
        self.setObjectName("card_head")
        self.setFixedHeight(30)
        self.setToolTip("Drag to move the message; Alt+Shift+Up and Down do it too")
        self.drag = Drag(self)
        self.fold = IconButton("down", "Fold the message")
        self.fold.setObjectName("fold_message")
        self.fold.clicked.connect(self.fold_asked)
        self.role = RoleInput("Role", ROLES)
        self.role.setObjectName("role")
        self.role.setCursor(Qt.CursorShape.ArrowCursor)
        self.words = ElidedLabel("", "", "muted")
        self.more = MoreLink()
        self.add = IconButton("plus", "Add a block to this message")
        self.add.setObjectName("add_to_message")
        self.menu = IconButton("more", "Message menu")
        self.menu.setObjectName("message_menu")
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 4, 0)
        row.setSpacing(4)
        row.addWidget(self.fold)
        row.addWidget(self.role)
        row.addWidget(self.words, 1)
        row.addWidget(self.more)
        row.addWidget(self.add)
        row.addWidget(self.menu)

    def show_folded(self, folded: bool) -> None:
        """Turn the arrow."""
        self.fold.set_icon(
            "right" if folded else "down", "Open the message" if folded else "Fold the message"
        )

    def mouseDoubleClickEvent(self, _event: QMouseEvent) -> None:
        """Fold or open."""
        self.fold_asked.emit()
