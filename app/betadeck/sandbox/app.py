"""The sandbox as an ASGI application: its table of addresses."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from starlette.applications import Starlette
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from betadeck.core.catalog import Catalogue
from betadeck.sandbox import area_messages, area_models, area_sandbox
from betadeck.sandbox.endpoint import MARK, Endpoint, Handler
from betadeck.sandbox.lost import Lost
from betadeck.sandbox.play import Player
from betadeck.sandbox.reply import Reply
from betadeck.sandbox.state import Sandbox


@dataclass(frozen=True, slots=True)
class Simulated:
    """One operation that is simulated. `limited` ones tell rate limits in their headers."""

    method: str
    path: str
    handler: Handler
    limited: bool = False


SIMULATED = (
    Simulated("POST", "/v1/messages", area_messages.create, limited=True),
    Simulated("POST", "/v1/messages/count_tokens", area_messages.count_tokens),
    Simulated("GET", "/v1/models", area_models.list_models),
    Simulated("GET", "/v1/models/{model_id}", area_models.retrieve),
)
_OWN: Mapping[str, Callable[[Sandbox], Reply]] = {
    "/": area_sandbox.about,
    "/sandbox": area_sandbox.about,
    "/sandbox/practice": area_sandbox.practice,
    "/sandbox/log": area_sandbox.log,
}


def make_app(
    catalogue: Catalogue, schemas: Mapping[str, object], *, delay_s: float = 0.0, seed: int = 0
) -> Starlette:
    """Return a new sandbox as an application. `schemas` is the catalogue's pool.

    `delay_s` is the pause before each streamed delta; the same `seed` gives the same ids.
    """
    return app_of(Sandbox(catalogue, lambda: schemas, delay_s=delay_s, seed=seed))


def app_of(sandbox: Sandbox) -> Starlette:
    """Return the application of a sandbox."""
    routes = [
        Route(each.path, Endpoint(sandbox, each.handler, limited=each.limited), methods=[each.method])
        for each in SIMULATED
    ]
    own = [Route(path, _Own(sandbox, make), methods=["GET"]) for path, make in _OWN.items()]
    simulated = [(each.method, each.path) for each in SIMULATED]
    lost = Lost(sandbox, [*simulated, *(("GET", path) for path in _OWN)])
    return Starlette(routes=[*routes, *own, Route("/{rest:path}", lost)])


class _Own:
    """An address of the sandbox itself, which needs no key."""

    def __init__(self, sandbox: Sandbox, make: Callable[[Sandbox], Reply]) -> None:
        self._sandbox = sandbox
        self._make = make

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await Player(self._make(self._sandbox), MARK)(scope, receive, send)
