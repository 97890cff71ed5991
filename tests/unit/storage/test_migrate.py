"""The way up from old formats: every step of it has a test here."""

import pytest

from betadeck.core import preset_text
from betadeck.core.draft import Draft
from betadeck.storage import migrate
from betadeck.storage.migrate import Kind, upgraded


def one_to_two(members):
    return {**members, "path": [*members.get("path", []), 2]}


def two_to_three(members):
    return {**members, "path": [*members["path"], 3]}


KIND = Kind("things", (one_to_two, two_to_three))


@pytest.mark.parametrize(("number", "path"), [(1, [2, 3]), (2, [0, 3]), (3, [0]), (4, [0])])
def test_each_format_goes_through_the_steps_that_it_lacks(number, path):
    members = {} if number == 1 else {"path": [0]}
    assert upgraded(KIND, members, number)["path"] == path


def test_the_newest_number_counts_the_steps():
    assert (Kind("x").number, KIND.number) == (1, 3)


def test_an_older_preset_is_upgraded_as_text(monkeypatch):
    def rename_title(members):
        return {**{name: raw for name, raw in members.items() if name != "title"}, "name": members["title"]}

    monkeypatch.setattr(preset_text, "UPGRADES", (rename_title,))
    monkeypatch.setattr(preset_text, "FORMAT", 2)
    text = '{"betadeck": 1, "title": "Old", "body": {"a": 1.10}}'
    assert preset_text.load(text) == Draft(name="Old", body_text='{\n  "a": 1.10\n}')
    assert preset_text.glance(text).name == "Old"
    assert preset_text.dump(preset_text.load(text)).startswith('{\n  "betadeck": 2,\n  "name": "Old"')


def test_every_step_has_a_test_of_its_own():
    kinds = [*migrate.KINDS, Kind("preset", preset_text.UPGRADES)]  # type: ignore[arg-type]
    wanted = [
        f"test_{kind.name.replace(' ', '_')}_{step.__name__}" for kind in kinds for step in kind.upgrades
    ]
    assert [name for name in wanted if name not in globals()] == []
