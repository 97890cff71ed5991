"""Lint and sandbox judge by rules written twice: what the one calls an error, the other must refuse."""

from dataclasses import replace

import httpx
import pytest

from betadeck.core.finding import Severity
from betadeck.core.preset_text import load
from betadeck.core.target import SANDBOX
from betadeck.core.variable_fill import fill, tokens_of
from betadeck.core.variable_values import stand_ins, table_values
from betadeck.core.wire import WireError
from betadeck.core.wire_build import build
from betadeck.resources import resource
from betadeck.sandbox.server import SandboxServer
from helpers.catalogue import pool, shipped
from helpers.lint_cases import CASES
from helpers.linting import judge

SIMULATED = ("/v1/messages", "/v1/messages/count_tokens")
LENIENT = {
    "media-url": "the sandbox fetches no addresses",
    "schema-broken": "it does not judge the schemas of tools",
    "schema-open": "nor those of output formats",
    "thinking-unsigned": "it takes all signatures but changed ones of its own",
    "mcp-double": "it does not count the toolsets of a server",
}
"""Errors that the sandbox lets pass, each with the reason."""
EXAMPLES = sorted(each.name for each in resource("examples").iterdir() if each.name.endswith(".json"))


@pytest.fixture(scope="module")
def send():
    """Send a draft, and return the status of the answer."""
    with SandboxServer(shipped(), pool(), delay_s=0) as server, httpx.Client(trust_env=False) as client:
        target = replace(SANDBOX, base_url=server.base_url)

        def status(draft):
            asked = stand_ins(tokens_of(draft))  # what the user would say
            filled = fill(draft, {**asked, **table_values(draft.variables, ())})
            if filled.missing:
                return 400  # not sent
            try:
                wire = build(filled.draft, target, "")
            except WireError:
                return 400  # refused here, before anything is sent
            headers = [(line.name, line.value) for line in wire.headers]
            return client.request(wire.method, wire.url, headers=headers, content=wire.body).status_code

        yield status


def is_simulated(draft):
    return draft.method == "POST" and draft.path in SIMULATED


def errors(draft):
    return {each.code for each in judge(draft, SANDBOX) if each.severity is Severity.ERROR}


@pytest.mark.parametrize("case", [each for each in CASES if is_simulated(each.bad)], ids=str)
def test_what_lint_calls_an_error_is_refused(case, send):
    if errors(case.bad) - LENIENT.keys():
        assert 400 <= send(case.bad) < 500


@pytest.mark.parametrize("case", [each for each in CASES if is_simulated(each.good)], ids=str)
def test_what_lint_lets_pass_is_answered(case, send):
    if not errors(case.good):
        assert send(case.good) == 200


@pytest.mark.parametrize("case", [each for each in CASES if is_simulated(each.bad)], ids=str)
def test_what_a_fix_leaves_without_an_error_is_answered(case, send):
    told = next((each for each in judge(case.bad, SANDBOX) if each.code == case.code), None)
    for fix in told.fixes if told else ():
        mended = fix.apply(case.bad)
        if not fix.to and is_simulated(mended) and not errors(mended):
            assert send(mended) == 200, fix.id


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_examples_are_right_for_both(name, send):
    draft = load(resource(f"examples/{name}").read_text(encoding="utf-8"))
    assert not errors(draft)
    if is_simulated(draft):
        assert send(draft) == 200
