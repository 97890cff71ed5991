"""On the wire: exactly what will be sent, and why each header is there."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from betadeck.core.redact import scrub
from betadeck.core.wire import WireRequest
from betadeck.ui.composer.folds import Folds
from betadeck.ui.composer.scroll_pane import ScrollPane
from betadeck.ui.composer.wire_field import WireField
from betadeck.ui.composer.wire_line import WireLine
from betadeck.ui.composer.wire_text import SHOWN_BYTES, as_text, body_text, body_words, part_lines, shown_url
from betadeck.ui.parts.banner import Banner
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.code_view import CodeView
from betadeck.ui.parts.labels import Label

_MOST_BODY_LINES = 40


class WireView(ScrollPane):
    """Shows a `WireRequest`, or why there is none. Secrets are never shown whole.

    Signals:
        place_chosen(str): show the place that stops the request.
    """

    place_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._request: WireRequest | None = None
        self._problem_words, self._where = "", ""
        self._stale = True
        self._whole = False
        self._lines: list[WireLine] = []
        self._problem = Banner()
        self._problem.action_chosen.connect(self._on_show)
        self._first = WireField("Request line")
        self._first.setObjectName("request_line")
        self._copy = button("Copy as text", "link", "Copy the request, with secrets shortened")
        self._copy.setObjectName("copy_wire")
        self._copy.clicked.connect(self._on_copy)
        self._uses_head, self._uses = Label("VARIABLES", "section"), WireField("Variables")
        self._uses.setObjectName("wire_variables")
        self._size = Label("", "", "muted")
        self._all = button("Show all", "link")
        self._all.setObjectName("show_all")
        self._all.clicked.connect(self._on_all)
        self._body = CodeView("Body as sent", json=True)
        self._body.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._lay_out()

    def show_wire(self, request: WireRequest | None, problem: str, where: str) -> None:
        """Show `request`; without one, say `problem` and offer to go to `where`."""
        same_body = self._request is not None and request is not None and self._request.body == request.body
        self._whole = self._whole and same_body
        self._request, self._problem_words, self._where = request, problem, where
        self._stale = True
        if self.isVisible():
            self._refresh()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while the view was out of sight."""
        if self._stale:
            self._refresh()
        super().showEvent(event)

    def _refresh(self) -> None:
        self._stale = False
        request, problem = self._request, self._problem_words
        self._content.setVisible(request is not None)
        if request is None:
            words = problem or "Nothing to send yet."
            self._problem.show_text(
                "Cannot be sent" if problem else "", words, "error" if problem else "", self._actions()
            )
            return
        self._problem.hide()
        self._first.show_text(f"{request.method}  {shown_url(request)}")
        self._show_headers(request)
        self._show_uses(request)
        self._show_body(request)

    def _actions(self) -> list[tuple[str, str]]:
        return [("show_place", "Show")] if self._where else []

    def _show_headers(self, request: WireRequest) -> None:
        while len(self._lines) > len(request.headers):
            line = self._lines.pop()
            line.hide()
            line.deleteLater()
        while len(self._lines) < len(request.headers):
            self._lines.append(WireLine())
            self._headers.addWidget(self._lines[-1])
        for line, header in zip(self._lines, request.headers, strict=True):
            line.show_header(header)

    def _show_uses(self, request: WireRequest) -> None:
        lines = [
            f"{each.written}{f' = {scrub(each.shown)}' if each.shown else ''}  ·  {each.origin}"
            for each in request.uses
        ]
        for part in (self._uses_head, self._uses):
            part.setVisible(bool(lines))
        self._uses.show_text("\n".join(lines))

    def _show_body(self, request: WireRequest) -> None:
        text = part_lines(request) or Folds().folded(body_text(request.body, self._whole))
        cut = len(request.body) > SHOWN_BYTES and not self._whole
        self._size.setText(body_words(request) + (" · the first 200 kB are shown" if cut else ""))
        self._all.setVisible(cut)
        if self._body.toPlainText() != text:
            self._body.setPlainText(text)
        self._body.setVisible(bool(text))
        lines = min(self._body.blockCount(), _MOST_BODY_LINES) + 1
        self._body.setFixedHeight(lines * self._body.fontMetrics().lineSpacing() + 16)

    def _lay_out(self) -> None:
        top, below = QHBoxLayout(), QHBoxLayout()
        top.addWidget(self._first, 1)
        top.addWidget(self._copy, 0, Qt.AlignmentFlag.AlignTop)
        below.setSpacing(8)
        for each in (Label("BODY", "section"), self._size, self._all):
            below.addWidget(each)
        below.addStretch(1)
        self._headers = QVBoxLayout()
        self._headers.setSpacing(0)
        self._content = QWidget()
        column = QVBoxLayout(self._content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(top)
        column.addLayout(self._headers)
        column.addWidget(self._uses_head)
        column.addWidget(self._uses)
        column.addLayout(below)
        column.addWidget(self._body)
        self.column.addWidget(self._problem)
        self.column.addWidget(self._content)
        self.column.addStretch(1)

    def _on_copy(self) -> None:
        if self._request is not None:
            QGuiApplication.clipboard().setText(as_text(self._request))

    def _on_all(self) -> None:
        if self._request is not None:
            self._whole = True
            self._show_body(self._request)

    def _on_show(self) -> None:
        self.place_chosen.emit(self._where)
