"""Writes `resources/catalog` from the installed SDK and the hand-kept data beside this file.

`build.py` writes; `build.py --check` writes nothing and fails when what lies there is stale.
"""

import argparse
import gc
import sys
from pathlib import Path

OUT = Path(__file__).parents[2] / "resources" / "catalog"


def main() -> int:
    """Write or check; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail when the files are stale")
    check = parser.parse_args().check
    made = _made()
    stale = [name for name, text in made.items() if _read(OUT / name) != text]
    if check:
        for name in stale:
            print(f"resources/catalog/{name} is stale: run `make catalog`", file=sys.stderr)
        return 1 if stale else 0
    OUT.mkdir(parents=True, exist_ok=True)
    for name, text in made.items():
        (OUT / name).write_text(text, encoding="utf-8")
        print(f"{name}: {len(text.encode()):,} bytes{' (changed)' if name in stale else ''}")
    return 0


def _made() -> dict[str, str]:
    gc.disable()  # hundreds of thousands of objects, and hardly a cycle: looking for some takes a third of the time
    from assemble import assembled

    return assembled()


def _read(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.is_file() else ""


if __name__ == "__main__":
    sys.exit(main())
