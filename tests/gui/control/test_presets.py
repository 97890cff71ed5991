"""Presets on a real disk: our own doings, those of others, and both at once."""

import json
from contextlib import asynccontextmanager

from betadeck.control.background import Background
from betadeck.control.presets import PresetsController
from betadeck.core import preset_text
from betadeck.core.draft import Draft
from betadeck.storage.paths import Paths
from betadeck.storage.presets import Conflict, PresetStore
from helpers.waiting import until

DRAFT = Draft(name="Hello", body_text='{"model": "m"}')
OTHERS = Draft(name="Hello", body_text='{\n  "model": "theirs"\n}')


class Presets:
    """A controller on a folder; `heard` are its signals but the listings, which `rows` holds."""

    def __init__(self, folder):
        self.paths, self.background = Paths(folder), Background()
        self.controller = PresetsController(
            PresetStore(self.paths.presets, self.paths.trash), self.background
        )
        self.heard, self.rows, self.trash = [], [], []
        self.controller.listed.connect(self._on_listed)
        self.controller.trash_listed.connect(self._on_trash)
        for name in ("loaded", "saved", "renamed", "changed_outside", "refused"):
            getattr(self.controller, name).connect(self._ear(name))

    def names(self):
        return [row.name for row in self.rows]

    def last(self, name):
        return next(values for heard, values in reversed(self.heard) if heard == name)

    def count(self, name):
        return sum(1 for heard, _ in self.heard if heard == name)

    def write(self, preset_id, draft):
        """Do what another program does to the file."""
        path = self.paths.presets / f"{preset_id}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(preset_text.dump(draft))

    async def look(self):
        """Look for what others did, now."""
        self.controller._look()
        await self.background.drain()

    def _on_listed(self, rows, folders):
        self.rows, self.folders = rows, folders

    def _on_trash(self, rows):
        self.trash = rows

    def _ear(self, name):
        return lambda *values: self.heard.append((name, values))


@asynccontextmanager
async def presets_in(folder):
    made = Presets(folder)
    made.controller.start()
    await made.background.drain()
    try:
        yield made
    finally:
        made.controller.stop()
        await made.background.aclose()


async def created(made, draft=DRAFT, folder=""):
    made.controller.create("tab", folder, draft.name, draft)
    await made.background.drain()
    return made.last("saved")


async def test_a_new_preset_is_a_file_and_a_row(tmp_path):
    async with presets_in(tmp_path) as made:
        key, preset_id, draft, stamp = await created(made)
        assert (key, preset_id, draft) == ("tab", "Hello", DRAFT)
        assert made.names() == ["Hello"]
        kept = json.loads((made.paths.presets / "Hello.json").read_text())
        assert kept["body"] == {"model": "m"}
        assert stamp.size == (made.paths.presets / "Hello.json").stat().st_size


async def test_our_own_saves_are_not_taken_for_those_of_others(tmp_path):
    async with presets_in(tmp_path) as made:
        _, preset_id, _, stamp = await created(made)
        made.controller.save("tab", preset_id, OTHERS, stamp)
        await made.background.drain()
        await made.look()
        assert made.count("saved") == 2
        assert made.count("changed_outside") == 0


async def test_an_edit_by_another_program_is_noticed_within_moments(tmp_path):
    async with presets_in(tmp_path) as made:
        await created(made)
        made.write("Hello", OTHERS)
        await until(lambda: made.count("changed_outside"))  # nobody asks: the controller looks by itself
        preset_id, loaded = made.last("changed_outside")
        assert (preset_id, loaded.draft.body_text) == ("Hello", OTHERS.body_text)


async def test_a_file_that_others_add_remove_or_move_shows(tmp_path):
    async with presets_in(tmp_path) as made:
        made.write("Agents/Loop", DRAFT)
        await made.look()
        assert [row.id for row in made.rows] == ["Agents/Loop"]
        (made.paths.presets / "Agents" / "Loop.json").rename(made.paths.presets / "Round.json")
        await made.look()
        assert made.last("renamed")[:2] == ("Agents/Loop", "Round")
        (made.paths.presets / "Round.json").unlink()
        await made.look()
        assert made.last("changed_outside") == ("Round", None)
        assert made.rows == []


async def test_a_save_over_what_others_changed_is_refused_with_both(tmp_path):
    async with presets_in(tmp_path) as made:
        _, preset_id, _, stamp = await created(made)
        made.write("Hello", OTHERS)
        mine = Draft(name="Hello", body_text="mine")
        made.controller.save("tab", preset_id, mine, stamp)
        await made.background.drain()
        key, fault = made.last("refused")
        assert key == "tab"
        assert isinstance(fault, Conflict)
        assert (fault.mine, fault.theirs.draft.body_text) == (mine, OTHERS.body_text)
        assert preset_text.load((made.paths.presets / "Hello.json").read_text()).body_text == OTHERS.body_text


async def test_a_save_over_a_file_that_is_gone_is_refused_and_may_be_forced(tmp_path):
    async with presets_in(tmp_path) as made:
        _, preset_id, _, stamp = await created(made)
        (made.paths.presets / "Hello.json").unlink()
        made.controller.save("tab", preset_id, DRAFT, stamp)
        await made.background.drain()
        assert made.last("refused")[1].theirs is None
        made.controller.save("tab", preset_id, DRAFT, None)
        await made.background.drain()
        assert (made.paths.presets / "Hello.json").exists()


async def test_deleting_moves_to_the_trash_and_back(tmp_path):
    async with presets_in(tmp_path) as made:
        await created(made, folder="Agents")
        made.controller.delete("Agents/Hello")
        await made.background.drain()
        assert made.rows == []
        assert [(row.name, row.folder) for row in made.trash] == [("Hello", "Agents")]
        made.controller.restore(made.trash[0].id)
        await made.background.drain()
        assert [row.id for row in made.rows] == ["Agents/Hello"]
        assert made.trash == []


async def test_an_emptied_trash_is_empty(tmp_path):
    async with presets_in(tmp_path) as made:
        await created(made)
        made.controller.delete("Hello")
        made.controller.empty_trash()
        await made.background.drain()
        assert made.trash == []
        assert not any(path.is_file() for path in made.paths.trash.rglob("*.json"))


async def test_renaming_moving_and_copying_tell_where_it_is_now(tmp_path):
    async with presets_in(tmp_path) as made:
        await created(made)
        made.controller.rename("Hello", "Good day")
        made.controller.move("Good day", "Agents")
        made.controller.duplicate("Agents/Good day")
        await made.background.drain()
        assert [row.id for row in made.rows] == ["Agents/Good day", "Agents/Good day copy"]
        assert [values for name, values in made.heard if name == "renamed"] == [
            ("Hello", "Good day", "Good day"),
            ("Good day", "Agents/Good day", ""),
        ]
        assert made.last("loaded")[0].id == "Agents/Good day copy"


async def test_folders_can_be_made(tmp_path):
    async with presets_in(tmp_path) as made:
        made.controller.make_folder("Agents")
        made.controller.make_folder("Agents/Loops")
        await made.background.drain()
        assert made.folders == ["Agents", "Agents/Loops"]
        assert made.count("refused") == 0


async def test_a_broken_file_is_a_row_with_a_problem_and_cannot_be_opened(tmp_path):
    async with presets_in(tmp_path) as made:
        (made.paths.presets).mkdir()
        (made.paths.presets / "bad.json").write_text('{"betadeck": 1,')
        await made.look()
        assert made.rows[0].problem
        made.controller.open("bad")
        await made.background.drain()
        assert made.last("refused")[1].code == "not_json"
        assert (made.paths.presets / "bad.json").read_text() == '{"betadeck": 1,'
