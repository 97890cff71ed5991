"""Managed settings of Claude Code: one document a group, in an order that decides between them.

Source: the vendor's SDK 2.12.0.
"""

from betadeck.sandbox import generic
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import ApiFault
from betadeck.sandbox.places import Place, thing_of
from betadeck.sandbox.refusals import missing
from betadeck.sandbox.reply import Reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import change, collection, find, known_by, made

_ROOT = "/v1/organizations/claude_code/managed_settings"
_ONE = f"{_ROOT}/rbac_groups/{{rbac_group_id}}"
_ORDER = Place(f"{_ROOT}/configuration", f"{_ROOT}/configuration")
_SETTINGS, _CONFIGURATION = (
    "BetaClaudeCodeRBACGroupManagedSettings",
    "BetaClaudeCodeManagedSettingsConfiguration",
)
_FIRST = "1"


def show(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with the settings of a group.

    Raises:
        ApiFault: 404.
    """
    return generic.answer(sandbox, call, _needed(sandbox, call))


def put(sandbox: Sandbox, call: Call) -> Reply:
    """Set or replace the settings of a group; a new one comes last in the order.

    Raises:
        ApiFault: 404, there is no such group; the body is wrong.
    """
    place = thing_of(call)
    group = Place(
        "/v1/organizations/rbac_groups/{rbac_group_id}", f"/v1/organizations/rbac_groups/{place.key}"
    )
    if find(sandbox, group) is None and not sandbox.options.lenient:
        raise missing(sandbox, group)
    body = body_of(sandbox, call)
    settings = find(sandbox, place)
    if settings is None:
        settings = made(sandbox, body, _SETTINGS, known_by(place))
        collection(sandbox, place.list).put(place.key, settings)
        _reorder(sandbox, [*_order(sandbox), place.key])
    else:
        change(sandbox, settings, body, _SETTINGS)
    return generic.answer(sandbox, call, settings)


def delete(sandbox: Sandbox, call: Call) -> Reply:
    """Forget the settings of a group, and its place in the order.

    Raises:
        ApiFault: 404.
    """
    place = thing_of(call)
    if not sandbox.options.lenient:
        _needed(sandbox, call)
    sandbox.store.drop(place.path)
    _reorder(sandbox, [each for each in _order(sandbox) if each != place.key])
    return generic.example(sandbox, call)


def show_order(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with the mode and the order of the groups."""
    return generic.answer(sandbox, call, _configuration(sandbox))


def change_order(sandbox: Sandbox, call: Call) -> Reply:
    """Change mode or order; the order only by who knows its newest version.

    Raises:
        ApiFault: 409, the order was changed since; the body is wrong.
    """
    body, kept = body_of(sandbox, call), _configuration(sandbox)
    known = body.pop("rbac_group_order_version", None)
    if known not in (None, kept["rbac_group_order_version"]) and not sandbox.options.lenient:
        raise ApiFault(409, "rbac_group_order_version: the order was changed since; read it again")
    order = body.pop("rbac_group_order", None)
    if isinstance(order, list) and order != kept["rbac_group_order"]:
        _reorder(sandbox, [str(each) for each in order])
    if "mode" in body:
        kept["mode_updated_at"] = sandbox.now()
    return generic.update_by(sandbox, call, kept, body)


def _needed(sandbox: Sandbox, call: Call) -> Json:
    place = thing_of(call)
    if found := find(sandbox, place):
        return found
    if sandbox.options.lenient:
        return made(sandbox, {}, _SETTINGS, known_by(place))
    text = f"RBAC group `{place.key}` has no managed settings."
    raise ApiFault(404, text, code="rbac_group_managed_settings_not_found")


def _configuration(sandbox: Sandbox) -> Json:
    things = collection(sandbox, _ORDER.list)
    found = things.get(_ORDER.key)
    first: Json = {"rbac_group_order": [], "rbac_group_order_version": _FIRST}
    return found or things.put(_ORDER.key, made(sandbox, first, _CONFIGURATION, {}))


def _order(sandbox: Sandbox) -> list[str]:
    order = _configuration(sandbox)["rbac_group_order"]
    return [str(each) for each in order] if isinstance(order, list) else []


def _reorder(sandbox: Sandbox, order: list[str]) -> None:
    kept = _configuration(sandbox)
    version = int(str(kept["rbac_group_order_version"])) + 1
    kept |= {"rbac_group_order": order, "rbac_group_order_version": str(version)}


HANDLERS = {
    f"GET {_ONE}": show,
    f"POST {_ONE}": put,
    f"DELETE {_ONE}": delete,
    f"GET {_ORDER.template}": show_order,
    f"POST {_ORDER.template}": change_order,
}
