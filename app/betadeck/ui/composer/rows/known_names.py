"""Names that can be added with a click."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.wrap_layout import WrapLayout


class KnownNames(QWidget):
    """Chips, one a name.

    Signals:
        name_chosen(str): add this one.
    """

    name_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._flow = WrapLayout(6, self)
        self._names: list[tuple[str, str]] = []

    def show_names(self, names: Sequence[tuple[str, str]]) -> None:
        """Show these names; what follows each is said in its tooltip."""
        if list(names) == self._names:
            return
        self._names = list(names)
        while (item := self._flow.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        for name, words in names:
            made = button(f"+ {name}", "chip", f"Add {name}" + (f" ({words})" if words else ""))
            made.setAccessibleName(f"Add {name}")
            made.setObjectName(f"add_{name}")
            made.setProperty("name", name)
            made.clicked.connect(self._on_clicked)
            self._flow.addWidget(made)
        self.setVisible(bool(names))

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.name_chosen.emit(str(sender.property("name")))
