"""What was sent: kept without keys, listed, read back, forgotten; a broken database is said."""

from contextlib import asynccontextmanager
from dataclasses import replace

from betadeck.control.background import Background
from betadeck.control.history import HistoryController
from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent
from betadeck.storage.history import History
from helpers.streams import hello

KEY = "plain-secret-of-a-gateway-0123456789"
STREAM = Head(200, headers=(("content-type", "text/event-stream"), ("request-id", "req_1")))
ONE = Exchange(
    "1", "2026-11-22T10:00:00.000Z", Draft(name="One"), "Sandbox", Sent("POST", "http://x", ()),
    STREAM, hello(), ending=Ending.FINISHED,
)  # fmt: skip


class Kept:
    """A controller with what it said."""

    def __init__(self, folder, cap_bytes=10**9):
        self.background, self.rows, self.heard = Background(), [], []
        self.controller = HistoryController(lambda: History(folder, cap_bytes), self.background)
        self.controller.listed.connect(self._on_listed)
        for name in ("opened", "noticed", "refused"):
            getattr(self.controller, name).connect(self._ear(name))

    def ids(self):
        return [row.id for row in self.rows]

    def _on_listed(self, rows):
        self.rows = rows

    def _ear(self, name):
        return lambda *values: self.heard.append((name, values))


@asynccontextmanager
async def history_in(folder, **how):
    made = Kept(folder, **how)
    made.controller.start()
    await made.background.drain()
    try:
        yield made
    finally:
        await made.controller.stop()
        await made.background.aclose()


async def test_an_exchange_is_listed_and_comes_back_byte_for_byte_with_its_answer(tmp_path):
    async with history_in(tmp_path) as made:
        made.controller.add(ONE)
        await made.background.drain()
        assert made.ids() == ["1"]
    async with history_in(tmp_path) as again:
        again.controller.open("1")
        await again.background.drain()
        exchange, answer = again.heard[0][1]
        assert (exchange.body, exchange.draft) == (ONE.body, ONE.draft)
        assert answer.message["content"][0]["text"] == "Grüße, Welt 🌍"


async def test_a_key_is_masked_wherever_it_stands(tmp_path):
    echoed = replace(ONE, body=f"you sent {KEY}".encode(), draft=Draft(body_text=KEY))
    async with history_in(tmp_path) as made:
        made.controller.add(echoed, (KEY,))
        await made.background.drain()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert files
    assert not [path for path in files if KEY.encode() in path.read_bytes()]


async def test_the_newest_comes_first_and_one_can_be_forgotten(tmp_path):
    async with history_in(tmp_path) as made:
        made.controller.add(ONE)
        made.controller.add(replace(ONE, id="2", started_at="2026-11-22T11:00:00.000Z"))
        await made.background.drain()
        assert made.ids() == ["2", "1"]
        made.controller.delete("2")
        await made.background.drain()
        assert made.ids() == ["1"]
        made.controller.clear()
        await made.background.drain()
        assert made.ids() == []


async def test_what_is_not_kept_any_more_is_said_and_may_be_passed_over(tmp_path):
    async with history_in(tmp_path) as made:
        made.controller.read("gone", made.heard.append, quietly=True)
        await made.background.drain()
        assert made.heard == []
        made.controller.open("gone")
        await made.background.drain()
        assert [(name, values[0].code) for name, values in made.heard] == [("refused", "gone")]


async def test_a_smaller_cap_removes_the_oldest_answers_at_once(tmp_path):
    big = replace(ONE, body=b"x" * 400_000)
    async with history_in(tmp_path) as made:
        for number in range(3):
            made.controller.add(replace(big, id=str(number), started_at=f"2026-11-22T1{number}:00:00.000Z"))
        made.controller.set_cap(900_000)
        made.controller.refresh()
        await made.background.drain()
        assert [row.has_body for row in made.rows] == [True, True, False]


async def test_a_broken_database_is_put_aside_and_said_once(tmp_path):
    async with history_in(tmp_path) as made:
        made.controller.add(ONE)
        await made.background.drain()
    database = next(tmp_path.glob("*.sqlite*"), None) or next(tmp_path.glob("*.db"))
    database.write_bytes(b"this is no database at all" * 100)
    async with history_in(tmp_path) as made:
        made.controller.add(ONE)
        made.controller.refresh()
        await made.background.drain()
        assert made.ids() == ["1"]
        assert [name for name, _ in made.heard] == ["noticed"]


async def test_a_folder_that_cannot_be_used_is_a_refusal_not_a_crash(tmp_path):
    (tmp_path / "history").write_text("a file in the way")
    async with history_in(tmp_path / "history") as made:
        made.controller.add(ONE)
        await made.background.drain()
        assert {name for name, _ in made.heard} == {"refused"}


async def test_an_answer_that_made_room_is_no_fault_of_the_server(tmp_path):
    async with history_in(tmp_path) as made:
        made.controller.add(ONE)
        made.controller.clear_bodies()
        made.controller.add(replace(ONE, id="2"))
        await made.background.drain()
        (tmp_path / "exchanges" / "2.answer").unlink()
        made.controller.open("2")
        await made.background.drain()
        exchange, answer = made.heard[-1][1]
        assert exchange.body_gone
        assert (answer.complete, answer.faults, answer.error) == (True, (), None)
