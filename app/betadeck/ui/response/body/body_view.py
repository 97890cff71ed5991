"""The Body tab: what was received, byte for byte, as text, laid out, as a tree, or as hex."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.body import Body, forget
from betadeck.core.body_kind import BodyKind, is_utf8, kind_of
from betadeck.core.embedded import Embedded
from betadeck.core.figures import count_words, size_words
from betadeck.core.picture_kind import picture_kind
from betadeck.core.visible_text import tamed
from betadeck.ui.parts.empty_state import EmptyState
from betadeck.ui.parts.labels import Label
from betadeck.ui.response.body.body_tools import BodyTools
from betadeck.ui.response.body.filter_bar import FilterBar
from betadeck.ui.response.body.find_bar import FindBar
from betadeck.ui.response.body.hex_rows import HexRows
from betadeck.ui.response.body.rows import Rows
from betadeck.ui.response.body.text_rows import TextRows, language_of
from betadeck.ui.response.body.text_view import ByteTextView
from betadeck.ui.response.body.view_filter import ViewFilter
from betadeck.ui.response.body.view_finder import ViewFinder
from betadeck.ui.response.gone import not_kept
from betadeck.ui.response.tree.tree_view import JsonTreeView

if TYPE_CHECKING:
    from betadeck.core.json_row_text import Chip
    from betadeck.ui.response.body.json_rows import JsonRows
    from betadeck.ui.response.picture_pane import PicturePane

_SAY_MS = 60
_CHECKED_BYTES = 2_000_000


class BodyView(QWidget):
    """Shows a body of any size. `tools` is a widget for a row above, made here and placed by the parent.

    Signals:
        filter_requested(object, str, bool): find this expression in this body; true if it is JSON lines.
        filter_dropped(): nobody waits for a filter's result any more.
    """

    filter_requested = Signal(object, str, bool)
    filter_dropped = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("body")
        self._data: Body = b""
        self._kind = BodyKind.EMPTY
        self._said = self._shown_mode = ""
        self._wish: dict[BodyKind, str] = {}
        self._pretty: JsonRows | None = None
        self._is_text: bool | None = None
        self._since_said = QElapsedTimer()
        self._is_due = False
        self.tools = BodyTools()
        self._mode, self._wrap = self.tools.mode, self.tools.wrap
        self._text = ByteTextView("Body")
        self._text.setObjectName("body_text")
        self._tree = JsonTreeView()
        self._picture: PicturePane | None = None
        self._media_type = ""
        self._find, self._filter = FindBar(), FilterBar()
        self._filtering = ViewFilter(self._filter, self.tools.filter, self)
        self._finder = ViewFinder(self._text, self._find, self)
        self._note = Label("", "small")
        self._note.setContentsMargins(16, 2, 16, 4)
        self._empty = EmptyState("No body", "The answer came without a body.")
        self._gone = not_kept()
        self._waiting = EmptyState("Arriving", "The bytes are shown here when the answer has ended.")
        self._stack = QStackedWidget()
        for page in (self._empty, self._gone, self._waiting, self._text, self._tree):
            self._stack.addWidget(page)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._filter)
        layout.addWidget(self._find)
        layout.addWidget(self._stack, 1)
        layout.addWidget(self._note)
        self._connect()
        self.show_body(b"", "")

    def _connect(self) -> None:
        self._mode.chosen.connect(self._on_mode_chosen)
        self._text.rows_found.connect(self._on_rows_found)
        self._text.selected.connect(self._say)
        self._text.said.connect(self._on_text_said)
        self._text.wrap_requested.connect(self._on_wrap_requested)
        self._text.file_opened.connect(self._on_chip_opened)
        self._tree.said.connect(self._on_tree_said)
        self._tree.tree().counted.connect(self._say)
        self._tree.file_opened.connect(self._on_file_opened)
        self.tools.fold.clicked.connect(self._on_fold)
        self._wrap.toggled.connect(self._on_wrap_requested)
        self._filtering.requested.connect(self.filter_requested)
        self._filtering.dropped.connect(self.filter_dropped)
        self._filtering.shown.connect(self._take)
        self._filter.closed.connect(self._text.setFocus)

    def show_body(self, data: Body, media_type: str) -> None:
        """Show `data`; its kind is judged by its bytes and by `media_type`."""
        kind = kind_of(data, media_type)
        self._filtering.take(data, kind)
        self._media_type = media_type
        if self._picture is not None:
            self._picture.clear()
        self._take(data, kind)

    def _take(self, data: Body, kind: BodyKind) -> None:
        """Show `data`, which may be what a filter left of the body."""
        self._data, self._kind, self._pretty, self._is_text = data, kind, None, None
        can_lay_out = self._kind in (BodyKind.JSON, BodyKind.JSON_LINES)
        is_picture = bool(data) and not self._filtering.is_on and bool(picture_kind(data, self._media_type))
        self.tools.show_for(any_bytes=bool(data), is_json=can_lay_out, is_picture=is_picture)
        self._filtering.offer(can_lay_out)
        first = {BodyKind.BINARY: "hex", BodyKind.JSON: "pretty"}.get(self._kind, "raw")
        wish = self._wish.get(self._kind, first)
        self._mode.choose("picture" if is_picture else first if wish == "picture" else wish)
        self.tools.show_for_mode(self._mode.current() if data else "")
        self._stack.setCurrentWidget(self._text if data else self._empty)
        self._note.setVisible(bool(data))
        self._is_due = not self.isVisible()
        if not self._is_due:
            self._show_mode()

    def showEvent(self, event: QShowEvent) -> None:
        """Read what was given while nobody looked."""
        super().showEvent(event)
        if self._is_due:
            self._is_due = False
            self._show_mode()

    def show_gone(self) -> None:
        """Say that there was a body, which is not kept any more."""
        self.show_body(b"", "")
        self._stack.setCurrentWidget(self._gone)

    def show_waiting(self) -> None:
        """Say that the bytes are still arriving."""
        self.show_body(b"", "")
        self._stack.setCurrentWidget(self._waiting)

    def open_find(self) -> None:
        """Open the find strip."""
        if self._data:
            if (mode := self._mode.current()) in ("tree", "picture"):
                self._mode.choose("pretty" if mode == "tree" else "hex")
                self._show_mode()
            self._finder.open()

    def show_filtered(self, text: bytes, count: int) -> None:
        """Show what a filter found instead of the body."""
        self._filtering.show_found(text, count)

    def show_filter_fault(self, words: str, place: int) -> None:
        """Say why a filter found nothing; what is shown stays."""
        self._filter.show_fault(words, place)

    def set_recent_filters(self, recent: Sequence[str]) -> None:
        """Offer expressions that were used before."""
        self._filter.set_recent(recent)

    def text_view(self) -> ByteTextView:
        """Return the view over the bytes."""
        return self._text

    def _on_mode_chosen(self, mode: str) -> None:
        self._wish[self._kind] = mode
        self._show_mode()

    def _show_mode(self) -> None:
        mode = self._shown_mode = self._mode.current()
        self._said = ""
        self.tools.show_for_mode(mode if self._data else "")
        if self._data:
            self._stack.setCurrentWidget(self._page(mode))
        if mode == "picture":
            self._find.hide()
            data = self._data
            self._pictures().show_bytes(lambda: data, self._media_type)
            self._say()
            return
        if mode == "tree":
            self._find.hide()
            self._tree.show_data(self._data, lines=self._kind is BodyKind.JSON_LINES)
            return
        self._text.show_rows(self._rows_for(mode))
        self._finder.again()
        self._say()

    def _page(self, mode: str) -> QWidget:
        if mode == "picture":
            return self._pictures()
        return self._tree if mode == "tree" else self._text

    def _pictures(self) -> "PicturePane":
        """Return the page for pictures, which is made when the first one comes."""
        from betadeck.ui.response.picture_pane import PicturePane

        if self._picture is None:
            self._picture = PicturePane()
            self._picture.said.connect(self._on_text_said)
            self._stack.addWidget(self._picture)
        return self._picture

    def _rows_for(self, mode: str) -> Rows:
        if mode == "hex":
            return HexRows(self._data)
        if mode == "pretty":
            from betadeck.ui.response.body.json_rows import JsonRows

            self._pretty = self._pretty or JsonRows(self._data)
            return self._pretty
        return TextRows(self._data, language_of(self._kind))

    def _on_rows_found(self) -> None:
        """Say how far it is, some times a second: laying out a line of words takes as long as finding rows."""
        if (
            self._text.rows().found_all
            or not self._since_said.isValid()
            or self._since_said.elapsed() > _SAY_MS
        ):
            self._since_said.start()
            forget(self._data)  # else all of a file that was read once counts as memory of ours
            self._say()

    def _on_text_said(self, words: str) -> None:
        self._said = words
        self._say()

    def _on_fold(self) -> None:
        below = self.tools.fold
        self._text.folding.menu(self).popup(below.mapToGlobal(below.rect().bottomLeft()))

    def _on_wrap_requested(self, wraps: bool) -> None:
        self._wrap.setChecked(wraps)
        self._text.set_wrap(wraps)
        self._say()

    def _on_chip_opened(self, chip: "Chip") -> None:
        self._on_file_opened(chip.start, chip.end, chip.file)

    def _on_tree_said(self, words: str) -> None:
        self._said = tamed(words)
        self._say()

    def _on_file_opened(self, start: int, end: int, found: Embedded) -> None:
        from betadeck.ui.response.file_preview import preview_of

        preview_of(self._data, start, end, found, self).open()

    def _say(self) -> None:
        """Write what is looked at under it."""
        words = [*self._filtering.words(), size_words(len(self._data)), *self._mode_words()]
        chosen = self._text.caret().end - self._text.caret().first
        if chosen > 0 and self._shown_mode != "tree":
            words.append(f"{count_words(chosen, 'byte')} selected")
        self._note.setText("  ·  ".join(words))
        self._text.setAccessibleDescription(", ".join(words))

    def _has_odd_bytes(self) -> bool:
        """Tell whether a body that is not very large has bytes that are no UTF-8; it is looked at once."""
        if self._is_text is None:
            self._is_text = len(self._data) > _CHECKED_BYTES or is_utf8(bytes(self._data[:]))
        return not self._is_text

    def _mode_words(self) -> list[str]:
        said = [self._said] if self._said else []
        if self._shown_mode == "hex":
            return []
        if self._shown_mode == "picture":
            return said
        if self._shown_mode == "tree":
            return [self._tree.tree().members_words(), *said]
        rows = self._text.rows()
        words = [count_words(rows.lines, "line"), *said]
        if self._shown_mode == "pretty" and self._pretty is not None:
            words.append(self._pretty.state_words() if rows.found_all else self._pretty.progress_words(rows))
        if self._has_odd_bytes():
            words.append("not all of it is UTF-8: ⟨FF⟩ marks such a byte")
        return words
