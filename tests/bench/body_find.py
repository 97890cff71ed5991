"""Finding in 100 MB, from the last key to the last find, with the window alive; beside `bytes.find`."""

import time
from collections.abc import Callable

from table import Row

RUNS = 5
_SIZE = 100_000_000
_WANTED = "needle at the end"


def rows() -> list[Row]:
    """Measure plain text in both ways of looking at case, and a regular expression."""
    from betadeck.compose.main import make_app

    make_app()
    data = (b"some words that are searched through, line by line\n" * (_SIZE // 51)) + _WANTED.encode()
    floor = [_ms(lambda: data.find(_WANTED.encode())) for _ in range(RUNS)]
    exact, exact_stalls = _found(data, _WANTED, exact=True)
    either, either_stalls = _found(data, _WANTED.upper())
    regex, regex_stalls = _found(data, r"needle\s+at \w+ end", regex=True)
    goal, live = "≤ 150 ms to the last match", "≤ 16 ms"
    return [
        Row("find in 100 MB, case as typed", exact, floor, "bytes.find", "ms", goal),
        Row("find in 100 MB, either case", either, floor, "bytes.find", "ms", goal),
        Row("find in 100 MB, regular expression", regex, floor, "bytes.find", "ms", ""),
        Row("find in 100 MB: longest stall", [*exact_stalls, *either_stalls], [], "", "ms", live),
        Row("find in 100 MB, regular expression: longest stall", regex_stalls, [], "", "ms", live),
    ]


def _found(
    data: bytes, wanted: str, *, exact: bool = False, regex: bool = False
) -> tuple[list[float], list[float]]:
    """Return the milliseconds until the last find is shown, and the longest stalls meanwhile."""
    from bodies import _view, _wait
    from PySide6.QtWidgets import QLabel
    from stalls import Ticks

    view = _view()
    view.show_body(data, "text/plain")
    _wait(lambda: view.text_view().rows().found_all, view)
    view.open_find()
    bar = view._find
    bar._exact.setChecked(exact)
    bar._regex.setChecked(regex)
    count = view.findChild(QLabel, "find_count")
    times, stalls = [], []
    for _ in range(RUNS):
        bar._field.setText("")
        ticks, start = Ticks(), time.perf_counter()
        ticks.start()
        bar._field.setText(wanted)
        _wait(lambda: count.text() == "1 of 1", view)
        times.append((time.perf_counter() - start) * 1000)
        stalls.append(ticks.stop())
    view.close()
    view.deleteLater()
    return times, stalls


def _ms(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000
