"""The command line's grammar. It imports the verbs' modules, which import nothing heavy themselves."""

import argparse
from pathlib import Path

from betadeck import __version__
from betadeck.cli import assemble, catalog, explain, lint, sandbox, send

VERBS = (send, sandbox, lint, explain, assemble, catalog)
"""In the order of the help; the `add_parser` of each sets `run`."""


def build_parser() -> "tuple[argparse.ArgumentParser, argparse._SubParsersAction[argparse.ArgumentParser]]":
    """Return the parser, and the place where further verbs can be added."""
    parser = argparse.ArgumentParser(
        prog="betadeck",
        description="Request builder for the Claude API. Without a verb, the window opens.",
        epilog="Exit codes: 0 well, 1 something is wrong or an error was answered, 2 bad usage or input.",
    )
    parser.add_argument("--version", action="version", version=f"betadeck {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", help="keep all state in DIR")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", title="verbs")
    for verb in VERBS:
        verb.add_parser(verbs)
    return parser, verbs
