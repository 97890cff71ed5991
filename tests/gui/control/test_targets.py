"""Targets that are changed before the kept ones are known: nothing is lost on either side."""

from dataclasses import replace

import pytest

from betadeck.control.background import Background
from betadeck.control.targets import TargetsController, carried
from betadeck.core.target import ANTHROPIC, SANDBOX, Target
from betadeck.storage.targets import TargetStore

WORK, HOME = Target("Work", "https://work.example"), Target("Home", "https://home.example")


@pytest.fixture
def store(tmp_path):
    made = TargetStore(tmp_path / "targets.json")
    made.save_all([SANDBOX, ANTHROPIC, WORK])
    return made


async def test_a_target_added_before_the_kept_ones_are_read_comes_to_them(store):
    background = Background()
    targets = TargetsController(store, background)
    targets.start()
    targets.replace_all((*targets.all(), HOME))
    assert targets.names() == ["Sandbox", "Claude API", "Home"]
    await background.drain()
    assert targets.names() == ["Sandbox", "Claude API", "Work", "Home"]
    assert store.list() == [SANDBOX, ANTHROPIC, WORK, HOME]
    await background.aclose()


async def test_a_key_chosen_at_once_and_a_target_taken_out_at_once_are_kept(store):
    background = Background()
    targets = TargetsController(store, background)
    targets.set_key("Claude API", "mine")
    targets.start()
    targets.replace_all(tuple(each for each in targets.all() if each.name == "Claude API"))
    await background.drain()
    mine = replace(ANTHROPIC, key_name="mine")
    assert list(targets.all()) == store.list() == [SANDBOX, mine, WORK]
    await background.aclose()


async def test_what_is_kept_is_only_read_when_nothing_was_changed(store, tmp_path):
    background = Background()
    targets = TargetsController(store, background)
    before = (tmp_path / "targets.json").stat().st_mtime_ns
    targets.start()
    await background.drain()
    assert targets.get("Work") == WORK
    assert (tmp_path / "targets.json").stat().st_mtime_ns == before
    await background.aclose()


async def test_a_renamed_key_is_renamed_where_it_is_a_proxy_s_password(store):
    background = Background()
    targets = TargetsController(store, background)
    targets.start()
    await background.drain()
    both = replace(WORK, key_name="k", proxy="http://bob:%7Bk%7D@proxy:1")
    targets.replace_all((SANDBOX, both))
    targets.rename_key("k", "new key")
    assert targets.get("Work") == replace(
        both, key_name="new key", proxy="http://bob:%7Bnew%20key%7D@proxy:1"
    )
    await background.aclose()


async def test_a_password_in_an_address_is_not_kept_in_the_file_and_that_is_said(store, tmp_path):
    background = Background()
    targets, refused = TargetsController(store, background), []
    targets.refused.connect(refused.append)
    targets.start()
    await background.drain()
    targets.replace_all((SANDBOX, replace(WORK, proxy="http://bob:hunter2@proxy:1")))
    await background.drain()
    assert [fault.code for fault in refused] == ["secret"]
    assert "hunter2" not in (tmp_path / "targets.json").read_text() + str(refused[0])
    await background.aclose()


def test_changes_are_carried_over_by_name():
    newer = replace(WORK, base_url="https://new.example")
    assert carried((SANDBOX, WORK, HOME), (WORK,), (newer,)) == (SANDBOX, newer, HOME)
    assert carried((SANDBOX, WORK), (WORK,), ()) == (SANDBOX,)
    assert carried((SANDBOX,), (SANDBOX,), (SANDBOX, HOME)) == (SANDBOX, HOME)
