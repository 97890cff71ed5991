"""The Headers tab: what came, and what it means."""

from collections.abc import Mapping

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.catalog import ResponseHeader
from betadeck.core.exchange import Head
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.parts.labels import mono_label
from betadeck.ui.response.boxed import boxed
from betadeck.ui.response.header_table import HeaderTable

_TABLE_LEFT_PX = 8


class HeadersView(QWidget):
    """Status line and headers as received. `tools` is a widget for a row above, placed by the parent."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("headers")
        self._head: Head | None = None
        self._meanings: Mapping[str, ResponseHeader] = {}
        self._copy = button("Copy all", "quiet", "Copy the status line and all headers")
        self._copy.setObjectName("headers_copy")
        self._copy.clicked.connect(self._on_copy_all)
        self.tools = boxed(self._copy)
        self._status = mono_label("", "muted")
        self._status.setContentsMargins(16, 8, 16, 2)
        self._table = HeaderTable()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._status)
        column.addWidget(boxed(self._table, _TABLE_LEFT_PX), 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("No headers", "The headers of the answer are shown here."))
        self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.show_head(None)

    def set_meanings(self, meanings: Mapping[str, ResponseHeader]) -> None:
        """Take what headers mean, by their names in lower case."""
        self._meanings = meanings
        self.show_head(self._head)

    def show_head(self, head: Head | None) -> None:
        """Show `head`; None when no answer came."""
        self._head = head
        self._copy.setVisible(head is not None)
        self._stack.setCurrentIndex(0 if head is None else 1)
        if head is not None:
            self._status.setText(f"{head.http_version} {head.status} {head.reason}".rstrip())
            self._table.show_headers(head.headers, self._meanings)

    def _on_copy_all(self) -> None:
        if self._head is not None:
            self._table.copy_all(self._status.text())
