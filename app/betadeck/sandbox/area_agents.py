"""`/v1/agents`: agents, of which every change makes a new version."""

from betadeck.sandbox import generic
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import ApiFault
from betadeck.sandbox.places import Place, thing_of
from betadeck.sandbox.refusals import missing
from betadeck.sandbox.reply import Reply, json_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import change, collection, made, needed, shown

_AGENT = "BetaManagedAgentsAgent"


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Make an agent in its first version.

    Raises:
        ApiFault: the body is wrong.
    """
    agent = made(sandbox, body_of(sandbox, call), _AGENT, {"version": 1})
    generic.keep(sandbox, Place("/v1/agents", "/v1/agents"), agent)
    _remember(sandbox, agent)
    return json_reply(agent)


def show(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with an agent, in the version that is asked for.

    Raises:
        ApiFault: 404.
    """
    agent = needed(sandbox, thing_of(call), _AGENT)
    return generic.answer(sandbox, call, _version(sandbox, agent, call.asked.get("version")))


def update(sandbox: Sandbox, call: Call) -> Reply:
    """Change an agent, which makes a new version of it.

    Raises:
        ApiFault: 404; 409, the version it starts from is not the newest; the body is wrong.
    """
    agent = needed(sandbox, thing_of(call), _AGENT)
    body = body_of(sandbox, call)
    start = body.pop("version", agent["version"])
    if start != agent["version"] and not sandbox.options.lenient:
        raise ApiFault(409, f"version: {start} is not the newest version, which is {agent['version']}")
    change(sandbox, agent, body, _AGENT)
    agent["version"] = int(str(agent["version"])) + 1
    _remember(sandbox, agent)
    return generic.answer(sandbox, call, agent)


def agent_of(sandbox: Sandbox, asked: object) -> Json:
    """Return the agent that `asked` names: by its id, or by an object with an id and what is to differ.

    Raises:
        ApiFault: 404.
    """
    given = asked if isinstance(asked, dict) else {"id": asked}
    key = str(given.get("id"))
    agent = needed(sandbox, Place("/v1/agents/{agent_id}", f"/v1/agents/{key}"), _AGENT)
    found = dict(_version(sandbox, agent, given.get("version")))
    change(sandbox, found, {k: v for k, v in given.items() if k not in ("id", "type", "version")}, _AGENT)
    return found


def _version(sandbox: Sandbox, agent: Json, version: object) -> Json:
    if version is None or version == agent["version"]:
        return agent
    found = collection(sandbox, _versions(agent)).get(str(version))
    if found is None and not sandbox.options.lenient:
        path = f"{_versions(agent).path}/{version}"
        raise missing(sandbox, Place(f"{_versions(agent).template}/{{agent_version}}", path))
    return found or agent


def _remember(sandbox: Sandbox, agent: Json) -> None:
    copy = shown(sandbox, dict(agent), sandbox.pool[_AGENT])
    if isinstance(copy, dict):
        collection(sandbox, _versions(agent)).put(str(agent["version"]), copy)


def _versions(agent: Json) -> Place:
    return Place("/v1/agents/{agent_id}/versions", f"/v1/agents/{agent['id']}/versions")


HANDLERS = {
    "POST /v1/agents": create,
    "GET /v1/agents/{agent_id}": show,
    "POST /v1/agents/{agent_id}": update,
}
