"""Big answers on disk: their bytes, how long their files live, and what a kill or a full disk leaves."""

import hashlib
import os
import subprocess
import sys
import textwrap

import pytest

from betadeck.core.body import is_on_disk
from betadeck.core.failure import FailureKind, SendError
from betadeck.storage.spool import Spool
from helpers.disks import limited_file_size, mounted, names_in

MIB = 1 << 20


def spool(folder, limit_bytes=MIB):
    return Spool(folder / "spool", lambda: limit_bytes)


def fill(store, chunks):
    for chunk in chunks:
        work = store.add(chunk)
        if work is not None:
            work()


def pieces(count, size=64 * 1024):
    return [bytes([number % 251]) * size for number in range(count)]


def test_a_small_answer_stays_in_memory(tmp_path):
    store = spool(tmp_path).store()
    fill(store, [b"ab", b"c"])
    assert (store.body(), store.size, is_on_disk(store.body())) == (b"abc", 3, False)
    assert not (tmp_path / "spool").exists()


def test_no_answer_is_no_bytes(tmp_path):
    assert spool(tmp_path).store().body() == b""


def test_a_big_answer_is_the_same_bytes_on_disk_for_this_user_alone(tmp_path):
    store = spool(tmp_path).store()
    chunks = pieces(64)
    fill(store, chunks)
    body = store.body()
    assert is_on_disk(body)
    assert len(body) == store.size == 64 * 64 * 1024
    assert hashlib.sha256(body).digest() == hashlib.sha256(b"".join(chunks)).digest()
    assert isinstance(body[:10], bytes)
    (file,) = (tmp_path / "spool").iterdir()
    assert os.name == "nt" or file.stat().st_mode & 0o777 == 0o600


def test_what_came_so_far_can_be_looked_at_while_more_comes(tmp_path):
    store = spool(tmp_path).store()
    first, then = pieces(40)[:20], pieces(40)[20:]
    fill(store, first)
    early = store.body()
    fill(store, then)
    late = store.body()
    assert early[:] == b"".join(first)
    assert late[:] == b"".join([*first, *then])
    assert store.body() is late


def test_little_is_held_in_memory_once_it_goes_to_disk(tmp_path):
    store = spool(tmp_path).store()
    held = []
    for chunk in pieces(200):
        work = store.add(chunk)
        if work is not None:
            work()
        held.append(sum(map(len, store._held)))
    assert max(held) <= 2 * MIB


def test_the_file_lives_as_long_as_somebody_looks_at_the_bytes(tmp_path):
    store = spool(tmp_path).store()
    fill(store, pieces(40))
    body = store.body()
    del store
    assert len(names_in(tmp_path / "spool")) == 1
    assert body[-1:] == bytes([39])
    del body
    assert names_in(tmp_path / "spool") == []


def test_an_answer_that_nobody_looked_at_leaves_no_file(tmp_path):
    store = spool(tmp_path).store()
    fill(store, pieces(40))
    del store
    assert names_in(tmp_path / "spool") == []


def test_a_disk_that_takes_no_more_fails_by_name_and_keeps_what_it_took(tmp_path):
    store = spool(tmp_path).store()
    came = b"".join(pieces(64))
    with limited_file_size(2 * MIB + 100), pytest.raises(SendError) as raised:
        fill(store, pieces(64))
    with limited_file_size(2 * MIB + 100):
        body = store.body()
    assert raised.value.failure.kind is FailureKind.NO_ROOM
    assert str(tmp_path / "spool") in raised.value.failure.message
    assert body[:] == came[: 2 * MIB + 100]


def test_a_folder_that_cannot_be_made_fails_by_name_and_keeps_what_came(tmp_path):
    (tmp_path / "spool").write_bytes(b"in the way")
    store = spool(tmp_path).store()
    with pytest.raises(SendError) as raised:
        fill(store, pieces(64))
    assert raised.value.failure.kind is FailureKind.NO_ROOM
    assert store.body()[:] == b"".join(pieces(64)[: store.size // (64 * 1024)])


def test_a_disk_is_not_filled_to_the_brim(tmp_path):
    with mounted(tmp_path / "disk", "size=40m") as disk:
        store = Spool(disk, lambda: MIB).store()
        with pytest.raises(SendError) as raised:
            fill(store, pieces(600))
        assert "free" in raised.value.failure.message
        assert store.body()[:] == b"".join(pieces(600))[: store.size]
        assert (disk / "settings.json").write_bytes(b"x" * MIB) == MIB
        del store


def test_what_a_killed_program_left_is_swept_and_what_another_one_needs_is_not(tmp_path):
    mine = spool(tmp_path).store()
    fill(mine, pieces(40))
    killed, living = (in_another_program(tmp_path) for _ in range(2))
    try:
        assert len(names_in(tmp_path / "spool")) == 3
        killed.kill()
        killed.wait()
        assert spool(tmp_path).sweep() == 1
        assert len(names_in(tmp_path / "spool")) == 2
        assert mine.body()[:] == b"".join(pieces(40))
        assert ask(living) == "0"
    finally:
        for each in (killed, living):
            each.kill()
            each.communicate()
    assert spool(tmp_path).sweep() == 1


def in_another_program(folder):
    """Start a program that holds a big answer, and sweeps when it is asked to."""
    code = """
        import sys
        from pathlib import Path
        from betadeck.storage.spool import Spool
        spool = Spool(Path(sys.argv[1]) / "spool", lambda: 1 << 20)
        store = spool.store()
        for _ in range(40):
            work = store.add(bytes(65536))
            work and work()
        body = store.body()
        print("ready", flush=True)
        for _ in sys.stdin:
            print(spool.sweep(), flush=True)
    """
    program = subprocess.Popen(
        [sys.executable, "-c", textwrap.dedent(code), str(folder)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    assert program.stdout is not None
    assert program.stdout.readline() == "ready\n"
    return program


def ask(program):
    """Let the other program sweep; return how many files it deleted."""
    program.stdin.write("sweep\n")
    program.stdin.flush()
    return program.stdout.readline().strip()
