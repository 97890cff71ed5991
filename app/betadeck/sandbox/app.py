"""The sandbox as an ASGI application: its table of addresses.

Every address of the catalogue is answered. Those with a handler of their own stand in an `area_…` module and
are joined here; `generic` answers the others as their schemas tell.
"""

from collections.abc import Callable, Mapping

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from betadeck.core.catalog import Catalogue
from betadeck.sandbox import (
    area_admin,
    area_agents,
    area_batches,
    area_compatible,
    area_credentials,
    area_deployments,
    area_dreams,
    area_environments,
    area_files,
    area_memories,
    area_messages,
    area_models,
    area_plugins,
    area_reports,
    area_sandbox,
    area_sessions,
    area_settings,
    area_skills,
    area_tunnels,
    area_work,
)
from betadeck.sandbox.addresses import Address, addresses
from betadeck.sandbox.endpoint import MARK, Endpoint, Handler
from betadeck.sandbox.generic import handler_of
from betadeck.sandbox.lost import Lost
from betadeck.sandbox.play import Player
from betadeck.sandbox.reply import Reply
from betadeck.sandbox.state import Options, Sandbox

HANDLERS: Mapping[str, Handler] = {
    **area_admin.HANDLERS,
    **area_agents.HANDLERS,
    **area_batches.HANDLERS,
    **area_compatible.HANDLERS,
    **area_credentials.HANDLERS,
    **area_deployments.HANDLERS,
    **area_dreams.HANDLERS,
    **area_environments.HANDLERS,
    **area_files.HANDLERS,
    **area_memories.HANDLERS,
    **area_messages.HANDLERS,
    **area_models.HANDLERS,
    **area_plugins.HANDLERS,
    **area_reports.HANDLERS,
    **area_sessions.HANDLERS,
    **area_settings.HANDLERS,
    **area_skills.HANDLERS,
    **area_tunnels.HANDLERS,
    **area_work.HANDLERS,
}
"""What answers an address (`POST /v1/agents`) that does more than keep things."""
_LIMITED = ("POST /v1/messages",)
"""Addresses whose answers tell rate limits."""
_OWN: Mapping[str, Callable[[Sandbox], Reply]] = {
    "/": area_sandbox.about,
    "/sandbox": area_sandbox.about,
    "/sandbox/practice": area_sandbox.practice,
    "/sandbox/log": area_sandbox.log,
}


def make_app(
    catalogue: Catalogue, schemas: Mapping[str, object], options: Options | None = None
) -> Starlette:
    """Return a new sandbox as an application. `schemas` is the catalogue's pool."""
    return app_of(Sandbox(catalogue, lambda: schemas, options))


def app_of(sandbox: Sandbox) -> Starlette:
    """Return the application of a sandbox."""
    routes = [_route(sandbox, each) for each in addresses(sandbox.catalogue)]
    own = [Route(path, _Own(sandbox, make), methods=["GET"]) for path, make in _OWN.items()]
    lost = Lost(sandbox, [("GET", path) for path in _OWN])
    return Starlette(routes=[*routes, *own, Route("/{rest:path}", lost)])


def _route(sandbox: Sandbox, address: Address) -> Route:
    usual = address.usual
    name = f"{usual.method} {usual.path}"
    handler = HANDLERS.get(name) or handler_of(usual)
    endpoint = Endpoint(sandbox, address, handler, limited=name in _LIMITED)
    return Route(usual.path, endpoint, methods=[usual.method])


class _Own:
    """An address of the sandbox itself, which needs no key."""

    def __init__(self, sandbox: Sandbox, make: Callable[[Sandbox], Reply]) -> None:
        self._sandbox = sandbox
        self._make = make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await Player(self._make(self._sandbox), MARK)(scope, receive, send)
