"""Addresses that the sandbox does not answer: unknown ones and wrong methods."""

import re
from collections.abc import Iterable

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from betadeck.sandbox.endpoint import api_headers, log, refusal
from betadeck.sandbox.errors import ApiFault
from betadeck.sandbox.intake import Intake
from betadeck.sandbox.play import Player
from betadeck.sandbox.state import Sandbox


class Lost:
    """Answers what no route takes. `own` are the (method, path) pairs besides the catalogue's."""

    def __init__(self, sandbox: Sandbox, own: Iterable[tuple[str, str]]) -> None:
        self._sandbox = sandbox
        known = [(each.method, each.path) for each in sandbox.catalogue.operations.values()]
        self._known = [(method, _matcher(path)) for method, path in dict.fromkeys((*own, *known))]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse one request; its body is not read."""
        request = Request(scope, receive)
        request_id = self._sandbox.ids.next("req")
        reply = refusal(self._fault(request), request_id)
        log(self._sandbox, request, Intake(request, 0), request_id, reply.status)
        await Player(reply, api_headers(reply.status, request_id))(scope, receive, send)

    def _fault(self, request: Request) -> ApiFault:
        path = request.url.path
        methods = sorted({method for method, matcher in self._known if matcher.fullmatch(path)})
        if methods:
            allowed = (("allow", ", ".join(methods)),)
            return ApiFault(405, "Method Not Allowed", headers=allowed)
        return ApiFault(404, "Not Found")


def _matcher(path: str) -> re.Pattern[str]:
    parts = re.split(r"\{[^}]*\}", path)
    return re.compile("[^/]+".join(re.escape(each) for each in parts))
