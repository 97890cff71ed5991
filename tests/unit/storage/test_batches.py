import pytest

from betadeck.core.batch.table import Table
from betadeck.core.draft import Draft, Row
from betadeck.storage import batches
from betadeck.storage.batches import BatchStore, KeptBatch, KeptRows
from betadeck.storage.faults import StorageFault

CELLS = (('a, "b"\nc', "é\u2028\ud800"), ("", "x" * 2_000_000))
ROWS = KeptRows(
    Draft(betas=("b",), headers=(Row("x-tenant", "7"),)), Table(("q", "n"), CELLS, (0, 0)), ("row-1", "row-2")
)


def batch(name, minute=0):
    return KeptBatch(name, "Claude API", f"2026-11-23T00:{minute:02}:00.000+00:00", "questions.csv", 2)


@pytest.fixture
def store(tmp_path):
    return BatchStore(tmp_path / "batches")


def test_rows_come_back_as_they_were_with_what_carried_them(store):
    store.keep(batch("msgbatch_1"), ROWS)
    assert store.kept() == [batch("msgbatch_1")]
    assert store.load("msgbatch_1") == ROWS


def test_the_newest_stand_first_and_only_so_many_stay(store, monkeypatch):
    monkeypatch.setattr(batches, "_MOST_KEPT", 2)
    for number in range(4):
        store.keep(batch(f"m{number}", number), KeptRows(Draft(), Table(("a",), (("1",),), (0,)), ("r",)))
    assert [each.id for each in store.kept()] == ["m3", "m2"]


def test_one_that_is_forgotten_is_gone(store):
    store.keep(batch("m"), ROWS)
    store.forget("m")
    assert store.kept() == []
    with pytest.raises(StorageFault):
        store.load("m")


def test_files_that_are_broken_are_passed_over_and_never_half_read(store, tmp_path):
    store.keep(batch("m"), ROWS)
    path = tmp_path / "batches" / "m.batch"
    path.write_bytes(path.read_bytes()[:-1_000_000])
    with pytest.raises(StorageFault, match="cannot be read"):
        store.load("m")
    path.write_bytes(b"no batch")
    (tmp_path / "batches" / "n.batch").write_bytes(b'{"id": 1}')
    assert store.kept() == []


def test_a_key_in_a_cell_is_not_kept(store, tmp_path):
    key = "sk-ant-api03-" + "A1b2" * 23 + "AA"
    store.keep(batch("m"), KeptRows(Draft(), Table(("a",), ((key,),), (0,)), ("r",)))
    assert key.encode() not in (tmp_path / "batches" / "m.batch").read_bytes()
    assert store.load("m").table.rows[0][0].startswith("*")


def test_an_id_cannot_lead_out_of_the_folder(store):
    with pytest.raises(StorageFault):
        store.keep(batch("../m"), ROWS)
