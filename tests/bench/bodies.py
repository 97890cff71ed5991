"""Large bodies in the view: first paint, stalls while they are laid out, and memory."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from table import Row

RUNS = 3
_MB = 1_000_000
_PLAIN_LIMIT_S = 20.0
_SCROLLED_S = 8.0
_MEMORY = """
import os, sys
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = sys.argv[1:]
import bodies
print(bodies.memory_of_pretty())
"""


def rows() -> list[Row]:
    """Measure in one process, but memory, which has one of its own."""
    from betadeck.compose.main import make_app

    make_app()
    compact, pretty, line = compact_json(100 * _MB), pretty_json(100 * _MB), long_line(10 * _MB)
    found = [_body("100 MB pretty JSON, as received", pretty, "raw", "≤ 20 ms, no stall > 16 ms")]
    found.append(_body("100 MB compact JSON, laid out", compact, "pretty", "≤ 50 ms, no stall > 16 ms"))
    found.append(_body("100 MB pretty JSON, laid out anew", pretty, "pretty", "≤ 50 ms, no stall > 16 ms"))
    flat = [row for pair in found for row in pair]
    flat += [_long_line(line), *_memory()]
    return flat


def compact_json(size: int) -> bytes:
    """Return a list of small objects, about `size` bytes, without white space."""
    item = {
        "id": "msg_0123456789",
        "type": "message",
        "n": 12345,
        "c": [{"type": "text", "text": "some words " * 6}],
    }
    one = json.dumps(item, separators=(",", ":")).encode()
    return b"[" + b",".join([one] * (size // (len(one) + 1))) + b"]"


def pretty_json(size: int) -> bytes:
    """Return the same with line breaks and indents."""
    item = {
        "id": "msg_0123456789",
        "type": "message",
        "n": 12345,
        "c": [{"type": "text", "text": "some words " * 6}],
    }
    one = json.dumps(item, indent=2).encode().replace(b"\n", b"\n  ")
    return b"[\n  " + b",\n  ".join([one] * (size // (len(one) + 4))) + b"\n]"


def long_line(size: int) -> bytes:
    """Return one line that is no JSON."""
    return (b"words in one line without an end, " * (size // 34 + 1))[:size]


def memory_of_pretty() -> str:
    """Return how many MiB the process grew by laying out 100 MB, at the end and at most."""
    from betadeck.compose.main import make_app

    app = make_app()
    view = _view()
    view.show_body(compact_json(1000), "application/json")
    app.processEvents()
    data = compact_json(100 * _MB)
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # the peak counts from here
    before = _status("VmRSS")
    view.show_body(data, "application/json")
    _wait(lambda: view.text_view().rows().found_all, view)
    view.text_view().verticalScrollBar().setValue(view.text_view().verticalScrollBar().maximum())
    app.processEvents()
    return f"{_status('VmRSS') - before} {_status('VmHWM') - before}"


def _body(what: str, data: bytes, mode: str, goal: str) -> list[Row]:
    from stalls import first_paint_ms, scroll_until

    paints, stalls = [], []
    for _ in range(RUNS):
        view = _view()
        view._mode.choose(mode)
        view._wish[_json_kind()] = mode
        text = view.text_view()
        paints.append(first_paint_ms(partial(view.show_body, data, "application/json"), text.viewport()))
        stalls.append(scroll_until(text, partial(_all_found, text), _SCROLLED_S))
        view.close()
        view.deleteLater()
    return [
        Row(f"{what}: first paint", paints, [], "virtual view 13 ms", "ms", goal),
        Row(f"{what}: longest stall while scrolled", stalls, [], "", "ms", "≤ 16 ms"),
    ]


def _long_line(data: bytes) -> Row:
    from stalls import first_paint_ms

    paints = []
    for _ in range(RUNS):
        view = _view()
        text = view.text_view()
        paints.append(first_paint_ms(partial(view.show_body, data, "text/plain"), text.viewport()))
        text.select(len(data) - 10, len(data))
        assert text.horizontalScrollBar().value() > len(data)
        view.close()
        view.deleteLater()
    plain_s = _plain_text_edit(len(data))
    beside = [plain_s * 1000] if plain_s else []
    name = "QPlainTextEdit" if plain_s else f"QPlainTextEdit: over {_PLAIN_LIMIT_S:.0f} s"
    return Row("one line of 10 MB: first paint", paints, beside, name, "ms", "≤ 20 ms")


def _plain_text_edit(size: int) -> float:
    """Return the seconds that a wrapped QPlainTextEdit takes for the same; 0 when it takes too long."""
    code = (
        "import sys, time\n"
        "from PySide6.QtWidgets import QApplication, QPlainTextEdit\n"
        "app = QApplication([])\n"
        "edit = QPlainTextEdit(); edit.resize(800, 600); edit.show(); app.processEvents()\n"
        f"text = 'words in one line without an end, ' * ({size} // 34)\n"
        "start = time.perf_counter()\n"
        "edit.setPlainText(text); edit.viewport().repaint()\n"
        "print(time.perf_counter() - start)\n"
    )
    try:
        done = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=_PLAIN_LIMIT_S,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return 0.0
    return float(done.stdout)


def _memory() -> list[Row]:
    done = subprocess.run(
        [sys.executable, "-c", _MEMORY, *sys.path[:3]], capture_output=True, text=True, check=True
    )
    grown, peak = (float(each) for each in done.stdout.split()[-2:])
    goal = "≤ 150 MiB beside the bytes"
    return [
        Row("100 MB compact JSON laid out: memory beside the bytes", [grown], [], "", "MiB", goal),
        Row("100 MB compact JSON laid out: peak beside the bytes", [max(peak, grown)], [], "", "MiB", goal),
    ]


def _all_found(text: "ByteTextView") -> bool:  # noqa: F821
    return text.rows().found_all


def _view() -> "BodyView":  # noqa: F821
    from betadeck.ui.response.body.body_view import BodyView

    view = BodyView()
    view.resize(900, 600)
    view.show()
    return view


def _json_kind() -> "BodyKind":  # noqa: F821
    from betadeck.core.body_kind import BodyKind

    return BodyKind.JSON


def _wait(done: Callable[[], bool], _view: object) -> None:
    from PySide6.QtWidgets import QApplication

    app, end_s = QApplication.instance(), time.perf_counter() + 120
    while not done() and time.perf_counter() < end_s:
        app.processEvents()


def _status(name: str) -> int:
    """Return a line of the process's status in MiB; Linux only."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(each for each in status.splitlines() if each.startswith(name))
    return int(line.split()[1]) // 1024
