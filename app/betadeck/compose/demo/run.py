"""Plays the demo once a theme, prints a summary, and tells by its exit status whether all went well."""

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QApplication

from betadeck import loop
from betadeck.compose.demo.stage import DemoFault, Stage
from betadeck.compose.demo.steps import STEPS, Step
from betadeck.compose.main import make_app
from betadeck.compose.program import Program
from betadeck.core.settings import Theme

DEFAULT_OUT = Path("betadeck-demo")


def run_demo(out: Path | None, themes: Sequence[str]) -> int:
    """Play it in `themes` (`light`, `dark`), pictures into `out`; return 0 when every step held, else 1."""
    app, folder, failed = make_app(), out or DEFAULT_OUT, 0
    for name in themes:
        failed += loop.run(app, partial(_play, app, folder, name))
    _say(f"\n{'All steps did what they say.' if not failed else 'Some steps failed.'} Pictures: {folder}")
    return 1 if failed else 0


async def _play(app: QApplication, out: Path, theme_name: str) -> int:
    with tempfile.TemporaryDirectory(prefix="betadeck-demo-") as data:
        program = Program(app, Path(data))
        loop.open_doors(lambda title, details: _say(f"{title}\n{details}"))
        program.settings.take(replace(program.settings.current(), theme=Theme(theme_name)))
        program.window.resize(1440, 900)
        program.open()
        await program.settle_in()
        stage = Stage(program, out, theme_name)
        _say(f"\n{theme_name}")
        failed = 0
        for step in STEPS:
            failed += await _step(stage, step)
        await program.aclose()
        program.window.deleteLater()
    return failed


async def _step(stage: Stage, step: Step) -> int:
    before = len(stage.shots)
    try:
        seen, mark = await step.play(stage), "ok  "
    except DemoFault as fault:
        seen, mark = str(fault), "FAIL"
    await stage.shot(step.name)
    _say(f"{mark}  {step.says}: {seen}")
    for shot in stage.shots[before:]:
        _say(f"      {shot}")
    return 0 if mark == "ok  " else 1


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()
