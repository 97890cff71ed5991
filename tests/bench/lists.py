"""1,000 presets and 10,000 exchanges in the library: shown, and filtered as one types."""

import time
from datetime import UTC, datetime, timedelta

from table import Row

RUNS = 5
_PRESETS, _EXCHANGES = 1_000, 10_000
_TYPED = "weather 7"


def rows() -> list[Row]:
    """Measure from the list that is given to the paint, and from each key to the paint."""
    from betadeck.compose.main import make_app
    from betadeck.core.listing import HistoryRow, PresetEntry

    make_app()
    names = ("Weather", "Summary", "Agent", "Tool loop", "Vision")
    presets = [
        PresetEntry(f"F{each % 20}/{names[each % 5]} {each}", f"{names[each % 5]} {each}", f"F{each % 20}")
        for each in range(_PRESETS)
    ]
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    history = [
        HistoryRow(f"x{each}", (now - timedelta(minutes=7 * each)).isoformat(), f"{names[each % 5]} {each}",
                   "messages.create", 200, "finished", request_id=f"req_{each}")
        for each in range(_EXCHANGES)
    ]  # fmt: skip
    shown, typed = [], []
    for _ in range(RUNS):
        one, keys = _library(presets, history)
        shown.append(one)
        typed += keys
    return [
        Row("library of 1,000 presets and 10,000 exchanges listed", shown, [], "", "ms", "≤ 100 ms"),
        Row("library: a key in the filter, until it is painted", typed, [], "", "ms", "≤ 16 ms"),
        Row("library: the slowest key in the filter", [max(typed)], [], "", "ms", "≤ 16 ms"),
    ]


def _library(presets: "list[PresetEntry]", history: "list[HistoryRow]") -> tuple[float, list[float]]:  # noqa: F821
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication, QLineEdit
    from stalls import first_paint_ms

    from betadeck.ui.library.panel import LibraryPanel

    panel = LibraryPanel()
    panel.resize(240, 860)
    panel.show()
    QApplication.processEvents()

    def give() -> None:
        panel.show_presets(presets, [f"F{each}" for each in range(20)])
        panel.show_history(history)

    shown = first_paint_ms(give, panel._view.viewport())
    field = panel.findChild(QLineEdit, "library_filter")
    typed = []
    for letter in _TYPED:
        start_s = time.perf_counter()
        QTest.keyClicks(field, letter)
        panel._view.viewport().repaint()
        typed.append((time.perf_counter() - start_s) * 1000)
    panel.close()
    panel.deleteLater()
    return shown, typed
