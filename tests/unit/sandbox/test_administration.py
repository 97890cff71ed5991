"""The Admin API, dreams, tunnels, plugins, reports and the addresses of other makers."""

from datetime import UTC, datetime, timedelta

import pytest

from betadeck.sandbox.server import SandboxServer
from helpers.catalogue import pool, shipped
from helpers.rest import Refused, Rest
from helpers.sandbox_calls import wait_until

ROOT = "/v1/organizations"
USER = "user_sandboxGrace"


@pytest.fixture(scope="module")
def rest():
    with (
        SandboxServer(shipped(), pool(), delay_s=0.0, batch_s=0.05) as server,
        Rest(server.base_url) as made,
    ):
        yield made


def refusal(deed, *asked, **more):
    with pytest.raises(Refused) as refused:
        deed(*asked, **more)
    return refused.value


def code(found):
    return found.error["details"]["error_code"]


def test_an_invite_is_sent_once_and_can_be_taken_back(rest):
    made = rest.post(f"{ROOT}/invites", email="New@sandbox.invalid", role="developer")
    assert (made["status"], made["role"]) == ("pending", "developer")
    again = refusal(rest.post, f"{ROOT}/invites", email="new@sandbox.invalid", role="developer")
    assert code(again) == "invite_already_exists"
    member = refusal(rest.post, f"{ROOT}/invites", email="ada@sandbox.invalid", role="developer")
    assert code(member) == "already_member"
    assert rest.delete(f"{ROOT}/invites/{made['id']}") == {"id": made["id"], "type": "invite_deleted"}
    assert rest.get(f"{ROOT}/invites/{made['id']}")["status"] == "deleted"


def test_members_of_a_workspace_are_known_by_their_user(rest):
    workspace = rest.post(f"{ROOT}/workspaces", name="W")["id"]
    path = f"{ROOT}/workspaces/{workspace}/members"
    added = rest.post(path, user_id=USER, workspace_role="workspace_developer")
    assert (added["user_id"], added["workspace_id"]) == (USER, workspace)
    assert (
        rest.post(f"{path}/{USER}", workspace_role="workspace_admin")["workspace_role"] == "workspace_admin"
    )
    page = rest.get(path)
    assert (page["first_id"], page["has_more"]) == (USER, False)
    gone = rest.delete(f"{path}/{USER}")
    assert gone == {"type": "workspace_member_deleted", "user_id": USER, "workspace_id": workspace}
    assert rest.get(path)["data"] == []
    none = refusal(rest.post, path, user_id="user_none", workspace_role="workspace_user")
    assert none.error["message"] == "User `user_none` not found."


def test_a_group_knows_the_address_of_its_members(rest):
    group = rest.post(f"{ROOT}/rbac_groups", name="G")["id"]
    path = f"{ROOT}/rbac_groups/{group}/members"
    assert rest.post(path, user_id=USER)["email"] == "grace@sandbox.invalid"
    assert rest.delete(f"{path}/{USER}")["type"] == "rbac_group_member_deleted"
    none = refusal(rest.get, f"{ROOT}/rbac_groups/none/members")
    assert (code(none), none.error["message"]) == ("rbac_group_not_found", "RBAC group `none` not found.")


def test_the_last_member_stays():
    with SandboxServer(shipped(), pool()) as server, Rest(server.base_url) as rest:
        users = rest.ids(f"{ROOT}/users")
        for key in users[1:]:
            rest.delete(f"{ROOT}/users/{key}")
        assert code(refusal(rest.delete, f"{ROOT}/users/{users[0]}")) == "cannot_remove_last_member"


def test_a_spend_limit_is_one_for_its_scope(rest):
    scope = {"type": "organization"}
    first = rest.post(f"{ROOT}/spend_limits", amount="100", scope=scope)
    second = rest.post(f"{ROOT}/spend_limits", amount="200", scope=scope)
    assert (second["id"], second["amount"]) == (first["id"], "200")
    rest.delete(f"{ROOT}/spend_limits/{first['id']}")
    assert rest.get(f"{ROOT}/spend_limits")["data"] == []


def test_a_request_for_more_is_decided_once(rest):
    listed = rest.get(f"{ROOT}/spend_limit_increase_requests")["data"]
    first, second = (f"{ROOT}/spend_limit_increase_requests/{each['id']}" for each in listed)
    granted = rest.post(f"{first}/approve", amount="500")
    assert (granted["status"], granted["spend_limit"]["amount"]) == ("approved", "500")
    assert refusal(rest.post, f"{first}/deny").status == 409
    assert rest.post(f"{second}/deny")["status"] == "denied"
    assert rest.get(second)["resolved_at"]


def test_rate_limits_of_a_workspace_are_set_and_cleared(rest):
    workspace = rest.post(f"{ROOT}/workspaces", name="R")["id"]
    path = f"{ROOT}/workspaces/{workspace}/rate_limits/rlg_one"
    limits = [{"type": "requests_per_minute", "value": 10}, {"type": "input_tokens_per_minute", "value": 5}]
    made = rest.post(path, limits=limits)
    assert {each["type"]: each["value"] for each in made["limits"]} == {
        "requests_per_minute": 10,
        "input_tokens_per_minute": 5,
    }
    left = rest.post(path, limits=[{"type": "requests_per_minute", "value": None}])["limits"]
    assert [each["type"] for each in left] == ["input_tokens_per_minute"]


def test_managed_settings_have_an_order_that_only_its_readers_change(rest):
    settings = f"{ROOT}/claude_code/managed_settings"
    groups = [rest.post(f"{ROOT}/rbac_groups", name=name)["id"] for name in "ab"]
    for group in groups:
        rest.post(f"{settings}/rbac_groups/{group}", settings={"model": "x"})
    kept = rest.get(f"{settings}/configuration")
    assert kept["rbac_group_order"] == groups
    version = kept["rbac_group_order_version"]
    turned = rest.post(
        f"{settings}/configuration", rbac_group_order=groups[::-1], rbac_group_order_version=version
    )
    assert turned["rbac_group_order"] == groups[::-1]
    stale = refusal(
        rest.post, f"{settings}/configuration", rbac_group_order=groups, rbac_group_order_version=version
    )
    assert stale.status == 409
    rest.delete(f"{settings}/rbac_groups/{groups[0]}")
    assert rest.get(f"{settings}/configuration")["rbac_group_order"] == [groups[1]]
    gone = refusal(rest.get, f"{settings}/rbac_groups/{groups[0]}")
    assert code(gone) == "rbac_group_managed_settings_not_found"


def test_a_setting_that_there_is_once_can_be_changed(rest):
    assert rest.post(f"{ROOT}/compliance_settings", state={"type": "disabled"})["state"]["type"] == "disabled"
    assert rest.get(f"{ROOT}/compliance_settings")["state"]["type"] == "disabled"


def test_a_plugin_has_versions_and_is_installed_for_somebody(rest):
    made = rest.post(f"{ROOT}/plugins", files={"files[]": ("tool.zip", b"PK")}, release_notes="First")
    path = f"{ROOT}/plugins/{made['id']}"
    assert made["name"] == "tool"
    second = rest.post(f"{path}/versions", files={"files[]": ("tool.zip", b"PK2")})
    assert rest.get(path)["latest_version_id"] == second["id"]
    assert rest.post(path, served_version_id=second["id"])["served_version_pinned"] is True
    assert rest.raw("GET", f"{path}/versions/{second['id']}/content").content == b"PK2"
    setting = rest.post(f"{path}/installation_settings/{USER}", installation_preference="required")
    assert setting["target"] == {"type": "organization_member", "user_id": USER}
    rest.delete(f"{path}/installation_settings/{USER}")
    assert refusal(rest.delete, f"{path}/installation_settings/{USER}").status == 404


def test_a_tunnel_keeps_its_token_until_it_is_rotated(rest):
    made = rest.post("/v1/tunnels", display_name="t")
    path = f"/v1/tunnels/{made['id']}"
    token = rest.post(f"{path}/reveal_token")["tunnel_token"]
    assert rest.post(f"{path}/reveal_token")["tunnel_token"] == token
    assert rest.post(f"{path}/rotate_token")["tunnel_token"] != token
    certificate = rest.post(f"{path}/certificates", ca_certificate_pem="PEM")
    assert len(certificate["fingerprint"]) == 64
    rest.post(f"{path}/archive")
    assert rest.get(f"{path}/certificates")["data"] == []
    assert len(rest.get(f"{path}/certificates", include_archived="true")["data"]) == 1


def test_a_dream_ends_with_a_memory_store(rest):
    store = rest.post("/v1/memory_stores", name="m")["id"]
    inputs = [{"type": "memory_store", "memory_store_id": store}]
    made = rest.post("/v1/dreams", inputs=inputs, model="claude-opus-5-5")
    assert (made["status"], made["outputs"]) == ("pending", [])
    path = f"/v1/dreams/{made['id']}"
    assert refusal(rest.post, f"{path}/archive").status == 400
    wait_until(lambda: rest.get(path)["status"] == "completed")
    (output,) = rest.get(path)["outputs"]
    assert rest.get(f"/v1/memory_stores/{output['memory_store_id']}")["type"] == "memory_store"
    assert refusal(rest.post, f"{path}/cancel").status == 400
    assert rest.post(f"{path}/archive")["archived_at"]
    other = rest.post("/v1/dreams", inputs=inputs, model="claude-opus-5-5")["id"]
    assert rest.post(f"/v1/dreams/{other}/cancel")["status"] == "canceled"


@pytest.mark.parametrize(
    "path",
    [f"{ROOT}/usage_report/messages", f"{ROOT}/cost_report", f"{ROOT}/analytics/usage_report"],
)
def test_reports_have_the_buckets_that_were_asked_for(rest, path):
    asked = {"starting_at": "2026-01-01T00:00:00Z", "ending_at": "2026-01-04T00:00:00Z", "limit": 2}
    first = rest.get(path, **asked)
    assert [each["starting_at"][:10] for each in first["data"]] == ["2026-01-01", "2026-01-02"]
    assert first["has_more"] is True
    last = rest.get(path, **asked, page=first["next_page"])
    assert [each["ending_at"][:10] for each in last["data"]] == ["2026-01-04"]
    assert last["has_more"] is False
    assert refusal(rest.get, path).error["message"] == "starting_at: Field required"


def test_a_report_without_an_end_goes_on_until_now(rest):
    now = datetime.now(UTC)
    path, start = f"{ROOT}/cost_report", (now - timedelta(days=9)).isoformat()
    first = rest.get(path, starting_at=start)
    last = rest.get(path, starting_at=start, page=first["next_page"])
    assert (len(first["data"]), len(last["data"]), last["next_page"]) == (7, 3, None)
    assert last["data"][-1]["starting_at"][:16] == now.isoformat()[:16]


@pytest.mark.parametrize("name", ["user_cost_report", "user_usage_report"])
def test_reports_by_user_have_rows_for_any_span(rest, name):
    path, asked = f"{ROOT}/analytics/{name}", {"starting_at": "2026-01-01T00:00:00Z", "limit": 1}
    first = rest.get(path, **asked)
    rest_of_it = rest.get(path, **asked, page=first["next_page"])
    assert first["data"] != rest_of_it["data"]
    assert rest_of_it["next_page"] is None


def test_a_chat_in_another_makers_form_is_answered(rest):
    ask = {"model": "claude-opus-5-5", "messages": [{"role": "system", "content": "Be kind."}]}
    ask["messages"].append({"role": "user", "content": [{"type": "text", "text": "Hello there"}]})
    made = rest.post("/v1/chat/completions", **ask, temperature=0.5)
    (choice,) = made["choices"]
    assert "Hello there" in choice["message"]["content"]
    assert choice["finish_reason"] == "stop"
    assert made["usage"]["total_tokens"] > 0
    tool = {"type": "function", "function": {"name": "look", "parameters": {"type": "object"}}}
    called = rest.post("/v1/chat/completions", **ask, tools=[tool])["choices"][0]
    assert called["finish_reason"] == "tool_calls"
    assert called["message"]["tool_calls"][0]["function"]["name"] == "look"
    lines = rest.raw("POST", "/v1/chat/completions", json={**ask, "stream": True}).text.split("\n\n")
    assert lines[-2] == "data: [DONE]"
    assert '"chat.completion.chunk"' in lines[0]


def test_a_text_completion_is_answered(rest):
    ask = {"model": "claude-opus-5-5", "max_tokens_to_sample": 100}
    ask["prompt"] = "\n\nHuman: Hello there\n\nAssistant:"
    made = rest.post("/v1/complete", **ask)
    assert "Hello there" in made["completion"]
    assert made["stop_reason"] == "stop_sequence"
    text = rest.raw("POST", "/v1/complete", json={**ask, "stream": True}).text
    assert text.count("event: completion") > 1


def test_a_token_is_given_for_what_the_grant_needs(rest):
    path, betas = "/v1/oauth/token", ("oidc-federation-2026-04-01",)
    grant = "urn:ietf:params:oauth:grant-type:jwt-bearer"
    made = rest.post(path, betas=betas, grant_type=grant, assertion="a.b.c")
    assert made["access_token"].startswith("sk-ant-oat01-sandbox")
    assert made["token_type"] == "Bearer"
    lacking = refusal(rest.post, path, betas=betas, grant_type=grant)
    assert lacking.error["message"] == "assertion: Field required"
    assert refusal(rest.post, path, grant_type="password").status == 400


def test_a_key_of_auditors_may_be_refused_in_words_of_their_own(rest):
    headers = {"x-api-key": "practice-invalid-key", "anthropic-version": "2026-10-21"}
    answer = rest.client.get("/v1/compliance/activities", headers=headers)
    assert answer.status_code == 401
    assert answer.json()["error"]["message"] == "The API key provided is invalid or has been revoked."


def test_auditors_read_what_was_asked(rest):
    rest.get("/v1/models")
    page = rest.get("/v1/compliance/activities", limit=2)
    assert len(page["data"]) == 2
    later = rest.get("/v1/compliance/activities", after_id=page["last_id"], limit=1)
    assert later["data"][0]["created_at"] <= page["data"][1]["created_at"]
