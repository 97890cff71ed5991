"""`betadeck explain` as a process of its own, as scripts run it."""

import json
import subprocess
import sys

from helpers.diagnosing import body

REFUSED = body("max_tokens: Field required")


def explain(*arguments, given=REFUSED):
    command = [sys.executable, "-m", "betadeck", "explain", *arguments]
    return subprocess.run(command, input=given, capture_output=True, timeout=60, check=False)


def test_an_answer_on_standard_input_is_explained_as_json():
    done = explain("--status", "400", "--body", "-")
    assert (done.returncode, done.stderr) == (1, b"")
    assert json.loads(done.stdout)["culprit"] == {
        "kind": "field",
        "name": "max_tokens",
        "pointer": "/max_tokens",
    }


def test_bad_usage_prints_nothing_on_standard_output():
    done = explain("--failure", "nonsense")
    assert (done.returncode, done.stdout) == (2, b"")


def test_explaining_brings_in_neither_qt_nor_the_network():
    script = (
        "import sys, betadeck.__main__ as program; code = program.main(['explain', '--failure', 'dns']); "
        "heavy = {'PySide6', 'httpx', 'starlette', 'jsonschema_rs', 'keyring', 'anthropic'} & set(sys.modules); "
        "sys.exit(f'{heavy} {code}' if heavy or code != 1 else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
