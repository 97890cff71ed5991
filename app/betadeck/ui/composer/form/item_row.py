"""One item of a list or entry of a map: its number or name, its editor, and what can be done with it."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.parts.buttons import IconButton


class ItemRow(QWidget):
    """Lays `head`, the editor and icon buttons out.

    Signals:
        acted(str): one of the `actions` was clicked.
    """

    acted = Signal(str)

    def __init__(
        self,
        head: QWidget,
        editor: Editor,
        actions: tuple[tuple[str, str], ...],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.head, self.editor = head, editor
        self._buttons: dict[str, IconButton] = {}
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 3, 0, 3)
        outer.setSpacing(0)
        self._line = QHBoxLayout()
        self._line.setSpacing(4)
        self._line.addWidget(head)
        self._line.addWidget(editor, 1)
        for name, tip in actions:
            made = self._buttons[name] = IconButton(name, tip)
            made.setObjectName(f"item_{name}")
            made.clicked.connect(self._on_clicked)
            self._line.addWidget(made)
        outer.addLayout(self._line)
        if editor.below is not None:
            outer.addWidget(editor.below)

    def set_enabled(self, name: str, enabled: bool) -> None:
        """Let an action be done or not."""
        self._buttons[name].setEnabled(enabled)

    def has_focus(self) -> bool:
        """Tell whether one of its buttons has the focus."""
        return any(made.hasFocus() for made in self._buttons.values())

    def take_focus(self, name: str) -> None:
        """Take the focus for an action, or for the first other one if that cannot be done here."""
        wanted = (self._buttons[name], *self._buttons.values())
        next(made for made in wanted if made.isEnabled()).setFocus()

    def _on_clicked(self) -> None:
        for name, made in self._buttons.items():
            if made is self.sender():
                self.acted.emit(name)
                return
