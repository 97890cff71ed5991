"""What this program is."""

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.parts.labels import Label, wrapped


class AboutDialog(Frame):
    """Name, purpose, and facts such as versions and folders, which can be copied for a report."""

    def __init__(
        self, version: str, facts: Sequence[tuple[str, str]] = (), parent: QWidget | None = None
    ) -> None:
        super().__init__("About Betadeck", "about_dialog", parent)
        self._lines = [("Betadeck", version), *facts]
        self.content.addWidget(Label(f"Betadeck {version}", "heading"))
        says = "Builds requests for the Claude API by pointing, and says why one failed. MIT licence."
        self.content.addWidget(wrapped(says, "", "muted"))
        grid = QGridLayout()
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate(facts):
            grid.addWidget(Label(name, "", "muted"), row, 0)
            grid.addWidget(wrapped(value), row, 1)
        self.content.addLayout(grid)
        self.add_button("copy", "Copy").clicked.connect(self._on_copy)
        self.add_button("close", "Close", "primary", default=True).clicked.connect(self.accept)
        self.setMinimumWidth(460)

    def _on_copy(self) -> None:
        QGuiApplication.clipboard().setText("\n".join(f"{name}: {value}" for name, value in self._lines))
        self.say("Copied", "ok")
