import copy

import pytest

from betadeck.core.catalog import Beta, BetaState
from betadeck.core.catalog_load import CatalogueFault, overlay, parse_catalogue
from helpers.catalogue import shipped

BETA = {"title": "Fresh air", "group": "Mine", "state": "active", "summary": "Opens a window."}
OPERATION = {"method": "GET", "path": "/v1/air", "area": "Mine", "title": "Get"}


def test_the_shipped_catalogue_holds_all_that_is_known():
    catalogue = shipped()
    places = {(each.method, each.path) for each in catalogue.operations.values()}
    assert (len(catalogue.operations), len(places)) == (390, 279)
    assert (len(catalogue.betas), len(catalogue.models)) == (81, 19)
    assert (len(catalogue.errors), len(catalogue.headers)) == (120, 39)
    assert catalogue.versions[0] == "2026-10-21"


def test_names_from_the_index_become_the_entries_names():
    catalogue = parse_catalogue({"betas": {"air-2026-01-01": BETA}, "operations": {"air.get": OPERATION}})
    assert catalogue.betas["air-2026-01-01"].name == "air-2026-01-01"
    assert catalogue.operations["air.get"].id == "air.get"
    assert catalogue.betas["air-2026-01-01"].state is BetaState.ACTIVE


def test_an_empty_index_is_an_empty_catalogue():
    assert parse_catalogue({}).operations == {}


@pytest.mark.parametrize(
    ("index", "where"),
    [
        ({"format": 2}, "format"),
        ({"format": "1"}, "format"),
        ({"beta": {}}, "beta"),
        ({"betas": []}, "betas"),
        ({"betas": {"x": "y"}}, "betas.x"),
        ({"betas": {"x": {**BETA, "state": "alive"}}}, "betas.x.state"),
        ({"betas": {"x": {**BETA, "fields": "a"}}}, "betas.x.fields"),
        ({"betas": {"x": {**BETA, "fields": ["a", 1]}}}, "betas.x.fields"),
        ({"betas": {"x": {**BETA, "gated": 1}}}, "betas.x.gated"),
        ({"betas": {"x": {**BETA, "titel": "y"}}}, "betas.x"),
        ({"betas": {"x": {"title": "y"}}}, "betas.x"),
        ({"operations": {"x": {**OPERATION, "query": [{"name": "a"}]}}}, "operations.x.query[0]"),
        ({"operations": {"x": {**OPERATION, "query": {}}}}, "operations.x.query"),
        ({"operations": {"x": {**OPERATION, "query": [0]}}}, "operations.x.query[0]"),
        ({"params": [{"name": "a"}]}, "params[0]"),
        ({"models": {"x": {"prices": {"input": "5"}}}}, "models.x.prices.input"),
        ({"models": {"x": {"context_tokens": 1.5}}}, "models.x.context_tokens"),
        ({"models": {"x": {"context_tokens": True}}}, "models.x.context_tokens"),
        ({"errors": [{"type": "a", "status": 400}, {"type": "a"}]}, "errors[1]"),
        ({"versions": [1]}, "versions"),
        ({"date": None}, "date"),
    ],
)
def test_what_cannot_be_taken_is_refused_by_its_place(index, where):
    with pytest.raises(CatalogueFault) as caught:
        parse_catalogue(index)
    assert caught.value.where == where
    assert caught.value.message


def test_operations_share_the_parameters_that_they_name_by_number():
    shared = [{"name": "limit", "required": False, "schema": {"type": "integer"}}]
    operations = {name: {**OPERATION, "query": [0]} for name in ("air.get", "air.list")}
    catalogue = parse_catalogue({"params": shared, "operations": operations})
    (one,), (other,) = (each.query for each in catalogue.operations.values())
    assert one is other
    assert one.name == "limit"


def test_a_missing_fact_is_named():
    with pytest.raises(CatalogueFault, match="group, state, summary is missing"):
        parse_catalogue({"betas": {"x": {"title": "y"}}})


def test_a_whole_number_serves_as_a_price():
    assert parse_catalogue({"models": {"x": {"prices": {"input": 5}}}}).models["x"].prices.input == 5.0


def test_own_entries_join_the_others_and_are_marked():
    merged = overlay(shipped(), {"betas": {"air-2026-01-01": BETA}, "operations": {"air.get": OPERATION}})
    assert merged.betas["air-2026-01-01"].mine
    assert merged.operations["air.get"].mine
    assert len(merged.betas) == 82
    assert not merged.betas["compact-2026-09-04"].mine


def test_an_own_entry_changes_only_what_it_gives():
    merged = overlay(shipped(), {"betas": {"fast-mode-2026-02-01": {"title": "Hurry"}}})
    mine, before = merged.betas["fast-mode-2026-02-01"], shipped().betas["fast-mode-2026-02-01"]
    assert (mine.title, mine.mine) == ("Hurry", True)
    assert mine.models == before.models
    assert before.title == "Fast mode"


@pytest.mark.parametrize(
    ("index", "where"),
    [
        ({"betas": {"air-2026-01-01": {"title": "Fresh air"}}}, "betas.air-2026-01-01"),
        ({"betas": {"fast-mode-2026-02-01": {"state": "?"}}}, "betas.fast-mode-2026-02-01.state"),
        ({"errors": []}, "errors"),
        ({"bettas": {}}, "bettas"),
        ({"format": 9}, "format"),
        ({"models": 3}, "models"),
    ],
)
def test_an_own_file_that_cannot_be_taken_is_refused_by_its_place(index, where):
    with pytest.raises(CatalogueFault) as caught:
        overlay(shipped(), index)
    assert caught.value.where == where


def test_reading_leaves_the_index_as_it_is():
    index = {"betas": {"air-2026-01-01": {**BETA, "fields": ["a"]}}}
    before = copy.deepcopy(index)
    assert isinstance(parse_catalogue(index).betas["air-2026-01-01"], Beta)
    assert index == before
