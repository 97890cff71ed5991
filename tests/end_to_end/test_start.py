"""The real start: a window on the screen before the rest of the program, and an end in order whenever it comes."""

import os
import subprocess
import sys

import pytest

_CODE = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from betadeck.compose import main
make = main.make_shell
def closing(app, folder):
    shell = make(app, folder)
    QTimer.singleShot(int(sys.argv[2]), shell.window.close)
    return shell
main.make_shell = closing
early = [name for name in ("asyncio", "qasync", "httpx") if name in sys.modules]
assert not early, early
sys.exit(main.run_window(Path(sys.argv[1])))
"""


@pytest.mark.parametrize("after_ms", [0, 400])
def test_a_window_that_is_closed_while_the_rest_loads_ends_in_order(tmp_path, after_ms):
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", _CODE, str(tmp_path), str(after_ms)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    said = [line for line in done.stderr.splitlines() if "propagateSizeHints" not in line]
    assert (done.returncode, said) == (0, [])
