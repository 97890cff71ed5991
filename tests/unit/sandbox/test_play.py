"""Answers are played step by step, for as long as somebody listens."""

import asyncio
from itertools import repeat

from betadeck.sandbox.play import Player
from betadeck.sandbox.reply import Reply


def test_an_answer_without_pauses_ends_when_the_client_leaves():
    sent, left = [], asyncio.Event()

    async def send(message):
        sent.append(message)
        assert len(sent) < 1_000, "nobody listens any more"
        if len(sent) == 100:
            left.set()

    async def receive():
        await left.wait()
        return {"type": "http.disconnect"}

    asyncio.run(Player(Reply(steps=repeat(b"x")))({}, receive, send))
    assert len(sent) >= 100
