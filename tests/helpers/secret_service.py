"""A real Secret Service (gnome-keyring) on a D-Bus of its own, in a home of its own, without a screen."""

import os
import shutil
import subprocess
import sys
from contextlib import ExitStack, contextmanager

import pytest

_PASSWORD = "betadeck tests"
_PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon")
_DROPPED = ("PYTHON_KEYRING_BACKEND", "DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS")


def bare_environment(home, **more):
    """Return this process's environment with `home` as its home, and no D-Bus, screen or keyring choice."""
    kept = {name: value for name, value in os.environ.items() if name not in _DROPPED}
    homes = {"HOME": str(home), "XDG_RUNTIME_DIR": str(home / "run")}
    folders = {f"XDG_{name}_HOME": str(home / name.lower()) for name in ("CONFIG", "DATA", "CACHE")}
    return {**kept, **homes, **folders, **more}


@contextmanager
def secret_service(home, *, unlocked=True):
    """Yield an environment in which programs find a keyring; all that was started ends with the block.

    A second use of the same `home` finds what the first one left, locked if `unlocked` is false.
    """
    require_programs()
    (home / "run").mkdir(parents=True, exist_ok=True, mode=0o700)
    with ExitStack() as stack:
        address = stack.enter_context(_bus(home))
        environment = bare_environment(home, DBUS_SESSION_BUS_ADDRESS=address)
        stack.enter_context(_keyring(environment, unlocked))
        yield environment


def require_programs():
    """Fail the test where the programs are missing; skip it where there is no such service."""
    if not sys.platform.startswith("linux"):
        pytest.skip("the Secret Service is for Linux")
    missing = [name for name in _PROGRAMS if shutil.which(name) is None]
    assert not missing, f"missing: {', '.join(missing)}; the packages are dbus and gnome-keyring"


@contextmanager
def _bus(home):
    # Without a configuration of ours the bus would start a keyring by itself when asked for one.
    config = home / "bus.conf"
    config.write_text(
        "<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>"
        '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
        '<allow eavesdrop="true"/><allow own="*"/></policy>'
        "</busconfig>"
    )
    command = ["dbus-daemon", f"--config-file={config}", "--nofork", "--print-address"]
    with _running(command, bare_environment(home)) as process:
        yield process.stdout.readline().strip()


@contextmanager
def _keyring(environment, unlocked):
    command = [
        "gnome-keyring-daemon",
        "--foreground",
        "--components=secrets",
        *(["--unlock"] if unlocked else []),
    ]
    with _running(command, environment) as process:
        process.stdin.write(_PASSWORD if unlocked else "")
        process.stdin.close()
        _wait_for_name(environment)
        yield


def _wait_for_name(environment):
    """Return as soon as the service is on the bus; the bus itself tells, so nothing sleeps."""
    code = (
        "from jeepney import DBusAddress, MatchRule, message_bus, new_method_call\n"
        "from jeepney.io.blocking import Proxy, open_dbus_connection\n"
        "name = 'org.freedesktop.secrets'\n"
        "connection = open_dbus_connection()\n"
        "rule = MatchRule(type='signal', interface='org.freedesktop.DBus', member='NameOwnerChanged')\n"
        "rule.add_arg_condition(0, name)\n"
        "Proxy(message_bus, connection).AddMatch(rule)\n"
        "with connection.filter(rule) as signals:\n"
        "    if not Proxy(message_bus, connection).NameHasOwner(name)[0]:\n"
        "        connection.recv_until_filtered(signals, timeout=20)\n"
    )
    subprocess.run([sys.executable, "-c", code], env=environment, check=True, timeout=30)


@contextmanager
def _running(command, environment):
    process = subprocess.Popen(
        command,
        env=environment,
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield process
    finally:
        process.terminate()  # so that the bus removes its socket
        process.wait(timeout=10)
        process.stdout.close()
        if not process.stdin.closed:
            process.stdin.close()
