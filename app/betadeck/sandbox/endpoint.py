"""What happens around every handler: header checks before it, headers, refusals and the log after it."""

from collections.abc import Callable
from datetime import UTC, datetime

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from betadeck.core.catalog import Catalogue
from betadeck.sandbox import beta_header, headers
from betadeck.sandbox.body import TooLarge, read_body
from betadeck.sandbox.errors import ApiFault, envelope, error_object, should_retry
from betadeck.sandbox.ids import ORGANIZATION
from betadeck.sandbox.log import LoggedRequest, kept_body, safe_headers
from betadeck.sandbox.play import Player
from betadeck.sandbox.practice import practice_of
from betadeck.sandbox.reply import Headers, Reply, json_reply
from betadeck.sandbox.state import Call, Sandbox

Handler = Callable[[Sandbox, Call], Reply]
MARK: Headers = (("x-betadeck-sandbox", "simulated"),)
"""On every answer, so that nobody takes it for the API's."""


class Endpoint:
    """An ASGI application for one address of the API. `limited` ones tell rate limits."""

    def __init__(self, sandbox: Sandbox, handler: Handler, *, limited: bool = False) -> None:
        self._sandbox = sandbox
        self._handler = handler
        self._limited = limited

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, answer and log one request; a client that leaves while it sends gets nothing."""
        request = Request(scope, receive)
        request_id = self._sandbox.ids.next("req")
        body = b""
        try:
            body = await read_body(request)
            reply = self._handler(self._sandbox, self._checked(request, body, request_id))
        except ApiFault as fault:
            reply = refusal(fault, request_id)
        except ClientDisconnect:
            return
        log(self._sandbox, request, body, request_id, reply.status)
        await Player(reply, self._added(reply, request_id))(scope, receive, send)

    def _checked(self, request: Request, body: bytes, request_id: str) -> Call:
        seen = headers.view(request.headers.raw)
        catalogue = self._sandbox.catalogue
        betas = beta_header.names(seen)
        headers.check_auth(seen, betas)
        version = headers.check_version(seen, catalogue)
        beta_header.check(betas, seen, catalogue)
        if self._limited:
            self._sandbox.limits.spend(requests=1)
        query = tuple(request.query_params.multi_items())
        return Call(seen, query, dict(request.path_params), body, request_id, betas, version)

    def _added(self, reply: Reply, request_id: str) -> Headers:
        if reply.raw:
            return MARK
        limits = self._sandbox.limits.headers() if self._limited and reply.status == 200 else ()
        return (*api_headers(reply.status, request_id), *limits)


def api_headers(status: int, request_id: str) -> Headers:
    """Return the headers that the API puts on every answer; one that knows no key names no organization."""
    known: Headers = (("anthropic-organization-id", ORGANIZATION),) if status != 401 else ()
    return (("request-id", request_id), *known, *MARK)


def refusal(fault: ApiFault, request_id: str) -> Reply:
    """Return the answer that says no."""
    if isinstance(fault, TooLarge):
        made = json_reply({"error": error_object(fault)}, fault.status)
        return Reply(made.status, made.headers, made.steps, raw=True)
    retry = (("x-should-retry", should_retry(fault.status)),)
    return json_reply(envelope(fault, request_id), fault.status, (*retry, *fault.headers))


def log(sandbox: Sandbox, request: Request, body: bytes, request_id: str, status: int) -> None:
    """Keep a request, without its key."""
    pairs = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
    moment = datetime.fromtimestamp(sandbox.clock(), UTC)
    entry = LoggedRequest(
        at=moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        method=request.method,
        path=request.url.path,
        query=request.url.query,
        headers=safe_headers(pairs),
        body=kept_body(body),
        body_bytes=len(body),
        request_id=request_id,
        status=status,
        practice=_practice(headers.view(request.headers.raw), sandbox.catalogue),
    )
    sandbox.log.add(entry)


def _practice(seen: headers.HeaderView, catalogue: Catalogue) -> str:
    """Return the practice that was asked for by a beta; one asked for by model is in the body."""
    found = (practice_of(name, catalogue) for name in beta_header.names(seen))
    return next((each.name for each in found if each), "")
