"""Opening a node with 200,000 children in the tree; beside QTreeView with QStandardItemModel."""

import json
import time
from functools import partial

from table import Row

RUNS = 5
_CHILDREN = 200_000


def rows() -> list[Row]:
    """Measure from the click to the end of the paint, and the longest stall until all is known."""
    from betadeck.compose.main import make_app

    make_app()
    value = [{"id": f"msg_{number}", "n": number} for number in range(_CHILDREN)]
    data = json.dumps({"before": 1, "data": value}).encode()
    ours, stalls = _ours(data)
    goal = "≤ 50 ms"
    return [
        Row(
            "open a tree node of 200,000 children",
            ours,
            [_plain()],
            "QTreeView, QStandardItemModel",
            "ms",
            goal,
        ),
        Row("open a tree node: longest stall until all pages are known", stalls, [], "", "ms", "≤ 16 ms"),
    ]


def _ours(data: bytes) -> tuple[list[float], list[float]]:
    from PySide6.QtWidgets import QApplication
    from stalls import Ticks, first_paint_ms

    from betadeck.ui.response.tree.tree_view import JsonTreeView

    times, stalls = [], []
    for _ in range(RUNS):
        tree = JsonTreeView()
        tree.resize(900, 600)
        tree.show()
        tree.show_data(data, lines=False)
        QApplication.processEvents()
        index = tree.model().index(1, 0)
        ticks = Ticks()
        ticks.start()
        times.append(first_paint_ms(partial(tree.expand, index), tree.viewport()))
        while tree.tree().is_reading():
            QApplication.processEvents()
        stalls.append(ticks.stop())
        tree.close()
        tree.deleteLater()
    return times, stalls


def _plain() -> float:
    from PySide6.QtGui import QStandardItem, QStandardItemModel
    from PySide6.QtWidgets import QTreeView
    from stalls import first_paint_ms

    model, tree = QStandardItemModel(), QTreeView()
    node = QStandardItem("data")
    start = time.perf_counter()
    node.appendRows([QStandardItem(str(number)) for number in range(_CHILDREN)])
    model.appendRow(node)
    made_ms = (time.perf_counter() - start) * 1000
    tree.setModel(model)
    tree.resize(900, 600)
    tree.show()
    spent_ms = made_ms + first_paint_ms(lambda: tree.expand(model.index(0, 0)), tree.viewport())
    tree.close()
    return spent_ms
