"""Method and path as the operation has them, and below what they come to."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.draft import Draft
from betadeck.ui.composer.wire_field import WireField
from betadeck.ui.parts.labels import wrapped


class AddressHead(QWidget):
    """Two lines in monospace: the path with its names in braces, and the address that will be asked."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._template, self._address = WireField("Path"), WireField("Address")
        self._template.setObjectName("path_template")
        self._address.setObjectName("resolved_address")
        self._problem = wrapped("", "small", "warn")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 4)
        layout.setSpacing(2)
        layout.addWidget(self._template)
        layout.addWidget(self._address)
        layout.addWidget(self._problem)

    def show_template(self, draft: Draft) -> None:
        """Show the draft's method and path as they are typed."""
        self._template.show_text(f"{draft.method} {draft.path}")

    def show_address(self, address: str, problem: str) -> None:
        """Show where the request goes, or why it cannot go yet."""
        self._address.show_text(address)
        self._address.setVisible(bool(address) and not problem)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
