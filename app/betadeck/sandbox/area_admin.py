"""The Admin API, where it does more than keep things: invites, members, limits, webhooks."""

from betadeck.sandbox import generic
from betadeck.sandbox.ask import dicts
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import ApiFault
from betadeck.sandbox.ids import ORGANIZATION
from betadeck.sandbox.places import Place, here, parents_of, thing_of
from betadeck.sandbox.refusals import missing
from betadeck.sandbox.reply import Reply, json_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import change, check_parents, collection, find, made, needed

_ROOT = "/v1/organizations"
_USER = Place(f"{_ROOT}/users/{{user_id}}", f"{_ROOT}/users/")
_REQUEST = f"{_ROOT}/spend_limit_increase_requests/{{spend_limit_increase_request_id}}"
_WEBHOOK = f"{_ROOT}/webhooks/{{webhook_endpoint_id}}"
_RATES = f"{_ROOT}/workspaces/{{workspace_id}}/rate_limits"


def about(_sandbox: Sandbox, _call: Call) -> Reply:
    """Answer with the sandbox's organization."""
    return json_reply({"type": "organization", "id": ORGANIZATION, "name": "Betadeck's sandbox"})


def invite(sandbox: Sandbox, call: Call) -> Reply:
    """Invite somebody who is neither a member nor invited yet.

    Raises:
        ApiFault: 400 with the code that says why; the body is wrong.
    """
    body, place = body_of(sandbox, call), here(call)
    email = str(body["email"]).lower()
    if not sandbox.options.lenient:
        _check_new(sandbox, place, email)
    made_invite = made(sandbox, {**body, "status": "pending"}, call.operation.response, {})
    return generic.answer(sandbox, call, generic.keep(sandbox, place, made_invite))


def take_back(sandbox: Sandbox, call: Call) -> Reply:
    """Delete an invite, which then lists as deleted.

    Raises:
        ApiFault: 404.
    """
    thing = generic.needed_to_go(sandbox, thing_of(call))
    thing["status"] = "deleted"
    return generic.example(sandbox, call)


def remove_user(sandbox: Sandbox, call: Call) -> Reply:
    """Take a member out of the organization, unless it is the last one.

    Raises:
        ApiFault: 404; 400, nobody would be left.
    """
    place = thing_of(call)
    generic.needed_to_go(sandbox, place)
    if len(collection(sandbox, place.list)) <= 1 and not sandbox.options.lenient:
        raise ApiFault(
            400, "The last member of an organization cannot be removed.", code="cannot_remove_last_member"
        )
    return generic.delete(sandbox, call)


def sign_out(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with the member who was signed out.

    Raises:
        ApiFault: 404.
    """
    return generic.show(sandbox, call)


def add_group_member(sandbox: Sandbox, call: Call) -> Reply:
    """Take a member into a group.

    Raises:
        ApiFault: 404, the group or the member is not there; the body is wrong.
    """
    place = here(call)
    check_parents(sandbox, place)
    body = body_of(sandbox, call)
    user = _user(sandbox, str(body["user_id"]))
    told = {**body, "email": user.get("email", "someone@sandbox.invalid")}
    thing = made(sandbox, told, call.operation.response, {"rbac_group_id": parents_of(place)[0].key})
    return generic.answer(sandbox, call, generic.keep(sandbox, place, thing))


def add_workspace_member(sandbox: Sandbox, call: Call) -> Reply:
    """Take a member into a workspace.

    Raises:
        ApiFault: 404, the workspace or the member is not there; the body is wrong.
    """
    check_parents(sandbox, here(call))
    _user(sandbox, str(body_of(sandbox, call)["user_id"]))
    return generic.create(sandbox, call)


def set_spend_limit(sandbox: Sandbox, call: Call) -> Reply:
    """Set the limit of a scope, in place of the one it had.

    Raises:
        ApiFault: the body is wrong.
    """
    body, place = body_of(sandbox, call), here(call)
    wanted = made(sandbox, {**body, "is_enabled": True}, call.operation.response, {})
    for _, each in collection(sandbox, place).things():
        if each["scope"] == wanted["scope"] and each["period"] == wanted["period"]:
            change(sandbox, each, body, call.operation.response)
            return generic.answer(sandbox, call, each)
    return generic.answer(sandbox, call, generic.keep(sandbox, place, wanted))


def approve(sandbox: Sandbox, call: Call) -> Reply:
    """Grant the request for a higher limit.

    Raises:
        ApiFault: 404; 409, it is decided already; the body is wrong.
    """
    request = _decided(sandbox, call, "approved")
    maker = sandbox.maker()
    limit = maker.bend(body_of(sandbox, call), sandbox.pool["BetaSpendLimit"])
    return generic.answer(sandbox, call, {**request, "spend_limit": limit})


def deny(sandbox: Sandbox, call: Call) -> Reply:
    """Refuse the request for a higher limit.

    Raises:
        ApiFault: 404; 409, it is decided already; the body is wrong.
    """
    body_of(sandbox, call)
    return generic.answer(sandbox, call, _decided(sandbox, call, "denied"))


def set_rate_limit(sandbox: Sandbox, call: Call) -> Reply:
    """Set the named limits of a workspace, and clear those that are null.

    Raises:
        ApiFault: 404, or the body is wrong.
    """
    place = thing_of(call)
    check_parents(sandbox, place)
    asked = {str(each.get("type")): each.get("value") for each in dicts(body_of(sandbox, call).get("limits"))}
    thing = find(sandbox, place) or _rate_limit(sandbox, call, place)
    before = {str(each["type"]): each for each in dicts(thing.get("limits"))}
    source = {"type": "workspace"}
    for kind, value in asked.items():
        before[kind] = {"type": kind, "value": value, "source": source, "org_limit": None}
    thing["limits"] = [each for each in before.values() if each["value"] is not None]
    return generic.answer(sandbox, call, collection(sandbox, place.list).put(place.key, thing))


def regenerate(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a new signing secret.

    Raises:
        ApiFault: 404.
    """
    needed(sandbox, thing_of(call), "BetaOrganizationWebhookEndpoint")
    return json_reply({"signing_secret": sandbox.ids.next("whsec")})


def _check_new(sandbox: Sandbox, invites: Place, email: str) -> None:
    members = collection(sandbox, _USER.list).things()
    if any(str(each["email"]).lower() == email for _, each in members):
        raise ApiFault(400, f"{email} is a member already.", code="already_member")
    pending = [each for _, each in collection(sandbox, invites).things() if each["status"] == "pending"]
    if any(str(each["email"]).lower() == email for each in pending):
        raise ApiFault(400, f"{email} is invited already.", code="invite_already_exists")


def _user(sandbox: Sandbox, key: str) -> Json:
    place = Place(_USER.template, f"{_USER.path}{key}")
    if found := find(sandbox, place):
        return found
    if sandbox.options.lenient:
        return {}
    raise missing(sandbox, place)


def _decided(sandbox: Sandbox, call: Call, status: str) -> Json:
    request = needed(sandbox, thing_of(call), call.operation.response)
    if request["status"] not in ("pending", status) and not sandbox.options.lenient:
        raise ApiFault(409, f"The request is {request['status']} already.")
    request |= {"status": status, "resolved_at": request.get("resolved_at") or sandbox.now()}
    return request


def _rate_limit(sandbox: Sandbox, call: Call, place: Place) -> Json:
    known = {"rate_limit_id": place.key, "workspace_id": parents_of(place)[0].key}
    return made(sandbox, {"limits": []}, call.operation.response, known)


HANDLERS = {
    f"GET {_ROOT}/me": about,
    f"POST {_ROOT}/invites": invite,
    f"DELETE {_ROOT}/invites/{{invite_id}}": take_back,
    f"DELETE {_ROOT}/users/{{user_id}}": remove_user,
    f"POST {_ROOT}/users/{{user_id}}/sign_out": sign_out,
    f"POST {_ROOT}/rbac_groups/{{rbac_group_id}}/members": add_group_member,
    f"POST {_ROOT}/workspaces/{{workspace_id}}/members": add_workspace_member,
    f"POST {_ROOT}/spend_limits": set_spend_limit,
    f"POST {_REQUEST}/approve": approve,
    f"POST {_REQUEST}/deny": deny,
    f"POST {_RATES}/{{rate_limit_id}}": set_rate_limit,
    f"POST {_WEBHOOK}/regenerate_signing_secret": regenerate,
}
