"""`/v1/deployments` and the runs that they make when they are told to."""

from betadeck.core.schema import fields_of
from betadeck.sandbox import generic
from betadeck.sandbox.area_agents import agent_of
from betadeck.sandbox.ask import part
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.places import Place, here, thing_of
from betadeck.sandbox.refusals import ThingFault
from betadeck.sandbox.reply import Reply
from betadeck.sandbox.sessions import opened
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import change, made, needed

_DEPLOYMENT, _RUN = "BetaManagedAgentsDeployment", "BetaManagedAgentsDeploymentRun"
_ONE = "/v1/deployments/{deployment_id}"
_PASSED_ON = ("environment_id", "initial_events", "metadata", "resources", "vault_ids", "budget")


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Make a deployment of an agent.

    Raises:
        ApiFault: the body is wrong, or the agent is not there.
    """
    body = body_of(sandbox, call)
    deployment = made(sandbox, {**body, "agent": _reference(sandbox, body["agent"])}, _DEPLOYMENT, {})
    return generic.answer(sandbox, call, generic.keep(sandbox, here(call), deployment))


def update(sandbox: Sandbox, call: Call) -> Reply:
    """Change a deployment.

    Raises:
        ApiFault: 404, or the body is wrong.
    """
    deployment = needed(sandbox, thing_of(call), _DEPLOYMENT)
    body = body_of(sandbox, call)
    if "agent" in body:
        body["agent"] = _reference(sandbox, body["agent"])
    return generic.update_by(sandbox, call, deployment, body)


def pause(sandbox: Sandbox, call: Call) -> Reply:
    """Pause a deployment.

    Raises:
        ApiFault: 404.
    """
    return _set(sandbox, call, {"status": "paused", "paused_reason": {"type": "manual"}})


def unpause(sandbox: Sandbox, call: Call) -> Reply:
    """Let a paused deployment go on.

    Raises:
        ApiFault: 404.
    """
    return _set(sandbox, call, {"status": "active", "paused_reason": None})


def run(sandbox: Sandbox, call: Call) -> Reply:
    """Open a session as the deployment says, and answer with the run, which tells why there is none.

    Raises:
        ApiFault: 404.
    """
    deployment = needed(sandbox, thing_of(call), _DEPLOYMENT)
    told: Json = {"agent": deployment["agent"], "session_id": None, "error": None}
    told |= {"deployment_id": deployment["id"], "trigger_context": {"type": "manual"}}
    try:
        told["session_id"] = _session(sandbox, deployment)["id"]
    except ThingFault as fault:
        told["error"] = {"type": _kind(sandbox, fault.reason), "message": fault.message}
    place = Place("/v1/deployment_runs", "/v1/deployment_runs")
    return generic.answer(sandbox, call, generic.keep(sandbox, place, made(sandbox, told, _RUN, {})))


def _session(sandbox: Sandbox, deployment: Json) -> Json:
    asked = {name: deployment[name] for name in _PASSED_ON if deployment.get(name) is not None}
    asked |= {"agent": deployment["agent"], "title": deployment["name"]}
    return opened(sandbox, asked, deployment_id=deployment["id"])


def _kind(sandbox: Sandbox, reason: str) -> str:
    """Return the type of a run's error for `reason`, the general one where there is none of its own."""
    error = fields_of(sandbox.pool, sandbox.pool[_RUN])["error"]
    known = {str(tag) for tag in part(part(dict(error), "discriminator"), "mapping")}
    return f"{reason}_error" if f"{reason}_error" in known else "session_creation_rejected_error"


def _set(sandbox: Sandbox, call: Call, changes: Json) -> Reply:
    deployment = needed(sandbox, thing_of(call), _DEPLOYMENT)
    change(sandbox, deployment, changes, _DEPLOYMENT)
    return generic.answer(sandbox, call, deployment)


def _reference(sandbox: Sandbox, asked: object) -> Json:
    agent = agent_of(sandbox, asked)
    return {"type": "agent", "id": agent["id"], "version": agent["version"]}


HANDLERS = {
    "POST /v1/deployments": create,
    f"POST {_ONE}": update,
    f"POST {_ONE}/pause": pause,
    f"POST {_ONE}/unpause": unpause,
    f"POST {_ONE}/run": run,
}
