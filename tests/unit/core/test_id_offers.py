"""Which fields hold ids, and what there is to choose from."""

import pytest

from betadeck.core.draft import Draft
from betadeck.core.id_kinds import IdKinds
from betadeck.core.id_offers import IdSource, offers_for
from betadeck.core.seen_ids import SeenIds
from helpers.answers import answered
from helpers.catalogue import shipped

KINDS = IdKinds(shipped().operations.values())
SESSION = Draft(method="POST", path="/v1/sessions", operation="beta.sessions.create")
SKILLS = Draft(
    method="POST",
    path="/v1/messages",
    body_text='{"container": {"skills": [{"type": "custom", "skill_id": "skill_1", "version": ""}]}}',
)


def kinds(pointer, method="POST", path="/v1/sessions"):
    return [each.path for each in KINDS.of_pointer(pointer, method, path)]


def source(*answers):
    seen = SeenIds()
    for url, body in answers:
        seen.take(answered(url, body))
    return IdSource(KINDS, seen.book("T"), "T")


def values(place, draft, source):
    return [each.value for each in offers_for(place, draft, source).ids]


@pytest.mark.parametrize(
    ("pointer", "listed"),
    [
        ("/agent", "/v1/agents"),
        ("/agent/id", "/v1/agents"),
        ("/environment_id", "/v1/environments"),
        ("/vault_ids", "/v1/vaults"),
        ("/vault_ids/3", "/v1/vaults"),
        ("/resources/0/file_id", "/v1/files"),
        ("/resources/1/memory_store_id", "/v1/memory_stores"),
        ("/model", "/v1/models"),
    ],
)
def test_a_field_tells_by_its_name_which_ids_it_holds(pointer, listed):
    assert kinds(pointer) == [listed]


def test_the_parent_tells_more_where_names_alone_would_mislead():
    slack = ("POST", "/v1/organizations/claude_tag/slack_channels")
    assert kinds("/slack/workspace_id", *slack) == ["/v1/organizations/claude_tag/slack_workspaces"]
    thread = kinds("/events/0/session_thread_id", "POST", "/v1/sessions/{session_id}/events")
    assert thread == ["/v1/sessions/{session_id}/threads"]
    assert kinds("/skills/0/version") == ["/v1/skills/{skill_id}/versions"]


@pytest.mark.parametrize(
    "pointer", ["/metadata/user_id", "/title", "/resource", "", "/messages/0/content/0/id"]
)
def test_what_is_no_id_of_this_key_is_offered_nothing(pointer):
    assert kinds(pointer, "POST", "/v1/messages") == []


def test_ids_of_a_list_are_offered_for_fields_paths_and_queries():
    page = b'{"data":[{"id":"agent_1","name":"One"},{"id":"agent_2","name":"Two"}]}'
    known = source(("https://x/gate/v1/agents?limit=2", page))
    assert values("body:/agent", SESSION, known) == ["agent_1", "agent_2"]
    versions = Draft(method="GET", path="/v1/agents/{agent_id}/versions")
    assert values("param:agent_id", versions, known) == ["agent_1", "agent_2"]
    assert offers_for("param:agent_id", versions, known).ids[1].words == "agent_2   Two"
    assert values("param:agent_id", Draft(method="GET", path="/v1/sessions"), known) == ["agent_1", "agent_2"]
    assert values("param:limit", versions, known) == []


def test_ids_of_one_target_are_not_offered_for_another():
    seen = SeenIds()
    seen.take(answered("https://x/v1/agents", b'{"id":"agent_1"}', target="Other"))
    assert values("body:/agent", SESSION, IdSource(KINDS, seen.book("T"), "T")) == []


def test_a_thing_that_was_fetched_is_known_by_the_list_it_stands_in():
    known = source(("https://x/v1/skills/skill_1/versions/7", b'{"id":"skillver_1","version":"7"}'))
    draft = Draft(path="/v1/skills/{skill_id}/versions/{version}", path_params=(("skill_id", "skill_1"),))
    assert values("param:version", draft, known) == ["7"]


def test_what_stands_beside_a_field_tells_the_list_that_its_id_is_in():
    known = source(("https://x/v1/skills/skill_1/versions/7", b'{"id":"skillver_1","version":"7"}'))
    assert values("body:/container/skills/0/version", SKILLS, known) == ["7"]
    asking = offers_for("body:/container/skills/0/version", SKILLS, known).asking
    assert asking is not None
    assert (asking.path, asking.path_params) == ("/v1/skills/{skill_id}/versions", (("skill_id", "skill_1"),))
    broken = Draft(method="POST", path="/v1/messages", body_text="{")
    assert offers_for("body:/container/skills/0/version", broken, known).asking is None


def test_the_list_is_asked_for_with_the_betas_that_it_needs_and_a_page_that_it_takes():
    asking = offers_for("body:/agent", SESSION, source()).asking
    assert asking is not None
    listing = shipped().operations[asking.operation]
    assert (asking.method, asking.path, asking.betas) == ("GET", "/v1/agents", listing.betas)
    assert asking.api_version == SESSION.api_version
    assert asking.body_text == ""


def test_a_path_made_by_hand_is_offered_what_its_own_list_told_and_loads_nothing():
    known = source(("https://x/v1/things", b'{"data":[{"id":"thing_1"}]}'))
    found = offers_for("param:which", Draft(operation=None, method="GET", path="/v1/things/{which}"), known)
    assert [each.value for each in found.ids] == ["thing_1"]
    assert found.asking is None
