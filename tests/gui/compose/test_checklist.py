"""What the checklist shows that is not in the catalogue: what the key said, and betas of the user's own."""

from dataclasses import replace

from betadeck.core.probe.matrix import Cell, Matrix, Place, Taken
from betadeck.core.target import AuthScheme, Target
from betadeck.storage.matrix import MatrixStore
from betadeck.storage.paths import Paths
from betadeck.ui.betas.row import BetaRow
from helpers.programs import program_in
from helpers.waiting import until

BETA = "context-1m-2025-08-07"
MODEL = "claude-opus-4-5"
BODY = f'{{"model": "{MODEL}", "max_tokens": 1, "messages": []}}'


def told(taken, target="Sandbox", key=""):
    return Matrix(
        target, key, (BETA,), (MODEL,), ((Place(BETA, MODEL), Cell(taken, "", "2026-11-22T10:00:00")),)
    )


def badges(person):
    row = person.find(f"beta:{BETA}", BetaRow)
    return row.accessibleDescription().split(", ")


def reveal(person):
    person.write_body(BODY)
    person.window.betas.reveal(BETA)


async def test_what_the_key_said_is_shown_for_its_target_and_model_alone(tmp_path):
    store = MatrixStore(Paths(tmp_path).accepted)
    store.save(told(Taken.ACCEPTED))
    async with program_in(tmp_path) as person:
        reveal(person)
        await until(lambda: "key: accepted" in badges(person))
        person.write_body(BODY.replace(MODEL, "claude-haiku-4-5"))
        await until(lambda: "key: accepted" not in badges(person))
        person.write_body(BODY)
        await until(lambda: "key: accepted" in badges(person))
        other = Target("Other", "http://127.0.0.1:9", AuthScheme.NONE)
        person.program.targets.replace_all((*person.program.targets.all(), other))
        person.program.tabs.update(person.tab().key, replace(person.tab(), target="Other"))
        await until(lambda: "key: accepted" not in badges(person))


async def test_what_the_key_says_anew_is_shown_at_once(tmp_path):
    async with program_in(tmp_path) as person:
        reveal(person)
        await person.settled()
        person.program.accepted.save(told(Taken.REFUSED))
        person.program.key_badges.take(told(Taken.REFUSED))
        await until(lambda: "key: refused" in badges(person))


async def test_a_beta_of_mine_is_known_at_once_and_after_a_restart(tmp_path):
    mine = "my-own-2026-01-01"
    async with program_in(tmp_path) as person:
        assert mine not in person.program.knowledge.current().betas
        person.window.betas.own_beta_added.emit(mine)
        await until(lambda: mine in person.program.knowledge.current().betas)
    async with program_in(tmp_path) as person:
        assert mine in person.program.knowledge.current().betas
