"""The examples that a new user meets first must be right."""

import json

import jsonschema_rs
import pytest

from betadeck.core.catalog import BetaState
from betadeck.core.catalog_lookup import betas_of_operation, needed_betas
from betadeck.core.catalog_models import beta_takes_model
from betadeck.core.preset_text import dump, load
from betadeck.core.schema import closure
from betadeck.resources import resource
from helpers.catalogue import pool, shipped

FILES = sorted(each.name for each in resource("examples").iterdir() if each.name.endswith(".json"))


def text_of(name):
    return resource(f"examples/{name}").read_text(encoding="utf-8")


@pytest.fixture(params=FILES)
def draft(request):
    return load(text_of(request.param))


def test_there_are_some():
    assert len(FILES) >= 8


@pytest.mark.parametrize("name", FILES)
def test_an_example_is_written_as_the_program_writes_presets(name):
    assert dump(load(text_of(name))) == text_of(name)


def test_an_example_is_valid_where_it_goes(draft):
    operation = shipped().operations[draft.operation]
    assert (draft.method, draft.path) == (operation.method, operation.path)
    assert {row.name for row in draft.query} <= {each.name for each in operation.query}
    if operation.body:
        body = json.loads(draft.body_text)
        assert [str(each) for each in jsonschema_rs.iter_errors(closure(pool(), operation.body), body)] == []


def test_an_example_ticks_just_the_betas_that_it_needs(draft):
    operation = shipped().operations[draft.operation]
    betas = [shipped().betas[name] for name in draft.betas]
    assert all(each.state is BetaState.ACTIVE for each in betas)
    assert set(betas) <= set(betas_of_operation(operation, shipped()))
    assert set(needed_betas(operation, shipped())) <= set(betas)
    usual = shipped().operations[draft.operation.removeprefix("beta.")]
    if draft.body_text:
        plain = jsonschema_rs.is_valid(closure(pool(), usual.body), json.loads(draft.body_text))
        assert plain is not bool(betas)


def test_an_examples_models_answer_and_take_its_betas(draft):
    if not draft.body_text:
        return
    body = json.loads(draft.body_text)
    models = [each["params"]["model"] for each in body.get("requests", [])] or [body["model"]]
    for model in models:
        assert model in shipped().models
        assert all(beta_takes_model(shipped().betas[name], model) for name in draft.betas)


def test_names_are_all_different():
    names = [load(text_of(name)).name for name in FILES]
    assert len(set(names)) == len(names)
    assert all(names)
