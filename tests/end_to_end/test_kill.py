"""kill -9 at 200 random moments of typing and saving loses nothing and breaks nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from betadeck.storage.drafts import DraftStore
from betadeck.storage.history import History
from betadeck.storage.paths import Paths
from betadeck.storage.presets import PresetStore
from helpers.kill_child import HISTORY_CAP_BYTES, WANDERER, number_of

_KILLS = 200
_LONGEST_S = 0.06
_MAY_BE_LOST_S = 2.0
_CHILD = Path(__file__).parents[1] / "helpers" / "kill_child.py"
_APP = Path(__file__).parents[2] / "app"

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the worker is made by fork")


@dataclass
class Told:
    """What the killed workers told that they had done."""

    typed_at: dict[int, float] = field(default_factory=dict)
    kept: int = 0
    presets: dict[str, int] = field(default_factory=dict)
    wanderer: bool = False
    exchanges: set[str] = field(default_factory=set)

    def take(self, line):
        kind, *words = line.split()
        if kind == "typed":
            self.typed_at[int(words[0])] = float(words[1])
        elif kind == "kept":
            self.kept = int(words[0])
        elif kind == "preset":
            self.presets[words[0]] = int(words[1])
        elif kind == "wanderer":
            self.wanderer = True
        elif kind == "history":
            self.exchanges.add(words[0])
        elif kind == "resumed":
            # What lay between was typed just before a kill; it is typed anew from here.
            self.typed_at = {number: at for number, at in self.typed_at.items() if number <= int(words[0])}


def check_drafts(paths, told, killed_at):
    """Return how old the oldest lost text was at the kill, in seconds."""
    kept = DraftStore(paths.drafts).load()
    assert not kept.problems
    number = number_of(kept.open[0].draft.body_text) if kept.open else 0
    assert number >= told.kept, "text that was told to be kept is gone"
    lost = [killed_at - at for each, at in told.typed_at.items() if each > number]
    assert max(lost, default=0.0) < _MAY_BE_LOST_S
    return max(lost, default=0.0)


def check_presets(paths, told):
    store = PresetStore(paths.presets, paths.trash)
    assert [row.problem for row in store.list() if row.problem] == []
    numbers = {row.id: number_of(store.load(row.id).draft.body_text) for row in store.list()}
    for id_, number in told.presets.items():
        assert numbers[id_] >= number, f"{id_} is older than what was told to be saved"
    if told.wanderer:
        assert any(WANDERER in id_ for id_ in numbers) or store.trash.list(), "a preset is nowhere"


def check_history(paths, told):
    history = History(paths.history, HISTORY_CAP_BYTES)
    rows = history.list(100_000)
    assert not history.notice
    assert told.exchanges <= {row.id for row in rows}
    for row in rows[:20]:
        exchange = history.load(row.id)
        assert exchange.body_gone or len(exchange.body) == int(exchange.draft.name) == row.body_bytes
    assert history.index_missing(1) == 0  # whatever has a request can be searched
    history.close()


def test_nothing_is_lost_or_broken(tmp_path):
    seed = random.randrange(10**9)
    print(f"seed {seed}")  # noqa: T201  shown when the test fails
    rng = random.Random(seed)
    paths, told, worst_s = Paths(tmp_path), Told(), 0.0
    child = subprocess.Popen(
        [sys.executable, str(_CHILD), str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(_APP)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout.readline() == "ready\n"
        for number in range(_KILLS):
            killed_at = one_kill(child, rng, number, told)
            worst_s = max(worst_s, check_drafts(paths, told, killed_at))
            check_presets(paths, told)
            if number % 10 == 9:
                check_history(paths, told)
    finally:
        child.stdin.close()
        child.wait(timeout=10)
        child.stdout.close()
    check_history(paths, told)
    print(f"the oldest text lost was {worst_s * 1000:.0f} ms old; {len(told.exchanges)} exchanges were kept")  # noqa: T201
    assert len(told.presets) == 4, "the workers saved too little to show anything"


def one_kill(child, rng, number, told):
    """Start a worker, kill it at a random moment, take what it told, and return when it was killed."""
    child.stdin.write(f"{rng.randrange(10**9)}\n")
    child.stdin.flush()
    pid = 0
    while not pid:
        line = child.stdout.readline()
        pid = take(line, told)
    longest_s = _LONGEST_S if number % 50 else 1.0
    time.sleep(rng.uniform(0, longest_s))  # the moment is what this test is about
    killed_at = time.monotonic()
    os.kill(pid, signal.SIGKILL)
    while (line := child.stdout.readline()) != "dead\n":
        take(line, told)
    return killed_at


def take(line, told):
    """Note what a line tells; return the pid if it tells that."""
    assert line, "the child ended by itself"
    if line.startswith("pid"):
        return int(line.split()[1])
    told.take(line)
    return 0
