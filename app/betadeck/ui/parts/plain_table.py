"""Tables to read: whole rows are selected, nothing is edited, no lines are drawn."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

ALIGN_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
ALIGN_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def make_plain(table: QTableView, row_px: int, *, scrolls_aside: bool = False) -> None:
    """Make a table so, with rows of one height; Tab leaves it. Without `scrolls_aside` its columns must fit."""
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setShowGrid(False)
    table.setWordWrap(False)
    table.setTabKeyNavigation(False)
    if not scrolls_aside:
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    rows, heads = table.verticalHeader(), table.horizontalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setMinimumSectionSize(row_px)
    rows.setDefaultSectionSize(row_px)
    heads.setHighlightSections(False)
    heads.setDefaultAlignment(ALIGN_LEFT)


def head(
    heads: Sequence[str] | Mapping[Any, str],
    figures: Container[int],
    section: int,
    orientation: Qt.Orientation,
    role: int,
) -> object:
    """Return what a model tells of a column's head: its words; and above `figures`, that it stands right."""
    if orientation is not Qt.Orientation.Horizontal:
        return None
    if role == Qt.ItemDataRole.DisplayRole:
        return heads[section]
    return ALIGN_RIGHT if role == Qt.ItemDataRole.TextAlignmentRole and section in figures else None


def copy_rows(table: QTableView, most: int | None = None) -> None:
    """Copy the selected rows, at most so many, with tabs between their cells."""
    rows = sorted(index.row() for index in table.selectionModel().selectedRows())[:most]
    QGuiApplication.clipboard().setText("\n".join(_line(table, row) for row in rows))


def _line(table: QTableView, row: int) -> str:
    model = table.model()
    return "\t".join(str(model.index(row, column).data()) for column in range(model.columnCount()))
