"""Saving a request as a preset."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.parts.labels import Label

_TOP = "Top level"
_LONGEST_CHARS = 120


class SaveDialog(Frame):
    """Asks for a name and a folder. A folder that does not exist yet can be typed.

    Signals:
        accepted_as(str, str): the folder (empty for the top) and the name.
    """

    accepted_as = Signal(str, str)

    def __init__(
        self, name: str, folders: Sequence[str], taken: Collection[str], parent: QWidget | None = None
    ) -> None:
        """Build it; `taken` holds the ids of presets, which are folder and name with `/` between."""
        super().__init__("Save as preset", "save_dialog", parent)
        self._taken = {each.casefold() for each in taken}
        self._name, self._folder = QLineEdit(name), QComboBox()
        self._name.setMaxLength(_LONGEST_CHARS)
        self._name.selectAll()
        self._folder.setEditable(True)
        self._folder.addItems([_TOP, *folders])
        self._lay_out()
        self.add_button("cancel", "Cancel").clicked.connect(self.reject)
        self._save = self.add_button("save", "Save", "primary", default=True)
        self._save.clicked.connect(self.accept)
        self._name.textChanged.connect(self._on_changed)
        self._folder.currentTextChanged.connect(self._on_changed)
        self.setMinimumWidth(460)
        self._on_changed()

    def set_folder(self, folder: str) -> None:
        """Start with this folder."""
        self._folder.setCurrentText(folder or _TOP)

    def accept(self) -> None:
        """Announce folder and name and close, unless they cannot be taken."""
        if self._save.isEnabled():
            self.accepted_as.emit(self._folder_path(), self._name.text().strip())
            super().accept()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        rows = (("Name", "preset_name", self._name), ("Folder", "preset_folder", self._folder))
        for row, (label, name, field) in enumerate(rows):
            field.setObjectName(name)
            field.setAccessibleName(label)
            grid.addWidget(Label(label, "", "muted"), row, 0)
            grid.addWidget(field, row, 1)
        self.content.addLayout(grid)

    def _folder_path(self) -> str:
        parts = self._folder.currentText().split("/")
        path = "/".join(part.strip() for part in parts if part.strip())
        return "" if path == _TOP else path

    def _on_changed(self) -> None:
        name, folder = self._name.text().strip(), self._folder_path()
        taken = (f"{folder}/{name}" if folder else name).casefold() in self._taken
        self.say("There is a preset of that name there already." if taken else "", "warn")
        self._save.setEnabled(bool(name) and not taken)
