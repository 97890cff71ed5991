"""Variables: those of the preset as a table, those of the target, and what the request makes of them."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from betadeck.core.draft import Draft, Row
from betadeck.core.redact import find_keys
from betadeck.core.variable_fill import tokens_of
from betadeck.core.variable_values import stand_ins, table_values, use_of
from betadeck.ui.composer.rows.paste import query_rows
from betadeck.ui.composer.rows.rows_editor import RowsEditor
from betadeck.ui.composer.scroll_pane import ScrollPane
from betadeck.ui.composer.wire_field import WireField
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.labels import Label, wrapped

_HINT = (
    "Write {{name}} in the body, the path, a parameter or a header. It is filled in when the request is sent; "
    "the preset keeps what you wrote."
)
_MORE = (
    "{{?town}} asks at each send. {{file:/path}} is the text in a file, {{base64:/path}} any file in base64, "
    '{{clipboard}} what was copied last, {{key:name}} a key of the keyring. In a body, "{{json:name}}" with its '
    "quotes becomes the value as JSON, such as a number. {{{{ is sent as two braces."
)
_NONE = "This request uses no variables."
_KEY = "A key does not belong here: put it into the keyring and write {{key:its name}}."


class VariablesPane(ScrollPane):
    """Edits the variables of the draft.

    Signals:
        draft_edited(Draft): the draft with its variables as they are now.
        target_chosen(): edit those of the target.
    """

    draft_edited = Signal(object)
    target_chosen = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = Draft()
        self._target_rows: tuple[Row, ...] = ()
        self._stale = True
        self._rows = RowsEditor("Variable", query_rows, _is_key)
        self._rows.setObjectName("variable_rows")
        self._key = wrapped(_KEY, "small", "warn")
        self._used = WireField("Variables of this request")
        self._used.setObjectName("variables_used")
        self._target_head = Label("OF THE TARGET", "section")
        self._target = WireField("Variables of the target")
        self._target.setObjectName("target_variables")
        self._edit = button("Edit the target…", "link")
        self._edit.setObjectName("edit_target")
        self._lay_out()
        self._rows.rows_edited.connect(self._on_edited)
        self._rows.rows_pasted.connect(self._on_pasted)
        self._edit.clicked.connect(self.target_chosen)

    def show_draft(self, draft: Draft) -> None:
        """Show the draft's variables."""
        self._draft = draft
        self._rows.show_rows(draft.variables)
        self._renew()

    def keep(self, draft: Draft) -> None:
        """Edit this draft from now on."""
        self._draft = draft
        self._renew()

    def show_target(self, name: str, rows: tuple[Row, ...]) -> None:
        """Show the variables of the target `name`, which can be changed only there."""
        self._target_head.setText(f"OF THE TARGET “{name}”")
        self._target_rows = rows
        self._renew()

    def begin(self, name: str = "") -> bool:
        """Go to the variable `name`, or to the empty line; False if there is no such variable."""
        return self._rows.begin(name)

    def showEvent(self, event: QShowEvent) -> None:
        """Say what is used once it can be seen."""
        if self._stale:
            self._refresh()
        super().showEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._target_head)
        head.addStretch(1)
        head.addWidget(self._edit)
        for each in (Label("OF THIS PRESET", "section"), self._rows, self._key, wrapped(_HINT, "small")):
            self.column.addWidget(each)
        self.column.addLayout(head)
        for part in (self._target, Label("USED HERE", "section"), self._used, wrapped(_MORE, "small")):
            self.column.addWidget(part)
        self.column.addStretch(1)

    def _renew(self) -> None:
        self._stale = True
        if self.isVisible():
            self._refresh()

    def _refresh(self) -> None:
        self._stale = False
        self._key.setVisible(any(_is_key(row) for row in self._draft.variables))
        lines = [f"{row.name} = {row.value}" for row in self._target_rows if row.on and row.name]
        self._target.show_text("\n".join(lines) or "none")
        self._used.show_text("\n".join(_uses(self._draft, self._target_rows)) or _NONE)

    def _on_edited(self, rows: tuple[Row, ...]) -> None:
        self._draft = replace(self._draft, variables=rows)
        self._renew()
        self.draft_edited.emit(self._draft)

    def _on_pasted(self, rows: tuple[Row, ...]) -> None:
        self._draft = replace(self._draft, variables=(*self._draft.variables, *rows))
        self.show_draft(self._draft)
        self._rows.begin()
        self.draft_edited.emit(self._draft)


def _uses(draft: Draft, target: Sequence[Row]) -> list[str]:
    tokens = tokens_of(draft)
    values = table_values(draft.variables, target) | stand_ins(tokens)
    lines = []
    for token in tokens:
        use = use_of(token, values)
        value = f" = {use.shown}" if use is not None and use.shown else ""
        lines.append(f"{token.written}{value}  ·  {use.origin if use is not None else 'has no value'}")
    return lines


def _is_key(row: Row) -> bool:
    return bool(find_keys(row.value))
