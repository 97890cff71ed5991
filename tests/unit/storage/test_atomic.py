"""Files are written whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault
from helpers.disks import limited_file_size, mounted, names_in, needs_ordinary_user, remount_read_only

posix = pytest.mark.skipif(os.name == "nt", reason="no such thing on Windows")


def code_of(call, *arguments, **options):
    with pytest.raises(StorageFault) as caught:
        call(*arguments, **options)
    return caught.value.code


def test_the_new_content_takes_the_place_of_the_old(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old and longer")
    found = atomic.write_bytes(path, b"new")
    assert path.read_bytes() == b"new"
    assert names_in(tmp_path) == ["a"]
    assert (found.st_size, found.st_mtime_ns, found.st_ino) == (
        3,
        path.stat().st_mtime_ns,
        path.stat().st_ino,
    )


@posix
def test_only_the_user_may_read_it(tmp_path):
    atomic.write_bytes(tmp_path / "a", b"")
    atomic.create_bytes(tmp_path / "b", b"")
    atomic.make_folder(tmp_path / "c" / "d")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("a", "b", "c/d")]
    assert modes == [0o600, 0o600, 0o700]


@posix
def test_a_symbolic_link_stays_and_its_file_is_replaced(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere" / "real"
    target.write_bytes(b"old")
    link = tmp_path / "link"
    link.symlink_to(target)
    atomic.write_bytes(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@posix
def test_links_in_a_circle_are_a_fault(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert code_of(atomic.read_bytes, tmp_path / "a", 10) == "loop"


def test_what_the_check_raises_stops_the_write(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def refuse():
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        atomic.write_bytes(path, b"new", check=refuse)
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a"]


def test_create_never_replaces(tmp_path):
    atomic.create_bytes(tmp_path / "a", b"one")
    assert code_of(atomic.create_bytes, tmp_path / "a", b"two") == "exists"
    assert (tmp_path / "a").read_bytes() == b"one"
    assert names_in(tmp_path) == ["a"]


def test_a_missing_folder_is_a_fault(tmp_path):
    assert code_of(atomic.write_bytes, tmp_path / "no" / "a", b"") == "gone"
    (tmp_path / "file").write_bytes(b"")
    assert code_of(atomic.write_bytes, tmp_path / "file" / "a", b"") == "not_a_folder"
    assert code_of(atomic.make_folder, tmp_path / "file" / "a") == "not_a_folder"


def test_a_name_that_is_too_long_is_a_fault(tmp_path):
    assert code_of(atomic.write_bytes, tmp_path / ("x" * 300), b"") == "name_too_long"
    assert names_in(tmp_path) == []


def test_the_longest_name_that_the_disk_takes_will_do(tmp_path):
    atomic.write_bytes(tmp_path / ("x" * 255), b"a")
    assert atomic.read_bytes(tmp_path / ("x" * 255), 1)[0] == b"a"


def test_a_big_file_is_refused_without_reading_it(tmp_path):
    path = tmp_path / "big"
    with path.open("wb") as file:
        file.truncate(50_000_000_000)  # all hole: reading it would fill the memory
    with pytest.raises(StorageFault) as caught:
        atomic.read_bytes(path, 32_000_000)
    assert caught.value.code == "too_big"
    assert "50,000.0 MB" in caught.value.message


@pytest.mark.parametrize(("size", "fits"), [(9, True), (10, True), (11, False)])
def test_the_limit_itself_still_fits(tmp_path, size, fits):
    (tmp_path / "a").write_bytes(b"x" * size)
    if fits:
        assert len(atomic.read_bytes(tmp_path / "a", 10)[0]) == size
    else:
        assert code_of(atomic.read_bytes, tmp_path / "a", 10) == "too_big"


@posix
def test_what_is_no_ordinary_file_is_a_fault_and_does_not_hang(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert code_of(atomic.read_bytes, tmp_path / "pipe", 10) == "not_a_file"
    assert code_of(atomic.read_bytes, tmp_path, 10) == "not_a_file"
    assert code_of(atomic.write_bytes, tmp_path, b"") in {"not_a_file", "exists"}


def test_a_file_without_a_size_is_read_all_the_same():
    path = Path("/proc/self/status")
    if not path.exists():
        pytest.skip("no /proc here")
    assert b"Pid:" in atomic.read_bytes(path, 100_000)[0]


def test_a_full_disk_leaves_the_old_file_and_no_litter(tmp_path):
    with mounted(tmp_path / "disk", "size=64k") as disk:
        (disk / "a").write_bytes(b"old")
        assert code_of(atomic.write_bytes, disk / "a", b"x" * 200_000) == "full"
        assert (disk / "a").read_bytes() == b"old"
        assert names_in(disk) == ["a"]


def test_a_size_limit_leaves_the_old_file_and_no_litter(tmp_path):
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with limited_file_size(1000):
        assert code_of(atomic.write_bytes, path, b"x" * 200_000) == "full"
    assert path.read_bytes() == b"old"
    assert names_in(tmp_path) == ["a"]


def test_a_read_only_disk_is_a_fault(tmp_path):
    with mounted(tmp_path / "disk", "size=64k") as disk:
        (disk / "a").write_bytes(b"old")
        remount_read_only(disk)
        assert code_of(atomic.write_bytes, disk / "a", b"new") == "read_only"
        assert (disk / "a").read_bytes() == b"old"


def test_a_folder_without_permission_is_a_fault(tmp_path):
    needs_ordinary_user()
    tmp_path.chmod(0o500)
    assert code_of(atomic.write_bytes, tmp_path / "a", b"") == "denied"
    tmp_path.chmod(0o700)


def test_sweeping_takes_only_old_litter_of_ours(tmp_path):
    for name in (".betadeck-0.tmp", ".betadeck-1.tmp", "mine.tmp", ".betadeck-x"):
        (tmp_path / name).write_bytes(b"")
    for name in (".betadeck-0.tmp", "mine.tmp", ".betadeck-x"):
        os.utime(tmp_path / name, (0, 0))
    assert atomic.sweep(tmp_path) == 1
    assert names_in(tmp_path) == [".betadeck-1.tmp", ".betadeck-x", "mine.tmp"]
    assert atomic.sweep(tmp_path / "none") == 0
