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


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
def test_a_lenient_one_makes_up_what_it_is_asked_for():
    launch = [*LAUNCH, "--lenient", "--delay", "0", "--batch-seconds", "0"]
    with subprocess.Popen(launch, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        address = program.stdout.readline().strip()
        found = httpx.get(f"{address}/v1/sessions/sesn_any", trust_env=False).json()
        program.terminate()
        program.communicate(timeout=10)
    assert (found["id"], found["type"]) == ("sesn_any", "session")


@pytest.mark.parametrize("option", [["--delay", "soon"], ["--batch-seconds", "-1"]])
def test_a_time_that_is_none_is_bad_usage(option):
    done = subprocess.run([*LAUNCH, *option], capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


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
