"""A program that types and saves without end, to be killed. Run with the data folder as its argument.

It loads everything once; for each seed on stdin it then forks a worker and tells its pid, so that a fresh
process costs milliseconds. What the worker does is told on stdout line by line:
`typed N T` (text N was typed at the monotonic time T), `kept N` (N is on the disk), `preset ID N`,
`history ID`, and at the end `dead` from the one that waited.
"""

import json
import os
import random
import sys
import threading
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from betadeck.core.draft import Draft
from betadeck.core.exchange import Ending, Exchange, Head, Sent
from betadeck.core.open_tab import OpenTab
from betadeck.storage.drafts import DraftStore
from betadeck.storage.faults import StorageFault
from betadeck.storage.history import History
from betadeck.storage.paths import Paths
from betadeck.storage.presets import PresetStore

PRESETS = ("p0", "p1", "p2", "F/p3")
WANDERER = "wanderer"
HISTORY_CAP_BYTES = 3_000_000


def tell(*words):
    os.write(1, (" ".join(map(str, words)) + "\n").encode())


def body_of(number, rng):
    """Return a body that shows whether it is whole."""
    pad = "x" * rng.choice((0, 100, 20_000, 300_000))
    return json.dumps({"n": number, "length": len(pad), "pad": pad, "end": number})


def number_of(body_text):
    """Return the number in a body; fails if it is not whole."""
    body = json.loads(body_text)
    assert body["n"] == body["end"]
    assert len(body["pad"]) == body["length"]
    return body["n"]


class Worker:
    """Everything that a window does with its files, at random."""

    def __init__(self, folder, seed):
        paths = Paths(folder)
        self.rng = random.Random(seed)
        self.drafts = DraftStore(paths.drafts)
        self.presets = PresetStore(paths.presets, paths.trash)
        self.history = History(paths.history, HISTORY_CAP_BYTES)
        kept = self.drafts.load()
        self.typed = number_of(kept.open[0].draft.body_text) if kept.open else 0
        self.seed = seed

    def run(self):
        tell("resumed", self.typed)
        threading.Thread(target=self.type, daemon=True).start()
        while True:
            self.rng.choice(
                (self.keep_tabs, self.keep_tabs, self.save_preset, self.wander, self.keep_exchange)
            )()

    def type(self):
        pause = threading.Event()
        while not pause.wait(0.001):
            number = self.typed + 1
            tell("typed", number, time.monotonic())
            self.typed = number

    def keep_tabs(self):
        number = self.typed
        tabs = [OpenTab("main", Draft(body_text=body_of(number, self.rng)))]
        tabs += [OpenTab(f"t{self.rng.randrange(5)}", Draft(name="other"))]
        self.drafts.save(tabs, "main")
        tell("kept", number)

    def save_preset(self):
        id_ = self.rng.choice(PRESETS)
        number = time.monotonic_ns()
        draft = Draft(name=id_, body_text=body_of(number, self.rng))
        try:
            self.presets.save(id_, draft, expected=self.presets.load(id_).stamp)
        except StorageFault:
            self.presets.save(id_, draft, expected=None)
        tell("preset", id_, number)

    def wander(self):
        """Rename, move, delete and restore one preset; it must never be nowhere."""
        found = [row.id for row in self.presets.list() if WANDERER in row.id]
        found += [self.presets.restore(item.id) for item in self.presets.trash.list()]
        if not found:
            found = [self.presets.create("", WANDERER, Draft(body_text=body_of(1, self.rng))).id]
            tell("wanderer")
        with suppress(StorageFault):
            step = self.rng.randrange(3)
            if step == 0:
                self.presets.rename(found[0], f"{WANDERER} {self.rng.randrange(100)}")
            elif step == 1:
                self.presets.move(found[0], self.rng.choice(("", "F", "G/H")))
            else:
                self.presets.delete(found[0])

    def keep_exchange(self):
        id_ = f"{self.seed}-{time.monotonic_ns()}"
        answer = os.urandom(self.rng.choice((10, 1000, 200_000)))
        started = f"{time.monotonic_ns():020}"
        draft = Draft(name=str(len(answer)), body_text="{}")
        exchange = Exchange(id_, started, draft, "t", Sent("POST", "u", (), b"{}"), Head(200), answer)
        self.history.add(replace(exchange, ending=Ending.FINISHED))
        tell("history", id_)


def main():
    tell("ready")
    for line in sys.stdin:
        pid = os.fork()
        if pid == 0:
            Worker(Path(sys.argv[1]), int(line)).run()
        tell("pid", pid)
        os.waitpid(pid, 0)
        tell("dead")


if __name__ == "__main__":
    main()
