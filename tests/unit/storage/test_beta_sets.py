"""Beta sets are kept in the user's order, and nobody's edits are undone."""

import json

import pytest

from betadeck.core.listing import BetaSet
from betadeck.storage.beta_sets import BetaSetStore
from betadeck.storage.faults import StorageFault


@pytest.fixture
def path(tmp_path):
    return tmp_path / "beta-sets.json"


@pytest.fixture
def store(path):
    return BetaSetStore(path)


def test_sets_come_back_in_order_and_tidy(store):
    store.save(BetaSet("Zebra", ("b-2025-01-01", " a ", "b-2025-01-01", "")))
    store.save(BetaSet("Ape", ()))
    store.save(BetaSet("Zebra", ("c",)))
    assert store.list() == [BetaSet("Zebra", ("c",)), BetaSet("Ape", ())]


def test_rename_and_delete(store):
    store.save(BetaSet("a", ("x",)))
    store.save(BetaSet("b", ()))
    for old, new, code in [("a", "b", "exists"), ("nope", "c", "gone")]:
        with pytest.raises(StorageFault) as caught:
            store.rename(old, new)
        assert caught.value.code == code
    store.rename("a", "a")
    store.rename("a", "z")
    store.delete("b")
    assert store.list() == [BetaSet("z", ("x",))]
    with pytest.raises(StorageFault) as caught:
        store.delete("b")
    assert caught.value.code == "gone"


def test_two_windows_do_not_undo_each_other(store, path):
    other = BetaSetStore(path)
    store.save(BetaSet("a", ()))
    other.save(BetaSet("b", ()))
    store.save(BetaSet("c", ()))
    assert [each.name for each in other.list()] == ["a", "b", "c"]


def test_odd_items_are_left_out_and_kept(store, path):
    items = [7, {"name": "a", "betas": ["x", 1], "note": "n"}, {"name": 1}, {"name": "b"}]
    path.write_text(json.dumps({"betadeck": 1, "sets": items, "more": 1}))
    assert store.list() == [BetaSet("a", ("x",))]
    store.save(BetaSet("a", ("y",)))
    kept = json.loads(path.read_text())
    assert kept["more"] == 1
    assert kept["sets"] == [7, {"name": "a", "betas": ["y"], "note": "n"}, {"name": 1}, {"name": "b"}]


def test_a_problem_is_told(store, path):
    assert store.problem() == ""
    path.write_text("{")
    assert store.list() == []
    assert str(path) in store.problem()
