"""Disks that are full or read-only: real ones, where this machine lets us mount them."""

import os
import subprocess
from contextlib import contextmanager

import pytest


@contextmanager
def mounted(folder, options):
    """Mount a small memory disk on `folder`; skips the test where that is not allowed."""
    folder.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(folder)]
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("no mount command here")
    if done.returncode:
        pytest.skip(f"this user may not mount a disk: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)


def remount_read_only(folder):
    """Make a mounted disk read-only."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


@contextmanager
def limited_file_size(limit_bytes):
    """Let no file of this process grow beyond `limit_bytes`, as on a full disk or over a quota."""
    resource = pytest.importorskip("resource", reason="no such limit on this system")
    import signal

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # else the signal ends the process
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def names_in(folder):
    """Return the names in `folder`, in order."""
    return sorted(path.name for path in folder.iterdir())


def needs_ordinary_user():
    """Skip the test where permissions do not count."""
    if os.name == "nt" or os.geteuid() == 0:
        pytest.skip("this user may write everywhere")
