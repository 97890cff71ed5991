import pytest

from betadeck.core.draft import Draft, Row
from betadeck.core.lint import Linter
from betadeck.core.target import SANDBOX
from helpers.catalogue import shipped
from helpers.lint_cases.parts import CLEAR, CONTEXT, MCP, SERVER, TOOLSET, batch
from helpers.linting import TEXT, ask, body, talk, user


def betas_in_use(draft):
    return Linter(shipped()).judged(draft, SANDBOX)[1]


@pytest.mark.parametrize(
    ("draft", "used"),
    [
        (ask(CONTEXT), set()),
        (ask(CONTEXT, context_management=CLEAR), {CONTEXT}),
        (ask(CONTEXT, MCP, mcp_servers=[SERVER], tools=[TOOLSET]), {MCP}),
        (ask("thinking-display-updates-2026-08-18", thinking={"type": "adaptive", "display": "updates"}),
         {"thinking-display-updates-2026-08-18"}),
        (ask("thinking-display-updates-2026-08-18", thinking={"type": "adaptive"}), set()),
        (talk(user({"type": "tool_removal"}, TEXT), betas=("mid-conversation-tool-changes-2026-07-01",)),
         {"mid-conversation-tool-changes-2026-07-01"}),
        (ask("managed-agents-2026-04-01"), set()),
        (Draft(method="GET", path="/v1/agents", betas=("managed-agents-2026-04-01",)), {"managed-agents-2026-04-01"}),
        (Draft(betas=(CONTEXT,), body_text='{"half'), {CONTEXT}),
    ],
)  # fmt: skip
def test_a_beta_is_used_when_something_in_the_request_is_its_own(draft, used):
    assert betas_in_use(draft) == used


def test_what_leaves_no_trace_or_is_not_known_counts_as_used():
    names = ("thinking-token-count-2026-05-13", "telepathy-2026-01-01")
    assert betas_in_use(ask(*names)) == set(names)


def test_betas_typed_into_a_header_row_count_too():
    draft = Draft(headers=(Row("anthropic-beta", f"{CONTEXT}, telepathy-2026-01-01"),), body_text="{}")
    assert betas_in_use(draft) == {"telepathy-2026-01-01"}


def test_a_batch_uses_what_one_of_its_requests_uses():
    draft = batch(body(), body(context_management=CLEAR))
    assert betas_in_use(Draft(**{**as_fields(draft), "betas": (CONTEXT, MCP)})) == {CONTEXT}


def as_fields(draft):
    return {name: getattr(draft, name) for name in ("operation", "path", "body_text")}
