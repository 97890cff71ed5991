"""Values made from schemas are right by construction, and bend what was asked into what is told."""

import pytest

from betadeck.sandbox.ids import Ids
from betadeck.sandbox.maker import Maker
from helpers.catalogue import pool, shipped
from helpers.sandbox_walk import broken

NOW, LATER = "2026-11-22T18:00:00.000000Z", "2026-12-22T18:00:00.000000Z"


def maker(**more):
    return Maker(pool(), Ids(), NOW, LATER, **more)


@pytest.mark.parametrize("rich", [False, True])
def test_every_answer_can_be_made_from_its_schema(rich):
    names = {name for each in shipped().operations.values() for name in (each.response, each.events) if name}
    made = {name: broken(name, maker(rich=rich).named(name)) for name in names}
    assert len(made) > 240
    assert {name: found for name, found in made.items() if found} == {}


def test_ids_begin_as_those_of_the_api():
    for name, start in (
        ("BetaManagedAgentsSession", "sesn_"),
        ("Workspace", "wrkspc_"),
        ("FileMetadata", "file_"),
        ("BetaManagedAgentsMemoryVersion", "memver_"),
    ):
        assert maker().named(name)["id"].startswith(start + "sandbox")


def test_things_are_new_and_examples_are_full():
    fresh, example = maker().named("BetaTunnelCertificate"), maker(rich=True).named("BetaTunnelCertificate")
    assert (fresh["created_at"], fresh["expires_at"], fresh["archived_at"]) == (NOW, None, None)
    assert (example["expires_at"], example["archived_at"]) == (LATER, None)


def test_what_is_known_stands_wherever_it_is_asked_for():
    made = maker(known={"workspace_id": "wrkspc_mine"}).named("WorkspaceMember")
    assert made["workspace_id"] == "wrkspc_mine"


def test_bending_drops_what_is_not_told_and_makes_what_is_missing():
    asked = {
        "name": "A",
        "model": "claude-opus-5-5",
        "secret": "x",
        "tools": [{"type": "agent_toolset_20260401"}],
    }
    made = maker().bend(asked, pool()["BetaManagedAgentsAgent"])
    assert broken("BetaManagedAgentsAgent", made) == ""
    assert (made["name"], made["model"]["id"]) == ("A", "claude-opus-5-5")
    assert made["tools"][0]["configs"] == []
    assert "secret" not in made


@pytest.mark.parametrize("value", [None, 7, "text", [], {"type": "unknown"}, [None], {"auth": None}])
def test_nonsense_bends_into_something_right(value):
    for name in ("BetaManagedAgentsCredential", "BetaUserProfile", "Workspace"):
        assert broken(name, maker().bend(value, pool()[name])) == ""
        for field in ("metadata", "auth", "tags", "external_user_details", "name"):
            assert broken(name, maker().bend({field: value}, pool()[name])) == ""
