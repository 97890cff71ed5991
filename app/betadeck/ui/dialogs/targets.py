"""Where requests can go."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QHBoxLayout,
    QListWidget,
    QScrollArea,
    QStackedWidget,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from betadeck.core.target import Platform, Target
from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.dialogs.target_form import TargetForm
from betadeck.ui.dialogs.target_variables import TargetVariables
from betadeck.ui.dialogs.target_words import Check, free_name, problem_of
from betadeck.ui.icons import icon
from betadeck.ui.parts.buttons import IconButton
from betadeck.ui.parts.labels import Label, wrapped
from betadeck.ui.theme import tokens

_SANDBOX_SAYS = (
    "The sandbox runs inside Betadeck, on this machine alone, and answers as the API would. "
    "It needs no key and no network, costs nothing, and is always there."
)


class _Narrow(QStyledItemDelegate):
    """Asks for no width, so that long names are cut instead of scrolled."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(1, super().sizeHint(option, index).height())


class TargetsDialog(Frame):
    """A list of targets at the left, the chosen one's fields at the right.

    Signals:
        saved(tuple): all targets, in order, each of them usable.
        password_found(str, str): keep this password in the keyring, under this name.
    """

    saved = Signal(tuple)
    password_found = Signal(str, str)

    def __init__(
        self,
        targets: Sequence[Target],
        key_names: Sequence[str],
        check: Check,
        parent: QWidget | None = None,
        *,
        fresh: Target | None = None,
    ) -> None:
        """Build it; `check` tells what is wrong with a base address, `fresh` is what a new target is like."""
        super().__init__("Targets", "targets_dialog", parent)
        self._targets, self._check = list(targets), check
        self._fresh = fresh or Target("New target", base_url="https://")
        self._list, self._form = QListWidget(), TargetForm(key_names, check)
        self._pages, self._variables = QStackedWidget(), TargetVariables()
        self._add = IconButton("plus", "Add a target")
        self._copy = IconButton("duplicate", "Duplicate this target")
        self._delete = IconButton("trash", "Delete this target")
        self._lay_out()
        self.add_button("cancel", "Cancel").clicked.connect(self.reject)
        self._save = self.add_button("save", "Save", "primary", default=True)
        self._save.clicked.connect(self.accept)
        self._connect()
        self.resize(800, 560)
        self._show_list(0)

    def show_target(self, name: str) -> None:
        """Choose the target of this name."""
        names = [target.name for target in self._targets]
        if name in names:
            self._list.setCurrentRow(names.index(name))

    def targets(self) -> tuple[Target, ...]:
        """Return the targets as they are now, usable or not."""
        return tuple(self._targets)

    def accept(self) -> None:
        """Announce the targets and close, unless one cannot be used."""
        if self._save.isEnabled():
            self.saved.emit(self.targets())
            super().accept()

    def _lay_out(self) -> None:
        self._list.setObjectName("target_list")
        self._list.setAccessibleName("Targets")
        self._list.setFixedWidth(184)
        self._list.setItemDelegate(_Narrow(self._list))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names = {"add_target": self._add, "duplicate_target": self._copy, "delete_target": self._delete}
        buttons = QHBoxLayout()
        buttons.setSpacing(4)
        for name, each in names.items():
            each.setObjectName(name)
            buttons.addWidget(each)
        buttons.addStretch(1)
        left = QVBoxLayout()
        left.setSpacing(4)
        left.addWidget(self._list, 1)
        left.addLayout(buttons)
        self._pages.addWidget(_scrolling(self._form))
        self._pages.addWidget(_sandbox_page(self._variables))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addLayout(left)
        row.addWidget(self._pages, 1)
        self.content.addLayout(row)

    def _connect(self) -> None:
        self._list.currentRowChanged.connect(self._on_row_changed)
        self._form.edited.connect(self._on_edited)
        self._form.password_found.connect(self.password_found)
        self._variables.edited.connect(self._on_variables)
        self._add.clicked.connect(self._on_add)
        self._copy.clicked.connect(self._on_duplicate)
        self._delete.clicked.connect(self._on_delete)

    def _show_list(self, row: int) -> None:
        self._list.blockSignals(True)
        self._list.clear()
        self._list.addItems([target.name for target in self._targets])
        chosen = QItemSelectionModel.SelectionFlag.ClearAndSelect
        self._list.setCurrentRow(row, chosen)
        self._list.blockSignals(False)
        self._on_row_changed(row)

    def _judge(self) -> None:
        """Mark the targets that cannot be used; while there is one, nothing is saved."""
        problems = [self._problem(row) for row in range(len(self._targets))]
        warning = icon("warn", tokens(self.palette()).error)
        for row, problem in enumerate(problems):
            item = self._list.item(row)
            item.setText(self._targets[row].name or "(no name)")
            item.setIcon(warning if problem else QIcon())
            item.setToolTip(problem or self._targets[row].name)
        first = next((row for row, problem in enumerate(problems) if problem), None)
        self._save.setEnabled(first is None)
        name = self._targets[first].name if first is not None else ""
        self.say(f"{name or 'One target'}: {problems[first]}" if first is not None else "", "error")

    def _problem(self, row: int) -> str:
        others = [target.name for place, target in enumerate(self._targets) if place != row]
        return problem_of(self._targets[row], others, self._check)

    def _row(self) -> int:
        return self._list.currentRow()

    def _on_row_changed(self, row: int) -> None:
        if not 0 <= row < len(self._targets):
            return
        target = self._targets[row]
        fixed = target.platform is Platform.SANDBOX
        self._pages.setCurrentIndex(1 if fixed else 0)
        if fixed:
            self._variables.show_rows(target.variables)
        else:
            self._form.show_target(target)
        self._copy.setEnabled(not fixed)
        self._delete.setEnabled(not fixed)
        self._judge()

    def _on_edited(self) -> None:
        self._targets[self._row()] = self._form.target()
        self._judge()

    def _on_variables(self) -> None:
        row = self._row()
        self._targets[row] = replace(self._targets[row], variables=self._variables.rows())

    def _on_add(self) -> None:
        self._insert(self._fresh, len(self._targets))

    def _on_duplicate(self) -> None:
        self._insert(self._targets[self._row()], self._row() + 1)

    def _insert(self, target: Target, row: int) -> None:
        name = free_name(target.name, [each.name for each in self._targets])
        self._targets.insert(row, replace(target, name=name))
        self._show_list(row)
        self._form.focus_name()

    def _on_delete(self) -> None:
        row = self._row()
        if self._targets[row].platform is not Platform.SANDBOX:
            del self._targets[row]
            self._show_list(max(0, row - 1))


def _scrolling(form: QWidget) -> QScrollArea:
    form.setObjectName("clear")
    form.layout().setContentsMargins(0, 0, 12, 0)  # type: ignore[union-attr]
    area = QScrollArea()
    area.setWidget(form)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area


def _sandbox_page(variables: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 4, 0, 0)
    layout.addWidget(Label("Sandbox", "title"))
    layout.addWidget(wrapped(_SANDBOX_SAYS, "", "muted"))
    layout.addSpacing(8)
    layout.addWidget(Label("Variables", "strong"))
    layout.addWidget(variables)
    layout.addStretch(1)
    return page
