"""`/v1/environments`: of what kind one is stays as it was made, and an archived one stays as it is."""

from betadeck.sandbox import generic
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import ApiFault
from betadeck.sandbox.places import thing_of
from betadeck.sandbox.reply import Reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import needed


def update(sandbox: Sandbox, call: Call) -> Reply:
    """Change an environment.

    Raises:
        ApiFault: 404; 400, it is archived, it would be of another kind, or the body is wrong.
    """
    environment = needed(sandbox, thing_of(call), call.operation.response)
    body = body_of(sandbox, call)
    if not sandbox.options.lenient:
        _check(environment, body)
    return generic.update_by(sandbox, call, environment, body)


def _check(environment: Json, body: Json) -> None:
    if environment.get("archived_at"):
        words = f"Environment `{environment['id']}` is archived and cannot be changed."
        raise ApiFault(400, words, code="environment_archived")
    kind, asked = _kind(environment), _kind(body)
    if asked is not None and asked != kind:
        words = f"config.type: an environment of type '{kind}' cannot become one of type '{asked}'"
        raise ApiFault(400, words, code="invalid_config_type_change")


def _kind(thing: Json) -> object:
    config = thing.get("config")
    return config.get("type") if isinstance(config, dict) else None


HANDLERS = {"POST /v1/environments/{environment_id}": update}
