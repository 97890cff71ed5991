"""Presets as files: kept, moved, thrown away, and shared with whoever else edits them."""

import json
import os
import threading
from dataclasses import replace

import pytest

from betadeck.core.draft import Draft, Row
from betadeck.core.preset_text import FORMAT, LIMIT_BYTES, dump
from betadeck.storage.faults import StorageFault
from betadeck.storage.presets import Changes, Conflict, PresetProblem, PresetStore, Stamp
from helpers.disks import mounted, names_in, remount_read_only

KEY = "sk-ant-api03-" + "Ab1_" * 22 + "Zz9AA"
DRAFT = Draft(name="First", body_text='{\n  "a": 1\n}')


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "presets"


@pytest.fixture
def store(tmp_path, folder):
    return PresetStore(folder, tmp_path / "trash")


def ids(store):
    return [row.id for row in store.list()]


def fault(call, *arguments, **options):
    with pytest.raises(StorageFault) as caught:
        call(*arguments, **options)
    return caught.value


def test_nothing_is_listed_where_nothing_is(store, folder):
    assert store.list() == []
    assert store.folders.list() == []
    assert store.trash.list() == []
    assert not folder.exists()


def test_a_preset_comes_back_as_it_was_saved(store):
    saved = store.create("", "First", DRAFT)
    loaded = store.load(saved.id)
    assert (saved.id, loaded.draft, loaded.stamp) == ("First", DRAFT, saved.stamp)
    assert not loaded.read_only


def test_a_stamp_survives_as_text(store):
    stamp = store.create("", "x", DRAFT).stamp
    assert Stamp.of_text(str(stamp)) == stamp
    assert Stamp.of_text("nonsense") is None


def test_the_list_has_names_folders_and_operations(store):
    store.create("Files", "Upload", replace(DRAFT, operation="beta.files.upload"))
    store.create("", "Zebra", DRAFT)
    rows = [(row.id, row.name, row.folder, row.operation, row.problem) for row in store.list()]
    assert rows == [
        ("Zebra", "Zebra", "", "messages.create", ""),
        ("Files/Upload", "Upload", "Files", "beta.files.upload", ""),
    ]


@pytest.mark.parametrize("name", ["a/b", "..", "CON", "x" * 300, "👩‍👩‍👧 family", "", "half \ud800"])
def test_a_preset_may_have_any_name(store, name):
    saved = store.create("", name, DRAFT)
    assert store.load(saved.id).draft.name == name
    assert ids(store) == [saved.id]


def test_names_that_a_disk_may_take_for_the_same_stay_apart(store):
    made = [store.create("", name, DRAFT).id for name in ("Test", "test", "TEST", "Test")]
    assert made == ["Test", "test 2", "TEST 3", "Test 4"]


def test_two_threads_making_the_same_name_get_two_presets(tmp_path, folder):
    stores = [PresetStore(folder, tmp_path / "trash") for _ in range(4)]
    made = []
    threads = [
        threading.Thread(target=lambda each=each: made.append(each.create("", "Same", DRAFT).id))
        for each in stores
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(made)) == 4
    assert sorted(made) == sorted(ids(stores[0]))


def test_save_replaces_only_what_was_opened(store, folder):
    saved = store.create("", "First", DRAFT)
    stamp = store.save(saved.id, replace(DRAFT, body_text="{}"), expected=saved.stamp)
    assert store.load(saved.id).draft.body_text == "{}"
    fresh = store.save(saved.id, DRAFT, expected=stamp)
    assert store.load(saved.id).stamp == fresh


def test_a_file_changed_outside_is_a_conflict_with_both_sides(store, folder):
    saved = store.create("", "First", DRAFT)
    theirs = dump(replace(DRAFT, name="Theirs"))
    (folder / "First.json").write_text(theirs)
    mine = replace(DRAFT, name="Mine")
    conflict = fault(store.save, saved.id, mine, expected=saved.stamp)
    assert isinstance(conflict, Conflict)
    assert (conflict.mine, conflict.theirs.draft.name) == (mine, "Theirs")
    assert (folder / "First.json").read_text() == theirs
    store.save(saved.id, mine, expected=conflict.theirs.stamp)
    assert store.load(saved.id).draft.name == "Mine"


def test_a_change_of_the_same_size_and_time_is_still_a_conflict(store, folder):
    saved = store.create("", "First", DRAFT)
    path = folder / "First.json"
    before = path.stat()
    path.write_text(dump(replace(DRAFT, name="Other")))
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert path.stat().st_size == before.st_size
    assert fault(store.save, saved.id, DRAFT, expected=saved.stamp).code == "conflict"


def test_a_file_only_touched_is_no_conflict(store, folder):
    saved = store.create("", "First", DRAFT)
    os.utime(folder / "First.json", (1, 1))
    store.save(saved.id, replace(DRAFT, body_text="{}"), expected=saved.stamp)


def test_a_file_deleted_or_spoilt_outside_is_a_conflict_without_theirs(store, folder):
    saved = store.create("", "First", DRAFT)
    (folder / "First.json").write_text("{ broken")
    assert fault(store.save, saved.id, DRAFT, expected=saved.stamp).theirs is None
    assert (folder / "First.json").read_text() == "{ broken"
    (folder / "First.json").unlink()
    assert fault(store.save, saved.id, DRAFT, expected=saved.stamp).theirs is None
    assert names_in(folder) == []


def test_save_anyway_also_makes_a_folder_anew(store, folder):
    saved = store.create("Deep/er", "First", DRAFT)
    (folder / "Deep/er/First.json").unlink()
    (folder / "Deep/er").rmdir()
    store.save(saved.id, DRAFT, expected=None)
    assert ids(store) == ["Deep/er/First"]


def test_a_newer_format_opens_read_only_and_is_never_replaced(store, folder):
    saved = store.create("", "First", DRAFT)
    newer = json.dumps({"betadeck": FORMAT + 1, "name": "New", "headers": "?"})
    (folder / "First.json").write_text(newer)
    loaded = store.load(saved.id)
    assert loaded.read_only
    assert loaded.draft.name == "New"
    assert "headers" in loaded.problem
    assert store.list()[0].problem
    for expected in (None, loaded.stamp, saved.stamp):
        assert fault(store.save, saved.id, DRAFT, expected=expected).code == "newer_format"
    assert fault(store.rename, saved.id, "x").code == "newer_format"
    assert (folder / "First.json").read_text() == newer


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"{ broken", "not_json"),
        (b"", "not_json"),
        (b'{"a": 1}', "not_a_preset"),
        (b'{"betadeck": 1, "betas": "x"}', "wrong_type"),
        (b'{"betadeck": 1, "name": "\xff"}', "not_utf8"),
        (b"\0" * 100, "not_json"),
        (b"[" * 100_000, "not_json"),
    ],
)
def test_a_bad_file_is_listed_with_its_problem_and_never_touched(store, folder, content, code):
    folder.mkdir()
    path = folder / "bad.json"
    path.write_bytes(content)
    before = path.stat()
    found = fault(store.load, "bad")
    assert found.code == code
    assert "bad.json" in found.message
    (row,) = store.list()
    assert (row.id, row.name) == ("bad", "bad")
    assert row.problem
    assert path.read_bytes() == content
    assert path.stat() == before


def test_a_problem_has_its_line(store, folder):
    folder.mkdir()
    (folder / "bad.json").write_text('{\n  "betadeck": 1,\n}')
    found = fault(store.load, "bad")
    assert isinstance(found, PresetProblem)
    assert found.fault.line in {2, 3}


def test_a_file_of_50_mb_is_refused_unread(store, folder):
    folder.mkdir()
    with (folder / "big.json").open("wb") as file:
        file.truncate(50_000_000)
    found = fault(store.load, "big")
    assert found.code == "too_big"
    assert "50.0 MB" in found.message
    assert "50.0 MB" in store.list()[0].problem


def test_a_body_that_could_not_be_read_again_is_not_saved(store, folder):
    found = fault(store.create, "", "big", replace(DRAFT, body_text="x" * (LIMIT_BYTES + 1)))
    assert found.code == "too_big"
    assert not folder.exists()


def test_a_key_is_never_written(store, folder):
    body = replace(DRAFT, body_text=f'{{"a": "{KEY}"}}')
    assert fault(store.create, "", "x", body).code == "secret"
    saved = store.create("", "x", replace(DRAFT, headers=(Row("x-api-key", KEY),)))
    found = fault(store.save, saved.id, body, expected=saved.stamp)
    assert found.code == "secret"
    assert KEY not in found.message
    assert KEY not in (folder / "x.json").read_text()


def test_rename_changes_name_and_file(store, folder):
    saved = store.create("F", "Old", DRAFT)
    renamed = store.rename(saved.id, "New/er")
    assert renamed.id == "F/New-er"
    loaded = store.load(renamed.id)
    assert (loaded.draft.name, loaded.stamp) == ("New/er", renamed.stamp)
    assert names_in(folder / "F") == ["New-er.json"]


def test_rename_only_in_case_or_to_a_taken_name(store):
    store.create("", "Taken", DRAFT)
    saved = store.create("", "old", DRAFT)
    assert store.rename(saved.id, "OLD").id == "OLD"
    assert store.rename("OLD", "taken").id == "taken 2"
    assert store.rename("taken 2", "taken 2").id == "taken 2"


def test_rename_refuses_what_changed_outside(store, folder):
    saved = store.create("", "Old", DRAFT)
    (folder / "Old.json").write_text(dump(replace(DRAFT, name="Theirs")))
    assert fault(store.rename, saved.id, "New", expected=saved.stamp).code == "conflict"
    assert ids(store) == ["Old"]


def test_duplicate_gets_its_own_name(store):
    store.create("F", "One", DRAFT)
    copy = store.duplicate("F/One")
    assert copy.id == "F/One copy"
    assert store.load(copy.id).draft == replace(DRAFT, name="One copy")
    assert store.duplicate("F/One").id == "F/One copy 2"


def test_move_never_replaces(store):
    store.create("", "One", DRAFT)
    store.create("F", "One", replace(DRAFT, body_text="{}"))
    assert store.move("One", "F") == "F/One 2"
    assert store.move("F/One 2", "F") == "F/One 2"
    assert store.move("F/One", "") == "One"
    assert store.load("One").draft.body_text == "{}"


def test_a_broken_preset_can_still_be_moved_and_deleted(store, folder):
    folder.mkdir()
    (folder / "bad.json").write_text("{")
    assert store.move("bad", "F") == "F/bad"
    item = store.delete("F/bad")
    assert store.restore(item.id) == "F/bad"
    assert (folder / "F/bad.json").read_text() == "{"


def test_deleted_presets_come_back_from_the_trash(store):
    store.create("F", "One", DRAFT)
    store.list()
    item = store.delete("F/One")
    assert ids(store) == []
    assert [(each.original, each.name, each.is_folder) for each in store.trash.list()] == [
        ("F/One", "One", False)
    ]
    store.create("F", "One", replace(DRAFT, body_text="{}"))
    assert store.restore(item.id) == "F/One 2"
    assert store.load("F/One 2").draft.body_text == DRAFT.body_text
    assert store.trash.list() == []
    assert fault(store.restore, item.id).code == "gone"


def test_a_folder_goes_and_comes_back_whole(store, folder):
    store.create("F/G", "One", DRAFT)
    item = store.folders.delete("F")
    assert store.folders.list() == []
    assert item.is_folder
    assert store.restore(item.id) == "F"
    assert ids(store) == ["F/G/One"]


def test_the_trash_can_be_emptied(store, tmp_path):
    for name in ("a", "b"):
        store.create("", name, DRAFT)
        store.delete(name)
    assert store.trash.empty() == 2
    assert names_in(tmp_path / "trash") == []


def test_half_a_trash_item_is_not_listed(store, tmp_path):
    (tmp_path / "trash" / "odd").mkdir(parents=True)
    (tmp_path / "trash" / "odd" / "about.json").write_text("{}")
    assert store.trash.list() == []


def test_folders_are_made_and_renamed(store):
    assert store.folders.make("", "A/B") == "A-B"
    assert store.folders.make("A-B", "C") == "A-B/C"
    assert store.folders.make("A-B", "c") == "A-B/c 2"
    store.create("A-B/C", "One", DRAFT)
    assert store.folders.rename("A-B", "Z") == "Z"
    assert store.folders.list() == ["Z", "Z/C", "Z/c 2"]
    assert store.load("Z/C/One").draft == replace(DRAFT, name="One")
    assert fault(store.folders.rename, "nope", "x").code == "gone"


def test_what_others_do_is_noticed(store, folder):
    for name in ("kept", "edited", "moved", "gone"):
        store.create("", name, DRAFT)
    store.list()
    (folder / "edited.json").write_text(dump(replace(DRAFT, name="By hand")))
    (folder / "gone.json").unlink()
    (folder / "sub").mkdir()
    (folder / "moved.json").rename(folder / "sub" / "there.json")
    (folder / "new.json").write_text(dump(DRAFT))
    (folder / ".betadeck-1.tmp").write_text("")
    (folder / "readme.txt").write_text("")
    assert store.changes() == Changes(("new",), ("edited",), ("gone",), (("moved", "sub/there"),))
    assert not store.changes()
    assert [row.name for row in store.list() if row.id == "edited"] == ["By hand"]


def test_our_own_doings_are_not_taken_for_those_of_others(store):
    store.list()
    saved = store.create("", "One", DRAFT)
    store.save(saved.id, replace(DRAFT, body_text="{}"), expected=None)
    store.rename("One", "Two")
    store.move("Two", "F")
    store.duplicate("F/Two")
    item = store.delete("F/Two")
    store.restore(item.id)
    store.folders.rename("F", "G")
    store.folders.delete("G")
    assert not store.changes()


def test_listing_between_does_not_swallow_a_change(store, folder):
    store.create("", "One", DRAFT)
    store.list()
    (folder / "One.json").write_text(dump(replace(DRAFT, name="Theirs")))
    store.list()
    assert store.changes().changed == ("One",)


def test_unchanged_files_are_not_read_again(store, folder):
    store.create("", "One", DRAFT)
    rows = store.list()
    assert store.list()[0] is rows[0]


def test_what_killed_writers_left_is_removed(store, folder):
    store.create("F", "One", DRAFT)
    litter = folder / "F" / ".betadeck-0.tmp"
    litter.write_text("")
    os.utime(litter, (0, 0))
    store.list()
    assert names_in(folder / "F") == ["One.json"]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_symbolic_links_are_followed_once_and_kept(store, folder, tmp_path):
    (tmp_path / "repo").mkdir()
    (tmp_path / "repo" / "shared.json").write_text(dump(DRAFT))
    folder.mkdir()
    (folder / "linked").symlink_to("../repo")
    (folder / "circle").symlink_to(folder)
    (folder / "one.json").symlink_to("../repo/shared.json")
    (folder / "dead.json").symlink_to("nowhere.json")
    rows = {row.id: bool(row.problem) for row in store.list()}
    assert rows == {"linked/shared": False, "one": False, "dead": True}
    store.save("one", replace(DRAFT, name="Through"), expected=None)
    assert (folder / "one.json").is_symlink()
    assert store.load("linked/shared").draft.name == "Through"
    moved = store.move("one", "deep/er")
    assert store.load(moved).draft.name == "Through"
    item = store.delete(moved)
    assert (tmp_path / "repo" / "shared.json").exists()
    assert store.load(store.restore(item.id)).draft.name == "Through"


@pytest.mark.parametrize("id_", ["../secret", "/etc/passwd", "", "a/../../b"])
def test_an_id_never_leads_out(store, id_):
    for call in (store.load, store.delete, store.duplicate):
        assert fault(call, id_).code == "bad_name"
    assert fault(store.save, id_, DRAFT, expected=None).code == "bad_name"
    if id_:
        assert fault(store.create, id_, "x", DRAFT).code == "bad_name"


def test_a_vanished_preset_is_a_fault(store):
    for call in (store.load, store.delete, store.duplicate):
        assert fault(call, "nope").code == "gone"
    assert fault(store.rename, "nope", "x").code == "gone"
    assert fault(store.move, "nope", "F").code == "gone"
    assert store.trash.list() == []


def test_a_full_disk_loses_nothing(tmp_path):
    with mounted(tmp_path / "disk", "size=128k") as disk:
        store = PresetStore(disk / "presets", disk / "trash")
        saved = store.create("", "One", DRAFT)
        big = replace(DRAFT, body_text="x" * 300_000)
        assert fault(store.save, "One", big, expected=saved.stamp).code == "full"
        assert fault(store.create, "", "Two", big).code == "full"
        assert store.load("One").stamp == saved.stamp
        assert names_in(disk / "presets") == ["One.json"]


def test_a_read_only_disk_can_be_read(tmp_path):
    with mounted(tmp_path / "disk", "size=128k") as disk:
        store = PresetStore(disk / "presets", disk / "trash")
        saved = store.create("", "One", DRAFT)
        remount_read_only(disk)
        assert store.load("One").stamp == saved.stamp
        assert ids(store) == ["One"]
        assert fault(store.save, "One", replace(DRAFT, body_text="{}"), expected=None).code == "read_only"
        assert fault(store.delete, "One").code == "read_only"
        assert fault(store.move, "One", "F").code == "read_only"


def test_a_folder_may_be_on_another_disk(store, folder, tmp_path):
    with mounted(tmp_path / "disk", "size=128k") as disk:
        store.create("", "One", DRAFT)
        (folder / "far").symlink_to(disk)
        moved = store.move("One", "far")
        assert (moved, names_in(disk)) == ("far/One", ["One.json"])
        item = store.delete(moved)
        assert names_in(disk) == []
        assert store.restore(item.id) == "far/One"
        assert store.move("far/One", "") == "One"
        assert store.load("One").draft == replace(DRAFT, name="One")
        assert names_in(disk) == []
