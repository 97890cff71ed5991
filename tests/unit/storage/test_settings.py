"""Settings: nonsense in the file is a default, unknown keys stay."""

import json
from dataclasses import fields, replace

import pytest

from betadeck.core.settings import HISTORY_CAP_RANGE, TEXT_PX_RANGE, Panes, Settings, Theme
from betadeck.storage.settings import SettingsStore

CHANGED = Settings(
    theme=Theme.DARK,
    text_px=15,
    panes=Panes.BESIDE,
    restore_tabs=False,
    history_cap_bytes=20_000_000,
    confirm_close=False,
    follow_redirects=True,
    block_on_errors=True,
    retries=2,
    count_tokens=True,
    fetch_models=True,
    in_memory_bytes=5_000_000,
    shortcuts=(("send", ("Ctrl+R", "F5")), ("cancel", ())),
)


@pytest.fixture
def path(tmp_path):
    return tmp_path / "settings.json"


@pytest.fixture
def store(path):
    return SettingsStore(path)


def test_without_a_file_all_is_default(store, path):
    assert store.load() == Settings()
    assert store.recall() == {}
    assert not path.exists()


def test_settings_come_back(store):
    store.save(CHANGED)
    assert store.load() == CHANGED


def test_every_setting_is_kept():
    same = [
        each.name
        for each in fields(Settings)
        if getattr(CHANGED, each.name) == getattr(Settings(), each.name)
    ]
    assert same == ["extra"], "a setting is missing in CHANGED above, so nothing shows that it is kept"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "pink"),
        ("theme", []),
        ("text_px", "big"),
        ("text_px", True),
        ("restore_tabs", 1),
        ("shortcuts", {"send": "Ctrl+R"}),
        ("shortcuts", []),
        ("history_cap_bytes", None),
        ("in_memory_bytes", 1.5),
        ("retries", "often"),
    ],
)
def test_nonsense_is_a_default_and_the_rest_holds(store, path, name, value):
    path.write_text(json.dumps({"betadeck": 1, "panes": "beside", name: value}))
    assert store.load() == replace(Settings(), panes=Panes.BESIDE)


def test_numbers_are_kept_within_their_range(store, path):
    path.write_text(json.dumps({"betadeck": 1, "text_px": 500, "history_cap_bytes": -1, "retries": 99}))
    assert store.load().retries == 10
    assert (store.load().text_px, store.load().history_cap_bytes) == (TEXT_PX_RANGE[1], HISTORY_CAP_RANGE[0])


def test_unknown_keys_stay(store, path):
    path.write_text(json.dumps({"betadeck": 1, "sound": {"volume": 11}}))
    settings = store.load()
    assert settings.extra == (("sound", '{"volume": 11}'),)
    store.save(replace(settings, theme=Theme.LIGHT))
    assert json.loads(path.read_text())["sound"] == {"volume": 11}


def test_what_the_window_remembers_is_apart_from_the_settings(store):
    store.save(CHANGED)
    store.remember({"bar": "1,2", "column": "a"})
    store.remember({"bar": "3,4"})
    assert store.recall() == {"bar": "3,4", "column": "a"}
    assert store.load() == CHANGED
    store.save(Settings())
    assert store.recall()["bar"] == "3,4"


def test_a_problem_is_told(store, path):
    path.write_text("{")
    assert store.load() == Settings()
    assert store.problem()
