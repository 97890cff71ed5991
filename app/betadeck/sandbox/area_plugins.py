"""Plugins of an organization: their versions, and who has them installed."""

from betadeck.sandbox import generic
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.places import Place, here, parents_of, thing_of
from betadeck.sandbox.refusals import missing
from betadeck.sandbox.reply import Reply, json_reply, stream_of
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import check_parents, collection, find, known_by, made, needed
from betadeck.sandbox.uploads import pieces

_PLUGIN, _VERSION, _SETTING = "BetaPlugin", "BetaPluginVersion", "BetaPluginInstallationSetting"
_ONE = "/v1/organizations/plugins/{plugin_id}"
_MARKET = "/v1/organizations/plugin_marketplaces"


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Make a plugin and its first version.

    Raises:
        ApiFault: 400, there are no files, or the texts of the form are wrong.
    """
    body, place = body_of(sandbox, call), here(call)
    _check_files(sandbox, call, "files")
    plugin = made(sandbox, {**body, "name": _name(call)}, _PLUGIN, {})
    generic.keep(sandbox, place, plugin)
    version = _add_version(sandbox, plugin, body, call)
    plugin |= {"latest_version_id": version["id"], "served_version_id": version["id"]}
    return generic.answer(sandbox, call, plugin)


def add_version(sandbox: Sandbox, call: Call) -> Reply:
    """Add a version to a plugin.

    Raises:
        ApiFault: 404; 400, there are no files.
    """
    plugin = needed(sandbox, thing_of(call), _PLUGIN)
    _check_files(sandbox, call, "files")
    version = _add_version(sandbox, plugin, body_of(sandbox, call), call)
    plugin |= {"latest_version_id": version["id"], "updated_at": sandbox.now()}
    return generic.answer(sandbox, call, version)


def update(sandbox: Sandbox, call: Call) -> Reply:
    """Choose the version that is served.

    Raises:
        ApiFault: 404, or the body is wrong.
    """
    plugin = needed(sandbox, thing_of(call), _PLUGIN)
    return generic.update_by(sandbox, call, plugin, {**body_of(sandbox, call), "served_version_pinned": True})


def download(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with the first file of a version.

    Raises:
        ApiFault: 404.
    """
    check_parents(sandbox, here(call))
    version = needed(sandbox, thing_of(call), _VERSION)
    file = sandbox.blobs.get(str(version["id"]))
    headers = (("content-disposition", f'attachment; filename="{version["id"]}.zip"'),)
    return stream_of(pieces(file) if file else (), file.size if file else 0, "application/zip", headers)


def install(sandbox: Sandbox, call: Call) -> Reply:
    """Set who has a plugin installed: the organization, a group or a member.

    Raises:
        ApiFault: 404, or the body is wrong.
    """
    place = thing_of(call)
    check_parents(sandbox, place)
    given = {**body_of(sandbox, call), "target": _target(place.key)}
    setting = find(sandbox, place)
    if setting is None:
        known = {"plugin_id": parents_of(place)[0].key}
        setting = collection(sandbox, place.list).put(place.key, made(sandbox, given, _SETTING, known))
    return generic.update_by(sandbox, call, setting, given)


def uninstall(sandbox: Sandbox, call: Call) -> Reply:
    """Forget a setting.

    Raises:
        ApiFault: 404.
    """
    place = thing_of(call)
    check_parents(sandbox, place)
    if find(sandbox, place) is None and not sandbox.options.lenient:
        raise missing(sandbox, place)
    sandbox.store.drop(place.path)
    told: Json = {"plugin_id": parents_of(place)[0].key, "target": _target(place.key)}
    return json_reply(made(sandbox, told, call.operation.response, {}))


def check_archive(sandbox: Sandbox, call: Call) -> Reply:
    """Answer that an archive is right, whatever is in it.

    Raises:
        ApiFault: 400, there is none.
    """
    _check_files(sandbox, call, "archive")
    return json_reply(_report(sandbox, call))


def check_repository(sandbox: Sandbox, call: Call) -> Reply:
    """Answer that a repository is right; it is not looked at.

    Raises:
        ApiFault: the body is wrong.
    """
    body = body_of(sandbox, call)
    return json_reply({**_report(sandbox, call), "ref": body.get("ref")})


def _report(sandbox: Sandbox, call: Call) -> Json:
    return made(sandbox, {"valid": True}, call.operation.response, {})


def _check_files(sandbox: Sandbox, call: Call, field: str) -> None:
    if not call.form.under(field) and not sandbox.options.lenient:
        raise invalid(f"{field}: Field required")


def _add_version(sandbox: Sandbox, plugin: Json, body: Json, call: Call) -> Json:
    place = Place(f"{_ONE}/versions", f"/v1/organizations/plugins/{plugin['id']}/versions")
    version = made(sandbox, body, _VERSION, {**known_by(place), "plugin_id": plugin["id"]})
    if call.form.files:
        sandbox.blobs.keep(str(version["id"]), call.form.files[0])
    return generic.keep(sandbox, place, version)


def _name(call: Call) -> str:
    first = call.form.files[0].name if call.form.files else "plugin"
    return first.partition("/")[0].rpartition(".")[0] or first.partition("/")[0]


def _target(key: str) -> Json:
    """Return what a target in an address stands for."""
    if key.startswith("rbac_group"):
        return {"type": "rbac_group", "rbac_group_id": key}
    return (
        {"type": "organization_member", "user_id": key}
        if key.startswith("user_")
        else {"type": "organization"}
    )


_TARGET = f"{_ONE}/installation_settings/{{target}}"
HANDLERS = {
    "POST /v1/organizations/plugins": create,
    f"POST {_ONE}": update,
    f"POST {_ONE}/versions": add_version,
    f"GET {_ONE}/versions/{{version}}/content": download,
    f"POST {_TARGET}": install,
    f"DELETE {_TARGET}": uninstall,
    f"POST {_MARKET}/validate_archive": check_archive,
    f"POST {_MARKET}/validate_repository": check_repository,
}
