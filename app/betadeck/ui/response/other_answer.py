"""An answer that is no message: a number, a list, JSON, a page of HTML, bytes."""

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.body import Body
from betadeck.core.body_kind import BodyKind, kind_of
from betadeck.core.figures import count_words, size_words
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.parts.labels import Label
from betadeck.ui.response.body.body_view import BodyView
from betadeck.ui.response.boxed import boxed
from betadeck.ui.response.json_summary import Entries, Lines, Listing, Number, summary_of
from betadeck.ui.response.listing_table import ListingTable

_TITLES = {
    BodyKind.HTML: "The server answered with a web page, not with JSON",
    BodyKind.TEXT: "The server answered with plain text",
    BodyKind.STREAM: "A stream that is no message; Events shows it event by event",
}
_TABLE_LEFT_PX = 8


class OtherAnswer(QWidget):
    """Shows what a body amounts to, and the body itself when that says most."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", "strong")
        self._title.setContentsMargins(16, 10, 16, 4)
        self._number, self._what = Label("", "heading"), Label("", "", "muted")
        self._table = ListingTable()
        self._body = BodyView()
        self._body.setObjectName("answer_body")
        self._body.tools.hide()
        self._nothing = QStackedWidget()
        self._stack = QStackedWidget()
        self._big = self._big_page()
        self._list = boxed(self._table, _TABLE_LEFT_PX)
        for page in (self._big, self._list, self._body, self._nothing):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._title)
        layout.addWidget(self._stack, 1)

    def show_body(self, body: Body, media_type: str, status: int) -> None:
        """Show `body`, which came with `status`."""
        kind = kind_of(body, media_type)
        found = summary_of(body) if kind is BodyKind.JSON else None
        if isinstance(found, Number):
            self._show_number(found)
        elif isinstance(found, Listing):
            self._show_listing(found)
        elif kind is BodyKind.JSON_LINES:
            self._show_lines(Lines(body))
        elif kind is BodyKind.EMPTY:
            self._show_nothing("No body", f"The server answered {status} and sent nothing with it.")
        elif kind is BodyKind.BINARY:
            hint = "Body shows the bytes; Save keeps them in a file."
            self._show_nothing(f"{size_words(len(body))} of {media_type or 'bytes'}", hint)
        else:
            self._say(_TITLES.get(kind, ""))
            self._body.show_body(body, media_type)
            self._stack.setCurrentWidget(self._body)

    def show_entries(self, raw: Sequence[bytes], title: str) -> None:
        """Show JSON objects, one a row, under `title`."""
        entries = Entries(raw)
        self._say(title)
        self._table.show_rows(entries.columns, len(entries), entries.row)
        self._stack.setCurrentWidget(self._list)

    def open_find(self) -> bool:
        """Open Find where there is a body to look through; tell whether there is."""
        if self._stack.currentWidget() is not self._body:
            return False
        self._body.open_find()
        return True

    def _show_number(self, found: Number) -> None:
        self._say("")
        self._number.setText(f"{found.value:,}")
        self._what.setText(found.what)
        self._stack.setCurrentWidget(self._big)

    def _show_lines(self, lines: Lines) -> None:
        words = count_words(len(lines), "line")
        self.show_entries(lines, words if lines.whole else f"The first {words}; Body shows all")

    def _show_listing(self, found: Listing) -> None:
        more = "; more are on the server" if found.has_more else ""
        self._say(f"{count_words(found.count, 'entry', 'entries')}{more}")
        self._table.show_listing(found)
        self._stack.setCurrentWidget(self._list)

    def _show_nothing(self, title: str, hint: str) -> None:
        self._say("")
        while (old := self._nothing.currentWidget()) is not None:
            self._nothing.removeWidget(old)
            old.deleteLater()
        self._nothing.addWidget(EmptyState(title, hint))
        self._stack.setCurrentWidget(self._nothing)

    def _say(self, title: str) -> None:
        self._title.setText(title)
        self._title.setVisible(bool(title))

    def _big_page(self) -> QWidget:
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(16, 20, 16, 16)
        layout.setSpacing(0)
        self._number.setObjectName("big_number")
        layout.addWidget(self._number)
        layout.addWidget(self._what)
        layout.addStretch(1)
        return page
