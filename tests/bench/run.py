"""`make bench`: each figure beside its floor, measured in one run, as a Markdown table with ratios."""

import argparse
import os
import platform
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

import catalogue  # noqa: E402
import request  # noqa: E402
import start_up  # noqa: E402
from table import Row, markdown  # noqa: E402

BENCHES = {"start": start_up.rows, "request": request.rows, "catalogue": catalogue.rows}


def main() -> int:
    """Run the benches named on the command line, or all, and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", choices=[*BENCHES, []], help="which; all when left out")
    parser.add_argument("--out", type=Path, help="also write the table to this file")
    arguments = parser.parse_args()
    rows: list[Row] = []
    for name in arguments.names or BENCHES:
        print(f"measuring {name} ...", file=sys.stderr)
        rows += BENCHES[name]()
    text = f"{_machine()}\n\n{markdown(rows)}\n"
    print(text)
    if arguments.out:
        arguments.out.write_text(text, encoding="utf-8")
    return 0


def _machine() -> str:
    machine = f"{platform.system()} {platform.machine()}"
    return f"{os.cpu_count()} cores, {machine}, Python {platform.python_version()}"


if __name__ == "__main__":
    raise SystemExit(main())
