"""The card at the bottom: the header that the ticks make."""

from collections.abc import Collection

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from betadeck.core import betas
from betadeck.ui.betas.header_view import HeaderView
from betadeck.ui.betas.offer import warnings_of
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label, wrapped

_COPIED_MS = 1200


class HeaderCard(QFrame):
    """The joined header, always in sight, with Copy, Save as beta set and Clear.

    Signals:
        save_set_requested(): keep the ticks under a name.
        clear_requested(): untick everything.
        undo_requested(): bring back what Clear took.
    """

    save_set_requested = Signal()
    clear_requested = Signal()
    undo_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header_card")
        self.setProperty("role", "card")
        self._view, self._warning = HeaderView(), wrapped("")
        self._nothing = wrapped("Not sent: nothing is ticked", "small")
        self._head = Label(betas.HEADER, "section")
        self._copy = button("Copy", "link", "Copy the value of the header")
        self._save = button("Save as beta set…", "quiet", "Keep these ticks under a name")
        self._clear = button("Clear", "quiet", "Untick everything")
        self._undo = button("Undo clear", "quiet", "Tick again what was ticked before")
        self._copied = QTimer(self, singleShot=True, interval=_COPIED_MS)
        self._name_parts()
        self._lay_out()
        self._connect()
        self.show_names((), ())

    def show_names(self, names: tuple[str, ...], known: Collection[str], can_undo: bool = False) -> None:
        """Show the header that `names` make, and what is odd about those that are not `known`."""
        value = betas.join(names)
        self._view.show_value(value)
        self._view.setVisible(bool(value))
        self._nothing.setVisible(not value)
        for each in (self._copy, self._save, self._clear):
            each.setVisible(bool(value))
        self._undo.setVisible(can_undo and not value)
        warnings = warnings_of(names, known)
        self._warning.setText("\n".join(warnings))
        self._warning.setVisible(bool(warnings))

    def value(self) -> str:
        """Return the value of the header, empty when it is not sent."""
        return self._view.value()

    def warning(self) -> str:
        """Return the sentences shown under the value."""
        return self._warning.text()

    def _name_parts(self) -> None:
        named = {"copy_header": self._copy, "save_set": self._save, "clear": self._clear, "undo": self._undo}
        for name, each in named.items():
            each.setObjectName(name)
            each.setProperty("small", True)
        self._copy.setAccessibleName("Copy the anthropic-beta header")
        self._nothing.setObjectName("not_sent")
        self._warning.setObjectName("header_warning")
        self._warning.setProperty("role", "note")
        self._warning.set_tone("warn")

    def _lay_out(self) -> None:
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for row in (top, bottom):
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(4)
        top.addWidget(self._head)
        top.addStretch(1)
        top.addWidget(self._copy)
        for each in (self._save, self._clear, self._undo):
            bottom.addWidget(each)
        bottom.insertStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 8, 6)
        layout.setSpacing(4)
        layout.addLayout(top)
        for part in (self._view, self._nothing, self._warning):
            layout.addWidget(part)
        layout.addLayout(bottom)

    def _connect(self) -> None:
        self._copy.clicked.connect(self._on_copy)
        self._copied.timeout.connect(self._on_copied_shown)
        self._save.clicked.connect(self.save_set_requested)
        self._clear.clicked.connect(self.clear_requested)
        self._undo.clicked.connect(self.undo_requested)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText(self._view.value())
        self._copy.setText("Copied")
        self._copied.start()

    def _on_copied_shown(self) -> None:
        self._copy.setText("Copy")
