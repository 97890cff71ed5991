"""A limit on standing still holds, also when limits follow one another and things move in between."""

import asyncio

import pytest

from betadeck.transport.deadline import Deadline


class Clock:
    """Time that passes when it is told to: a loop's clock and timers, and nothing that sleeps."""

    def __init__(self) -> None:
        self.loop = asyncio.SelectorEventLoop()
        self.now = 100.0
        self.timers: list[tuple[float, asyncio.Handle]] = []
        self.loop.time = lambda: self.now
        self.loop.call_at = self._call_at

    def _call_at(self, when, callback, *args, context=None):
        handle = asyncio.Handle(callback, args, self.loop, context)
        self.timers.append((when, handle))
        return handle

    async def pass_s(self, seconds: float) -> None:
        """Let time pass, ringing what is due, as a loop does."""
        end = self.now + seconds
        while due := [each for each in self.timers if each[0] <= end and not each[1].cancelled()]:
            first = min(due, key=lambda each: each[0])
            self.timers.remove(first)
            self.now = max(self.now, first[0])
            first[1]._run()
        self.now = end
        await asyncio.sleep(0)

    def waiting(self) -> int:
        return len([each for each in self.timers if not each[1].cancelled()])


@pytest.fixture
def clock():
    made = Clock()
    yield made
    made.loop.close()


def run(clock, steps):
    """Run `steps(deadline)` within a deadline; tell whether it was cut off, and when."""

    async def main():
        try:
            async with Deadline() as deadline:
                await steps(deadline)
        except TimeoutError:
            return clock.now - 100
        return None

    return clock.loop.run_until_complete(main())


def test_standing_still_for_the_limit_is_cut_off(clock):
    async def steps(deadline):
        deadline.limit(5)
        await clock.pass_s(4)
        await clock.pass_s(2)
        await asyncio.sleep(0)

    assert run(clock, steps) == 6
    assert clock.waiting() == 0


def test_what_moves_may_take_any_time(clock):
    async def steps(deadline):
        deadline.limit(5)
        for _ in range(20):
            await clock.pass_s(4)
            deadline.beat()
        await clock.pass_s(4.9)

    assert run(clock, steps) is None


def test_it_is_cut_off_when_it_stops_moving_though_the_timer_was_set_before(clock):
    async def steps(deadline):
        deadline.limit(5)
        await clock.pass_s(4)
        deadline.beat()
        await clock.pass_s(4.5)
        await clock.pass_s(1)
        await asyncio.sleep(0)

    assert run(clock, steps) == 9.5


@pytest.mark.parametrize(("first", "then", "until"), [(30, 2, 3), (2, 30, 31), (0, 2, 3), (2, 30, 29)])
def test_a_new_limit_takes_the_place_of_the_old_one(clock, first, then, until):
    async def steps(deadline):
        deadline.limit(first)
        await clock.pass_s(1)
        deadline.limit(then)
        await clock.pass_s(until)
        await asyncio.sleep(0)

    assert run(clock, steps) == (1 + until if until > then else None)
    assert clock.waiting() == 0


def test_no_limit_is_any_time(clock):
    async def steps(deadline):
        deadline.limit(2)
        deadline.limit(0)
        await clock.pass_s(1000)

    assert run(clock, steps) is None


def test_one_timer_serves_limits_that_end_ever_later(clock):
    async def steps(deadline):
        for seconds in (10, 30, 600, 60):
            deadline.limit(seconds)
        assert len(clock.timers) == 1

    assert run(clock, steps) is None
