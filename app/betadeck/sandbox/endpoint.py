"""What happens around every handler: checks before it, headers, refusals and the log after it."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import cast

from starlette.requests import ClientDisconnect, Request
from starlette.types import Receive, Scope, Send

from betadeck.core.catalog import Catalogue
from betadeck.sandbox import access, beta_header, headers, query
from betadeck.sandbox.addresses import Address
from betadeck.sandbox.body import TooLarge
from betadeck.sandbox.errors import ApiFault, envelope, error_object, should_retry
from betadeck.sandbox.ids import ORGANIZATION
from betadeck.sandbox.intake import Intake
from betadeck.sandbox.log import LoggedRequest, safe_headers
from betadeck.sandbox.play import Player
from betadeck.sandbox.practice import practice_among
from betadeck.sandbox.practise import practised_elsewhere
from betadeck.sandbox.reply import Headers, Reply, json_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.uploads import Form

Handler = Callable[[Sandbox, Call], Reply]
MARK: Headers = (("x-betadeck-sandbox", "simulated"),)
"""On every answer, so that nobody takes it for the API's."""

_PRACTISED = ("/v1/messages", "/v1/messages/count_tokens")
"""Addresses that practise more than errors, and see to it themselves."""


class Endpoint:
    """An ASGI application for one address of the API. `limited` ones tell rate limits."""

    def __init__(
        self, sandbox: Sandbox, address: Address, handler: Handler, *, limited: bool = False
    ) -> None:
        self._sandbox = sandbox
        self._address = address
        self._handler = handler
        self._limited = limited

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check, answer and log one request; a client that leaves while it sends gets nothing."""
        request = Request(scope, receive)
        request_id = self._sandbox.ids.next("req")
        intake = Intake(request, self._address.most_bytes)
        try:
            reply = await self._reply(request, intake, request_id)
        except ClientDisconnect:
            return
        log(self._sandbox, request, intake, request_id, reply.status)
        await Player(reply, self._added(reply, request_id))(scope, receive, send)

    async def _reply(self, request: Request, intake: Intake, request_id: str) -> Reply:
        form = Form()
        try:
            head = self._head(request)
            carrying = self._address.usual.multipart
            form = await intake.form(carrying) if carrying else form
            body = b"" if carrying else await intake.body()
            return self._answer(self._call(request, head, body, form, request_id))
        except ApiFault as fault:
            await intake.drain()  # a client that is still writing would miss the answer
            return refusal(fault, request_id)
        finally:
            self._sandbox.blobs.tidy(form)

    def _answer(self, call: Call) -> Reply:
        """Let the handler answer, unless a beta asks for an error; Messages has practices of its own."""
        practice = practice_among(call.betas, self._sandbox.catalogue)
        if practice is None or self._address.usual.path in _PRACTISED:
            return self._handler(self._sandbox, call)
        return practised_elsewhere(self._sandbox, call, practice) or self._handler(self._sandbox, call)

    def _head(self, request: Request) -> "_Head":
        """Check what stands in the headers, in the API's order."""
        seen = headers.view(request.headers.raw)
        betas = beta_header.names(seen)
        if self._sandbox.options.lenient:
            every = tuple(dict.fromkeys((*betas, *self._sandbox.catalogue.betas)))
            return _Head(seen, betas, every, max(self._sandbox.catalogue.versions))
        access.check_key(self._address.usual.key_kind, seen, betas)
        version = headers.check_version(seen, self._sandbox.catalogue)
        if self._address.usual.key_kind != "none":  # who asks for a token has no credential that a beta fits
            beta_header.check(betas, seen, self._sandbox.catalogue)
        access.check_needed(self._address.needs, betas)
        if self._limited:
            self._sandbox.limits.spend(requests=1)
        return _Head(seen, betas, betas, version)

    def _call(self, request: Request, head: "_Head", body: bytes, form: Form, request_id: str) -> Call:
        sent = tuple(request.query_params.multi_items())
        operation = self._address.meant(head.sent, dict(sent))
        return Call(
            headers=head.seen,
            query=sent,
            params=_params(request),
            body=body,
            request_id=request_id,
            betas=head.counted,
            version=head.version,
            path=str(request.scope["path"]),
            address=self._address,
            operation=operation,
            asked=query.read(operation.query, sent, bounds=not self._sandbox.options.lenient),
            form=form,
        )

    def _added(self, reply: Reply, request_id: str) -> Headers:
        if reply.raw:
            return MARK
        limits = self._sandbox.limits.headers() if self._limited and reply.status == 200 else ()
        return (*api_headers(reply.status, request_id), *limits)


class _Head:
    """What the headers said: `sent` are the betas as they came, `counted` those that open something."""

    def __init__(
        self, seen: headers.HeaderView, sent: tuple[str, ...], counted: tuple[str, ...], version: str
    ) -> None:
        self.seen = seen
        self.sent = sent
        self.counted = counted
        self.version = version


def _params(request: Request) -> Mapping[str, str]:
    return cast(Mapping[str, str], request.path_params)


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


def log(sandbox: Sandbox, request: Request, intake: Intake, request_id: str, status: int) -> None:
    """Keep a request, without its key."""
    pairs = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.headers.raw)
    moment = datetime.fromtimestamp(sandbox.clock(), UTC)
    entry = LoggedRequest(
        at=moment.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
        method=request.method,
        path=request.url.path,
        query=request.url.query,
        headers=safe_headers(pairs),
        body=intake.start,
        body_bytes=intake.size,
        request_id=request_id,
        status=status,
        practice=_practice(headers.view(request.headers.raw), sandbox.catalogue),
    )
    sandbox.log.add(entry)


def _practice(seen: headers.HeaderView, catalogue: Catalogue) -> str:
    """Return the practice that was asked for by a beta; one asked for by model is in the body."""
    found = practice_among(beta_header.names(seen), catalogue)
    return found.name if found else ""
