"""Targets: there is always a sandbox, and what is not understood is not lost."""

import json
from dataclasses import replace

import pytest

from betadeck.core.target import ANTHROPIC, SANDBOX, AuthScheme, Platform, Target, Timeouts
from betadeck.storage.faults import StorageFault
from betadeck.storage.targets import TargetStore

GATEWAY = Target(
    name="Gateway",
    base_url="https://gate.example/v1/llm",
    auth=AuthScheme.X_API_KEY,
    key_name="work",
    platform=Platform.GATEWAY,
    proxy="none",
    ca_file="/etc/ca.pem",
    timeouts=Timeouts(1.5, 2.0, 3.0, 0.0),
    redirects=True,
    extra=(("x-team", "7"),),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "targets.json"


@pytest.fixture
def store(path):
    return TargetStore(path)


def put(path, *targets):
    path.write_text(json.dumps({"betadeck": 1, "targets": list(targets)}))


def test_the_sandbox_and_the_claude_api_are_there_from_the_start(store, path):
    assert store.list() == [SANDBOX, ANTHROPIC]
    assert not path.exists()


def test_targets_come_back_as_they_were(store):
    store.save_all([ANTHROPIC, SANDBOX, GATEWAY])
    assert store.list() == [ANTHROPIC, SANDBOX, GATEWAY]


def test_the_sandbox_cannot_be_removed_but_changed(store):
    store.save_all([GATEWAY])
    assert store.list() == [SANDBOX, GATEWAY]
    slow = replace(SANDBOX, timeouts=Timeouts(connect_s=1.0))
    store.save_all([slow])
    assert store.list() == [slow]


def test_no_two_have_the_same_name(store, path):
    with pytest.raises(StorageFault) as caught:
        store.save_all([GATEWAY, GATEWAY])
    assert caught.value.code == "exists"
    assert not path.exists()


@pytest.mark.parametrize(
    "odd",
    [
        {"name": "New", "platform": "moon"},
        {"name": "New", "auth": 1},
        {"name": "New", "base_url": None},
        {"name": "New", "timeouts": {"idle_s": "long"}},
        {"name": "New", "timeouts": {"idle_s": -1}},
        {"name": "New", "timeouts": []},
        {"name": "New", "redirects": "yes"},
        {"name": "New", "extra": {"a": 1}},
        {"name": ""},
        [],
    ],
)
def test_a_target_that_is_not_understood_is_not_offered_and_stays(store, path, odd):
    put(path, odd, {"name": "Plain", "base_url": "http://x"})
    assert [target.name for target in store.list()] == ["Sandbox", "Plain"]
    assert "kept as it is" in store.problem()
    store.save_all([ANTHROPIC])
    assert json.loads(path.read_text())["targets"][-1] == odd
    assert [target.name for target in store.list()] == ["Sandbox", "Claude API"]


def test_what_the_file_says_more_of_a_target_stays(store, path):
    put(path, {"name": "Gateway", "base_url": "http://x", "colour": "red"})
    store.save_all([GATEWAY])
    assert json.loads(path.read_text())["targets"][1]["colour"] == "red"


def test_a_broken_file_gives_the_defaults(store, path):
    path.write_text("{")
    assert store.list() == [SANDBOX, ANTHROPIC]
    assert store.problem()
