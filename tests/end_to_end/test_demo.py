"""The demo holds what it says, in a process of its own."""

import os
import subprocess
import sys

from PySide6.QtGui import QImage


def test_every_step_holds_and_leaves_a_picture(tmp_path):
    out = tmp_path / "pictures"
    command = [sys.executable, "-m", "betadeck", "demo", "--out", str(out), "--theme", "dark"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "FAIL" not in run.stdout
    pictures = [QImage(str(path)) for path in sorted(out.glob("*.png"))]
    assert len(pictures) >= 10
    assert all(each.width() == 1440 for each in pictures)
    assert len({bytes(each.constBits()) for each in pictures}) > 8
