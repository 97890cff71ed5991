"""The hand-kept facts against each other and against the schemas, which come from the SDK."""

import re

import pytest

from betadeck.core.betas import is_dated_name, is_sendable
from betadeck.core.catalog import BetaState
from betadeck.core.catalog_lookup import matches_operation, needed_betas, opens
from betadeck.core.catalog_models import model_matches
from betadeck.core.diagnosis import CULPRIT_KINDS
from betadeck.core.schema import branches_of, closure, constants_of, fields_of, suggestions_of
from betadeck.core.target import Platform
from helpers.catalogue import pool, shipped

GROUPS = {
    "Context",
    "Tools and MCP",
    "Thinking",
    "Conversation",
    "Output and speed",
    "Agents",
    "Files and skills",
    "Admin",
    "Platform",
}
DAY = re.compile(r"20\d\d-[01]\d(-[0-3]\d)?")
BETAS = sorted(shipped().betas.values(), key=lambda each: each.name)
BETA_BODY = {"$ref": "#/$defs/BetaMessagesCreateBody"}
BODY = {"$ref": "#/$defs/MessagesCreateBody"}


def schemas_at(root, path):
    """Return the schemas that a general path such as `tools[].strict` leads to; every branch counts."""
    found = [root]
    for step in path.split("."):
        name = step.removesuffix("[]")
        inner = [
            fields_of(pool(), branch.schema)[name]
            for each in found
            for branch in branches_of(pool(), each)
            if name in fields_of(pool(), branch.schema)
        ]
        if step.endswith("[]"):
            inner = [b.schema["items"] for s in inner for b in branches_of(pool(), s) if "items" in b.schema]
        found = inner
    return found


def tags_within(name):
    """Return every text that a field `type` may hold anywhere within a schema of the pool."""
    found = set()
    for schema in closure(pool(), name)["$defs"].values():
        kind = fields_of(pool(), schema).get("type", {})
        found.update(constants_of(kind))
        found.update(text for branch in branches_of(pool(), kind) for text in constants_of(branch.schema))
    return found


@pytest.mark.parametrize("beta", BETAS, ids=lambda each: each.name)
def test_a_beta_has_all_that_a_row_of_the_checklist_shows(beta):
    assert is_sendable(beta.name)
    assert is_dated_name(beta.name) or beta.name == "claude-code-20250219"
    assert 3 <= len(beta.title) <= 45
    assert beta.group in GROUPS
    assert 20 <= len(beta.summary) <= 125
    assert beta.summary.endswith(".")
    assert beta.source
    assert DAY.fullmatch(beta.date)
    assert beta.operations or beta.name == "experimental-cc-routine-2026-04-01"
    assert not beta.page or beta.page.startswith("https://platform.claude.com/docs/en/")
    assert beta.state is not BetaState.SUPERSEDED or beta.superseded_by or beta.standard_since


@pytest.mark.parametrize("beta", BETAS, ids=lambda each: each.name)
def test_a_beta_speaks_of_what_there_is(beta):
    names = {each.value for each in Platform}
    assert beta.superseded_by == "" or beta.superseded_by in shipped().betas
    assert set(beta.conflicts) <= set(shipped().betas)
    assert {*beta.platforms, *beta.not_platforms} <= names
    assert not (beta.models and beta.not_models)
    known = [*shipped().models, *shipped().retired_models, "claude-sonnet-4", "claude-opus-4"]
    for pattern in (*beta.models, *beta.standard_on):
        assert any(model_matches(pattern, each) for each in known), pattern
    for day in filter(None, (beta.introduced, beta.standard_since)):
        assert DAY.fullmatch(day)


def test_what_a_beta_excludes_excludes_it_too():
    for beta in BETAS:
        for other in beta.conflicts:
            assert beta.name in shipped().betas[other].conflicts


def test_states_are_as_researched():
    states = [each.state for each in BETAS]
    assert states.count(BetaState.ACTIVE) == 40
    assert states.count(BetaState.GRADUATED) == 23
    assert states.count(BetaState.SUPERSEDED) == 8
    assert states.count(BetaState.RETIRED) == 3
    assert states.count(BetaState.INTERNAL) == 7


def test_58_betas_are_in_the_sdks_own_list():
    assert sum(each.sdk_knows for each in BETAS) == 58


def test_titles_are_all_different():
    titles = [each.title for each in BETAS]
    assert len(set(titles)) == len(titles)


def test_operations_need_just_what_the_sdk_sends_but_for_what_is_standard():
    for operation in shipped().operations.values():
        sent = {name for name in operation.betas if opens(shipped().betas[name])}
        needed = {each.name for each in needed_betas(operation, shipped())}
        assert needed <= sent
        assert {shipped().betas[name].superseded_by for name in sent - needed} <= {"user-profiles-2026-09-04"}


@pytest.mark.parametrize("beta", [each for each in BETAS if opens(each)], ids=lambda each: each.name)
def test_what_a_beta_opens_is_in_the_schemas_with_betas_and_not_in_those_without(beta):
    tags, plain = tags_within("BetaMessagesCreateBody"), tags_within("MessagesCreateBody")
    new = {*beta.blocks, *beta.tools, *beta.edits}
    assert new <= tags
    assert not new & plain
    if not any(matches_operation(each, "POST", "/v1/messages") for each in beta.operations):
        return
    for path in beta.fields:
        assert schemas_at(BETA_BODY, path), path
        assert not schemas_at(BODY, path), path
    for path, value in (each.split("=", 1) for each in beta.values):
        kinds = {"<object>": "object", "<list>": "array"}
        known = schemas_at(BETA_BODY, path)
        assert known, path
        if value in kinds:
            assert any(b.schema.get("type") == kinds[value] for s in known for b in branches_of(pool(), s))
        else:
            assert any(value in suggestions_of(pool(), each) for each in known), value


def test_every_field_that_only_the_beta_schema_has_belongs_to_a_beta():
    extra = set(fields_of(pool(), BETA_BODY)) - set(fields_of(pool(), BODY))
    opened = {path for each in BETAS if opens(each) for path in each.fields}
    assert extra
    assert extra <= opened


def test_every_type_that_only_the_beta_schema_has_belongs_to_a_beta():
    extra = tags_within("BetaMessagesCreateBody") - tags_within("MessagesCreateBody")
    opened = {tag for each in BETAS if opens(each) for tag in (*each.blocks, *each.tools, *each.edits)}
    inner = {"advisor_result", "advisor_redacted_result", "advisor_tool_result_error"}
    inner |= {"mcp_tool_reference", "mcp_toolset_reference", "tool_definition"}
    inner |= {"create", "continue", "summarize", "tokens", "billing_policy"}
    inner |= {"input_tokens", "thinking_turns", "tool_uses"}
    assert extra - inner <= opened, sorted(extra - inner - opened)


def test_fields_of_graduated_betas_are_standard():
    skipped = {"output_format", "cache_control.scope"}
    for beta in BETAS:
        if beta.state is BetaState.GRADUATED and "POST /v1/messages" in beta.operations:
            for path in set(beta.fields) - skipped:
                assert schemas_at(BODY, path), (beta.name, path)


def test_errors_say_what_they_mean_and_what_to_do():
    seen = set()
    for each in shipped().errors:
        assert each.culprit in CULPRIT_KINDS
        assert each.meaning.endswith(".")
        assert each.remedy.endswith(".")
        assert 400 <= each.status <= 599
        assert re.fullmatch(r"[a-z_]+", each.type)
        seen.add((each.type, each.status, each.code))
    assert len(seen) == 120
    assert sum(bool(each.code) for each in shipped().errors) == 100


@pytest.mark.parametrize("model", shipped().models.values(), ids=lambda each: each.id)
def test_a_model_has_what_rules_and_prices_need(model):
    assert model.family in ("fable", "mythos", "haiku", "sonnet", "opus")
    assert model.context_tokens > model.max_output_tokens > 0
    if model.id == "claude-mythos-preview":
        return
    digits = re.search(r"-(\d)(?:-(\d)(?!\d))?", model.id)
    assert model.generation == float(f"{digits[1]}.{digits[2] or 0}")
    prices = model.prices
    assert prices.input > 0
    assert prices.output == pytest.approx(5 * prices.input)
    assert prices.cache_write_5m == pytest.approx(1.25 * prices.input)
    assert prices.cache_write_1h == pytest.approx(2 * prices.input)
    assert prices.batch_input == pytest.approx(prices.input / 2)
    assert prices.cache_read is None or 0 < prices.cache_read < prices.input
    assert not model.alias or model.id.startswith(model.alias)


def test_retired_models_are_not_among_those_that_answer():
    assert not set(shipped().models) & set(shipped().retired_models)


def test_model_rules_are_about_models_and_fields_that_there_are():
    for rule in shipped().model_rules:
        assert rule.message.endswith(".")
        for pattern in (*rule.models, *rule.not_models):
            known = [*shipped().models, *shipped().retired_models]
            assert any(model_matches(pattern, each) for each in known), pattern
        if "-1]" in rule.field or rule.field in {each.name for each in shipped().version_fields}:
            continue
        found = schemas_at(BETA_BODY, rule.field)
        assert found, rule.field
        known = {text for each in found for text in suggestions_of(pool(), each)}
        assert not known or set(rule.values) <= known


def test_version_rules_name_known_versions():
    known = shipped().versions
    for rule in shipped().version_rules:
        assert rule.version in known
        assert rule.other_version in known
        assert rule.message.endswith(".")
    assert {each.name for each in shipped().version_fields} == {"temperature", "top_p", "top_k"}


def test_rate_limits_are_made_of_known_headers():
    for each in shipped().rate_limits:
        assert {each.limit, each.remaining, each.reset} <= set(shipped().headers)


def test_limits_are_about_operations_that_there_are():
    operations = shipped().operations.values()
    for limit in shipped().limits:
        assert limit.minimum or limit.maximum
        for pattern in limit.operations:
            assert any(matches_operation(pattern, each.method, each.path) for each in operations), pattern
