"""What a model refuses is known before it is chosen."""

from betadeck.core.field_refusals import refusals
from helpers.talking import real_catalogue

EFFORTS = ("low", "medium", "high", "xhigh", "max")


def refused(path, values, **body):
    return list(refusals(real_catalogue(), body, path, values))


def test_a_model_without_effort_refuses_every_effort():
    assert refused("output_config.effort", EFFORTS, model="claude-haiku-4-5") == list(EFFORTS)


def test_a_model_that_takes_all_refuses_none():
    assert refused("output_config.effort", EFFORTS, model="claude-opus-5-5") == []


def test_what_holds_only_with_another_field_counts_only_then():
    off = {"type": "disabled"}
    assert refused("output_config.effort", EFFORTS, model="claude-opus-5") == []
    assert refused("output_config.effort", EFFORTS, model="claude-opus-5", thinking=off) == ["xhigh", "max"]


def test_new_models_have_no_thinking_budget_and_old_ones_nothing_adaptive():
    kinds = ("adaptive", "enabled", "disabled")
    assert refused("thinking.type", kinds, model="claude-opus-5-5") == ["enabled"]
    assert refused("thinking.type", kinds, model="claude-sonnet-4-5") == ["adaptive"]


def test_without_a_model_nothing_is_refused():
    assert refused("thinking.type", ("enabled",), model="") == []
    assert refused("thinking.type", ("enabled",)) == []
