"""Runs a few lines against a `Keyring` in a process of its own, so that no environment leaks."""

import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

_APP = Path(__file__).parents[2] / "app"
_SCRIPT = """
import asyncio, json, sys, warnings
from pathlib import Path
{before}
from betadeck.storage.secrets import *

async def main(keyring):
{body}

print(json.dumps(asyncio.run(main(Keyring(Path(sys.argv[1]), deadline_s=10.0)))))
"""


def run_keyring(environment, names_file, body, before=""):
    """Return what `body`, the lines of a coroutine that knows `keyring`, returns as JSON."""
    script = _SCRIPT.format(before=before, body=textwrap.indent(textwrap.dedent(body), "    "))
    paths = f"{_APP}{os.pathsep}{environment.get('PYTHONPATH', '')}"
    done = subprocess.run(
        [sys.executable, "-c", script, str(names_file)],
        env={**environment, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)
