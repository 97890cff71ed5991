"""What is made in the sandbox is kept, listed, changed, archived and deleted as the API does it."""

import pytest

from helpers.rest import Refused, Rest

PEOPLE = "/v1/organizations/users"


@pytest.fixture(scope="module")
def rest(server):
    with Rest(server.base_url) as made:
        yield made


def vault(rest, name="Mine", **more):
    return rest.post("/v1/vaults", display_name=name, **more)


def test_what_was_made_can_be_fetched_by_its_id(rest):
    made = vault(rest, "First", metadata={"team": "a"})
    assert made["id"].startswith("vlt_sandbox")
    assert made["display_name"] == "First"
    assert made["archived_at"] is None
    assert rest.get(f"/v1/vaults/{made['id']}") == made


def test_an_update_changes_what_it_names_and_merges_metadata(rest):
    made = vault(rest, metadata={"kept": "1", "gone": "2"})
    path = f"/v1/vaults/{made['id']}"
    changed = rest.post(path, display_name="Renamed", metadata={"gone": None, "new": "3"})
    assert changed["display_name"] == "Renamed"
    assert changed["metadata"] == {"kept": "1", "new": "3"}
    assert changed["created_at"] == made["created_at"]
    assert changed["updated_at"] > made["updated_at"]
    assert rest.get(path) == changed


def test_null_clears_a_field(rest):
    made = rest.post("/v1/agents", name="A", model="claude-opus-5-5", description="Words", system="Be kind.")
    changed = rest.post(f"/v1/agents/{made['id']}", description=None, system=None)
    assert changed["description"] is None
    assert changed["system"] is None


def test_what_is_archived_is_listed_only_when_asked_for(rest):
    made = vault(rest)
    archived = rest.post(f"/v1/vaults/{made['id']}/archive")
    assert archived["archived_at"]
    assert made["id"] not in rest.ids("/v1/vaults")
    assert made["id"] in rest.ids("/v1/vaults", include_archived="true")
    assert rest.post(f"/v1/vaults/{made['id']}/archive") == archived


def test_what_is_deleted_is_gone_with_all_below_it(rest):
    made = vault(rest)
    auth = {"type": "static_bearer", "token": "secret-token", "mcp_server_url": "https://mcp.invalid/"}
    credential = rest.post(f"/v1/vaults/{made['id']}/credentials", auth=auth)
    gone = rest.delete(f"/v1/vaults/{made['id']}")
    assert gone == {"id": made["id"], "type": "vault_deleted"}
    for path in ("", "/credentials", f"/credentials/{credential['id']}"):
        with pytest.raises(Refused) as refused:
            rest.get(f"/v1/vaults/{made['id']}{path}")
        assert refused.value.status == 404
        assert refused.value.error["message"] == f"Vault `{made['id']}` not found."


def test_secrets_are_taken_and_never_told(rest):
    made = vault(rest)
    auth = {"type": "static_bearer", "token": "secret-token", "mcp_server_url": "https://mcp.invalid/"}
    credential = rest.post(f"/v1/vaults/{made['id']}/credentials", auth=auth, display_name="Key")
    assert credential["auth"] == {"type": "static_bearer", "mcp_server_url": "https://mcp.invalid/"}
    assert credential["vault_id"] == made["id"]
    assert "secret-token" not in rest.raw("GET", f"/v1/vaults/{made['id']}/credentials").text
    events = ["external_key.failed"]
    hook = rest.post("/v1/organizations/webhooks", url="https://a.invalid/", enabled_events=events)
    assert hook["id"].startswith("whe_")
    assert hook["signing_secret"]
    assert "signing_secret" not in rest.get(f"/v1/organizations/webhooks/{hook['id']}")
    fresh = rest.post(f"/v1/organizations/webhooks/{hook['id']}/regenerate_signing_secret")
    assert fresh["signing_secret"] != hook["signing_secret"]


def test_pages_by_token_give_everything_once_the_newest_first(rest):
    made = vault(rest)
    path = f"/v1/vaults/{made['id']}/credentials"
    auth = {"type": "static_bearer", "token": "t", "mcp_server_url": "https://mcp.invalid/"}
    keys = [rest.post(path, auth=auth)["id"] for _ in range(5)]
    first = rest.get(path, limit=2)
    assert [each["id"] for each in first["data"]] == keys[:2:-1]
    assert first["next_page"].startswith("page_")
    assert rest.ids(path, limit=2) == keys[::-1]
    assert rest.get(path, limit=5)["next_page"] is None


def test_a_token_holds_when_things_come_and_go(rest):
    made = vault(rest)
    path = f"/v1/vaults/{made['id']}/credentials"
    auth = {"type": "static_bearer", "token": "t", "mcp_server_url": "https://mcp.invalid/"}
    keys = [rest.post(path, auth=auth)["id"] for _ in range(4)]
    token = rest.get(path, limit=2)["next_page"]
    rest.post(path, auth=auth)
    assert [each["id"] for each in rest.get(path, page=token)["data"]] == [keys[1], keys[0]]
    rest.delete(f"{path}/{keys[2]}")  # the token's own place
    assert keys[0] in [each["id"] for each in rest.get(path, page=token)["data"]]


def test_pages_by_id_go_forwards_and_backwards(rest):
    whole = rest.get(PEOPLE)
    keys = [each["id"] for each in whole["data"]]
    assert (whole["first_id"], whole["last_id"], whole["has_more"]) == (keys[0], keys[-1], False)
    first = rest.get(PEOPLE, limit=1)
    assert first["has_more"] is True
    after = rest.get(PEOPLE, after_id=keys[0])
    assert [each["id"] for each in after["data"]] == keys[1:]
    before = rest.get(PEOPLE, before_id=keys[2], limit=1)
    assert [each["id"] for each in before["data"]] == [keys[1]]
    assert before["has_more"] is True


def test_sessions_page_both_ways(rest):
    agent = rest.post("/v1/agents", name="Paged", model="claude-opus-5-5")["id"]
    environment = rest.post("/v1/environments", name="e")["id"]
    made = [rest.post("/v1/sessions", agent=agent, environment_id=environment)["id"] for _ in range(3)]
    first = rest.get("/v1/sessions", agent_id=agent, limit=1)
    assert first["prev_page"] is None
    second = rest.get("/v1/sessions", agent_id=agent, limit=1, page=first["next_page"])
    assert [each["id"] for each in second["data"]] == [made[1]]
    back = rest.get("/v1/sessions", agent_id=agent, limit=1, page=second["prev_page"])
    assert back["data"][0]["id"] == made[2]
    oldest = rest.get("/v1/sessions", agent_id=agent, order="asc")
    assert [each["id"] for each in oldest["data"]] == made


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ({"page": "page_nonsense"}, "page: this token is not from an answer of this list"),
        ({"limit": "0"}, "limit: Input should be greater than or equal to 1"),
        ({"limit": "many"}, "limit: Input should be a valid integer, unable to parse string as an integer"),
        ({"include_archived": "maybe"}, "include_archived: Input should be a valid boolean"),
        ({"created_at[gte]": "yesterday"}, "created_at[gte]: Input should be a valid datetime"),
    ],
)
def test_a_wrong_query_is_refused_with_its_place(rest, query, message):
    with pytest.raises(Refused) as refused:
        rest.get("/v1/memory_stores", **query)
    assert refused.value.status == 400
    assert refused.value.error["message"].startswith(message)


def test_lists_can_be_narrowed(rest):
    early = rest.post("/v1/memory_stores", name="Early")
    late = rest.post("/v1/memory_stores", name="Late")
    after = rest.ids("/v1/memory_stores", **{"created_at[gte]": late["created_at"]})
    assert late["id"] in after
    assert early["id"] not in after
    active = rest.get("/v1/organizations/api_keys", status="inactive")
    assert [each["name"] for each in active["data"]] == ["Second key"]
    grace = rest.get(PEOPLE, email="grace@sandbox.invalid")
    assert [each["name"] for each in grace["data"]] == ["Grace"]


def test_an_environment_keeps_its_kind_and_once_archived_everything(rest):
    path = f"/v1/environments/{rest.post('/v1/environments', name='e', config={'type': 'self_hosted'})['id']}"
    with pytest.raises(Refused) as refused:
        rest.post(path, config={"type": "cloud"})
    assert refused.value.error["details"]["error_code"] == "invalid_config_type_change"
    assert rest.post(path, name="f", config={"type": "self_hosted"})["name"] == "f"
    rest.post(f"{path}/archive")
    with pytest.raises(Refused) as refused:
        rest.post(path, name="g")
    assert refused.value.error["details"]["error_code"] == "environment_archived"
    assert rest.get(path)["name"] == "f"


def test_every_change_of_an_agent_is_a_version(rest):
    made = rest.post("/v1/agents", name="One", model="claude-opus-5-5")
    path = f"/v1/agents/{made['id']}"
    assert made["version"] == 1
    assert made["model"]["id"] == "claude-opus-5-5"
    assert rest.post(path, name="Two", version=1)["version"] == 2
    assert rest.get(path)["name"] == "Two"
    assert rest.get(path, version=1)["name"] == "One"
    assert [each["version"] for each in rest.get(f"{path}/versions")["data"]] == [2, 1]
    with pytest.raises(Refused) as refused:
        rest.post(path, name="Three", version=1)
    assert refused.value.status == 409


def test_both_forms_of_a_user_profile_tell_of_the_same_thing(rest):
    beta = ("user-profiles-2026-08-18",)
    made = rest.post("/v1/user_profiles", name="Customer", betas=beta, external_id="c-1")
    path = f"/v1/user_profiles/{made['id']}"
    assert made["external_id"] == "c-1"
    assert "enforcement_status" not in made
    standard = rest.get(path)
    assert standard["name"] == "Customer"
    assert standard["enforcement_status"] == "unrestricted"
    assert "external_id" not in standard
    assert rest.get(path, betas=beta)["external_id"] == "c-1"


def test_the_standard_form_does_not_take_what_only_the_beta_has(rest):
    with pytest.raises(Refused) as refused:
        rest.post("/v1/user_profiles", name="Customer", external_id="c-1")
    assert refused.value.error["message"] == "external_id: Extra inputs are not permitted"


def test_a_list_keeps_a_thousand_things_and_forgets_the_oldest():
    from betadeck.sandbox.store import MOST_THINGS, Collection

    things = Collection()
    for number in range(MOST_THINGS + 3):
        things.put(str(number), {})
    assert len(things) == MOST_THINGS
    assert things.get("2") is None
    assert things.get("3") == {}
