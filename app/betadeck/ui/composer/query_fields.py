"""The query parameters that the operation knows, each as a field of its kind."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.draft import Row
from betadeck.core.param_spec import ParamSpec
from betadeck.core.query_plan import PlannedParam, plan_query, with_another, with_value
from betadeck.ui.composer.outline import outline
from betadeck.ui.composer.param_line import ParamLine


class QueryFields(QWidget):
    """Shows those rows of the query whose parameter is known. Lines are kept while one types.

    Signals:
        rows_edited(tuple[Row, ...]): these are all rows now, the others as they were.
        load_asked(str): more ids to choose from, please; the parameter's name.
    """

    rows_edited = Signal(tuple)
    load_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._specs: tuple[ParamSpec, ...] = ()
        self._rows: tuple[Row, ...] = ()
        self._plan: tuple[PlannedParam, ...] = ()
        self._lines: list[ParamLine] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)

    def set_specs(self, specs: Sequence[ParamSpec]) -> None:
        """Know these parameters."""
        self._specs = tuple(specs)

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show the values of `rows`."""
        self._rows = rows
        plan = plan_query(rows, self._specs)
        if [each.spec for each in plan] != [line.spec for line in self._lines]:
            self._rebuild(plan)
        self._plan = plan
        names = [each.spec.name for each in plan]
        for number, (line, each) in enumerate(zip(self._lines, plan, strict=True)):
            first = number == 0 or names[number - 1] != each.spec.name
            last = names[number + 1 : number + 2] != [each.spec.name]
            line.show_value(rows[each.place] if each.place is not None else None, first, last)
        self.setVisible(bool(plan))

    def lines(self) -> list[ParamLine]:
        """Return the lines in order."""
        return list(self._lines)

    def begin(self, name: str) -> bool:
        """Go to the parameter `name`, to its first value that is empty if there is one."""
        own = [line for line in self._lines if line.spec.name == name]
        if not own:
            return False
        line = next((each for each in own if not each.input.text()), own[0])
        line.setFocus()
        outline(line)
        return True

    def _rebuild(self, plan: Sequence[PlannedParam]) -> None:
        for line in self._lines:
            self._column.removeWidget(line)
            line.hide()
            line.deleteLater()
        self._lines = [self._made(each.spec) for each in plan]

    def _made(self, spec: ParamSpec) -> ParamLine:
        line = ParamLine(spec, fixed=False)
        line.edited.connect(self._on_edited)
        line.switched.connect(self._on_switched)
        line.removed.connect(self._on_removed)
        line.another.connect(self._on_another)
        line.load_asked.connect(self.load_asked)
        self._column.addWidget(line)
        return line

    def _sender(self) -> PlannedParam | None:
        line = self.sender()
        return next((plan for each, plan in zip(self._lines, self._plan, strict=True) if each is line), None)

    def _on_edited(self, value: str) -> None:
        if (planned := self._sender()) is not None:
            self._announce(with_value(self._rows, planned, value))

    def _on_switched(self, on: bool) -> None:
        planned = self._sender()
        if planned is not None and planned.place is not None:
            changed = replace(self._rows[planned.place], on=on)
            self._announce(
                tuple(changed if place == planned.place else row for place, row in enumerate(self._rows))
            )

    def _on_removed(self) -> None:
        planned = self._sender()
        if planned is not None:
            self._announce(tuple(row for place, row in enumerate(self._rows) if place != planned.place))

    def _on_another(self) -> None:
        if (planned := self._sender()) is not None:
            name = planned.spec.name
            self._announce(with_another(self._rows, name))
            self.begin(name)

    def _announce(self, rows: tuple[Row, ...]) -> None:
        self.show_rows(rows)
        self.rows_edited.emit(rows)
