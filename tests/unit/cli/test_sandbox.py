"""`betadeck sandbox` as a program of its own."""

import signal
import subprocess
import sys

import httpx
import pytest

LAUNCH = [sys.executable, "-m", "betadeck", "sandbox"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_prints_its_address_first_and_stops_well(number):
    with subprocess.Popen(LAUNCH, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        address = program.stdout.readline().strip()
        assert httpx.get(f"{address}/sandbox", trust_env=False).status_code == 200
        program.send_signal(number)
        out, explained = program.communicate(timeout=10)
    assert (program.returncode, out) == (0, "")
    assert "simulation" in explained


def test_a_port_that_cannot_be_had_is_bad_usage():
    done = subprocess.run(
        [*LAUNCH, "--port", "70000"], capture_output=True, text=True, timeout=30, check=False
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert "cannot listen on 127.0.0.1:70000" in done.stderr
    assert "Traceback" not in done.stderr


def test_asking_for_help_imports_no_server():
    imports = "import betadeck.cli.sandbox, betadeck.sandbox.server, betadeck.sandbox.practice, sys"
    code = f"{imports}; sys.exit('uvicorn' in sys.modules or 'starlette' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=30).returncode == 0
