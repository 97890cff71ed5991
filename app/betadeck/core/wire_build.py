"""From a draft to the exact request: `build` is what "On the wire" shows and what the transport sends.

No header is added later but the length of a form with files, whose sizes only the transport can read.
"""

import re
from urllib.parse import urlsplit

from betadeck import __version__
from betadeck.core import betas
from betadeck.core.catalog import Operation
from betadeck.core.draft import Draft
from betadeck.core.exchange import Sent
from betadeck.core.redact import mask, redact_headers, scrub
from betadeck.core.target import Target
from betadeck.core.wire import Origin, WireError, WireHeader, WireRequest
from betadeck.core.wire_auth import auth_header
from betadeck.core.wire_body import Body, body_of
from betadeck.core.wire_headers import beta_header, check_value, merged, typed_headers
from betadeck.core.wire_url import Joined, check_base_url, join, join_url

__all__ = ["ENCODINGS", "build", "check_base_url", "join_url", "sent_of"]

ENCODINGS = "gzip, deflate, br, zstd"
"""The content encodings that the transport can undo."""

_METHOD = re.compile(r"[A-Z][A-Z-]*")
_READS = frozenset({"GET", "HEAD", "OPTIONS"})
_AS_IT_IS = frozenset({"binary", "jsonl"})
"""Kinds of answers that are asked for as a file. Streams are asked for as JSON is, as their errors are JSON."""

_FILE = "The answer is a file; the official SDK asks for it so."
_AS_THE_SDK = "There is no body, but the official SDK sends this with every call that is no GET."
_LENGTH_LATER = "Counted from the files when they are sent."


def build(
    draft: Draft,
    target: Target,
    key: str,
    *,
    saved: Draft | None = None,
    operation: Operation | None = None,
) -> WireRequest:
    """Return the request that `draft` sends to `target` with `key`.

    `saved` is the draft as the preset has it; header rows equal to it are marked as the preset's.
    `operation` is the one that the draft calls, None if the catalogue has none.

    Raises:
        WireError: the draft cannot be put on the wire; `where` names the place.
    """
    method = _method(draft.method)
    joined = join(target.base_url, draft.path, draft.path_params, draft.query)
    body = body_of(draft)
    typed = typed_headers(draft, saved)
    _check_typed(typed, body)
    beta = beta_header(draft, typed)
    rest = [line for line in typed if line.name.lower() != betas.HEADER]
    ours = [
        _host(joined),
        *_client_lines(operation),
        *_body_lines(method, body, rest),
        *_version(draft, saved),
    ]
    ours += [line for line in (beta, auth_header(target, key)) if line]
    headers = merged(ours, rest)
    return WireRequest(method, joined.url, headers, body.content, body.fields, body.files)


def _method(text: str) -> str:
    method = text.strip().upper()
    if not _METHOD.fullmatch(method):
        raise WireError(f"“{text}” is no method, such as GET or POST.", "method")
    if method == "CONNECT":
        raise WireError("CONNECT is for proxies; the target's proxy setting uses it.", "method")
    return method


def _host(joined: Joined) -> WireHeader:
    return WireHeader("host", urlsplit(joined.url).netloc, Origin.TARGET, why=" ".join(joined.notes))


def _client_lines(operation: Operation | None) -> list[WireHeader]:
    as_is = operation is not None and operation.answer in _AS_IT_IS
    return [
        WireHeader("user-agent", f"betadeck/{__version__}", Origin.ADDED),
        WireHeader("accept", "application/binary", Origin.ADDED, why=_FILE)
        if as_is
        else WireHeader("accept", "application/json", Origin.ADDED),
        WireHeader(
            "accept-encoding", ENCODINGS, Origin.ADDED, why="Answers may come compressed in these ways."
        ),
    ]


def _body_lines(method: str, body: Body, typed: list[WireHeader]) -> list[WireHeader]:
    lines = _media_type(method, body)
    if any(line.name.lower() == "transfer-encoding" for line in typed):
        return lines
    if body.files:
        return [*lines, WireHeader("content-length", "", Origin.ADDED, why=_LENGTH_LATER)]
    if body.content or method in {"POST", "PUT", "PATCH"}:
        lines.append(WireHeader("content-length", str(len(body.content)), Origin.ADDED))
    return lines


def _media_type(method: str, body: Body) -> list[WireHeader]:
    """Return the content type. The official SDK sends one with every call that is no GET, body or not."""
    if body.media_type:
        return [WireHeader("content-type", body.media_type, Origin.ADDED)]
    if method in _READS:
        return []
    return [WireHeader("content-type", "application/json", Origin.ADDED, why=_AS_THE_SDK)]


def _version(draft: Draft, saved: Draft | None) -> list[WireHeader]:
    version = draft.api_version.strip()
    if not version:
        return []
    check_value("anthropic-version", version)
    from_preset = saved is not None and saved.api_version == draft.api_version
    origin = Origin.PRESET if from_preset else Origin.ADDED
    return [WireHeader("anthropic-version", version, origin, why="The API version chosen for this request.")]


def _check_typed(typed: list[WireHeader], body: Body) -> None:
    """Refuse typed lines that HTTP or the body contradicts: they would break the connection half-way."""
    hosts = [line for line in typed if line.name.lower() == "host"]
    if len(hosts) > 1:
        raise WireError("A request has one host only. Switch the other rows off.", f"header:{hosts[1].name}")
    for line in typed:
        name = line.name.lower()
        where = f"header:{line.name}"
        if name == "content-type" and body.files:
            raise WireError(
                "With files, content-type carries the form's boundary. Switch this row off.", where
            )
        if name == "content-length" and (body.files or line.value != str(len(body.content))):
            raise WireError(f"{line.name} is not the body's length. Switch this row off.", where)
        if name == "transfer-encoding" and line.value.lower() != "chunked":
            raise WireError("Only “chunked” can be sent as transfer-encoding.", where)


def sent_of(request: WireRequest) -> Sent:
    """Return `request` as it is kept in an exchange: secrets masked, the body exact but for such."""
    secrets = [line.value.rpartition(" ")[2] for line in request.headers if line.secret]
    secrets += request.secrets
    masked = redact_headers((line.name, line.value) for line in request.headers)
    pairs = zip(request.headers, masked, strict=True)
    headers = tuple((name, _hidden(line, value, secrets)) for line, (name, value) in pairs)
    url = scrub(request.url, secrets if _holds(request.url, secrets) else ())
    return Sent(request.method, url, headers, _masked_body(request))


def _masked_body(request: WireRequest) -> bytes:
    """Return the body, exact but for keys that variables have put into it."""
    if not request.secrets or not request.body:
        return request.body
    text = request.body.decode("utf-8", "surrogateescape")
    masked = scrub(text, request.secrets)
    return request.body if masked == text else masked.encode("utf-8", "surrogateescape")


def _hidden(line: WireHeader, value: str, secrets: list[str]) -> str:
    """Return `value`, the masked form of `line`, with what masking by name has left."""
    if line.secret and value == line.value:
        return mask(value)
    return scrub(value, secrets) if _holds(value, secrets) else value


def _holds(text: str, secrets: list[str]) -> bool:
    return any(secret and secret in text for secret in secrets)
