"""Credentials: tokens for federated identities, checks of vault credentials, and what auditors may read.

Source: the vendor's SDK 2.12.0 for the token, its page on the activity feed of 2026-11 for the activities.
The form of an organization's compliance settings is that of its counterpart in the Admin API.
"""

from betadeck.sandbox import beta_header, paging
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.ids import ORGANIZATION, token
from betadeck.sandbox.places import parents_of, thing_of
from betadeck.sandbox.reply import Reply, json_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import check_parents, made, needed

_GRANTS = {
    "urn:ietf:params:oauth:grant-type:jwt-bearer": ("assertion", "oidc-federation-2026-04-01"),
    "refresh_token": ("refresh_token", "oauth-2025-04-20"),
}
"""What each kind of grant needs: a field of the body, and a beta."""
_LASTS_S = 3600
_VAULT = "/v1/vaults/{vault_id}/credentials/{credential_id}"


def exchange(sandbox: Sandbox, call: Call) -> Reply:
    """Give a token for an assertion or a refresh token; it opens nothing but the sandbox.

    Raises:
        ApiFault: 400, what the grant needs is not there.
    """
    body = body_of(sandbox, call)
    if not sandbox.options.lenient:
        _check_grant(body, beta_header.names(call.headers))
    told = {"access_token": f"sk-ant-oat01-sandbox{token(call.request_id, 40)}", "token_type": "Bearer"}
    return json_reply({**told, "expires_in": _LASTS_S, "scope": "workspace:developer"})


def check(sandbox: Sandbox, call: Call) -> Reply:
    """Answer that a credential is valid; no server is asked.

    Raises:
        ApiFault: 404.
    """
    place = thing_of(call)
    check_parents(sandbox, place)
    needed(sandbox, place, "BetaManagedAgentsCredential")
    known = {"credential_id": place.key, "vault_id": parents_of(place)[0].key, "validated_at": sandbox.now()}
    return json_reply(made(sandbox, {"status": "valid"}, call.operation.response, known))


def activities(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with what was asked of the sandbox, the newest first, as activities.

    Raises:
        ApiFault: a cursor is not from here.
    """
    asked: Json = {name: value for name, value in call.query if name in ("after_id", "before_id")}
    limit = dict(call.query).get("limit", "")
    asked |= {"limit": int(limit)} if limit.isdecimal() else {}
    things = [(str(each["id"]), each) for each in _activities(sandbox)]
    page = paging.cut(things, asked, cursor=True, lenient=sandbox.options.lenient)
    return json_reply(page.listed())


def compliance(sandbox: Sandbox, _call: Call) -> Reply:
    """Answer with the compliance settings of an organization."""
    return json_reply(made(sandbox, {}, "BetaComplianceSettings", {}))


def _check_grant(body: Json, betas: tuple[str, ...]) -> None:
    grant = str(body["grant_type"])
    if grant not in _GRANTS:
        raise invalid(f"grant_type: '{grant}' is not supported")
    field, beta = _GRANTS[grant]
    if not body.get(field):
        raise invalid(f"{field}: Field required")
    if beta not in betas:
        raise invalid(f"this API is in beta: add `{beta}` to the `anthropic-beta` header to use it")


def _activities(sandbox: Sandbox) -> list[Json]:
    return [
        {
            "id": each.request_id.replace("req_", "activity_"),
            "created_at": each.at,
            "organization_id": "org_sandbox",
            "organization_uuid": ORGANIZATION,
            "actor": {"type": "api_actor", "api_key_id": "apikey_sandboxFirst"},
            "type": "api_request",
        }
        for each in reversed(sandbox.log.entries())
    ]


HANDLERS = {
    "POST /v1/oauth/token": exchange,
    f"POST {_VAULT}/mcp_oauth_validate": check,
    "GET /v1/compliance/activities": activities,
    "GET /v1/compliance/organizations/{org_uuid}/settings": compliance,
}
