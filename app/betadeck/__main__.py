"""The program's one entry: a verb of the command line, or the window when there is none."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from betadeck.cli.parser import build_parser
from betadeck.cli.terminal import guarded


def main(argv: Sequence[str] | None = None) -> int:
    """Run with `argv`, by default the process's own, and return the exit code.

    0 is well, 1 is something found wrong or an error answered, 2 is bad usage or input, 130 is Ctrl+C.
    """
    _be_a_helper()
    parser, verbs = build_parser()
    _add_demo(verbs)
    arguments = parser.parse_args(argv)
    return guarded(lambda: int(arguments.run(arguments))) if arguments.verb else _window(arguments)


def _be_a_helper() -> None:
    """Where the program is frozen into one file, a helper process of ours is this file started again."""
    if getattr(sys, "frozen", False):
        from multiprocessing import freeze_support

        freeze_support()


def _window(arguments: argparse.Namespace) -> int:
    from betadeck.compose.main import run_window

    return run_window(arguments.data_dir)


def _add_demo(verbs: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Add the verb that drives the window; it is here because the command line knows no window."""
    demo = verbs.add_parser("demo", help="show the main job in the real window, step by step, with pictures")
    demo.add_argument("--out", type=Path, metavar="DIR", help="where the pictures go")
    demo.add_argument("--theme", choices=("light", "dark", "both"), default="both", help="default: both")
    demo.set_defaults(run=_demo)


def _demo(arguments: argparse.Namespace) -> int:
    from betadeck.compose.demo import run_demo

    themes = ("light", "dark") if arguments.theme == "both" else (arguments.theme,)
    return int(run_demo(arguments.out, themes))


if __name__ == "__main__":
    sys.exit(main())
