"""A proxy's password that stands in targets.json: it keeps targets from being saved until it is out of there."""

import json
from dataclasses import replace

from PySide6.QtWidgets import QPushButton

from betadeck.core.proxy_password import password_key, plain_password
from betadeck.core.target import Target
from helpers.programs import program_in
from helpers.waiting import until

SECRET = "hunter2-and-more"


def _written(tmp_path):
    """Write a file as another program, or a person, may have left it."""
    targets = [
        {"name": name, "base_url": "https://api.example", "proxy": f"http://me:{SECRET}@p.example:3128"}
        for name in ("Office", "Home")
    ]
    (tmp_path / "targets.json").write_text(json.dumps({"betadeck": 1, "targets": targets}))


async def _refused(person):
    """Change a target, and read what is said."""
    controller = person.program.targets
    controller.replace_all((*controller.all(), Target("New", base_url="https://new.example")))
    await until(person.notice)
    return person.notice()


async def test_the_password_moves_to_a_key_of_its_own_and_the_targets_are_saved(tmp_path):
    _written(tmp_path)
    async with program_in(tmp_path) as person:
        assert "password" in await _refused(person)
        assert SECRET not in person.notice()
        await person.answer("Keep it in the keyring")
        await until(lambda: password_key(person.program.targets.get("Office").proxy) == "Office proxy")
        await person.settled()
        assert person.notice() == ""
        assert await person.program.keys.read("Office proxy") == SECRET
        text = (tmp_path / "targets.json").read_text()
        assert SECRET not in text
        assert "New" in text
        assert "Home proxy" in person.message() or "Office proxy" in person.message()
        assert all(not each.key_name for each in person.program.targets.all())  # it is no key of the API


async def test_the_password_can_be_taken_out(tmp_path):
    _written(tmp_path)
    async with program_in(tmp_path) as person:
        await _refused(person)
        await person.answer("Take it out")
        await person.settled()
        assert person.notice() == ""
        assert person.program.targets.get("Home").proxy == "http://me@p.example:3128"
        assert "New" in (tmp_path / "targets.json").read_text()


async def test_later_leaves_it_where_it_is(tmp_path):
    _written(tmp_path)
    async with program_in(tmp_path) as person:
        await _refused(person)
        await person.answer("Later")
        assert plain_password(person.program.targets.get("Home").proxy) == SECRET
        assert [
            each.text() for each in person.window.notice.findChildren(QPushButton) if each.isVisible()
        ] == []


async def test_a_proxys_password_never_becomes_the_key_of_the_target_in_front(tmp_path):
    async with program_in(tmp_path) as person:
        tab = person.tab()
        person.program.tabs.update(tab.key, replace(tab, target="Claude API"))
        person.program.menus.do("targets")
        await until(lambda: person.all("targets_dialog"))
        person.find("targets_dialog").password_found.emit("Claude API proxy", SECRET)
        await until(lambda: person.program.keys.names() == ["Claude API proxy"])
        await person.settled()
        assert person.program.targets.get("Claude API").key_name == ""
