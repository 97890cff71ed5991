"""What was there when the program ended is there when it starts again, however it ended."""

import json
from dataclasses import replace

from betadeck.core.draft import Draft
from betadeck.core.open_tab import OpenTab
from betadeck.core.settings import Panes, Theme
from betadeck.storage.drafts import DraftStore
from betadeck.storage.paths import Paths
from betadeck.storage.settings import SettingsStore
from helpers.programs import program_in
from helpers.waiting import until

HALF = '{"model": "claude-opus-5-5",\n  "messages": [{"role": "us'


async def test_tabs_unsaved_text_caret_view_bars_and_answers_come_back(tmp_path):
    async with program_in(tmp_path) as person:
        await person.save_as("One")
        first = await person.sent()
        person.press("Ctrl+N")
        person.write_body(HALF)
        cursor = person.editor().textCursor()
        cursor.setPosition(17)
        person.editor().setTextCursor(cursor)
        person.press("Ctrl+N")
        person.tick("context-management-2025-06-27")
        person.press("Ctrl+5")
        person.window.tabs.chosen.emit(person.program.tabs.all()[1].key)
        person.window.set_bars([300, 600, 380])
        bars = person.window.bars()
        person.press("Ctrl+\\")
        person.program.looks.set_beside(True)

    async with program_in(tmp_path) as person:
        tabs = person.program.tabs
        assert [tab.draft.name for tab in tabs.all()] == ["One", "", ""]
        assert person.tab().draft.body_text == HALF
        assert person.editor().text() == HALF
        assert person.editor().textCursor().position() == 17
        assert not person.window.library.isVisible()
        assert not person.window.actions_table._actions["library"].isChecked()
        person.press("Ctrl+\\")
        assert person.window.library.isVisible()
        assert person.window.bars()[2] == bars[2]
        assert person.program.requests.is_beside()
        tabs.step(1)
        assert person.tab().draft.betas == ("context-management-2025-06-27",)
        assert person.find("composer")._tabs.current() == "wire"
        tabs.step(1)
        await until(person.exchange)
        assert person.exchange().body == first.body
        assert person.title() == "One"
        assert person.notice() == ""


async def test_what_is_typed_is_on_the_disk_moments_later(tmp_path):
    async with program_in(tmp_path) as person:
        person.write_body(HALF)

        def kept():
            return [tab.draft.body_text for tab in DraftStore(Paths(tmp_path).drafts).load().open]

        await until(lambda: HALF in kept())


async def test_a_closed_tab_comes_back_with_its_answer_also_after_a_restart(tmp_path):
    async with program_in(tmp_path) as person:
        exchange = await person.sent()
        person.press("Ctrl+5")
        person.press("Ctrl+W")
        person.press("Ctrl+Shift+T")
        await until(person.exchange)
        assert person.exchange().body == exchange.body
        assert person.find("composer")._tabs.current() == "wire"
        person.press("Ctrl+W")

    async with program_in(tmp_path) as person:
        assert person.title() == "Hello, Claude"  # nothing was open, so it starts as at first
        person.press("Ctrl+Shift+T")
        await until(person.exchange)
        assert person.exchange().id == exchange.id


async def test_no_tabs_come_back_when_the_user_does_not_want_that_but_can_be_reopened(tmp_path):
    async with program_in(tmp_path) as person:
        person.write_body(HALF)
        settings = person.program.settings
        settings.take(replace(settings.current(), restore_tabs=False))

    async with program_in(tmp_path) as person:
        assert person.title() == "Hello, Claude"
        person.press("Ctrl+Shift+T")
        assert person.tab().draft.body_text == HALF


async def test_what_was_remembered_and_makes_no_sense_stops_nothing(tmp_path):
    store = SettingsStore(Paths(tmp_path).settings)
    store.remember({"geometry": "@@", "bars": "[1", "panes": '{"a":', "betas": "[[", "library": "7"})
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "odd.tab").write_bytes(b"\xff\xfe not a tab")
    (tmp_path / "beta-sets.json").write_text("[[[")
    (tmp_path / "targets.json").write_text('{"targets": 7}')
    (tmp_path / "keys.json").write_text("\x00")
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue" / "mine.json").write_text("{")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    async with program_in(tmp_path) as person:
        assert person.title() == "Hello, Claude"
        assert person.notice()
        assert (await person.sent()).head.status == 200
    changed = {path.name for path, data in before.items() if path.read_bytes() != data}
    assert changed <= {"settings.json"}


async def test_settings_hold_from_one_run_to_the_next(tmp_path):
    async with program_in(tmp_path) as person:
        settings = person.program.settings
        settings.take(replace(settings.current(), theme=Theme.DARK, text_px=15, panes=Panes.BESIDE))

    async with program_in(tmp_path) as person:
        table = person.window.actions_table
        assert table._actions["theme_dark"].isChecked()
        assert table._actions["beside"].isChecked()
        assert person.program.requests.is_beside()
        assert person.window.palette().window().color().lightness() < 60


async def test_many_tabs_are_back_without_making_a_page_for_each(tmp_path):
    tabs = [OpenTab(f"tab{number}", Draft(body_text=json.dumps(number))) for number in range(20)]
    DraftStore(Paths(tmp_path).drafts).save(tabs, "tab7")
    async with program_in(tmp_path) as person:
        assert person.window.pages.count() == 1
        assert person.tab().draft.body_text == "7"
        person.press("Ctrl+PgDown")
        assert person.tab().draft.body_text == "8"
        assert person.window.pages.count() == 2
    assert [tab.key for tab in DraftStore(Paths(tmp_path).drafts).load().open] == [tab.key for tab in tabs]
