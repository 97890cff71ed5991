import pytest

from betadeck.core.catalog_models import (
    bare_model,
    beta_takes_model,
    model_matches,
    model_of,
    rules_for_model,
)
from helpers.catalogue import shipped


@pytest.mark.parametrize(
    ("spelt", "meant"),
    [
        ("claude-opus-5-5", "claude-opus-5-5"),
        ("claude-haiku-4-5", "claude-haiku-4-5-20251001"),
        ("claude-haiku-4-5-20251001", "claude-haiku-4-5-20251001"),
        ("anthropic.claude-haiku-4-5-20251001-v1:0", "claude-haiku-4-5-20251001"),
        ("us.anthropic.claude-sonnet-4-5-20250929-v1:0", "claude-sonnet-4-5-20250929"),
        ("global.anthropic.claude-opus-5-v1", "claude-opus-5"),
        ("arn:aws:bedrock:us-east-1::foundation-model/anthropic.claude-sonnet-5", "claude-sonnet-5"),
        ("anthropic/claude-fable-5-1", "claude-fable-5-1"),
        ("claude-opus-5@20260724", "claude-opus-5"),
        ("claude-opus-5@default", "claude-opus-5"),
        ("claude-opus-5-5-fast", "claude-opus-5-5"),
        ("claude-opus-4-20250514", "claude-opus-4-0"),
        ("claude-3-7-sonnet-latest", "claude-3-7-sonnet"),
        ("claude-3-5-sonnet-20240620", "claude-3-5-sonnet"),
    ],
)
def test_a_model_is_known_by_all_its_spellings(spelt, meant):
    assert model_of(spelt, shipped()).id == meant


@pytest.mark.parametrize("spelt", ["", "gpt-4o", "claude", "claude-opus-9", "claude-opus-5-55", "opus"])
def test_what_is_no_model_is_none(spelt):
    assert model_of(spelt, shipped()) is None


def test_a_name_that_is_not_claudes_stays_as_it_is():
    assert bare_model("meta.llama3-v1:0") == "meta.llama3-v1:0"


def test_a_pattern_without_a_star_means_one_model_only():
    assert model_matches("claude-opus-5", "claude-opus-5@20260724")
    assert not model_matches("claude-opus-5", "claude-opus-5-5")
    assert model_matches("claude-*-5-5", "anthropic.claude-haiku-5-5-v1:0")


def test_fast_mode_depends_on_the_model():
    fast = shipped().betas["fast-mode-2026-02-01"]
    assert beta_takes_model(fast, "claude-opus-5") is True
    assert beta_takes_model(fast, "claude-opus-5-5") is None
    assert beta_takes_model(fast, "claude-haiku-5-5") is False


def test_a_beta_for_a_generation_and_later_takes_models_to_come():
    beta = shipped().betas["mcp-client-2025-11-20"]
    assert beta_takes_model(beta, "claude-opus-9") is True
    assert beta_takes_model(beta, "claude-opus-4-1") is False
    assert beta_takes_model(beta, "claude-3-5-sonnet-20241022") is False


def rules(model):
    return {each.rule for each in rules_for_model(model, shipped())}


@pytest.mark.parametrize(
    ("model", "rule", "holds"),
    [
        ("claude-opus-4-6", "model.thinking_manual_gone", False),
        ("claude-opus-4-7", "model.thinking_manual_gone", True),
        ("claude-fable-5", "model.thinking_always_on", True),
        ("claude-opus-5", "model.thinking_always_on", False),
        ("claude-opus-5", "model.thinking_off_limits_effort", True),
        ("claude-opus-5-5", "model.thinking_off_limits_effort", False),
        ("claude-haiku-4-5", "model.thinking_adaptive_missing", True),
        ("claude-sonnet-4-6", "model.thinking_adaptive_missing", False),
        ("claude-sonnet-4-5", "model.prefill_gone", False),
        ("claude-sonnet-4-6", "model.prefill_gone", True),
        ("claude-haiku-4-5-20251001", "model.temperature_gone", False),
        ("claude-haiku-5-5", "model.temperature_gone", True),
        ("claude-fable-5-1", "model.tool_choice_not_forced", True),
        ("claude-fable-5", "model.tool_choice_not_forced", False),
        ("claude-sonnet-5", "model.system_role_missing", True),
        ("claude-opus-4-8", "model.system_role_missing", False),
        ("claude-sonnet-5-5", "model.computer_tool_gone", True),
        ("claude-opus-5-5", "model.fast_missing", False),
        ("claude-sonnet-5-5", "model.fast_missing", True),
    ],
)
def test_rules_hold_for_the_models_that_they_are_about(model, rule, holds):
    assert (rule in rules(model)) is holds


def test_of_an_unknown_model_nothing_is_said():
    assert rules("claude-opus-9") == set()
    assert rules("gpt-4o") == set()
