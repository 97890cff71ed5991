"""What stands in the address: path parameters and the query; for free requests method and path too."""

import re
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from betadeck.core.catalog import Operation, Param
from betadeck.core.draft import Draft, Row, with_param
from betadeck.ui.composer.form.inputs import ChoiceInput
from betadeck.ui.composer.labelled import LabelledRow
from betadeck.ui.composer.outline import outline
from betadeck.ui.composer.rows.known_names import KnownNames
from betadeck.ui.composer.rows.paste import query_rows
from betadeck.ui.composer.rows.rows_editor import RowsEditor
from betadeck.ui.composer.scroll_pane import ScrollPane
from betadeck.ui.parts.labels import Label, wrapped

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS")
_NAME = re.compile(r"\{([^{}]+)\}")


class ParamsPane(ScrollPane):
    """Edits path parameters and query of the draft.

    Signals:
        draft_edited(Draft): the draft as it is now.
    """

    draft_edited = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = Draft()
        self._operation: Operation | None = None
        self._fields: dict[str, QLineEdit] = {}
        self._path_rows: list[LabelledRow] = []
        self._method = ChoiceInput("Method", METHODS)
        self._method.setObjectName("method")
        self._path = _field("path", "Path")
        self._free = (LabelledRow("Method", self._method, fits=True), LabelledRow("Path", self._path))
        self._none = Label("The path has no parameters.", "", "muted")
        self._rows = RowsEditor("Parameter", query_rows)
        self._rows.setObjectName("query_rows")
        self._known = KnownNames()
        self._lay_out()
        self._method.picked.connect(self._on_method)
        self._path.textEdited.connect(self._on_path)
        self._rows.rows_edited.connect(self._on_rows)
        self._rows.rows_pasted.connect(self._on_pasted)
        self._known.name_chosen.connect(self._on_known)

    def set_operation(self, operation: Operation | None) -> None:
        """Take the names and requirements from `operation`; None is a free request."""
        self._operation = operation
        self._rows.offer_names([param.name for param in operation.query] if operation else [])
        self._refresh()

    def show_draft(self, draft: Draft) -> None:
        """Show the draft's address."""
        self._draft = draft
        self._refresh()

    def count(self) -> int:
        """Return how many parameters are set and sent."""
        given = sum(1 for name in path_names(self._draft.path) if dict(self._draft.path_params).get(name))
        return given + sum(1 for row in self._draft.query if row.on and row.name)

    def keep(self, draft: Draft) -> None:
        """Edit this draft from now on; what the pane shows of it is as it was."""
        self._draft = draft

    def begin(self, name: str = "") -> bool:
        """Go to the parameter `name`, or to the first one to fill in; False if there is no such parameter."""
        if name in self._fields:
            self._fields[name].setFocus()
            outline(self._fields[name])
            return True
        empty = next((field for field in self._fields.values() if not field.text()), None)
        if empty is not None and not name:
            empty.setFocus()
            return True
        return self._rows.begin(name)

    def _lay_out(self) -> None:
        column = self.column
        for each in self._free:
            column.addWidget(each)
        column.addWidget(Label("PATH PARAMETERS", "section"))
        self._path_column = QVBoxLayout()
        self._path_column.setSpacing(8)
        column.addLayout(self._path_column)
        column.addWidget(self._none)
        column.addSpacing(8)
        column.addWidget(Label("QUERY", "section"))
        column.addWidget(self._known)
        column.addWidget(self._rows)
        column.addWidget(wrapped("Paste “name=value” lines or a query string to add several.", "small"))
        column.addStretch(1)

    def _refresh(self) -> None:
        for each in self._free:
            each.setVisible(self._operation is None)
        self._method.show_text(self._draft.method)
        if self._path.text() != self._draft.path:
            self._path.setText(self._draft.path)
        names = path_names(self._draft.path)
        if names != list(self._fields):
            self._rebuild(names)
        values = dict(self._draft.path_params)
        for name, field in self._fields.items():
            if field.text() != values.get(name, ""):
                field.setText(values.get(name, ""))
        self._rows.show_rows(self._draft.query)
        self._show_known()

    def _rebuild(self, names: Sequence[str]) -> None:
        for row in self._path_rows:
            self._path_column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._fields, self._path_rows = {}, []
        for name in names:
            field = _field(f"param_{name}", f"{name}, required")
            field.setPlaceholderText("required")
            field.textEdited.connect(self._on_param)
            self._fields[name] = field
            self._path_rows.append(LabelledRow(name, field))
            self._path_column.addWidget(self._path_rows[-1])
        self._none.setVisible(not names)

    def _show_known(self) -> None:
        used = {row.name for row in self._draft.query}
        params = self._operation.query if self._operation else ()
        self._known.show_names([(each.name, _words(each)) for each in params if each.name not in used])

    def _announce(self, draft: Draft) -> None:
        self._draft = draft
        self._refresh()
        self.draft_edited.emit(draft)

    def _on_method(self, method: str) -> None:
        self._announce(replace(self._draft, method=method))

    def _on_path(self, path: str) -> None:
        self._announce(replace(self._draft, path=path))

    def _on_param(self, value: str) -> None:
        name = next((name for name, field in self._fields.items() if field is self.sender()), "")
        if name:
            self._announce(with_param(self._draft, name, value))

    def _on_rows(self, rows: tuple[Row, ...]) -> None:
        self._announce(replace(self._draft, query=rows))

    def _on_pasted(self, rows: tuple[Row, ...]) -> None:
        self._announce(replace(self._draft, query=(*self._draft.query, *rows)))
        self._rows.begin()

    def _on_known(self, name: str) -> None:
        self._announce(replace(self._draft, query=(*self._draft.query, Row(name, ""))))
        self._rows.begin(name)


def path_names(path: str) -> list[str]:
    """Return the names in braces in `path`, in order."""
    return list(dict.fromkeys(_NAME.findall(path)))


def _field(object_name: str, name: str) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(object_name)
    made.setAccessibleName(name)
    made.setProperty("mono", True)
    return made


def _words(param: Param) -> str:
    kind = param.schema.get("type", "")
    options = param.schema.get("enum")
    said = ", ".join(map(str, options)) if isinstance(options, list) else str(kind)
    return " · ".join(part for part in ("required" if param.required else "", said) if part)
