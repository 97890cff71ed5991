from dataclasses import replace

from betadeck.core.draft import Draft, Row
from betadeck.core.probe.try_both import both_versions, two_models, two_targets, with_and_without
from betadeck.core.target import SANDBOX, Target

TARGET = Target("API")
DRAFT = Draft(body_text='{"model": "m1",  "odd": 1.10}', betas=("a", "b"))


def test_with_and_without_differ_in_that_beta_alone():
    for draft in (
        DRAFT,
        replace(DRAFT, betas=("a",)),
        replace(DRAFT, betas=("a",), headers=(Row("anthropic-beta", "b"),)),
    ):
        one, other = with_and_without(draft, TARGET, "b")
        assert (one.draft.betas, other.draft.betas) == (("a", "b"), ("a",))
        assert replace(one.draft, betas=()) == replace(other.draft, betas=())
        assert (one.label, other.label) == ("With b", "Without b")


def test_versions_differ_in_the_version_alone():
    one, other = both_versions(DRAFT, TARGET, "2023-06-01")
    assert replace(one.draft, api_version="2023-06-01") == other.draft
    assert both_versions(DRAFT, TARGET, "")[1].label == "No version sent"


def test_models_differ_in_the_model_alone():
    one, other = two_models(DRAFT, TARGET, "m2")
    assert (one.label, other.label) == ("m1", "m2")
    assert other.draft.body_text == '{"model": "m2",  "odd": 1.10}'


def test_targets_differ_in_the_target_alone():
    one, other = two_targets(DRAFT, TARGET, SANDBOX)
    assert one.draft == other.draft == DRAFT
    assert (one.target, other.target, other.label) == (TARGET, SANDBOX, "Sandbox")
