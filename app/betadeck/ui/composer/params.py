"""What stands in the address: path parameters and the query; for free requests method and path too."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from betadeck.core.catalog import Operation
from betadeck.core.draft import Draft, Row, with_param
from betadeck.core.param_spec import ParamKind, ParamSpec, spec_of
from betadeck.core.param_words import meaning_of
from betadeck.core.path_names import path_names
from betadeck.core.query_plan import other_rows, with_another, with_others
from betadeck.ui.composer.address_head import AddressHead
from betadeck.ui.composer.form.inputs import ChoiceInput
from betadeck.ui.composer.labelled import LabelledRow
from betadeck.ui.composer.offer_button import id_lines
from betadeck.ui.composer.offering import Offering
from betadeck.ui.composer.outline import outline
from betadeck.ui.composer.param_line import ParamLine
from betadeck.ui.composer.query_fields import QueryFields
from betadeck.ui.composer.rows.known_names import KnownNames
from betadeck.ui.composer.rows.paste import query_rows
from betadeck.ui.composer.rows.rows_editor import RowsEditor
from betadeck.ui.composer.scroll_pane import ScrollPane
from betadeck.ui.composer.suggest import ids_among
from betadeck.ui.parts.labels import Label, wrapped

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
_PASTE = "Paste “name=value” lines or a query string to add several."
_OTHERS = "For what this call does not list. It is sent as it stands."


class ParamsPane(ScrollPane):
    """Edits path parameters and query of the draft.

    Signals:
        draft_edited(Draft): the draft as it is now.
        ids_asked(str): load ids for this place, as in `param:agent_id`.
    """

    draft_edited = Signal(object)
    ids_asked = Signal(str)

    def __init__(self, offering: Offering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = Draft()
        self._offering = offering
        self._operation: Operation | None = None
        self._specs: tuple[ParamSpec, ...] = ()
        self._held: frozenset[str] = frozenset()
        self._path_lines: dict[str, ParamLine] = {}
        self._address = AddressHead()
        self._method = ChoiceInput("Method", METHODS)
        self._method.setObjectName("method")
        self._path = _path_field()
        self._free = (LabelledRow("Method", self._method, fits=True), LabelledRow("Path", self._path))
        self._none = Label("The path has no parameters.", "", "muted")
        self._fields = QueryFields()
        self._known = KnownNames()
        self._rows_head = Label("OTHER PARAMETERS", "section")
        self._rows_note = wrapped(_OTHERS, "small")
        self._rows = RowsEditor("Parameter", query_rows)
        self._rows.setObjectName("query_rows")
        self._lay_out()
        self._method.picked.connect(self._on_method)
        self._path.textEdited.connect(self._on_path)
        self._fields.rows_edited.connect(self._on_query)
        self._fields.load_asked.connect(self._on_load)
        self._rows.rows_edited.connect(self._on_rows)
        self._rows.rows_pasted.connect(self._on_pasted)
        self._known.name_chosen.connect(self._on_known)

    def set_operation(self, operation: Operation | None) -> None:
        """Take the names and what they take from `operation`; None is a free request."""
        if operation is not self._operation:
            self._operation = operation
            self._specs = tuple(map(spec_of, operation.query)) if operation else ()
            self._held = frozenset()
            self._rows.offer_names([each.name for each in self._specs])
        self._refresh()

    def show_draft(self, draft: Draft) -> None:
        """Show the draft's address."""
        if draft.query != self._draft.query:
            self._held = frozenset()
        self._draft = draft
        self._refresh()

    def show_address(self, address: str, problem: str) -> None:
        """Show where the request goes, or why it cannot go yet."""
        self._address.show_address(address, problem)

    def offer_ids(self) -> None:
        """Offer what is known of ids now."""
        for line in self._lines():
            self._offer_ids(line)

    def tell_ids(self, name: str, problem: str) -> None:
        """Say why no ids for the parameter `name` were loaded; without a problem offer them."""
        line = next((each for each in self._lines() if each.spec.name == name), None)
        if line is not None:
            line.tell(problem)
            if not problem:
                line.input.open_offers()

    def count(self) -> int:
        """Return how many parameters are set and sent."""
        given = sum(1 for name in path_names(self._draft.path) if dict(self._draft.path_params).get(name))
        return given + sum(1 for row in self._draft.query if row.on and row.name)

    def keep(self, draft: Draft) -> None:
        """Edit this draft from now on; what the pane shows of it is as it was."""
        self._draft = draft

    def begin(self, name: str = "") -> bool:
        """Go to the parameter `name`, or to the first one to fill in; False if there is no such parameter."""
        if name in self._path_lines:
            self._path_lines[name].setFocus()
            outline(self._path_lines[name])
            return True
        empty = next((line for line in self._path_lines.values() if not line.input.text()), None)
        if empty is not None and not name:
            empty.setFocus()
            return True
        return (bool(name) and self._fields.begin(name)) or self._rows.begin(name)

    def _lay_out(self) -> None:
        column = self.column
        column.addWidget(self._address)
        for each in self._free:
            column.addWidget(each)
        self._path_head = Label("PATH PARAMETERS", "section")
        column.addWidget(self._path_head)
        self._path_column = QVBoxLayout()
        self._path_column.setSpacing(4)
        column.addLayout(self._path_column)
        column.addWidget(self._none)
        self._query_head = Label("QUERY", "section")
        query: tuple[QWidget, ...] = (self._query_head, self._fields, self._known)
        others = (self._rows_head, self._rows_note, self._rows, wrapped(_PASTE, "small"))
        for part in (*query, *others):
            column.addWidget(part)
        column.addStretch(1)

    def _refresh(self) -> None:
        known = bool(self._specs)
        for each in self._free:
            each.setVisible(self._operation is None)
        for part in (self._query_head, self._rows_note):
            part.setVisible(known)
        self._rows_head.setText("OTHER PARAMETERS" if known else "QUERY")
        self._address.show_template(self._draft)
        self._method.show_text(self._draft.method)
        if self._path.text() != self._draft.path:
            self._path.setText(self._draft.path)
        self._show_path_params()
        self._fields.set_specs(self._free_specs())
        self._fields.show_rows(self._draft.query)
        self._rows.show_rows(other_rows(self._draft.query, self._free_specs()))
        self._show_known()
        self.offer_ids()

    def _lines(self) -> tuple[ParamLine, ...]:
        return (*self._path_lines.values(), *self._fields.lines())

    def _free_specs(self) -> tuple[ParamSpec, ...]:
        """Return the parameters that have fields: all known ones but those being typed as a row."""
        return tuple(each for each in self._specs if each.name not in self._held)

    def _show_path_params(self) -> None:
        names = path_names(self._draft.path)
        if names != list(self._path_lines):
            self._rebuild(names)
        values = dict(self._draft.path_params)
        for name, line in self._path_lines.items():
            line.show_value(Row(name, values.get(name, "")), first=True, last=True)
        self._path_head.setVisible(bool(names) or self._operation is None)
        self._none.setVisible(not names and self._operation is None)

    def _rebuild(self, names: Sequence[str]) -> None:
        for line in self._path_lines.values():
            self._path_column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._path_lines = {}
        for name in names:
            spec = ParamSpec(name, ParamKind.TEXT, required=True, meaning=meaning_of(name))
            line = self._path_lines[name] = ParamLine(spec, fixed=True)
            line.edited.connect(self._on_param)
            line.load_asked.connect(self._on_load)
            self._path_column.addWidget(line)

    def _offer_ids(self, line: ParamLine) -> None:
        if line.spec.kind is not ParamKind.TEXT:
            return
        place, asked = f"param:{line.spec.name}", self._offering
        found = asked.ids(place)
        offered = found.ids or found.asking is not None
        line.input.suggest(ids_among(lambda: asked.ids(place).ids))
        line.input.set_offers((lambda: id_lines(asked.ids(place), asked.target())) if offered else None)

    def _show_known(self) -> None:
        used = {row.name for row in self._draft.query}
        left = [each for each in self._specs if each.name not in used and not each.required]
        self._known.show_names([(each.name, each.note) for each in left])

    def _on_load(self, name: str) -> None:
        self.ids_asked.emit(f"param:{name}")

    def _announce(self, draft: Draft) -> None:
        self._draft = draft
        self._refresh()
        self.draft_edited.emit(draft)

    def _on_method(self, method: str) -> None:
        self._announce(replace(self._draft, method=method))

    def _on_path(self, path: str) -> None:
        self._announce(replace(self._draft, path=path))

    def _on_param(self, value: str) -> None:
        name = next((name for name, line in self._path_lines.items() if line is self.sender()), "")
        if name:
            self._announce(with_param(self._draft, name, value))

    def _on_query(self, rows: tuple[Row, ...]) -> None:
        self._announce(replace(self._draft, query=rows))

    def _on_rows(self, others: tuple[Row, ...]) -> None:
        """Take the rows typed below; one whose name just became a known one stays there, under the caret."""
        rows = with_others(self._draft.query, others, self._free_specs())
        known = {spec.name for spec in self._specs}
        self._held = frozenset(row.name.strip() for row in others) & known
        self._announce(replace(self._draft, query=rows))

    def _on_pasted(self, rows: tuple[Row, ...]) -> None:
        self._announce(replace(self._draft, query=(*self._draft.query, *rows)))
        self._rows.begin()

    def _on_known(self, name: str) -> None:
        spec = next(each for each in self._specs if each.name == name)
        rows = with_another(self._draft.query, name)
        if spec.kind is ParamKind.SWITCH:
            rows = (*rows[:-1], replace(rows[-1], value="true"))
        self._announce(replace(self._draft, query=rows))
        self._fields.begin(name)


def _path_field() -> QLineEdit:
    made = QLineEdit()
    made.setObjectName("path")
    made.setAccessibleName("Path")
    made.setProperty("mono", True)
    return made
