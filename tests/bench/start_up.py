"""From the start of the process to the first painted window, against a bare window."""

import os
import subprocess
import sys
import tempfile
import time

from table import Row

RUNS = 7
_PAINTED = """
import sys, time
from PySide6.QtCore import QEvent, QObject
class Painted(QObject):
    def __init__(self, app, then):
        super().__init__(app)
        self.then = then
        app.installEventFilter(self)
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and watched.isWidgetType():
            self.deleteLater()
            kib = next(l for l in open('/proc/self/status') if l.startswith('VmRSS')).split()[1]
            print(time.monotonic(), kib, flush=True)
            self.then()
        return False
"""
_BARE = (
    _PAINTED
    + """
from PySide6.QtWidgets import QApplication, QLabel, QMainWindow
app = QApplication([])
window = QMainWindow()
window.setCentralWidget(QLabel('bare'))
window.resize(1440, 900)
Painted(app, app.quit)
window.show()
app.exec()
"""
)
_OURS = (
    _PAINTED
    + """
import os
from pathlib import Path
from betadeck.compose import main
make_app = main.make_app
def painted():
    app = make_app()
    Painted(app, lambda: os._exit(0))
    return app
main.make_app = painted
main.run_window(Path(sys.argv[1]))
"""
)


def rows() -> list[Row]:
    """Measure in turn, ours and the floor, so that a drifting machine does not favour one."""
    ours, bare = [], []
    with tempfile.TemporaryDirectory() as folder:
        _measure(_OURS, folder)
        for _ in range(RUNS):
            bare.append(_measure(_BARE, folder))
            ours.append(_measure(_OURS, folder))
    return [
        Row(
            "start to first painted window",
            [t for t, _ in ours],
            [t for t, _ in bare],
            "bare window",
            "ms",
            "≤ 1.5",
        ),
        Row(
            "memory at first paint",
            [m for _, m in ours],
            [m for _, m in bare],
            "bare window",
            "MiB",
            "≤ 90 MiB",
        ),
    ]


def _measure(code: str, folder: str) -> tuple[float, float]:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", code, folder], env=environment, capture_output=True, text=True, check=True
    )
    painted, kib = done.stdout.split()[:2]
    return (float(painted) - started) * 1000, int(kib) / 1024
