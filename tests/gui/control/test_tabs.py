"""Tabs: what is in front, what comes back, what counts as unsaved."""

from dataclasses import replace

import pytest

from betadeck.control.tabs import TabsController, is_unsaved, new_key, title_of
from betadeck.core.draft import Draft, Row
from betadeck.core.open_tab import OpenTab
from helpers.waiting import until


@pytest.fixture
def tabs(qapp):
    return TabsController()


def opened(tabs, *names):
    return [tabs.open(OpenTab("", Draft(name=name))) for name in names]


def names(tabs):
    return [tab.draft.name for tab in tabs.all()]


def front(tabs):
    return title_of(tabs.current())


def test_the_neighbour_comes_to_the_front_when_a_tab_closes(tabs):
    one, two, three = opened(tabs, "one", "two", "three")
    tabs.choose(two)
    tabs.close(two)
    assert front(tabs) == "three"
    tabs.close(three)
    assert front(tabs) == "one"
    tabs.close(one)
    assert tabs.current() is None
    assert tabs.current_key() == ""


def test_closing_a_tab_behind_changes_nothing_in_front(tabs):
    one, _two = opened(tabs, "one", "two")
    chosen = []
    tabs.chosen.connect(chosen.append)
    tabs.close(one)
    assert (front(tabs), chosen) == ("two", [])


def test_reopening_brings_tabs_back_as_they_were_the_last_one_first(tabs):
    one, two, _ = opened(tabs, "one", "two", "three")
    tabs.edit(one, Draft(name="one", body_text="typed and not saved"))
    tabs.close(one)
    tabs.close(two)
    tabs.reopen()
    tabs.reopen()
    tabs.reopen()
    assert names(tabs) == ["three", "two", "one"]
    assert tabs.current().draft.body_text == "typed and not saved"
    assert tabs.current().key == one


def test_a_reopened_tab_whose_key_is_taken_gets_another(tabs):
    (one,) = opened(tabs, "one")
    tabs.close(one)
    tabs.open(OpenTab(one, Draft(name="other")))
    tabs.reopen()
    assert len({tab.key for tab in tabs.all()}) == 2


def test_only_the_last_twenty_closed_tabs_are_kept(tabs):
    for key in opened(tabs, *map(str, range(30))):
        tabs.close(key)
    assert [tab.draft.name for tab in tabs.closed_tabs()] == [str(number) for number in range(10, 30)]


def test_the_order_that_the_user_dragged_is_kept(tabs):
    one, two, three = opened(tabs, "one", "two", "three")
    tabs.reorder([three, one, two])
    assert names(tabs) == ["three", "one", "two"]
    tabs.step(1)
    assert front(tabs) == "one"
    tabs.step(-2)
    assert front(tabs) == "two"


def test_the_same_draft_again_is_no_change(tabs):
    (one,) = opened(tabs, "one")
    changed = []
    tabs.changed.connect(changed.append)
    tabs.edit(one, Draft(name="one"))
    tabs.edit(one, Draft(name="one", body_text="x"))
    assert changed == [one]


def test_the_tabs_of_the_last_run_come_back_with_the_one_in_front(tabs):
    kept = [OpenTab(new_key(), Draft(name=name)) for name in ("one", "two", "three")]
    tabs.restore(kept, kept[1].key, [OpenTab(new_key(), Draft(name="closed"))])
    assert names(tabs) == ["one", "two", "three"]
    assert front(tabs) == "two"
    tabs.reopen()
    assert front(tabs) == "closed"


def test_a_front_tab_that_is_gone_leaves_the_last_one_in_front(tabs):
    tabs.restore([OpenTab("a", Draft(name="one")), OpenTab("b", Draft(name="two"))], "gone", [])
    assert front(tabs) == "two"


def test_every_tab_of_one_preset_is_found(tabs):
    keys = [tabs.open(OpenTab("", Draft(), preset_id="same")) for _ in range(2)]
    tabs.open(OpenTab("", Draft(), preset_id="other"))
    assert tabs.find_preset("same") == keys[0]
    assert tabs.with_preset("same") == keys
    assert tabs.with_preset("none") == []


async def test_many_changes_want_keeping_once():
    tabs, dirty = TabsController(), []
    tabs.dirty.connect(lambda: dirty.append(len(tabs.all())))
    opened(tabs, *"abcdef")
    await until(lambda: dirty)
    assert dirty == [6]


def test_a_fresh_tab_is_not_unsaved_and_a_typed_one_is():
    empty = OpenTab("k", Draft())
    assert not is_unsaved(empty)
    for draft in (
        Draft(body_text="x"),
        Draft(headers=(Row("a", "b"),)),
        Draft(query=(Row("a", "b"),)),
        Draft(betas=("b",)),
        Draft(path_params=(("id", "7"),)),
    ):
        assert is_unsaved(replace(empty, draft=draft)), draft


def test_a_name_alone_does_not_make_a_saved_tab_unsaved():
    saved = Draft(name="a", body_text="{}")
    assert not is_unsaved(OpenTab("k", replace(saved, name="b"), saved))
    assert is_unsaved(OpenTab("k", replace(saved, body_text="{ }"), saved))
