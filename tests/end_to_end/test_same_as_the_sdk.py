"""For each operation, what Betadeck puts on the wire is what the official SDK puts there."""

import asyncio
import contextlib
import json
from dataclasses import replace
from email import message_from_bytes
from email.policy import HTTP
from urllib.parse import parse_qsl, urlsplit

import anthropic
import pytest

from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.draft_operation import operation_of
from betadeck.core.new_request import request_for
from betadeck.core.schema import closure
from betadeck.core.wire_build import build
from betadeck.transport.client import Transport
from helpers import filled, minimal
from helpers.catalogue import pool, shipped
from helpers.fault_behaviours import message
from helpers.fault_server import fault_server
from helpers.sdk_calls import arguments, client_for, method_of
from helpers.sending import KEY, RecordingSink, target_at

WITHOUT_SDK = {
    "chat.completions.create",
    "completions.create",
    "compliance.activities.list",
    "compliance.organizations.settings.retrieve",
    "oauth.token.create",
    "reports.cost.list",
    "reports.usage.claude_code",
    "reports.usage.messages",
}
"""Operations that the SDK's release 2.12.0 has no call for."""

ONE_ARGUMENT = {"beta.organization.claude_tag.bundles.targets.create": "target"}
"""Calls that take their whole body as one argument."""

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning")


@pytest.fixture(scope="module")
def server():
    def behave(talk):
        path = talk.read().lines[0].split()[1].decode()
        # The results of a batch lie where the batch itself says.
        results = {"results_url": f"{running.url}{path.partition('?')[0]}/results?{path.partition('?')[2]}"}
        talk.send(message(json.dumps(results).encode(), "200 OK", "content-type: application/json"))

    with fault_server(behave) as running:
        yield running


@pytest.fixture(scope="module")
def sdk(server):
    with client_for(server.url) as client:
        yield client


@pytest.fixture(scope="module")
def upload(tmp_path_factory):
    path = tmp_path_factory.mktemp("upload") / "SKILL.md"
    path.write_bytes(b"---\nname: hello\n---\nSay hello \xc3\xa9.\n")
    return path


def smallest(operation):
    return minimal.query_of(pool(), operation), {}, minimal.body_of(pool(), operation)


def fullest(operation):
    body = filled.filled(pool(), pool()[operation.body]) if operation.body else None
    headers = {each.name: "sample" for each in operation.headers}
    return filled.query_of(pool(), operation), headers, body


def by_sdk(sdk, operation, values, upload):
    """Send through the SDK."""
    query, headers, body = values
    params = {each.name: f"{each.name}_ä b" for each in operation.params}
    method = method_of(sdk, operation)
    whole = ONE_ARGUMENT.get(operation.id)
    named = params | query | headers | ({whole: body} if whole else body or {})
    one = (upload.name, upload.read_bytes(), "text/markdown")
    files = {each.removesuffix("[]"): [one] if each.endswith("[]") else one for each in operation.multipart}
    answer = method(**arguments(method, named), **files)
    with contextlib.suppress(AttributeError):
        answer.close()


def drafted(operation, values, upload):
    """Return the draft with the same values."""
    query, headers, body = values
    schema = closure(pool(), operation.body) if operation.body else None
    rows = [Row(name, _text(each)) for name, value in query.items() for each in _listed(value)]
    parts = [FilePart(each, str(upload), upload.name, "text/markdown") for each in operation.multipart]
    return replace(
        request_for(Draft(), operation, schema),
        path_params=tuple((each.name, f"{each.name}_ä b") for each in operation.params),
        query=tuple(rows),
        headers=tuple(Row(name, value) for name, value in headers.items()),
        body_text=json.dumps(body) if operation.body else "",
        files=tuple(parts),
    )


def _listed(value):
    return value if isinstance(value, list) else [value]


def _text(value):
    return json.dumps(value) if isinstance(value, bool) else str(value)


def essence(seen):
    """Return what a request says to the API: method, path, query, betas, version, type, body, headers."""
    method, address, _ = seen.lines[0].decode().split(" ")
    parts = urlsplit(address)
    kind, _, _ = seen.header("content-type").partition(";")
    names = (
        "accept",
        "anthropic-version",
        "anthropic-workspace-id",
        "anthropic-user-profile-id",
        "anthropic-worker-id",
    )
    return {
        "line": (method, parts.path, sorted(parse_qsl(parts.query, keep_blank_values=True))),
        "betas": sorted(filter(None, seen.header("anthropic-beta").split(","))),
        "headers": [seen.header(each) for each in names],
        "type": kind,
        "body": _parts(seen) if kind.startswith("multipart/") else json.loads(seen.body or "null"),
    }


def _parts(seen):
    kind = f"content-type: {seen.header('content-type')}\r\n\r\n".encode()
    parts = message_from_bytes(kind + seen.body, policy=HTTP).get_payload()
    return [(dict(each["content-disposition"].params), each.get_payload(decode=True)) for each in parts]


async def send_all(drafts, target):
    transport = Transport()
    try:
        for draft in drafts:
            request = build(draft, target, KEY, operation=operation_of(draft, shipped()))
            await transport.send(request, target, RecordingSink())
    finally:
        await transport.aclose()


@pytest.mark.parametrize("choose", [smallest, fullest])
def test_every_operation_goes_out_as_the_sdk_sends_it(server, sdk, upload, choose):
    operations = [each for each in shipped().operations.values() if each.id not in WITHOUT_SDK]
    values = {each.id: choose(each) for each in operations}
    theirs = []
    for each in operations:
        by_sdk(sdk, each, values[each.id], upload)
        theirs.append(essence(server.requests[-1]))
    count = len(server.requests)
    drafts = [drafted(each, values[each.id], upload) for each in operations]
    asyncio.run(send_all(drafts, target_at(server.url)))
    ours = [essence(each) for each in server.requests[count:]]
    pairs = zip(operations, theirs, ours, strict=True)
    assert {each.id: (them, us) for each, them, us in pairs if them != us} == {}


def test_only_known_operations_have_no_call_in_the_sdk(sdk):
    without = {each.id for each in shipped().operations.values() if method_of(sdk, each) is None}
    assert without == WITHOUT_SDK
    assert anthropic.__version__.startswith("2.12."), "look again at what this release has no call for"
