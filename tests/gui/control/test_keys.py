"""Keys by name on a machine without a keyring, and with one that is slow. None is ever shown."""

import threading
from contextlib import asynccontextmanager

from betadeck.control.keys import KeysController
from betadeck.storage.key_backend import Choice, KeyringState, KeyringStatus
from betadeck.storage.secrets import Keyring, Place

KEY = "sk-ant-api03-" + "q7W" * 25


class Keys:
    """A controller with what it said."""

    def __init__(self, keyring):
        self.controller, self.heard = KeysController(keyring), []
        for name in ("changed", "kept", "renamed", "status_known", "refused"):
            getattr(self.controller, name).connect(self._ear(name))

    def last(self, name):
        return next(values for heard, values in reversed(self.heard) if heard == name)

    async def settled(self):
        """Wait until nothing is under way."""
        import asyncio

        while self.controller._tasks:
            await asyncio.gather(*self.controller._tasks, return_exceptions=True)

    def _ear(self, name):
        return lambda *values: self.heard.append((name, values))


@asynccontextmanager
async def keys_in(folder, **how):
    made = Keys(Keyring(folder / "keys.json", **how))
    try:
        yield made
    finally:
        await made.controller.aclose()


async def test_without_a_keyring_a_key_is_kept_for_this_session_and_that_is_said(tmp_path):
    async with keys_in(tmp_path) as made:
        made.controller.add("work", KEY)
        await made.settled()
        name, kept = made.last("kept")
        assert (name, kept.place) == ("work", Place.SESSION)
        assert kept.reason
        assert made.controller.entries() == [("work", "API key", "this session only")]
        assert made.controller.kind_of("work") == "api"
        assert await made.controller.read("work") == KEY
        assert KEY not in repr(made.heard)
    assert not any(KEY in path.read_text() for path in tmp_path.rglob("*") if path.is_file())


async def test_a_key_is_renamed_and_who_uses_it_is_told_both_names(tmp_path):
    async with keys_in(tmp_path) as made:
        made.controller.add("work", KEY)
        await made.settled()
        made.controller.rename("work", "office")
        await made.settled()
        assert made.controller.names() == ["office"]
        assert made.last("renamed") == ("work", "office")
        assert await made.controller.read("office") == KEY


async def test_a_name_that_is_taken_is_refused_and_nothing_is_lost(tmp_path):
    async with keys_in(tmp_path) as made:
        for name in ("one", "two"):
            made.controller.add(name, f"{KEY}-{name}")
        await made.settled()
        made.controller.rename("one", "two")
        await made.settled()
        assert "two" in made.last("refused")[0]
        assert [await made.controller.read(name) for name in ("one", "two")] == [f"{KEY}-one", f"{KEY}-two"]


async def test_a_deleted_key_is_gone(tmp_path):
    async with keys_in(tmp_path) as made:
        made.controller.add("work", KEY)
        await made.settled()
        made.controller.delete("work")
        await made.settled()
        assert made.controller.names() == []
        assert await made.controller.read("work") is None


async def test_a_key_as_a_name_is_refused_without_repeating_it(tmp_path):
    async with keys_in(tmp_path) as made:
        made.controller.add(KEY, KEY)
        await made.settled()
        assert made.controller.names() == []
        assert KEY not in made.last("refused")[0]


async def test_the_status_tells_that_there_is_no_keyring(tmp_path):
    async with keys_in(tmp_path) as made:
        made.controller.ask_status()
        await made.settled()
        assert made.last("status_known")[0].state is KeyringState.NONE


async def test_a_keyring_that_never_answers_stops_neither_work_nor_the_end(tmp_path):
    hold = threading.Event()

    def choose():
        hold.wait(20)
        return Choice(None, KeyringStatus(KeyringState.NONE, "", "too late"))

    async with keys_in(tmp_path, deadline_s=0.05, choose=choose) as made:
        made.controller.add("work", KEY)
        await made.settled()
        assert made.last("kept")[1].place is Place.SESSION
        assert await made.controller.read("work") == KEY
        made.controller.ask_status()
    hold.set()
    assert made.controller._tasks == set()
