"""`/v1/tunnels`: tokens that stay the same until they are rotated, certificates by their digest."""

import hashlib

from betadeck.sandbox import generic
from betadeck.sandbox.asked_body import body_of
from betadeck.sandbox.places import Place, here, thing_of
from betadeck.sandbox.reply import Reply, json_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json
from betadeck.sandbox.things import check_parents, collection, known_by, made, needed

_TUNNEL, _CERTIFICATE = "BetaTunnel", "BetaTunnelCertificate"
_ONE = "/v1/tunnels/{tunnel_id}"
_TOKEN = "tunnel token"


def create(sandbox: Sandbox, call: Call) -> Reply:
    """Make a tunnel with a host name of its own.

    Raises:
        ApiFault: the body is wrong.
    """
    tunnel = made(sandbox, body_of(sandbox, call), _TUNNEL, {})
    tunnel["domain"] = f"{str(tunnel['id']).replace('_', '-').lower()}.sandbox.invalid"
    return generic.answer(sandbox, call, generic.keep(sandbox, here(call), tunnel))


def reveal(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with the token of a tunnel.

    Raises:
        ApiFault: 404.
    """
    tunnel = needed(sandbox, thing_of(call), _TUNNEL)
    return _token(tunnel, str(tunnel.setdefault(_TOKEN, sandbox.ids.next("tunneltoken"))))


def rotate(sandbox: Sandbox, call: Call) -> Reply:
    """Give a tunnel another token.

    Raises:
        ApiFault: 404, or the body is wrong.
    """
    tunnel = needed(sandbox, thing_of(call), _TUNNEL)
    body_of(sandbox, call)
    tunnel[_TOKEN] = sandbox.ids.next("tunneltoken")
    return _token(tunnel, str(tunnel[_TOKEN]))


def archive(sandbox: Sandbox, call: Call) -> Reply:
    """Archive a tunnel with all its certificates.

    Raises:
        ApiFault: 404.
    """
    reply = generic.archive(sandbox, call)
    place = Place(f"{_ONE}/certificates", f"{thing_of(call).path}/certificates")
    for _, certificate in collection(sandbox, place).things():
        certificate["archived_at"] = certificate.get("archived_at") or sandbox.now()
    return reply


def add_certificate(sandbox: Sandbox, call: Call) -> Reply:
    """Keep a certificate, by its digest.

    Raises:
        ApiFault: 404, or the body is wrong.
    """
    place = here(call)
    check_parents(sandbox, place)
    body = body_of(sandbox, call)
    digest = hashlib.sha256(str(body["ca_certificate_pem"]).encode()).hexdigest()
    certificate = made(sandbox, {"fingerprint": digest}, _CERTIFICATE, known_by(place))
    return generic.answer(sandbox, call, generic.keep(sandbox, place, certificate))


def _token(tunnel: Json, token: str) -> Reply:
    return json_reply({"type": "tunnel_token", "id": tunnel["id"], "tunnel_token": token})


HANDLERS = {
    "POST /v1/tunnels": create,
    f"POST {_ONE}/archive": archive,
    f"POST {_ONE}/reveal_token": reveal,
    f"POST {_ONE}/rotate_token": rotate,
    f"POST {_ONE}/certificates": add_certificate,
}
