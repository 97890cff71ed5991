"""The body that a request carries, checked by the schema of its call."""

from collections.abc import Mapping

from betadeck.core.schema import Pool, fields_of, required_of, resolved, without_null
from betadeck.sandbox.body import check_media_type, decoded, parse_object
from betadeck.sandbox.errors import invalid
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json


def body_of(sandbox: Sandbox, call: Call) -> Json:
    """Return the body of `call`; an empty one where nothing needs to be said.

    Raises:
        ApiFault: it is no JSON, or breaks the schema.
    """
    usual = call.address.usual
    if not usual.body:
        return {}
    if usual.multipart:
        body = _texts(sandbox.pool, usual.body, call)
    else:
        if not call.body.strip() and _may_be_empty(sandbox.pool, usual.body):
            return {}
        body = json_of(call)
    sandbox.bodies.check(usual.id, body, call.betas, call.version)
    return body


def _may_be_empty(pool: Pool, name: str) -> bool:
    schema = resolved(pool, pool[name])
    return "properties" in schema and not required_of(pool, schema)


def json_of(call: Call) -> Json:
    """Return the object that the body of `call` is, whatever it says.

    Raises:
        ApiFault: it is no JSON object, or not declared as one.
    """
    raw = decoded(call.body, call.headers.one("content-encoding"), call.address.most_bytes)
    check_media_type(call.headers.one("content-type"))
    return parse_object(raw)


def _texts(pool: Pool, name: str, call: Call) -> Json:
    """Return the texts of a form as values of the types that the schema `name` tells."""
    fields = fields_of(pool, pool[name])
    return {key: _value(key, text, fields.get(key, {})) for key, text in call.form.texts}


def _value(name: str, text: str, schema: Mapping[str, object]) -> object:
    if without_null(schema)[0].get("type") != "integer":
        return text
    try:
        return int(text)
    except ValueError:
        reason = "Input should be a valid integer, unable to parse string as an integer"
        raise invalid(f"{name}: {reason}") from None
