import json
from dataclasses import replace

import pytest

from betadeck.core.draft import Draft, Row
from betadeck.core.json_text import parse
from betadeck.core.probe.plan import plan_search
from betadeck.core.probe.probe_request import (
    Form,
    counted_fields,
    forms_of,
    names_of,
    output_tokens,
    probe,
    with_names,
)
from betadeck.core.target import Platform
from helpers.catalogue import pool, shipped

BODY = {
    "model": "claude-opus-5-5",
    "max_tokens": 4000,
    "stream": True,
    "temperature": 0.10,
    "messages": [{"role": "user", "content": "Hi"}],
}
DRAFT = Draft(operation="beta.messages.create", body_text=json.dumps(BODY, indent=1), betas=("a-2026-01-01",))
HOME = Platform.ANTHROPIC
COUNTED = counted_fields(shipped(), pool())


def made(**changes):
    body = {key: value for key, value in {**BODY, **changes}.items() if value is not ...}
    return replace(DRAFT, body_text=json.dumps(body))


def body_of(draft):
    return parse(draft.body_text)


def test_the_catalogue_tells_what_counting_takes():
    assert {"model", "messages", "system", "tools", "thinking", "context_management"} <= COUNTED
    assert not {"max_tokens", "stream", "container", "metadata"} & COUNTED


def test_counting_is_the_cheapest_form_where_it_takes_all_that_matters():
    assert forms_of(DRAFT, HOME, COUNTED) == (Form.COUNT, Form.ONE_TOKEN, Form.AS_IT_IS)


@pytest.mark.parametrize(
    "draft",
    [
        made(container="c_1"),
        made(fallbacks=[]),
        made(mcp_servers=[{"type": "url", "url": "https://x", "name": "x"}]),
        made(tools=[{"type": "web_search_20250305", "name": "web_search"}]),
        made(
            messages=[{"role": "user", "content": [{"type": "image", "source": {"type": "url", "url": "u"}}]}]
        ),
    ],
)
def test_what_counting_does_not_take_is_asked_for_one_token(draft):
    assert forms_of(draft, HOME, COUNTED)[0] is Form.ONE_TOKEN


def test_a_platform_without_counting_is_asked_for_one_token():
    assert forms_of(DRAFT, Platform.BEDROCK, COUNTED)[0] is Form.ONE_TOKEN


@pytest.mark.parametrize("path", ["/model/{id}/invoke", "/v1/projects/p/models/m:rawPredict"])
def test_messages_under_another_path_are_asked_for_one_token(path):
    assert forms_of(replace(DRAFT, path=path), HOME, COUNTED)[0] is Form.ONE_TOKEN


def test_a_body_that_is_no_json_goes_as_it_is():
    assert forms_of(replace(DRAFT, body_text='{"model":'), HOME, COUNTED) == (Form.AS_IT_IS,)


@pytest.mark.parametrize(
    ("method", "path", "forms"),
    [
        ("GET", "/v1/models", (Form.AS_IT_IS,)),
        ("POST", "/v1/messages/count_tokens", (Form.COUNT,)),
        ("POST", "/v1/messages/batches", ()),
        ("POST", "/v1/agents", ()),
        ("DELETE", "/v1/files/{file_id}", ()),
    ],
)
def test_what_does_something_each_time_is_never_repeated(method, path, forms):
    assert forms_of(replace(DRAFT, method=method, path=path), HOME, COUNTED) == forms


def test_counting_drops_only_what_steers_the_answer():
    found = probe(DRAFT, Form.COUNT)
    assert (found.path, found.operation) == ("/v1/messages/count_tokens", "beta.messages.count_tokens")
    assert body_of(found) == {"model": BODY["model"], "messages": BODY["messages"]}
    assert found.betas == DRAFT.betas


def test_a_prefix_of_the_path_stays():
    found = probe(replace(DRAFT, path="/anthropic/v1/messages/"), Form.COUNT)
    assert found.path == "/anthropic/v1/messages/count_tokens"


def test_one_token_keeps_all_else_as_typed():
    found = probe(DRAFT, Form.ONE_TOKEN)
    assert body_of(found) == {**{key: each for key, each in BODY.items() if key != "stream"}, "max_tokens": 1}
    assert found.path == DRAFT.path
    assert output_tokens(DRAFT, Form.ONE_TOKEN) == 1


def test_manual_thinking_keeps_its_least_budget():
    draft = made(thinking={"type": "enabled", "budget_tokens": 30000})
    body = body_of(probe(draft, Form.ONE_TOKEN))
    assert body["max_tokens"] > body["thinking"]["budget_tokens"] == 1024
    assert output_tokens(draft, Form.ONE_TOKEN) == 1025


def test_a_missing_limit_is_put_in():
    assert body_of(probe(made(max_tokens=...), Form.ONE_TOKEN))["max_tokens"] == 1


def test_as_it_is_changes_nothing():
    assert probe(DRAFT, Form.AS_IT_IS) == DRAFT
    assert output_tokens(DRAFT, Form.AS_IT_IS) == 4000


def test_betas_of_typed_headers_are_among_the_names_and_do_not_stay_behind():
    rows = (
        Row("Anthropic-Beta", "b-2026-01-01, a-2026-01-01"),
        Row("x", "1"),
        Row("anthropic-beta", "c", on=False),
    )
    draft = replace(DRAFT, headers=rows)
    assert names_of(draft) == ("a-2026-01-01", "b-2026-01-01")
    found = with_names(draft, ("b-2026-01-01",))
    assert (found.betas, found.headers) == (("b-2026-01-01",), (Row("x", "1"),))


def test_the_plan_tells_count_and_cost_before_anything_is_sent():
    draft = replace(DRAFT, betas=tuple(f"beta-{number}" for number in range(12)))
    plan = plan_search(draft, HOME, shipped(), COUNTED)
    assert (plan.sends, plan.pair_sends, plan.problem) == (6, 11, "")
    assert (plan.price(Form.COUNT).low_usd, plan.price(Form.COUNT).high_usd) == (0, 0)
    cheap, dear = plan.price(Form.ONE_TOKEN), plan.price(Form.AS_IT_IS)
    assert 0 < cheap.low_usd <= cheap.high_usd < dear.high_usd


def test_a_model_without_prices_has_no_estimate():
    plan = plan_search(made(model="some-other"), HOME, shipped(), COUNTED)
    assert plan.price(Form.ONE_TOKEN).high_usd is None


@pytest.mark.parametrize(
    ("draft", "word"), [(replace(DRAFT, betas=()), "ticked"), (replace(DRAFT, path="/v1/agents"), "repeated")]
)
def test_where_there_is_nothing_to_search_the_plan_says_why(draft, word):
    plan = plan_search(draft, HOME, shipped(), COUNTED)
    assert word in plan.problem
    assert plan.sends == 0
