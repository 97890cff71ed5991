"""`/v1/environments`: of what kind one is stays as it was made."""

from betadeck.sandbox import generic
from betadeck.sandbox.ask import part
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.errors import ApiFault
from betadeck.sandbox.places import thing_of
from betadeck.sandbox.reply import Reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.things import to_change


def update(sandbox: Sandbox, call: Call) -> Reply:
    """Change an environment.

    Raises:
        ApiFault: 404; 400, it is archived, it would be of another kind, or the body is wrong.
    """
    environment = to_change(sandbox, thing_of(call), call.operation.response)
    body = body_of(sandbox, call)
    kind = part(environment, "config").get("type")
    asked = part(body, "config").get("type", kind)
    if asked != kind and not sandbox.options.lenient:
        words = f"config.type: an environment of type '{kind}' cannot become one of type '{asked}'"
        raise ApiFault(400, words, code="invalid_config_type_change")
    return generic.update_by(sandbox, call, environment, body)


HANDLERS = {"POST /v1/environments/{environment_id}": update}
