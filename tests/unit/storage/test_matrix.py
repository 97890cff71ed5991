import json

import pytest

from betadeck.core.probe.matrix import Cell, Matrix, Place, Taken
from betadeck.storage.faults import StorageFault
from betadeck.storage.matrix import MatrixStore

OK = Cell(Taken.ACCEPTED, "", "2026-11-22T10:00:01.000Z")
ONE = Matrix("API", "work", ("a",), ("m1",)).with_cell(Place("a", "m1"), OK)


@pytest.fixture
def store(tmp_path):
    return MatrixStore(tmp_path / "accepted-betas.json")


def test_a_matrix_comes_back_for_its_own_key_and_target(store):
    store.save(ONE)
    assert store.load("API", "work") == ONE
    assert store.load("API", "home") is None
    assert store.load("Sandbox", "work") is None


def test_other_keys_and_earlier_cells_stay(store):
    other = Matrix("API", "home", ("a",), ("m1",))
    more = Matrix("API", "work", ("b",), ("m1",)).with_cell(Place("b", "m1"), OK)
    for each in (ONE, other, more):
        store.save(each)
    assert store.load("API", "home") == other
    assert store.load("API", "work").cell(Place("a", "m1")) == OK
    assert store.load("API", "work").cell(Place("b", "m1")) == OK


def test_no_file_and_a_broken_file_know_nothing(store, tmp_path):
    assert store.load("API", "work") is None
    (tmp_path / "accepted-betas.json").write_text("{")
    assert store.load("API", "work") is None
    assert "cannot be used" in store.problem()


def test_a_newer_file_is_left_as_it_is(store, tmp_path):
    path = tmp_path / "accepted-betas.json"
    path.write_text(json.dumps({"betadeck": 99}))
    with pytest.raises(StorageFault):
        store.save(ONE)
    assert json.loads(path.read_text()) == {"betadeck": 99}
