"""Open tabs are kept as typed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.draft import Draft, Row
from betadeck.core.open_tab import OpenTab
from betadeck.storage.drafts import DraftStore, KeptTabs
from betadeck.storage.faults import StorageFault
from betadeck.storage.tab_file import decoded, encoded
from helpers.disks import mounted, names_in

KEY = "sk-ant-api03-" + "Ab1_" * 22 + "Zz9AA"
DRAFT = Draft(name="n", body_text='{"a":1,\r\n "half": \ud800 ü', extra=(("odd", "[\n  1.10\n]"),))
ONE = OpenTab("one", DRAFT, None, "F/n", "1 2 ab", "Sandbox", '{"cursor": 3}', "x1")
TWO = OpenTab("two", Draft(name="two"), Draft(name="two", body_text="{}"))


@pytest.fixture
def store(tmp_path):
    return DraftStore(tmp_path / "drafts")


def reopened(tmp_path):
    return DraftStore(tmp_path / "drafts").load()


def test_the_first_start_has_no_tabs(store, tmp_path):
    assert store.load() == KeptTabs()
    assert not (tmp_path / "drafts").exists()


def test_tabs_come_back_to_the_letter_and_in_order(store, tmp_path):
    closed = OpenTab("three", Draft(name="3"))
    store.save([TWO, ONE], "one", [closed])
    assert reopened(tmp_path) == KeptTabs((TWO, ONE), "one", (closed,))


def test_a_saved_draft_that_is_the_same_is_kept_once(store, tmp_path):
    big = Draft(body_text="x" * 100_000)
    store.save([OpenTab("a", big, big)])
    assert reopened(tmp_path).open[0].saved == big
    assert (tmp_path / "drafts" / "a.tab").stat().st_size < 110_000


def test_only_changed_tabs_are_written(store, tmp_path):
    store.save([ONE, TWO])
    before = {path.name: path.stat().st_ino for path in (tmp_path / "drafts").iterdir()}
    store.save([ONE, replace(TWO, draft=Draft(name="2"))])
    after = {path.name: path.stat().st_ino for path in (tmp_path / "drafts").iterdir()}
    assert [name for name in before if before[name] != after[name]] == ["two.tab"]


def test_a_closed_tab_stays_until_it_is_dropped(store, tmp_path):
    store.save([ONE, TWO])
    store.save([ONE], closed=[TWO])
    assert reopened(tmp_path).closed == (TWO,)
    store.save([ONE])
    assert names_in(tmp_path / "drafts") == ["one.tab", "tabs.json"]


def test_a_tab_without_its_place_in_the_order_comes_last(store, tmp_path):
    store.save([ONE], "one")
    (tmp_path / "drafts" / "new.tab").write_bytes(encoded(replace(TWO, key="new")))
    assert [tab.key for tab in reopened(tmp_path).open] == ["one", "new"]


def test_two_windows_do_not_lose_each_others_tabs(store, tmp_path):
    other = DraftStore(tmp_path / "drafts")
    store.save([ONE])
    other.save([TWO])
    store.save([replace(ONE, view="2")])
    assert {tab.key for tab in reopened(tmp_path).open} == {"one", "two"}


@pytest.mark.parametrize(
    "spoil", [b"", b"{}\n", b'{"betadeck": 1}\n', b'{"betadeck": 99, "sizes": [0, 0]}\n', b"\0" * 50]
)
def test_a_spoilt_tab_is_named_and_left_alone(store, tmp_path, spoil):
    store.save([ONE, TWO])
    path = tmp_path / "drafts" / "one.tab"
    path.write_bytes(spoil)
    kept = reopened(tmp_path)
    assert kept.open == (TWO,)
    assert str(path) in kept.problems[0]
    assert path.read_bytes() == spoil


def test_a_cut_tab_is_not_taken_for_a_whole_one():
    data = encoded(ONE)
    for size in (0, 5, 50, len(data) - 1):
        with pytest.raises(ValueError, match=r".+"):
            decoded(data[:size])


def test_keys_are_not_kept(store, tmp_path):
    draft = Draft(headers=(Row("x-api-key", "hush-hush"),), body_text=f'{{"a": "line\\n{KEY}"}}')
    store.save([OpenTab("a", draft, view=KEY)])
    data = (tmp_path / "drafts" / "a.tab").read_bytes()
    assert b"hush" not in data
    assert KEY[:-4].encode() not in data
    kept = reopened(tmp_path).open[0].draft
    assert kept.headers == (Row("x-api-key", ""),)
    assert kept.body_text.startswith('{"a": "line\\n***')


def test_a_full_disk_keeps_what_fits_and_the_last_state_of_the_rest(tmp_path):
    with mounted(tmp_path / "disk", "size=128k") as disk:
        store = DraftStore(disk / "drafts")
        store.save([ONE, TWO])
        typed = replace(TWO, draft=Draft(name="typed"))
        with pytest.raises(StorageFault) as caught:
            store.save([replace(ONE, draft=Draft(body_text="x" * 300_000)), typed])
        assert caught.value.code == "full"
        assert DraftStore(disk / "drafts").load().open == (ONE, typed)
        store.save([ONE, typed])


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path):
    (tmp_path / "drafts").write_text("")
    with pytest.raises(StorageFault):
        DraftStore(tmp_path / "drafts").save([ONE])


texts = st.text(st.characters(exclude_categories=()), max_size=20)


@given(st.builds(OpenTab, texts, st.builds(Draft, name=texts, body_text=texts), view=texts, target=texts))
def test_any_tab_comes_back_exactly(tab):
    assert decoded(encoded(tab)) == tab
