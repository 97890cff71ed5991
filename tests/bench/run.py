"""`make bench`: each figure beside its floor and its peers, measured in one run, as a Markdown table.

Every group of figures is measured in a process of its own, so that none starts with another's memory.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from dataclasses import asdict
from datetime import date
from importlib import import_module
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from table import Peer, Row, markdown  # noqa: E402

GROUPS = (
    "start_up", "request", "stream", "bodies", "body_find", "body_tree", "disk", "lists", "history", "forms",
    "catalogue",
)  # fmt: skip
_MARK = "rows: "
_NOT_HERE = """\
A load near or above the number of cores means that other programs took part: then only the ratios tell
something. Stalls are the longest gaps between ticks of a timer in the GUI thread, the click and the first
paint included. Browsers and other clients with a window are not measured by this run."""


def main() -> int:
    """Run the groups named on the command line, or all, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*GROUPS, []], help="which; all when left out")
    parser.add_argument("--out", type=Path, help="also write the table to this file")
    parser.add_argument(
        "--here", action="store_true", help="in this process, as JSON; for the runs themselves"
    )
    arguments = parser.parse_args()
    if arguments.here:
        found = [asdict(row) for name in arguments.names for row in import_module(name).rows()]
        print(_MARK + json.dumps(found), flush=True)
        return 0
    before = _load()
    rows, failed = _measured(arguments.names or GROUPS)
    text = f"{_machine()} Load {before} before, {_load()} after.\n\n{markdown(rows)}\n\n{_NOT_HERE}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    return 1 if failed else 0


def _measured(names: "tuple[str, ...] | list[str]") -> tuple[list[Row], bool]:
    """Return the rows of all groups; one that breaks is named, and the others are measured all the same."""
    rows, failed = [], False
    for name in names:
        print(f"measuring {name} ...", file=sys.stderr)
        command = [sys.executable, __file__, "--here", name]
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
        line = next((each for each in done.stdout.splitlines() if each.startswith(_MARK)), "")
        if done.returncode or not line:
            print(f"{name} broke off", file=sys.stderr)
            failed = True
            continue
        rows += [_row(each) for each in json.loads(line.removeprefix(_MARK))]
    return rows, failed


def _row(members: dict) -> Row:
    return Row(**{**members, "peers": [Peer(**each) for each in members["peers"]]})


def _machine() -> str:
    from PySide6 import __version__ as qt

    machine = f"{platform.system()} {platform.machine()}"
    versions = f"Python {platform.python_version()}, Qt {qt}"
    today = f"{date.today().day} {date.today():%B %Y}"
    return f"{today}, {os.cpu_count()} cores, {_memory()}, {machine}, {versions}. Medians (least to most)."


def _load() -> str:
    try:
        return f"{os.getloadavg()[0]:.1f}"
    except (AttributeError, OSError):
        return "unknown"


def _memory() -> str:
    try:
        pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return "memory unknown"
    return f"{pages / 2**30:.0f} GiB"


if __name__ == "__main__":
    raise SystemExit(main())
