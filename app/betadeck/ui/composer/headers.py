"""The headers that the user adds to those Betadeck makes."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from betadeck.core import betas
from betadeck.core.catalog import Beta
from betadeck.core.draft import Draft, Row
from betadeck.core.redact import find_keys, is_secret_header
from betadeck.ui.composer.rows.paste import header_rows
from betadeck.ui.composer.rows.rows_editor import RowsEditor
from betadeck.ui.composer.scroll_pane import ScrollPane
from betadeck.ui.composer.suggest import Choices, betas_in
from betadeck.ui.parts.labels import wrapped

KNOWN = (
    "anthropic-workspace-id",
    "anthropic-user-profile-id",
    "anthropic-version",
    "anthropic-beta",
    "authorization",
    "x-api-key",
    "content-type",
    "accept",
    "accept-encoding",
    "user-agent",
)
"""Request headers worth completing. Those of the API: the vendor's Python SDK 2.12.0."""

_HINT = (
    "Sent besides those for key, version and betas, which “On the wire” shows. "
    "Paste lines of “name: value” to add several."
)
_SECRET = "Values of {names} are kept out of files: they are asked for again when the preset is opened."


class HeadersPane(ScrollPane):
    """Edits the draft's own headers.

    Signals:
        draft_edited(Draft): the draft with the headers as they are now.
    """

    draft_edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = Draft()
        self._betas: Mapping[str, Beta] = {}
        self._rows = RowsEditor("Header", header_rows, _is_secret)
        self._rows.setObjectName("header_rows")
        self._rows.offer_names(KNOWN)
        self._rows.suggest_values(self._suggest)
        self._rows.rows_edited.connect(self._on_edited)
        self._rows.rows_pasted.connect(self._on_pasted)
        self._secret = wrapped("", "small")
        self._secret.setObjectName("secret_note")
        for each in (self._rows, self._secret, wrapped(_HINT, "small")):
            self.column.addWidget(each)
        self.column.addStretch(1)

    def show_draft(self, draft: Draft) -> None:
        """Show the draft's headers."""
        self._draft = draft
        self._rows.show_rows(draft.headers)
        self._say_secrets()

    def offer(self, names: Sequence[str]) -> None:
        """Complete these names besides the usual ones."""
        self._rows.offer_names((*names, *KNOWN))

    def offer_betas(self, betas: Mapping[str, Beta]) -> None:
        """Complete these in the header for betas."""
        self._betas = betas

    def keep(self, draft: Draft) -> None:
        """Edit this draft from now on; what the pane shows of it is as it was."""
        self._draft = draft

    def begin(self, name: str = "") -> bool:
        """Go to the header `name`, or to the empty line; False if there is no such header."""
        return self._rows.begin(name)

    def _suggest(self, row: Row, caret: int) -> Choices | None:
        is_theirs = row.name.strip().lower() == betas.HEADER
        return betas_in(row.value, caret, self._betas) if is_theirs else None

    def _on_edited(self, rows: tuple[Row, ...]) -> None:
        self._draft = replace(self._draft, headers=rows)
        self._say_secrets()
        self.draft_edited.emit(self._draft)

    def _on_pasted(self, rows: tuple[Row, ...]) -> None:
        self._draft = with_headers(self._draft, rows)
        self.show_draft(self._draft)
        self._rows.begin()
        self.draft_edited.emit(self._draft)

    def _say_secrets(self) -> None:
        names = [row.name for row in self._draft.headers if row.value and _is_secret(row)]
        self._secret.setText(_SECRET.format(names=", ".join(names)))
        self._secret.setVisible(bool(names))


def with_headers(draft: Draft, rows: Sequence[Row]) -> Draft:
    """Return `draft` with pasted headers: betas are ticked and the version set, the rest becomes rows."""
    for row in rows:
        name = row.name.lower()
        if name == betas.HEADER:
            draft = replace(draft, betas=betas.tidy((*draft.betas, *betas.parse(row.value))))
        elif name == "anthropic-version":
            draft = replace(draft, api_version=row.value.strip())
        else:
            draft = replace(draft, headers=(*draft.headers, row))
    return draft


def _is_secret(row: Row) -> bool:
    return is_secret_header(row.name) or bool(find_keys(row.value))
