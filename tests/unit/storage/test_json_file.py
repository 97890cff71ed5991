"""One JSON file: whatever its state, the program goes on and the file is not spoilt."""

import json

import pytest

from betadeck.storage.faults import StorageFault
from betadeck.storage.json_file import JsonFile
from betadeck.storage.migrate import Kind
from helpers.disks import mounted, names_in, remount_read_only

KEY = "sk-ant-api03-" + "Ab1_" * 22 + "Zz9AA"


def double(members):
    return {**members, "size": members["size"] * 2}


KIND = Kind("things", (double,))


@pytest.fixture
def path(tmp_path):
    return tmp_path / "data" / "things.json"


@pytest.fixture
def file(path):
    return JsonFile(path, KIND)


def put(path, text):
    path.parent.mkdir(exist_ok=True)
    path.write_text(text)


def set_size(members):
    members["size"] = 7


def test_a_missing_file_is_empty_and_made_on_the_first_change(file, path):
    assert (file.read().members, file.read().problem) == ({}, "")
    file.update(set_size)
    assert json.loads(path.read_text()) == {"betadeck": 2, "size": 7}


def test_an_older_file_is_upgraded_and_the_rest_kept(file, path):
    put(path, '{"betadeck": 1, "size": 3, "odd": [1]}')
    assert file.read().members == {"size": 6, "odd": [1]}
    file.update(lambda members: None)
    assert json.loads(path.read_text()) == {"betadeck": 2, "size": 6, "odd": [1]}


def test_a_newer_file_is_read_and_left_alone(file, path):
    put(path, '{"betadeck": 3, "size": 3}')
    kept = file.read()
    assert (kept.members, kept.read_only) == ({"size": 3}, True)
    assert "format 3" in kept.problem
    with pytest.raises(StorageFault) as caught:
        file.update(set_size)
    assert caught.value.code == "newer_format"
    assert path.read_text() == '{"betadeck": 3, "size": 3}'


@pytest.mark.parametrize("text", ["{", "", "[]", "{}", '{"betadeck": "1"}', "\0\0"])
def test_a_broken_file_is_put_aside_at_the_first_change(file, path, text):
    put(path, text)
    assert file.read().members == {}
    assert str(path) in file.read().problem
    assert path.read_text() == text
    file.update(set_size)
    put(path, text)
    file.update(set_size)
    assert names_in(path.parent) == ["things.broken-1.json", "things.broken-2.json", "things.json"]
    assert (path.parent / "things.broken-2.json").read_text() == text


def test_a_key_is_never_written(file, path):
    with pytest.raises(StorageFault) as caught:
        file.update(lambda members: members.update(size=1, note=KEY))
    assert caught.value.code == "secret"
    assert not path.exists()


def test_half_a_surrogate_pair_can_be_kept(file, path):
    file.update(lambda members: members.update(size=1, note="\ud800 ü"))
    assert file.read().members["note"] == "\ud800 ü"


def test_a_folder_in_its_place_is_never_replaced(file, path):
    path.mkdir(parents=True)
    assert file.read().read_only
    with pytest.raises(StorageFault):
        file.update(set_size)
    assert path.is_dir()


def test_a_read_only_disk_is_a_fault_and_can_be_read(tmp_path):
    with mounted(tmp_path / "disk", "size=64k") as disk:
        file = JsonFile(disk / "things.json", KIND)
        file.update(set_size)
        remount_read_only(disk)
        assert file.read().members == {"size": 7}
        with pytest.raises(StorageFault) as caught:
            file.update(set_size)
        assert caught.value.code == "read_only"
